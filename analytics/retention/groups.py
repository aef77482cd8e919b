"""Whether clients of one kind stay longer than those of another.

The log-rank test with late entry (statsmodels), Holm's correction (1979, Scand. J.
Stat. 6:65) where more than two groups are compared in pairs, and the difference of two
curves on a chosen day, whose interval is put together from those of the curves (the
method of Zou and Donner 2008, Stat. Med. 27:1693), so that it holds for few clients.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from analytics.periods import day_of_number
from analytics.retention.curve import Curve, curve
from analytics.retention.lives import counts_from_the_file, lives

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from analytics.retention.curve import Point
    from analytics.retention.lives import Lives

By = Literal["service", "source", "start"]

FEW_CLIENTS: Final = 20
FEW_ENDINGS: Final = 5
FEWEST: Final = 5
"""A group of fewer clients has no line of its own."""

MOST_GROUPS: Final = 4
"""Lines that an eye can hold apart; the largest groups are drawn."""

NOT_GIVEN: Final = ""
"""The name of the group of those of whom the file does not say it."""


class Pair(NamedTuple):
    """Two groups on one day."""

    first: str
    second: str
    difference: float | None
    """Share of the first less share of the second; absent where one was not watched
    so long."""
    low: float | None
    """95 %."""
    high: float | None
    p: float | None
    """Of the log-rank test, before any correction."""
    p_holm: float | None
    """The same with Holm's correction for the number of pairs."""


@dataclass(frozen=True, eq=False)
class Group:
    """The clients of one kind."""

    name: str
    curve: Curve
    clients: int
    endings: int
    """Not kept, as far as known."""

    @property
    def is_small(self) -> bool:
        """Whether the group is too small for its curve to be leant on."""
        return self.clients < FEW_CLIENTS or self.endings < FEW_ENDINGS


@dataclass(frozen=True, eq=False)
class Comparison:
    """Groups side by side."""

    groups: tuple[Group, ...]
    """The largest first; years in their order."""
    left_out: int
    """Groups that are not among them: too small, or too many."""
    p: float | None
    """Log-rank over all of them; absent where there is nothing to compare."""
    pairs: tuple[Pair, ...]
    day: int


def compared(spells: pd.DataFrame, by: By, day: int) -> Comparison:
    """Return the curves of the groups and how they differ on a day.

    Parameters
    ----------
    spells
        Of `analytics.retention.spells`. Groups are what was known at the start:
        the first session's service, its tool, or the year in which it was.
    day
        Days since the start.
    """
    names = _names(spells, by)
    is_from_file = counts_from_the_file(spells)
    has_place = spells["is_start_known"] | is_from_file
    sizes = names[has_place].value_counts()
    chosen = _shown({str(name): int(size) for name, size in sizes.items()}, by)
    groups = tuple(
        _group(name, lives(spells[names == name], is_from_file=is_from_file))
        for name in chosen
    )
    tests = {
        (a.name, b.name): log_rank([a.curve.lives, b.curve.lives])
        for a, b in itertools.combinations(groups, 2)
    }
    corrected = holm(list(tests.values()))
    pairs = [
        Pair(a.name, b.name, *difference(a.curve.at(day), b.curve.at(day)), p, p_holm)
        for (a, b), p, p_holm in zip(
            itertools.combinations(groups, 2), tests.values(), corrected, strict=True
        )
    ]
    p = log_rank([group.curve.lives for group in groups])
    return Comparison(groups, len(sizes) - len(chosen), p, tuple(pairs), day)


def _names(spells: pd.DataFrame, by: By) -> pd.Series[str]:
    if by == "start":
        return spells["start_day"].map(lambda day: str(day_of_number(int(day)).year))
    return spells[by].fillna(NOT_GIVEN).astype(str)


def _shown(sizes: Mapping[str, int], by: By) -> list[str]:
    """Return the names of the groups that are drawn, in their order."""
    large = [name for name, size in sizes.items() if size >= FEWEST]
    if by == "start":
        return sorted(large)[-MOST_GROUPS:]
    return sorted(large, key=lambda name: (-sizes[name], name))[:MOST_GROUPS]


def _group(name: str, known: Lives) -> Group:
    is_event = known.is_not_kept(unconfirmed=True)
    return Group(name, curve(known, is_event), len(known), int(is_event.sum()))


def log_rank(groups: Sequence[Lives]) -> float | None:
    """Return the p-value of the log-rank test with late entry.

    ``None`` where it says nothing: fewer than two groups, or no day on which somebody
    was not kept while clients of all groups were watched.
    """
    groups = [group for group in groups if len(group)]
    if len(groups) < 2:
        return None
    is_event = np.concatenate([g.is_not_kept(unconfirmed=True) for g in groups])
    # Groups may begin on different days: what is not watched of all is not compared.
    first = max(group.begins_day for group in groups) - 0.5
    entry = np.maximum(np.concatenate([g.entry for g in groups]), first)
    until = np.concatenate([g.until for g in groups])
    place = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
    kept = entry < until
    if not (is_event & kept).any() or len(np.unique(place[kept])) < len(groups):
        return None
    # Loaded where it is used: it takes a second that no other page should wait for.
    from statsmodels.duration.survfunc import survdiff  # noqa: PLC0415 - said above

    try:
        _, p = survdiff(
            until[kept],
            is_event[kept].astype(float),
            place[kept],
            entry=entry[kept],
        )
    except np.linalg.LinAlgError:
        return None
    return float(p) if math.isfinite(p) else None


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Return p-values corrected for their number; absent ones stay absent."""
    known = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    found: list[float | None] = [None] * len(p_values)
    largest = 0.0
    for rank, (p, place) in enumerate(known):
        largest = max(largest, min(1.0, (len(known) - rank) * p))
        found[place] = largest
    return found


def difference(
    first: Point | None, second: Point | None
) -> tuple[float | None, float | None, float | None]:
    """Return how far two shares lie apart, with a 95 % interval if there is one."""
    if first is None or second is None:
        return None, None, None
    apart = first.value - second.value
    ends = (first.low, first.high, second.low, second.high)
    if any(end is None for end in ends):
        return apart, None, None
    low_1, high_1, low_2, high_2 = (float(end or 0.0) for end in ends)
    low = apart - math.hypot(first.value - low_1, high_2 - second.value)
    high = apart + math.hypot(high_1 - first.value, second.value - low_2)
    return apart, low, high
