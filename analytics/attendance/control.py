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
        return not self.low <= rate <= self.high


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
    half = SIGMAS * spread * math.sqrt(_variance(base, centre) / n)
    return Limit(
        centre, max(0.0, centre - half), min(1.0, centre + half), spread, len(base)
    )


def _variance(base: Sequence[tuple[int, int]], centre: float) -> float:
    """Return the variance of one session.

    Where all came, or nobody, one who did not would be unheard of only because the
    past is short; so two of each kind are added (Agresti and Coull 1998).
    """
    if centre in (0.0, 1.0):
        centre = (centre * _size(base) + 2) / (_size(base) + 4)
    return centre * (1 - centre)


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
