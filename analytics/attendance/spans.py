"""Spans of whole weeks, and what is counted in each as one: the newest twelve, say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.attendance import keys
from analytics.attendance.clustered import Clustered
from analytics.facts import facts, selected
from analytics.periods import day_number, week_start
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.settings import Settings
    from analytics.store import Database

WEEK = dt.timedelta(days=7)

YEAR = 52 * WEEK
"""The same weekdays a year earlier."""

_QUERY = Path(__file__).with_name("spans.sql")


class Span(NamedTuple):
    """Days from the first on; `until` is the first day after them."""

    first: dt.date
    until: dt.date

    @property
    def weeks(self) -> int:
        """Its whole weeks."""
        return max(0, (self.until - self.first) // WEEK)

    def earlier(self, by: dt.timedelta) -> Span:
        """Return a span of the same length, so much earlier."""
        return Span(self.first - by, self.until - by)


@dataclass(frozen=True)
class Counted:
    """What is counted in a span."""

    clustered: Clustered
    presumed: int
    """Of the attended ones."""
    unknown: int
    late_not_known: int


NOTHING = Counted(Clustered(0, 0, 0, 0, 0, 0), 0, 0, 0)


def closed(as_of: AsOf, settings: Settings, selection: Selection) -> Span | None:
    """Return the whole weeks of a selection's period that are over.

    Without a first day it begins long ago. ``None`` where there is no such week.
    """
    first = week_start(as_of.day, settings.week_start)
    is_open = keys.is_week_open(first, as_of, settings.zone_name)
    until = first if is_open else first + WEEK
    if selection.until_day is not None:
        until = min(until, week_start(selection.until_day, settings.week_start))
    begins = dt.date.min + YEAR
    if selection.from_day is not None:
        begins = _next_start(selection.from_day, settings.week_start)
    return Span(begins, until) if begins < until else None


def newest(span: Span, weeks: int) -> Span:
    """Return the last so many weeks of a span, or all of it."""
    return Span(max(span.first, span.until - weeks * WEEK), span.until)


def count(
    database: Database, as_of: AsOf, selection: Selection, wanted: Sequence[Span]
) -> list[Counted]:
    """Return what is counted in each span, in their order.

    Parameters
    ----------
    selection
        Its period is passed over: the spans say which days are meant.
    """
    if not wanted:
        return []
    # The spans say which days, whatever period is chosen.
    whole = replace(selection, from_day=None, until_day=None)
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_QUERY),
        first_days=[day_number(span.first) for span in wanted],
        until_days=[day_number(span.until) for span in wanted],
        **selected.values(database, as_of, whole),
    )
    found = {row[0]: Counted(Clustered(*row[1:7]), *row[7:]) for row in rows}
    return [found.get(number, NOTHING) for number in range(len(wanted))]


def _next_start(day: dt.date, first_weekday: str) -> dt.date:
    """Return the first day of the first week that begins on a day or after it."""
    start = week_start(day, first_weekday)
    return start if start == day else start + WEEK
