"""Days and times as they are typed on the command line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics import facts
from analytics.errors import BadDateError
from analytics.periods import end_of_day, local_day, parse_date, utc_naive, zone
from analytics.store import settings

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.store import Database


def as_of(database: Database, typed: str | None, now: dt.datetime) -> AsOf:
    """Return the end of the day that was typed, or the practice's default.

    Raises
    ------
    BadDateError
        If it is no date.
    """
    if typed is None:
        return facts.default_as_of(database, now)
    return facts.parse_as_of(typed, settings.read(database))


def day(typed: str | None) -> dt.date | None:
    """Return the day that was typed, if one was.

    Raises
    ------
    BadDateError
        If it is no date.
    """
    return None if typed is None else parse_date(typed)


def today(database: Database, now: dt.datetime) -> dt.date:
    """Return today's date where the practice is."""
    return local_day(now, settings.read(database).zone_name)


def day_or_today(database: Database, typed: str | None, now: dt.datetime) -> dt.date:
    """Return the day that was typed, else today where the practice is.

    Raises
    ------
    BadDateError
        If it is no date.
    """
    return today(database, now) if typed is None else parse_date(typed)


def instant(typed: str, zone_name: str) -> dt.datetime:
    """Return a moment as UTC without a zone.

    Without an offset it is local to `zone_name`; a day alone is its end.

    Raises
    ------
    BadDateError
        If it is neither a time nor a date.
    """
    if len(typed.strip()) == len("2026-11-23"):
        return end_of_day(parse_date(typed.strip()), zone_name)
    try:
        moment = dt.datetime.fromisoformat(typed.strip())
    except ValueError as error:
        raise BadDateError(typed) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone(zone_name))
    return utc_naive(moment)
