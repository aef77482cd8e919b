"""Which weeks are out of the ordinary for this practice, and which are chance.

A p' chart (D. B. Laney 2002, Quality Engineering 14:531): a p chart whose limits are
widened by as much as the weeks of the past varied more than chance alone makes them.
Each week is judged by weeks that lie before it, and the newest do not set their own
limit: a slow slide would make itself usual.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_WEEKS = 12
"""That the limit of a week rests on."""

MOST_WEEKS = 52
"""A year holds each season once."""

LAG_WEEKS = 11
"""The weeks just before a week that do not set its limit, once there are enough."""

FEWEST_SESSIONS = 5
"""That count in a week, for it to be judged: of fewer each one is a lot."""

SIGMAS = 3.0

_LOPSIDED_BELOW = 25.0
"""Variance of the sessions attended in a week, under which chance is no bell curve."""

_TAIL = 0.00135
"""Of the normal distribution beyond three sigmas, on one side."""

_MEAN_RANGE = 1.128
"""The mean range of two draws from a normal distribution, in standard deviations."""


@dataclass(frozen=True)
class Limit:
    """What is usual for one week; rates from 0 to 1."""

    centre: float
    low: float
    high: float
    spread: float
    """How many times as much as by chance alone the past weeks varied, at least 1."""
    weeks: int
    """That it rests on."""

    def is_unusual(self, rate: float) -> bool:
        """Return whether a rate lies outside."""
        # Rounding is no news.
        return rate < self.low - 1e-9 or rate > self.high + 1e-9


def limits(counted: Sequence[tuple[int, int]]) -> list[Limit | None]:
    """Return what is usual for each week; ``None`` where that cannot be said.

    Parameters
    ----------
    counted
        Attended and counted sessions of each week, oldest first, without weeks that
        are not over. A week in which nothing counts is passed over.
    """
    past = [(number, pair) for number, pair in enumerate(counted) if pair[1] > 0]
    found: list[Limit | None] = [None] * len(counted)
    for place, (number, (_, n)) in enumerate(past):
        if place >= FEWEST_WEEKS and n >= FEWEST_SESSIONS:
            until = place - min(LAG_WEEKS, place - FEWEST_WEEKS)
            base = [pair for _, pair in past[max(0, until - MOST_WEEKS) : until]]
            found[number] = limit(base, n)
    return found


def limit(base: Sequence[tuple[int, int]], n: int) -> Limit:
    """Return what is usual for a week of `n` sessions, given the weeks of the past.

    Parameters
    ----------
    base
        Attended and counted sessions of each past week, in order, none without any.
    """
    centre = sum(attended for attended, _ in base) / _size(base)
    spread = _spread(base, centre)
    likely = _likely(base, centre)
    half = SIGMAS * spread * math.sqrt(likely * (1 - likely) / n)
    low, high = _by_chance(likely, max(1, round(n / spread**2)))
    return Limit(
        centre,
        low=max(0.0, min(centre - half, low)),
        high=min(1.0, max(centre + half, high)),
        spread=spread,
        weeks=len(base),
    )


def _by_chance(rate: float, n: int) -> tuple[float, float]:
    """Return the binomial range of three sigmas, where few make it lopsided.

    A p chart's own limits lie too near where nearly all come: of 17 at 98 % three stay
    away by chance in one week of 220, not of 740.
    """
    rarer = min(rate, 1 - rate)
    if n * rarer * (1 - rarer) >= _LOPSIDED_BELOW:
        return rate, rate
    fewest, most = _range(rarer, n)
    ends = fewest / n, most / n
    return ends if rarer == rate else (1 - ends[1], 1 - ends[0])


def _range(rarer: float, n: int) -> tuple[int, int]:
    """Return the fewest and the most of the rarer kind that chance makes of `n`."""
    chance = below = (1 - rarer) ** n
    count = 0
    fewest = None if below <= _TAIL else 0
    while below < 1 - _TAIL and count < n:
        chance *= (n - count) / (count + 1) * rarer / (1 - rarer)
        count += 1
        below += chance
        if fewest is None and below > _TAIL:
            fewest = count
    return fewest or 0, count


def _likely(base: Sequence[tuple[int, int]], centre: float) -> float:
    """Return how likely a session is attended, never 0 or 1.

    Where all came, or nobody, one who did not would be unheard of only because the
    past is short; so two of each kind are added (Agresti and Coull 1998).
    """
    if centre in (0.0, 1.0):
        return (centre * _size(base) + 2) / (_size(base) + 4)
    return centre


def _size(base: Sequence[tuple[int, int]]) -> int:
    return sum(n for _, n in base)


def _spread(base: Sequence[tuple[int, int]], centre: float) -> float:
    """Return the weeks' own spread in units of chance (sigma z), at least 1."""
    if centre in (0.0, 1.0) or len(base) < 2:
        return 1.0
    scores = [
        (attended / n - centre) / math.sqrt(centre * (1 - centre) / n)
        for attended, n in base
    ]
    ranges = [abs(b - a) for a, b in pairwise(scores)]
    # Narrower than chance it is by chance only.
    return max(1.0, sum(ranges) / len(ranges) / _MEAN_RANGE)
