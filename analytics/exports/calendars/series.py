"""What a calendar's events come to: one occurrence after the other.

A series is followed from its start to a stated day, with what was taken out, moved,
called off or changed from some occurrence on. dateutil knows the rules of repetition;
here they are kept within bounds, whatever a file asks for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

from analytics.errors import DamagedCalendarError
from analytics.exports.calendars.events import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analytics.exports.calendars.events import Calendar, Event

DAYS_AHEAD = 400
"""How far past the calendar's newest entry a series is followed."""

MOST_OF_A_SERIES = 4_000
"""Occurrences kept of one series, the latest: eleven years of a daily one."""

MOST_OCCURRENCES = 200_000
"""Of all series of a file together."""

MOST_SEARCHED_DAYS = 6_000_000
"""Through which the rules of a file are followed: some seconds."""

_DAYS_AS_COSTLY = {"DAILY": 1.0, "WEEKLY": 0.4, "MONTHLY": 0.2, "YEARLY": 0.1}
"""The effort for one day of a series, by how it repeats (a day of a daily one: 1)."""

_FIRST = dt.datetime(1990, 1, 1)  # noqa: DTZ001 - clocks, as calendars write them
_LAST = dt.datetime(2099, 12, 31)  # noqa: DTZ001 - the same
_EARLIEST_YEAR = 1900

_CYCLES_YEARS = 7_600
"""A multiple of 400 years, after which the calendar repeats with its weekdays: a rule
that never comes round is searched to the year 9999, so it is followed from there."""

_NOT_FOLLOWED = ("BYHOUR", "BYMINUTE", "BYSECOND", "BYEASTER")

_SPLIT_OFF = re.compile(r"_R\d{8}(T\d{6}Z?)?(?=@|$)")
"""What Google adds to a series that somebody changed "from this one on"."""

_BAD_RULE = "the series repeats in a way that cannot be read"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which an event takes place."""

    event: Event
    """Which says who, what and whether."""
    key: str
    """The same in every export of the calendar."""
    starts: Moment | None
    is_moved: bool = False
    """Whether it takes place at another time than its series says."""
    problem: str | None = None


@dataclass
class Bounds:
    """How far the series of a file are followed, and how far they have been."""

    name: str
    until: dt.datetime
    """On each series' own clock."""
    count_cut: int = 0
    """Series that go on past the bounds."""
    count_left_out: int = 0
    """Occurrences of series before the latest that are kept."""
    count: int = 0
    searched_days: float = 0

    def take(self) -> None:
        """Count one more occurrence of a series."""
        self.count += 1
        if self.count > MOST_OCCURRENCES:
            found = f"series that come to more than {MOST_OCCURRENCES:,} entries"
            raise DamagedCalendarError(self.name, found)

    def search(self, days: float) -> None:
        """Count the days through which a rule was followed."""
        self.searched_days += days
        if self.searched_days > MOST_SEARCHED_DAYS:
            found = "more series, or longer ones, than can be followed"
            raise DamagedCalendarError(self.name, found)


def bounds(calendar: Calendar, name: str) -> Bounds:
    """Return how far this calendar's series are followed."""
    newest = min(max(calendar.newest or _FIRST, _FIRST), _LAST)
    return Bounds(name, min(newest + dt.timedelta(days=DAYS_AHEAD), _LAST))


def occurrences(events: Iterable[Event], limits: Bounds) -> Iterator[Occurrence]:
    """Give every occurrence of every event, series followed within the limits.

    Raises
    ------
    DamagedCalendarError
        The series come to more than any practice's calendar holds.
    """
    in_series = []
    for event in events:
        if event.uid and _is_of_a_series(event):
            in_series.append(event)
        else:
            yield Occurrence(event, event.uid or _named_by_itself(event), event.starts)
    in_series.sort(key=attrgetter("uid"))
    for _, group in groupby(in_series, key=attrgetter("uid")):
        yield from _of_series(sorted(group, key=_freshness), limits)


def _is_of_a_series(event: Event) -> bool:
    repeats = event.rule or event.more or event.is_bad_rule
    return bool(repeats or event.instance is not None)


def _named_by_itself(event: Event) -> str:
    at = event.starts.instant.isoformat() if event.starts else str(event.line)
    return f"{at} {event.summary}"


def _freshness(event: Event) -> tuple[int, dt.datetime, int]:
    return event.sequence, event.modified or dt.datetime.min, event.line  # noqa: DTZ901 - only compared


def _of_series(group: Sequence[Event], limits: Bounds) -> Iterator[Occurrence]:
    """Give the occurrences of the events of one id, the freshest of them last."""
    main = next((e for e in reversed(group) if e.instance is None), None)
    if main is not None:
        group = [_completed(e, main) for e in group]
    changed = {e.instance.instant: e for e in group if e.instance is not None}
    taken_out = {m.instant for m in main.fewer if not m.is_day} if main else set()
    if main is not None:
        yield from _of_main(main, changed, taken_out, limits)
    for at, event in changed.items():
        if at not in taken_out:
            limits.take()
            yield _exception(event)


def _completed(event: Event, main: Event) -> Event:
    """Return an exception with what only its series says."""
    if event.instance is None or (event.created and event.organiser):
        return event
    return replace(
        event,
        created=event.created or main.created,
        organiser=event.organiser or main.organiser,
    )


def _of_main(
    main: Event,
    changed: Mapping[dt.datetime, Event],
    taken_out: set[dt.datetime],
    limits: Bounds,
) -> Iterator[Occurrence]:
    starts = main.starts
    if starts is None or starts.is_day or starts.wall.year < _EARLIEST_YEAR:
        yield Occurrence(main, main.uid, starts)
        return
    moments = _moments(main, starts, limits)
    if moments is None:
        yield Occurrence(main, main.uid, starts, problem=_BAD_RULE)
        return
    days_out = {m.wall.date() for m in main.fewer if m.is_day}
    onward = sorted((at, e.line, e) for at, e in changed.items() if e.is_from_there_on)
    for moment in moments:
        at = moment.instant
        if at in taken_out or at in changed or moment.wall.date() in days_out:
            continue
        limits.take()
        before = [e for since, _, e in onward if since <= at]
        if before:
            yield _from_there_on(main, moment, before[-1])
        else:
            yield Occurrence(main, _key(main, moment), moment)


def _exception(event: Event) -> Occurrence:
    """Return the one occurrence that was changed by itself."""
    instance, starts = event.instance, event.starts
    key = _key(event, instance) if instance else event.uid
    is_moved = bool(instance and starts and starts.instant != instance.instant)
    return Occurrence(event, key, starts, is_moved)


def _from_there_on(main: Event, moment: Moment, change: Event) -> Occurrence:
    """Return an occurrence as an earlier one changed it and all after it."""
    by = dt.timedelta(0)
    if change.starts is not None and change.instance is not None:
        # On the series' clock, so that ten o'clock stays ten when the clocks change.
        by = _on_clock(change.starts, moment.zone) - _on_clock(
            change.instance, moment.zone
        )
    starts = Moment(moment.wall + by, moment.zone)
    return Occurrence(change, _key(main, moment), starts, is_moved=bool(by))


def _on_clock(moment: Moment, zone: dt.tzinfo | None) -> dt.datetime:
    if moment.zone is None or zone is None:
        return moment.wall
    aware = moment.wall.replace(tzinfo=moment.zone)
    return aware.astimezone(zone).replace(tzinfo=None)


def _key(event: Event, moment: Moment) -> str:
    mark = "Z" if moment.zone is not None else ""
    uid = _SPLIT_OFF.sub("", event.uid)
    return f"{uid}/{moment.instant:%Y%m%dT%H%M%S}{mark}"


# -- rules of repetition -----------------------------------------------------


def _moments(main: Event, starts: Moment, limits: Bounds) -> list[Moment] | None:
    """Return when a series takes place; nothing if its rule cannot be followed."""
    followed = (
        _followed(main.rule, starts, limits) if main.rule else deque[dt.datetime]()
    )
    if main.is_bad_rule or followed is None:
        return None
    walls = set(followed)
    if len(walls) < MOST_OF_A_SERIES:
        # The first time counts even where the rule does not come to it.
        walls.add(starts.wall)
    moments = {m.instant: m for m in (Moment(wall, starts.zone) for wall in walls)}
    moments |= {m.instant: m for m in main.more if not m.is_day}
    return [moments[at] for at in sorted(moments)]


def _followed(rule: str, starts: Moment, limits: Bounds) -> deque[dt.datetime] | None:
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    often = parts.get("FREQ", "")
    interval = parts.get("INTERVAL", "1")
    is_plain = often in _DAYS_AS_COSTLY and not any(p in parts for p in _NOT_FOLLOWED)
    last = _last_of(parts.pop("UNTIL", None), starts)
    if not is_plain or not interval.isdigit() or int(interval) < 1 or last is None:
        return None
    kept: deque[dt.datetime] = deque(maxlen=MOST_OF_A_SERIES)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    far = starts.wall.replace(year=starts.wall.year + _CYCLES_YEARS)
    reached = far.replace(year=dt.MAXYEAR)
    until = min(last, limits.until)
    try:
        for at in rrulestr(text, dtstart=far):
            wall = at.replace(year=at.year - _CYCLES_YEARS)
            if wall > until:
                reached = at
                limits.count_cut += last > limits.until
                break
            limits.count_left_out += wall < _FIRST or len(kept) == kept.maxlen
            if wall >= _FIRST:
                kept.append(wall)
        else:
            # A rule that counts its occurrences ends where it has had them all.
            reached = at if "COUNT" in parts and kept else reached
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return None
    limits.search((reached - far).days * _DAYS_AS_COSTLY[often])
    return kept


def _last_of(until: str | None, starts: Moment) -> dt.datetime | None:
    """Return up to when a rule holds on the series' clock, ``None`` if unreadable."""
    if until is None:
        return dt.datetime.max  # noqa: DTZ901 - only compared
    try:
        if len(until) == 8:  # A day, itself included.
            day = dt.datetime.strptime(until, "%Y%m%d")  # noqa: DTZ007 - a clock
            return day + dt.timedelta(days=1, microseconds=-1)
        at = dt.datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a clock
        return _on_clock(Moment(at, dt.UTC), starts.zone) if until[-1] == "Z" else at
    except (ValueError, OverflowError):
        return None
