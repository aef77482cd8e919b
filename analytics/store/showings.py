"""What stored lists have shown: every first showing, of runs that are in force."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.periods import day_number, local_day
from analytics.store import queries, settings

if TYPE_CHECKING:
    from analytics.store.database import Database

_SHOWINGS = Path(__file__).with_name("showings.sql")
_LISTS_MADE = Path(__file__).with_name("lists_made.sql")


class Showing(NamedTuple):
    """A client on a list, from the day on which it showed them first, that time."""

    since_day: int
    client_id: str
    listed_as: str
    """``model`` or ``rule``."""
    probability: float | None


def showings(database: Database, until_day: int) -> list[Showing]:
    """Return what the stored lists of days up to one have shown, oldest first.

    Runs that knew an import which was taken back since do not count.
    """
    found = queries.rows(database, queries.text_of(_SHOWINGS), until_day=until_day)
    return [Showing(*row) for row in found]  # type: ignore[arg-type]  # its columns


def days_told(database: Database, until_day: int) -> set[int]:
    """Return the days up to one on which a list was really made.

    The data may be of an earlier day: a file exported on a Sunday makes Monday's list.
    """
    zone_name = settings.read(database).zone_name
    found = queries.rows(database, queries.text_of(_LISTS_MADE))
    days = {day_number(local_day(at, zone_name)) for (at,) in found}  # type: ignore[arg-type]  # timestamps
    return {day for day in days if day <= until_day}
