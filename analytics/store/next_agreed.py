"""The day agreed on for the next session, where it is not booked yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, entry_days, outcomes

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store.database import Database

_NOT_AHEAD: Final = (
    "The next session has to come after the day it was agreed on. Check the date."
)


def add(
    database: Database,
    client_id: str,
    next_date: dt.date,
    *,
    session_id: str | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep for which day the next session was agreed; return the entry's id.

    Raises
    ------
    ClientNotFoundError, SessionNotFoundError, BadEntryError
        Nothing was kept.
    """
    with database.write() as cursor:
        return insert(
            cursor, client_id, next_date, session_id=session_id, on=on, now=now
        )


def insert(
    cursor: duckdb.DuckDBPyConnection,
    client_id: str,
    next_date: dt.date,
    *,
    session_id: str | None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep it within a transaction; return the entry's id."""
    entries.check_client(cursor, client_id)
    if session_id is not None:
        outcomes.client_and_start(cursor, session_id)
    entry_checks.check_told(on, now)
    entry_checks.check_span(next_date, None, now)
    entry_days.check_known_by(cursor, client_id, on, now)
    if next_date <= on:
        raise BadEntryError(_NOT_AHEAD)
    row = {
        "client_id": client_id,
        "session_id": session_id,
        "on_date": on,
        "next_date": next_date,
    }
    return entries.insert(cursor, "next_agreed", row, now)
