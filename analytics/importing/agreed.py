"""Agreements, and the log where it follows from them: what was cancelled late.

An agreement and what follows from it are kept in one transaction, and taken back in
one. It holds for what is booked from its day on, so only clients who cancelled
something that can have been booked since are computed anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.importing import resolve
from analytics.store import agreements, entries
from analytics.store import settings as kept_settings
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store import Database
    from analytics.store.agreements import Terms

_CONCERNED = Path(__file__).with_name("agreed_with.sql")


def agree(
    database: Database,
    terms: Terms,
    *,
    client_id: str | None = None,
    service: str | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep what was agreed from a day on; return the entry's id.

    With a client, for a service, or, without either, with everybody. One of the same
    day with the same is taken back.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    with database.write() as cursor:
        whose = (client_id, service)
        entry_id = agreements.insert(cursor, whose, terms, on=on, now=now)
        _follow(cursor, entry_id)
    return entry_id


def withdraw(database: Database, entry_id: str, *, now: dt.datetime) -> None:
    """Take any entry back, an agreement with what followed from it.

    Raises
    ------
    BadEntryError
        There is no such entry.
    """
    with database.write() as cursor:
        if entries.withdraw_within(cursor, entry_id, now=now) == "agreements":
            _follow(cursor, entry_id)


def _follow(cursor: duckdb.DuckDBPyConnection, entry_id: str) -> None:
    """Bring the log of those up to date whom an agreement concerns."""
    cursor.execute(
        "create or replace temp table touched as " + text_of(_CONCERNED),
        {"entry_id": entry_id},
    )
    if cursor.execute("select 1 from touched limit 1").fetchone() is not None:
        resolve.resolve(cursor, kept_settings.read_with(cursor))
