"""Absences of a coach or of the whole practice, and the list of all that are known.

A client's own absence is entered with the client (`entries.add_absence`). A span
includes its first day and excludes the day of the return. Any of them is taken back
with `entries.withdraw`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, people, queries

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store.database import Database

_LIST = Path(__file__).with_name("absences.sql")


@dataclass(frozen=True)
class Absence:
    """A known absence that was not taken back."""

    entry_id: str
    scope: str
    """``client``, ``coach`` or ``practice``."""
    client_id: str | None
    client: str | None
    """The client's name; ``None`` where the import that brought it was undone."""
    coach: str | None
    from_date: dt.date
    until_date: dt.date
    """The day of the return."""
    why: str | None
    entered_at: dt.datetime


def add_coach_absence(
    database: Database,
    coach: str,
    from_date: dt.date,
    until_date: dt.date,
    *,
    why: str | None = None,
    now: dt.datetime,
) -> str:
    """Keep that a coach is away; return the entry's id.

    Raises
    ------
    BadEntryError
        There is no such coach, or the days cannot be meant; nothing was kept.
    """
    if coach not in people.coaches(database):
        message = "No session is with a coach of that name. Write it as the file does."
        raise BadEntryError(message)
    days = (from_date, until_date)
    return _add(database, {"scope": "coach", "coach": coach}, days, why, now)


def add_practice_absence(
    database: Database,
    from_date: dt.date,
    until_date: dt.date,
    *,
    why: str | None = None,
    now: dt.datetime,
) -> str:
    """Keep that the practice is closed; return the entry's id.

    Raises
    ------
    BadEntryError
        The days cannot be meant; nothing was kept.
    """
    return _add(database, {"scope": "practice"}, (from_date, until_date), why, now)


def absences(database: Database) -> list[Absence]:
    """Return the absences that were not taken back, the latest return first."""
    found = queries.rows(database, queries.text_of(_LIST))
    return [Absence(*row) for row in found]  # type: ignore[arg-type]  # its columns


def _add(
    database: Database,
    whose: dict[str, object],
    days: tuple[dt.date, dt.date],
    why: str | None,
    now: dt.datetime,
) -> str:
    from_date, until_date = days
    entry_checks.check_span(from_date, until_date, now)
    row = {
        **whose,
        "from_date": from_date,
        "until_date": until_date,
        "why": entry_checks.text(why),
    }
    with database.write() as cursor:
        return entries.insert(cursor, "absences", row, now)
