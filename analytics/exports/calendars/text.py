"""A calendar file (iCalendar, ``.ics``) as delimited text: one row a person and time.

The columns are `HEADER`, save that the last two have another name where they say
nothing: `NO_ZONE` if the calendar does not say in which zone it is kept (then its zone
is asked for), `FROM_GUESTS` if every client is a guest of their session.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from analytics.errors import DamagedCalendarError
from analytics.exports.calendars import events as calendar_events
from analytics.exports.calendars import people as calendar_people
from analytics.exports.calendars import series as calendar_series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.exports.calendars.events import Calendar, Event, Guest, Moment
    from analytics.exports.calendars.people import About
    from analytics.exports.calendars.series import Bounds, Occurrence

ZONE: Final = "zone"
NO_ZONE: Final = "no_zone"
LINE: Final = "line_in_file"
"""Where the event begins in the calendar's file, the first line being 1."""
FROM_TITLE: Final = "name_from_title"
FROM_GUESTS: Final = "name_from_guests"

HEADER: Final = (
    "calendar_event",
    "client_name",
    "client_email",
    "coach",
    "service",
    "starts",
    "ends",
    "booked",
    "moved",
    "event_status",
    "not_a_session",
    "problem",
    LINE,
    FROM_TITLE,
    ZONE,
)
"""Times are ISO 8601, with a Z where they are UTC."""

FOLLOWED: Final = "series followed until"
"""Begins the line above the header where series were cut: this, the day, how many go
on past it, how many entries before the latest of a series were left out."""

ALL_DAY: Final = "it is an entry for the whole day"
TOO_LONG: Final = "it is longer than a day"

UNREADABLE: Final = "?"

_NO_STARTS = (
    "mostly entries that do not say when they start, or only in a time zone that "
    "neither the calendar nor Driftline knows"
)

_LONGEST_SESSION = dt.timedelta(days=1)


def flatten(raw: bytes, name: str) -> str:
    """Return the sessions of a calendar as comma-separated text.

    Series are followed to `calendar_series.DAYS_AHEAD` days past the newest entry; a
    line above the header says so where one goes on or began too long ago.

    Parameters
    ----------
    raw
        The file.
    name
        As the owner knows it, for messages.

    Raises
    ------
    DamagedCalendarError, EmptyCalendarError
        It cannot be read as a calendar, hardly any start in it can be, or it has no
        event.
    """
    calendar = calendar_events.read(raw, name)
    limits = calendar_series.bounds(calendar, name)
    body = io.StringIO()
    write = csv.writer(body, lineterminator="\n").writerow
    own = calendar_people.own(calendar)
    latest: tuple[Event, About] | None = None
    is_told, is_zoned = False, True
    count = count_without_start = 0
    for occurrence in calendar_series.occurrences(calendar.events, limits):
        event = occurrence.event
        if latest is None or latest[0] is not event:
            latest = event, calendar_people.about(event, own)
        zone = _zone_of(occurrence, calendar)
        ignored = _ignored(occurrence, latest[1])
        is_told = is_told or (latest[1].is_from_title and not ignored)
        is_zoned = is_zoned and bool(zone or ignored)
        count += 1
        count_without_start += occurrence.starts is None
        for cells in _rows(occurrence, latest[1], ignored):
            write((*cells, zone))
    if count_without_start * 2 > count:
        raise DamagedCalendarError(name, _NO_STARTS)
    return _head(limits, is_told=is_told, is_zoned=is_zoned) + body.getvalue()


def _head(limits: Bounds, *, is_told: bool, is_zoned: bool) -> str:
    names = {FROM_TITLE: FROM_TITLE if is_told else FROM_GUESTS}
    names[ZONE] = ZONE if is_zoned else NO_ZONE
    head = ",".join(names.get(name, name) for name in HEADER) + "\n"
    if limits.count_cut or limits.count_left_out:
        counts = f"{limits.count_cut},{limits.count_left_out}"
        head = f"{FOLLOWED},{limits.until.date()},{counts}\n{head}"
    return head


def _rows(
    occurrence: Occurrence, about: About, ignored: str | None
) -> Iterator[tuple[object, ...]]:
    """Give the cells of every client of an occurrence, without the zone."""
    event, starts = occurrence.event, occurrence.starts
    begins = _cell(starts, dt.timedelta(0)) if starts else UNREADABLE
    ends = _cell(starts, event.length) if starts and event.length else ""
    booked = _utc(event.created)
    moved = _utc(event.modified) if occurrence.is_moved else ""
    if ignored:
        yield (
            *(occurrence.key, "", "", "", "", begins, ends, booked, moved),
            *("", ignored, "", event.line, ""),
        )
        return
    for client in about.clients:
        yield (
            _key(occurrence, about, client),
            *(client.name, client.email, about.coach, about.service),
            *(begins, ends, booked, moved, _status(event, client), ""),
            *(occurrence.problem, event.line),
            "yes" if about.is_from_title else "",
        )


def _ignored(occurrence: Occurrence, about: About) -> str | None:
    length = occurrence.event.length
    if occurrence.starts is not None and occurrence.starts.is_day:
        return ALL_DAY
    if length is not None and length > _LONGEST_SESSION:
        return TOO_LONG
    return about.ignored


def _key(occurrence: Occurrence, about: About, client: Guest) -> str:
    """Return what the session is known by in every export of the calendar.

    A lone client may be corrected; several are told apart, without naming them.
    """
    if len(about.clients) == 1:
        return occurrence.key
    who = str(client.email or client.name).casefold()
    return f"{occurrence.key}/{sha256(who.encode()).hexdigest()[:8]}"


def _status(event: Event, client: Guest) -> str:
    if event.status == "CANCELLED":
        return "cancelled"
    # A reply is no attendance, but nobody may presume that they came.
    if client.is_declined or event.status == "TENTATIVE":
        return "unsure"
    return "booked"


def _cell(starts: Moment, after: dt.timedelta) -> str:
    try:
        at = (starts.instant + after).isoformat(timespec="seconds")
    except OverflowError:
        return UNREADABLE
    return at if starts.zone is None else f"{at}Z"


def _utc(at: dt.datetime | None) -> str:
    return f"{at.isoformat(timespec='seconds')}Z" if at else ""


def _zone_of(occurrence: Occurrence, calendar: Calendar) -> str:
    zone = occurrence.starts.zone if occurrence.starts else None
    return getattr(zone, "key", None) or calendar.zone_name or ""
