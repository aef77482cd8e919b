"""Days, weeks and time zones.

Periods include their start and exclude their end. Instants are
``datetime`` in UTC without a zone (what DuckDB's ``timestamp`` holds); a *day
number* counts local days since 1970-01-01 in the practice's zone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from analytics.errors import BadDateError, UnknownTimeZoneError

EPOCH = dt.date(1970, 1, 1)
SECONDS_PER_DAY = 86_400


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return the names of all zones this machine knows."""
    return frozenset(available_timezones())


def zone(name: str) -> ZoneInfo:
    """Return the zone of that name.

    Raises
    ------
    UnknownTimeZoneError
        If no such zone is known.
    """
    if name not in zone_names():
        raise UnknownTimeZoneError(name)
    return ZoneInfo(name)


def utc_naive(instant: dt.datetime) -> dt.datetime:
    """Return an aware instant as UTC without a zone, as the store keeps it."""
    return instant.astimezone(dt.UTC).replace(tzinfo=None)


def epoch_seconds(instant: dt.datetime) -> int:
    """Return seconds since 1970 of a UTC instant without a zone (floored)."""
    return int(instant.replace(tzinfo=dt.UTC).timestamp() // 1)


def from_epoch_seconds(seconds: int) -> dt.datetime:
    """Return the UTC instant without a zone, so many seconds after 1970 began."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).replace(tzinfo=None)


def local_day(instant: dt.datetime, zone_name: str) -> dt.date:
    """Return the local date of a UTC instant without a zone."""
    return instant.replace(tzinfo=dt.UTC).astimezone(zone(zone_name)).date()


def end_of_day(day: dt.date, zone_name: str) -> dt.datetime:
    """Return the first instant after a local day, as UTC without a zone."""
    following = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    return utc_naive(following.replace(tzinfo=zone(zone_name)))


def day_number(day: dt.date) -> int:
    """Return the days since 1970-01-01."""
    return (day - EPOCH).days


def week_start(day: dt.date, first: str) -> dt.date:
    """Return the first day of the week a day lies in.

    Parameters
    ----------
    first
        ``monday`` or ``sunday``.
    """
    return day - dt.timedelta(days=(day.weekday() + (first == "sunday")) % 7)


def day_of_number(number: int) -> dt.date:
    """Return the date of a day number."""
    return EPOCH + dt.timedelta(days=number)


def parse_date(text: str) -> dt.date:
    """Return the date written as ``2026-11-23``.

    Raises
    ------
    BadDateError
        If the text is anything else.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise BadDateError(text) from error


@dataclass(frozen=True)
class AsOf:
    """The moment up to which facts are looked at.

    Everything known at `instant` or before counts; nothing after does. `day` is the
    local date shown to people, `day_number` the same as a number.
    """

    instant: dt.datetime
    """UTC, no zone, inclusive: an export tells what was known when it was made."""
    day: dt.date
    """The local date the instant falls on (for a whole day: that day)."""
    entries_until: dt.date | None = None
    """Last day whose entries by hand count; ``None``: `day`. Later than `day` where
    the newest file is older than what people have entered since."""

    @property
    def seconds(self) -> int:
        """Seconds since 1970 of `instant`."""
        return epoch_seconds(self.instant)

    @property
    def day_number(self) -> int:
        """Days since 1970 of `day`."""
        return day_number(self.day)

    @property
    def entry_day(self) -> dt.date:
        """The last day whose entries by hand count, inclusive."""
        return self.entries_until or self.day

    @classmethod
    def end_of(cls, day: dt.date, zone_name: str) -> AsOf:
        """Return the end of a local day: its last microsecond."""
        return cls(end_of_day(day, zone_name) - dt.timedelta(microseconds=1), day)

    @classmethod
    def at(cls, instant: dt.datetime, zone_name: str) -> AsOf:
        """Return a moment inside a local day (UTC instant without a zone)."""
        return cls(instant, local_day(instant, zone_name))

    def days_earlier(self, days: int) -> AsOf:
        """Return the same moment so many times 24 hours earlier."""
        step = dt.timedelta(days=days)
        until = self.entries_until and self.entries_until - step
        return AsOf(self.instant - step, self.day - step, until)
