"""The moment up to which the practice is looked at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.periods import AsOf, local_day, parse_date
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt

    from analytics.settings import Settings
    from analytics.store import Database

_EXPORTS = Path(__file__).parent / "engine" / "exports.sql"


def data_as_of(database: Database) -> dt.datetime | None:
    """Return when the newest file was exported; ``None`` in an empty practice."""
    return exports(database)[1]


def exports(database: Database) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return when the first and the newest file in force were exported."""
    ((first, newest),) = queries.rows(database, queries.text_of(_EXPORTS))
    return first, newest  # type: ignore[return-value]  # two timestamps, or two nulls


def default_as_of(database: Database, now: dt.datetime) -> AsOf:
    """Return the earlier of now and the newest export of any source.

    What people enter counts up to today, whatever the age of the files.
    """
    zone_name = stored_settings.read(database).zone_name
    newest = data_as_of(database)
    instant = now if newest is None else min(now, newest)
    return replace(AsOf.at(instant, zone_name), entries_until=local_day(now, zone_name))


def parse_as_of(text: str, settings: Settings) -> AsOf:
    """Return the end of the day written as ``2026-11-23``.

    Raises
    ------
    BadDateError
        If the text is anything else.
    """
    return AsOf.end_of(parse_date(text.strip()), settings.zone_name)
