"""Calendars: the iCalendar file (.ics) of Google, Apple, Outlook or any other.

The container turns a calendar into delimited text (`calendar_text`); this module
knows its columns. A calendar says what was booked and with whom, never who came: a
guest's reply is no attendance. What was deleted is gone without a trace.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.exports.calendars import series as calendar_series
from analytics.exports.calendars import text as calendar_text
from analytics.exports.export import Confidence, Export

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.exports.containers import TextFile
    from analytics.exports.export import DateOrder, Match, Settled
    from analytics.exports.header import Table


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if "from_title" in fields:
        return "calendar, clients named in the titles", "likely"
    return "calendar, clients invited", "verified"


def _warned(
    file: TextFile,
    table: Table,
    match: Match,
    _order: DateOrder | None,
) -> Settled:
    """Say which series were not followed to their end, and whose names were read."""
    return {}, (*_followed(file, table), *_names_from_titles(match))


def _followed(file: TextFile, table: Table) -> Iterator[str]:
    if not table.skipped_lines:
        return
    with file.path.open(encoding="utf-8-sig", newline="") as text:
        cells = next(csv.reader(text), [])
    if len(cells) != 4 or cells[0] != calendar_text.FOLLOWED:
        return
    if count := int(cells[2]):
        go = "series of this calendar goes" if count == 1 else "series go"
        yield (
            f"{count:,} {go} on without an end in sight, followed to {cells[1]}: "
            f"{calendar_series.DAYS_AHEAD} days past the newest entry. A later export "
            "brings what comes after."
        )
    if count := int(cells[3]):
        are = "entry of a series was" if count == 1 else "entries of series were"
        yield (
            f"{count:,} {are} left out: of one series the latest "
            f"{calendar_series.MOST_OF_A_SERIES:,} are taken, none before 1990."
        )


def _names_from_titles(match: Match) -> Iterator[str]:
    if "from_title" in match.columns:
        yield (
            "Some sessions invite nobody, so their clients' names were taken from the "
            "titles. Please look whether they are right. Who is invited by e-mail is "
            "told apart for certain."
        )


EXPORT = Export(
    tool="ical",
    name="Calendar file",
    fields={
        "calendar_event": "calendar_event",
        "client_name": "client_name",
        "client_email": "client_email",
        "coach": "coach",
        "service": "service",
        "starts": "starts",
        "ends": "ends",
        "booked": "booked",
        "moved": "moved",
        "event_status": "event_status",
        "not_a_session": "not_a_session",
        "problem": "problem",
        "line_in_file": calendar_text.LINE,
        "zone": calendar_text.ZONE,
        "from_title": calendar_text.FROM_TITLE,
    },
    required=frozenset({"calendar_event", "starts", "event_status", "not_a_session"}),
    known_columns=frozenset(calendar_text.HEADER),
    sql=Path(__file__).with_name("ical.sql"),
    date_form="DTSTART;TZID=Europe/Zurich:20260303T110000",
    has_zone=True,
    variant_of=_variant,
    cannot_tell=(
        (
            "A calendar does not say who came: whether a guest accepted is a reply, "
            "no attendance. Past sessions stay unknown until you say who came, a "
            "meeting report shows it, or you choose to presume it."
        ),
        (
            "What was deleted from the calendar is gone without a trace. Sessions "
            "that were called off are known only if they were marked as cancelled "
            "instead of deleted, or if an earlier export still shows them."
        ),
        "A calendar has no prices, and does not say which reminders were sent.",
    ),
    how_to_export=(
        "In Google Calendar open Settings, then the calendar in which your sessions "
        "stand, then Export calendar. The ZIP file it gives can be dropped as it "
        "is. Other calendars: look for Export, or Save as iCalendar (.ics)."
    ),
    why="the form of a calendar (BEGIN:VCALENDAR), with events in it",
    settle=_warned,
)
