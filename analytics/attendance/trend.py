"""Is it getting worse, and since when: the newest weeks beside those before them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.attendance import clustered, spans

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from analytics.attendance.clustered import Difference
    from analytics.attendance.spans import Counted, Span

WEEKS = 12
"""That are compared with as many."""

SHORTEST_RUN = 4
"""Weeks on either side of a change: fewer are a slip, no change."""


@dataclass(frozen=True)
class Compared:
    """Earlier weeks, and how much the newest are above them."""

    then: Counted
    difference: Difference


@dataclass(frozen=True)
class Trend:
    """The newest full weeks beside earlier ones."""

    span: Span
    now: Counted
    before: Compared | None
    """The weeks just before; ``None`` where nothing counts in one of the two, or where
    the log does not reach so far."""
    year: Compared | None
    """The same weeks a year earlier."""


def windows(until: dt.date) -> tuple[Span, Span, Span]:
    """Return the newest weeks, those before them, and those a year earlier.

    Parameters
    ----------
    until
        The first day after the newest full week.
    """
    now = spans.Span(until - WEEKS * spans.WEEK, until)
    return now, now.earlier(WEEKS * spans.WEEK), now.earlier(spans.YEAR)


def trend(counts: Sequence[Counted], until: dt.date, first: dt.date) -> Trend:
    """Return how the newest weeks compare.

    Parameters
    ----------
    counts
        Of the three `windows`.
    until
        The first day after the newest full week.
    first
        The first day of the log: weeks before it have no sessions because nobody
        wrote them down.
    """
    now, *earlier = counts
    span, *spans_before = windows(until)
    before, year = (
        _compared(now, then) if one.first >= first else None
        for then, one in zip(earlier, spans_before, strict=True)
    )
    return Trend(span, now, before, year)


def since(
    weeks: Sequence[tuple[dt.date, int, int]], *, is_better: bool
) -> dt.date | None:
    """Return from which week on the rate most likely is another one.

    The split of the weeks under which the counts are likeliest, with one rate before
    it and a better (or worse) one from it on. It says when, not whether: ask only
    about a clear change, and of the weeks that were compared. Of more weeks it would
    find another change than the one that is told.

    Parameters
    ----------
    weeks
        First day, attended and counted sessions of each full week, oldest first.

    Returns
    -------
    datetime.date or None
        ``None`` with fewer than eight weeks in which something counts, and where no
        split goes the right way.
    """
    counted = [week for week in weeks if week[2] > 0]
    splits = [
        at
        for at in range(SHORTEST_RUN, len(counted) - SHORTEST_RUN + 1)
        if (_rate(counted[at:]) > _rate(counted[:at])) is is_better
    ]
    if not splits:
        return None
    best = max(splits, key=lambda at: _fit(counted[:at]) + _fit(counted[at:]))
    return counted[best][0]


def _compared(now: Counted, then: Counted) -> Compared | None:
    found = clustered.difference(now.clustered, then.clustered)
    return None if found is None else Compared(then, found)


def _rate(weeks: Sequence[tuple[dt.date, int, int]]) -> float:
    return sum(week[1] for week in weeks) / sum(week[2] for week in weeks)


def _fit(weeks: Sequence[tuple[dt.date, int, int]]) -> float:
    """Return the log-likelihood of weeks under their common rate."""
    attended = sum(week[1] for week in weeks)
    n = sum(week[2] for week in weeks)
    return sum(
        count * math.log(count / n) for count in (attended, n - attended) if count
    )
