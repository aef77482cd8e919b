"""What happened on which day: the marks on the axis of whatever runs over time.

One function gathers them from all that is dated in the practice. Another source is
another function in `_SOURCES`.
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.exports import recognition
from analytics.facts import entered, public_holidays
from analytics.periods import day_of_number
from analytics.store import queries, strategies
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analytics.facts.entered import Entry
    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database

MOST_OF_A_KIND = 6
"""Tools or ways of reminding: more are no changes but a different word each time."""

_AHEAD = dt.timedelta(weeks=6)
"""How far ahead holidays are marked: as far as weeks ahead are drawn."""

_BEGINNINGS = Path(__file__).with_name("marks.sql")


class Mark(NamedTuple):
    """Something that happened, for an axis of days."""

    day: dt.date
    until: dt.date | None
    """The first day after it; ``None`` for something that began and stays."""
    kind: str
    """``holiday``, ``absence``, ``source`` or ``reminder``."""
    words: str
    """In a coach's words. It may hold what somebody typed."""


def marks(database: Database, as_of: AsOf, selection: Selection) -> list[Mark]:
    """Return what happened by a moment, in order of days; of no client."""
    found = [mark for source in _SOURCES for mark in source(database, as_of, selection)]
    return sorted(found, key=lambda mark: (mark.day, mark.kind, mark.words))


def _absences(database: Database, as_of: AsOf, selection: Selection) -> Iterator[Mark]:
    for entry in entered.known(database, as_of).absences:
        words = _of_absence(entry, selection)
        if words is not None:
            yield Mark(entry.from_date, entry.until_date, "absence", words)


def _holidays(database: Database, as_of: AsOf, _selection: Selection) -> Iterator[Mark]:
    settings = stored_settings.read(database)
    first = dt.date(public_holidays.FIRST_YEAR, 1, 1)
    # A calendar is known in advance.
    until = as_of.day + _AHEAD
    for day, name in public_holidays.on_working_days(settings, first, until):
        yield Mark(day, day + dt.timedelta(days=1), "holiday", name)


def _of_absence(entry: Entry, selection: Selection) -> str | None:
    """Return an absence in words; ``None`` if it is a client's or another coach's.

    Why somebody was away stays out: charts are shown and sent around.
    """
    if entry.what == "practice":
        return "practice closed"
    if entry.what == "coach" and entry.coach and selection.has(entry.coach):
        return f"{entry.coach} away"
    return None


def _beginnings(
    database: Database, as_of: AsOf, _selection: Selection
) -> Iterator[Mark]:
    """Give from when on sessions come from another tool, or are reminded otherwise."""
    rows = queries.rows(database, queries.text_of(_BEGINNINGS), as_of_s=as_of.seconds)
    for kind, of_kind in groupby(rows, key=lambda row: row[0]):
        begun = list(of_kind)
        # The first was there from the start: nothing changed.
        for _kind, named, day in begun[1:] if len(begun) <= MOST_OF_A_KIND else []:
            yield Mark(
                day_of_number(int(str(day))), None, str(kind), _begun(kind, named)
            )


def _diary(database: Database, as_of: AsOf, selection: Selection) -> Iterator[Mark]:
    """Give the days on which, by the diary, another reminder came into force."""
    about = [
        span
        for span in reversed(strategies.spans(database))
        if selection.has(span.coach or selection.coach)
        and (selection.service is None or span.service in (None, selection.service))
    ]
    since: dict[object, str] = {}
    for span in about:
        before = since.get(span.scope)
        since[span.scope] = span.strategy
        # The first entry tells what was there, not that something changed.
        if before not in (None, span.strategy) and span.from_date <= as_of.day:
            yield Mark(
                span.from_date, None, "reminder", f"reminders: “{span.strategy}”"
            )


def _begun(kind: object, named: object) -> str:
    if kind == "reminder":
        return f"first reminder “{named}”"
    tool = recognition.tool_name(str(named)) or str(named).removeprefix("mapped-")
    return f"first session from {tool}"


_SOURCES: tuple[Callable[[Database, AsOf, Selection], Iterator[Mark]], ...] = (
    _absences,
    _holidays,
    _beginnings,
    _diary,
)
