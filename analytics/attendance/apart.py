"""Which of many groups stand out beyond chance, and which only look as if they did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import TYPE_CHECKING

from analytics.intervals import newcombe_interval, wilson_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.attendance.clustered import Clustered

FEW = 10
"""Sessions below which a group's rate is drawn pale and never named."""

FEWEST_CLIENTS = 8
"""Clients below which a group's rate says more of them than of the group."""

LEVEL = 0.05
"""How often, at most, anything is named where chance alone is at work."""


@dataclass(frozen=True)
class Apart:
    """A group beside all the others together."""

    place: int
    """Of the group, among those compared."""
    rate: float
    rest: float
    """The rate of all the others together, less those named before."""

    @property
    def gap(self) -> float:
        """How far it lies from the rest, most first where sorted."""
        return -round(abs(self.rate - self.rest), 9)


@dataclass(frozen=True)
class Rate:
    """A rate and how many independent sessions it rests on."""

    value: float
    n_effective: float


def standing_out(groups: Sequence[Clustered], everything: Clustered) -> list[Apart]:
    """Return the groups that differ from the rest beyond chance, the furthest first.

    Each group's rate is set against that of all others together by the interval of
    their difference (`difference_interval`). Looking at m groups finds one in twenty
    by chance, so the interval is that of 1 - 0.05 / m (Bonferroni). Once one is named
    the others are set against the rest without it: a bad hour makes no good ones.
    Groups of fewer than `FEW` sessions or `FEWEST_CLIENTS` clients are never named.

    Parameters
    ----------
    groups
        Those to be compared; no session is in two of them.
    everything
        The sessions of all of them together, and of those that are not compared.
    """
    places = [place for place, group in enumerate(groups) if is_told(group, everything)]
    rates = {place: of(groups[place], everything) for place in places}
    level = LEVEL / max(len(places), 1)
    left = _Left(everything.n, everything.attended, everything.design_effect)
    named: list[Apart] = []
    while found := [
        Apart(place, rate.value, rest.value)
        for place, rate in rates.items()
        if (rest := left.without(groups[place])) and _is_apart(rate, rest, level)
    ]:
        # Of two groups each is the other's rest: the smaller one is named.
        first = min(found, key=lambda one: (one.gap, groups[one.place].n))
        named.append(first)
        del rates[first.place]
        group = groups[first.place]
        left = replace(left, n=left.n - group.n, came=left.came - group.attended)
    return named


def is_told(group: Clustered, everything: Clustered) -> bool:
    """Return whether a group is large enough, and not all there is, to be compared."""
    is_large = group.n >= FEW and group.clients >= FEWEST_CLIENTS
    return is_large and group.n < everything.n


def of(group: Clustered, everything: Clustered) -> Rate:
    """Return a group's rate, as sure as it can be.

    The few clients of a group hardly tell how far one client's sessions are alike, so
    that is taken from all clients; the group's own design effect counts where it is
    larger.
    """
    alike = 1 + likeness(everything) * (group.n_squared / group.n - 1)
    effect = max(alike, group.design_effect)
    return Rate(group.attended / group.n, group.n / effect)


def likeness(everything: Clustered) -> float:
    """Return how alike two sessions of one client are, 0 (not at all) to 1.

    The intra-class correlation: the design effect of clusters of these sizes is 1 +
    likeness x (sum of squares / sum - 1) (J. N. K. Rao and A. J. Scott 1992).
    """
    more = everything.n_squared / everything.n - 1
    return min(1.0, (everything.design_effect - 1) / more) if more > 0 else 0.0


def difference_interval(
    one: Rate, other: Rate, level: float = LEVEL
) -> tuple[float, float]:
    """Return the interval of the difference of two rates, `one` less `other`.

    Newcombe's (`newcombe_interval`), of two Wilson intervals of as many sessions as are
    independent.

    Parameters
    ----------
    level
        The chance, 0 to 1, that the interval does not hold the true difference.
    """
    z = NormalDist().inv_cdf(1 - level / 2)
    return newcombe_interval(one.value, _wilson(one, z), other.value, _wilson(other, z))


@dataclass(frozen=True)
class _Left:
    """The sessions of no group that has been named."""

    n: int
    came: int
    design_effect: float
    """Of everything: clients come back in other groups, so what is left hangs together
    as everything does."""

    def without(self, group: Clustered) -> Rate | None:
        n = self.n - group.n
        if n <= 0:
            return None
        return Rate((self.came - group.attended) / n, n / self.design_effect)


def _is_apart(rate: Rate, rest: Rate, level: float) -> bool:
    low, high = difference_interval(rate, rest, level)
    return low > 0 or high < 0


def _wilson(rate: Rate, z: float) -> tuple[float, float]:
    n = rate.n_effective
    return wilson_interval(rate.value * n, n, z) or (0.0, 1.0)
