"""The events of a calendar file, each reduced to what a session needs.

The file is read line by line, an event at a time, and descriptions, places and
reminders are passed over unread: neither a calendar of a million events nor a
private note in one of them is ever held. The content of the lines is icalendar's
business.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from icalendar import Event as RawEvent
from icalendar.prop import vBroken

from analytics.errors import DamagedCalendarError, EmptyCalendarError
from analytics.exports.calendars.zones import FOREIGN, Zones

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_EVENTS = 1_000_000
"""A practice's calendar of decades has tens of thousands."""

_WANTED = frozenset(
    {
        *("UID", "SUMMARY", "STATUS", "ORGANIZER", "ATTENDEE"),
        *("DTSTART", "DTEND", "DURATION", "CREATED", "LAST-MODIFIED", "DTSTAMP"),
        *("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE"),
    }
)

_NO_PEOPLE = frozenset({"ROOM", "RESOURCE"})
_NO_ADDRESSES = ("@resource.calendar.google.com", "@group.calendar.google.com")

_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as the calendar writes it: on a clock, and where that clock stands."""

    wall: dt.datetime
    """Without a zone."""
    zone: dt.tzinfo | None
    """``None`` for a time that floats: it is the practice's own."""
    is_day: bool = False
    """A whole day, not a time."""

    @property
    def instant(self) -> dt.datetime:
        """UTC without a zone; the clock itself where the time floats."""
        if self.zone is None:
            return self.wall
        aware = self.wall.replace(tzinfo=self.zone)
        try:
            return aware.astimezone(dt.UTC).replace(tzinfo=None)
        except OverflowError:
            # In the first or last hours that there are.
            return self.wall


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody an event names."""

    email: str | None
    name: str | None
    is_declined: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One ``VEVENT``: a single event, a series, or the exception to a series."""

    uid: str
    line: int
    """Where it begins in the file, the first line being 1."""
    starts: Moment | None
    length: dt.timedelta | None
    summary: str
    status: str
    """``CONFIRMED``, ``TENTATIVE``, ``CANCELLED`` or empty."""
    organiser: Guest | None
    guests: tuple[Guest, ...]
    created: dt.datetime | None
    modified: dt.datetime | None
    """UTC without a zone."""
    sequence: int
    instance: Moment | None
    """Which occurrence of its series it stands for."""
    is_from_there_on: bool
    """Whether it stands for all later occurrences as well."""
    rule: str | None
    more: tuple[Moment, ...]
    """Further occurrences."""
    fewer: tuple[Moment, ...]
    """Occurrences that were taken out."""
    is_bad_rule: bool
    """Whether it repeats in a way that cannot be read."""


@dataclass
class Calendar:
    """What a file holds."""

    name: str | None = None
    zone_name: str | None = None
    """In which times that name no zone are meant."""
    events: list[Event] = field(default_factory=list)
    newest: dt.datetime | None = None
    """The latest moment at which an event was written: what the file may know."""


def read(raw: bytes, name: str) -> Calendar:
    """Read a calendar's events.

    Raises
    ------
    DamagedCalendarError, EmptyCalendarError
        It ends in the middle of an event, or has none, or far too many.
    """
    calendar = Calendar()
    zones = Zones()
    for kind, line, lines in _blocks(raw, name):
        if kind == "VTIMEZONE":
            zones.add(lines)
        elif kind == "VEVENT":
            if len(calendar.events) >= MOST_EVENTS:
                raise DamagedCalendarError(name, f"more than {MOST_EVENTS:,} events")
            calendar.events.append(_event(lines, line, zones))
        else:
            _note(calendar, kind, lines[0], zones)
    if not calendar.events:
        raise EmptyCalendarError(name)
    calendar.newest = _newest(calendar.events)
    return calendar


def _note(calendar: Calendar, kind: str, text: str, zones: Zones) -> None:
    value = text.partition(":")[2].strip()
    if kind == "X-WR-CALNAME":
        calendar.name = calendar.name or plain(value) or None
    elif zones.named(value) is not None:
        calendar.zone_name = calendar.zone_name or value
        zones.floating = zones.named(value)


def _newest(events: list[Event]) -> dt.datetime | None:
    written = [at for e in events for at in (e.modified, e.created) if at is not None]
    begun = [e.starts.wall for e in events if e.starts and not e.starts.is_day]
    return max(written, default=max(begun, default=None))


# -- lines -------------------------------------------------------------------


def _blocks(raw: bytes, name: str) -> Iterator[tuple[str, int, list[str]]]:
    """Give the calendar's parts: kind, line at which it begins, wanted lines."""
    inside: _Part | None = None
    is_calendar = False
    for number, text in _unfolded(raw):
        word = _name_of(text)
        value = text.partition(":")[2].strip().upper() if word in _FRAMES else ""
        if inside is not None:
            if inside.is_last(word, value, text):
                yield inside.kind, inside.line, inside.lines
                inside = None
        elif word == "BEGIN":
            is_calendar = is_calendar or value == "VCALENDAR"
            inside = _Part(value, number, [text]) if value in _PARTS else None
        elif word in _OF_THE_CALENDAR:
            yield word, number, [text]
    if inside is not None:
        raise DamagedCalendarError(name, "an end in the middle of an event")
    if not is_calendar:
        raise DamagedCalendarError(name, "no calendar in it")


@dataclass
class _Part:
    """An event or a zone, while its lines are read."""

    kind: str
    line: int
    lines: list[str]
    _in_alarm: bool = False

    def is_last(self, word: str, value: str, text: str) -> bool:
        """Take one more line; return whether it ends the part."""
        if value == self.kind and word == "END":
            self.lines.append(text)
            return True
        if self.kind == "VTIMEZONE":
            # The two halves of its year lie inside it.
            self.lines.append(text)
        elif word in _FRAMES:
            # What lies inside an event is a reminder to its owner.
            self._in_alarm = word == "BEGIN"
        elif word in _WANTED and not self._in_alarm:
            self.lines.append(text)
        return False


_PARTS = frozenset({"VEVENT", "VTIMEZONE"})
_OF_THE_CALENDAR = frozenset({"X-WR-CALNAME", "X-WR-TIMEZONE"})
_FRAMES = frozenset({"BEGIN", "END"})


def _name_of(text: str) -> str:
    end = min((at for at in (text.find(":"), text.find(";")) if at > 0), default=0)
    return text[:end].strip().upper()


def _unfolded(raw: bytes) -> Iterator[tuple[int, str]]:
    """Give each content line with its number; a folded one is joined again."""
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    pieces: list[str] = []
    begins = 0
    file = io.TextIOWrapper(io.BytesIO(raw), encoding, errors="replace", newline=None)
    for number, text in enumerate(file, start=1):
        if text[:1] in {" ", "\t"} and pieces:
            pieces.append(text[1:].rstrip("\n"))
            continue
        if pieces:
            yield begins, "".join(pieces)
        begins, pieces = number, [text.rstrip("\n")]
    if pieces:
        yield begins, "".join(pieces)


# -- one event ---------------------------------------------------------------


def _event(lines: list[str], line: int, zones: Zones) -> Event:
    raw = _parsed(lines)
    starts = _moment(raw, "DTSTART", zones)
    rules = [line for line in lines if _name_of(line) == "RRULE"]
    rule = _rule_of(raw) if len(rules) == 1 else None
    instance = _moment(raw, "RECURRENCE-ID", zones)
    span = getattr(_first(raw, "RECURRENCE-ID"), "params", {}).get("RANGE", "")
    return Event(
        uid=plain(str(_first(raw, "UID") or "")),
        line=line,
        starts=starts,
        length=_length(raw, starts, zones),
        summary=plain(str(_first(raw, "SUMMARY") or "")),
        status=str(_first(raw, "STATUS") or "").strip().upper(),
        organiser=next(iter(_guests(raw, "ORGANIZER")), None),
        guests=tuple(_guests(raw, "ATTENDEE")),
        created=_utc(raw, "CREATED", zones),
        modified=_utc(raw, "LAST-MODIFIED", zones) or _utc(raw, "DTSTAMP", zones),
        sequence=_number(_first(raw, "SEQUENCE")),
        instance=instance,
        is_from_there_on=instance is not None and str(span).upper() == "THISANDFUTURE",
        rule=rule,
        more=tuple(_moments(raw, "RDATE", zones)),
        fewer=tuple(_moments(raw, "EXDATE", zones)),
        is_bad_rule=bool(rules) and rule is None,
    )


def _parsed(lines: list[str]) -> RawEvent:
    try:
        text = "\r\n".join(lines).replace("TZID=/", f"TZID={FOREIGN}/")
        found = RawEvent.from_ical(f"{text}\r\n")
    except (ValueError, TypeError, OverflowError, LookupError, OSError):
        # An event that cannot be read at all becomes a refused row of its own. Zones
        # are looked for as files, whose names may be too long for the system.
        found = RawEvent()
    return found if isinstance(found, RawEvent) else RawEvent()


def _values(raw: RawEvent, name: str) -> list[Any]:
    """Return what an event gives under a name, as far as it can be read."""
    found: Any = raw.get(name, [])
    values = found if isinstance(found, list) else [found]
    return [value for value in values if not isinstance(value, vBroken)]


def _first(raw: RawEvent, name: str) -> Any:  # noqa: ANN401 - icalendar's own types
    return next(iter(_values(raw, name)), None)


def _rule_of(raw: RawEvent) -> str | None:
    rule = _first(raw, "RRULE")
    if rule is None or "FREQ" not in rule:
        return None
    return str(rule.to_ical(), "utf-8", "replace")


def _moment(raw: RawEvent, name: str, zones: Zones) -> Moment | None:
    return _moment_of(_first(raw, name), zones)


def _moment_of(found: object, zones: Zones, params: object = None) -> Moment | None:
    value = getattr(found, "dt", None)
    value = value[0] if isinstance(value, tuple) else value
    if isinstance(value, dt.datetime):
        named = _zone_named(found, params)
        wall = value.replace(tzinfo=None)
        if named is None:
            return Moment(wall, zones.floating if value.tzinfo is None else dt.UTC)
        zone = zones.named(named)
        # A zone nobody knows leaves no time that could be trusted.
        return Moment(wall, zone) if zone is not None else None
    if isinstance(value, dt.date):
        return Moment(dt.datetime.combine(value, dt.time()), None, is_day=True)
    return None


def _zone_named(found: object, params: object) -> str | None:
    for given in (getattr(found, "params", None), params):
        named = given.get("TZID") if hasattr(given, "get") else None
        if named and str(named).upper() not in {"UTC", "Z"}:
            return str(named)
    return None


def _moments(raw: RawEvent, name: str, zones: Zones) -> Iterator[Moment]:
    for several in _values(raw, name):
        for one in getattr(several, "dts", ()):
            moment = _moment_of(one, zones, getattr(several, "params", None))
            if moment is not None:
                yield moment


def _length(raw: RawEvent, starts: Moment | None, zones: Zones) -> dt.timedelta | None:
    ends = _moment(raw, "DTEND", zones)
    if starts is not None and ends is not None:
        try:
            return ends.instant - starts.instant
        except OverflowError:
            return None
    length = getattr(_first(raw, "DURATION"), "dt", None)
    return length if isinstance(length, dt.timedelta) else None


def _utc(raw: RawEvent, name: str, zones: Zones) -> dt.datetime | None:
    moment = _moment(raw, name, zones)
    if moment is None or moment.is_day or moment.zone is None:
        return None
    # Google dates an event it took over from elsewhere 1 January 1900.
    return moment.instant if 1990 <= moment.wall.year < 2100 else None


def _guests(raw: RawEvent, name: str) -> Iterator[Guest]:
    for one in _values(raw, name):
        params = getattr(one, "params", {})
        if str(params.get("CUTYPE", "")).upper() in _NO_PEOPLE:
            continue
        address = plain(str(one))
        email = address[7:] if address[:7].lower() == "mailto:" else address
        email = email.strip().lower()
        called = plain(str(params.get("CN", "")))
        guest = Guest(
            email=email if "@" in email and " " not in email else None,
            # Google writes the address where it knows no name.
            name=called if called and "@" not in called else None,
            is_declined=str(params.get("PARTSTAT", "")).upper() == "DECLINED",
        )
        if guest.email is None and guest.name is None:
            continue
        if guest.email is None or not guest.email.endswith(_NO_ADDRESSES):
            yield guest


def _number(found: object) -> int:
    try:
        return int(str(found))
    except ValueError:
        return 0


def plain(text: str) -> str:
    """Return a text on one line, without signs that cannot be seen."""
    shown = "".join(c if c.isprintable() else " " for c in text[: 4 * _LONGEST_TEXT])
    return " ".join(shown.split())[:_LONGEST_TEXT]
