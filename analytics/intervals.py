"""The interval of a rate."""

from __future__ import annotations

import math

Z_95 = 1.959963984540054
"""The normal distribution's 97.5 % point."""


def wilson_interval(
    count: float, n: float, z: float = Z_95
) -> tuple[float, float] | None:
    """Return the 95 % interval of a rate `count` / `n`; ``None`` where `n` is 0.

    Wilson's score interval without a correction for continuity (E. B. Wilson 1927,
    J. Am. Stat. Assoc. 22:209; method 3 of R. G. Newcombe 1998, Stat. Med. 17:857).
    It stays within 0 and 1 and keeps its promise where few are counted.

    Parameters
    ----------
    count
        Those for which it holds, 0 to `n`.
    n
        All that count; of rows that hang together the number of independent ones
        that would tell as much, which need not be whole.
    z
        Point of the normal distribution, for another level than 95 %.
    """
    if n == 0:
        return None
    rate, z2 = count / n, z**2
    middle = (rate + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * math.sqrt(rate * (1 - rate) / n + z2 / (4 * n * n))
    # At the ends rounding could step over the edge by a hair.
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == n else middle + half
    return low, high


def newcombe_interval(
    one: float,
    one_interval: tuple[float, float],
    other: float,
    other_interval: tuple[float, float],
) -> tuple[float, float]:
    """Return the interval of a difference of two rates, `one` less `other`.

    Made of the rates' own intervals (R. G. Newcombe 1998, Stat. Med. 17:873, method
    10), so that it stays within -1 and 1 and holds where few are counted.

    Parameters
    ----------
    one_interval, other_interval
        Of the two rates, each at the level that the difference shall have.
    """
    low, high = one_interval
    other_low, other_high = other_interval
    apart = one - other
    return (
        apart - math.hypot(one - low, other_high - other),
        apart + math.hypot(high - one, other - other_low),
    )
