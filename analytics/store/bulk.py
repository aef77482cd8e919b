"""One entry for each of several clients: all of them are kept, or none.

What was kept together is taken back together.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, entry_days, entry_rules, queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import duckdb

    from analytics.store.database import Database

MOST_AT_ONCE: Final = 200
"""Clients about whom something can be entered at once: more nobody means."""

_OPEN = Path(__file__).with_name("planned_open.sql")

_ALL_PLANNED = (
    "This step is planned already for everybody who is chosen. Nothing was kept."
)
_NOBODY = "Nobody is chosen. Choose the clients first."
_TOO_MANY = (
    f"These are more than {MOST_AT_ONCE} clients. Choose fewer of them at a time. "
    "Nothing was kept."
)


def plan_step(
    database: Database,
    step: str,
    due: Mapping[str, dt.date],
    *,
    on: dt.date,
    why: str | None = None,
    now: dt.datetime,
) -> list[str]:
    """Keep that a step is meant for each of several clients; return the entries' ids.

    Whoever has it planned already, and not taken yet, is passed over.

    Parameters
    ----------
    step
        Key of the step, such as ``say_hello``.
    due
        By client, the day until which it is meant.
    on
        The day it was planned on.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    kept = entry_checks.needed(step, entry_checks.WHICH_STEP)
    said = entry_checks.line(why)
    for day in (on, *due.values()):
        entry_checks.check_span(day, None, now)
    if any(day < on for day in due.values()):
        raise BadEntryError(entry_checks.DUE_BEFORE)
    _check_count(due)
    with database.write() as cursor:
        has_it = _planned(cursor, kept)
        rows = {
            one: {"step": kept, "on_date": on, "due_date": day, "why": said}
            for one, day in due.items()
            if one not in has_it
        }
        if not rows:
            raise BadEntryError(_ALL_PLANNED)
        for client_id in rows:
            entries.check_client(cursor, client_id)
        entry_days.check_all_known_by(cursor, list(rows), on, now)
        entry_rules.check_return(cursor, list(rows), kept)
        return _insert(cursor, "planned_steps", rows, now)


def _planned(cursor: duckdb.DuckDBPyConnection, step: str) -> set[str]:
    """Return who has a step planned that is not taken yet."""
    found = cursor.execute(queries.text_of(_OPEN), {"step": step}).fetchall()
    return {str(client_id) for (client_id,) in found}


def add_absences(
    database: Database,
    client_ids: Sequence[str],
    from_date: dt.date,
    until_date: dt.date,
    *,
    why: str | None = None,
    now: dt.datetime,
) -> list[str]:
    """Keep that several clients are away; return the entries' ids.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    fields = entry_checks.absence(from_date, until_date, why, now)
    return _add(database, "absences", dict.fromkeys(client_ids, fields), now)


def set_aside(
    database: Database,
    client_ids: Sequence[str],
    *,
    from_date: dt.date,
    until_date: dt.date,
    reason: str,
    now: dt.datetime,
) -> list[str]:
    """Keep "no concern because …" of several clients; return the entries' ids.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    fields = entry_checks.no_concern(from_date, until_date, reason, now)
    return _add(database, "set_asides", dict.fromkeys(client_ids, fields), now)


def withdraw(database: Database, entry_ids: Sequence[str], *, now: dt.datetime) -> int:
    """Take entries back together; return how many were still in force.

    What was taken back before, or went with a forgotten client, is passed over.
    """
    values = {"entry_ids": list(entry_ids), "now": now}
    with database.write() as cursor:
        found = [
            cursor.execute(
                f"update {table} set withdrawn_at = $now "  # noqa: S608 - from TABLES
                "where entry_id in (select unnest($entry_ids::varchar[])) "
                "and withdrawn_at is null",
                values,
            ).fetchone()
            for table in entries.TABLES
        ]
    return sum(int(row[0]) for row in found if row)


def _add(
    database: Database,
    table: str,
    rows: Mapping[str, Mapping[str, object]],
    now: dt.datetime,
) -> list[str]:
    _check_count(rows)
    with database.write() as cursor:
        for client_id in rows:
            entries.check_client(cursor, client_id)
        return _insert(cursor, table, rows, now)


def _check_count(rows: Mapping[str, object]) -> None:
    if not rows:
        raise BadEntryError(_NOBODY)
    if len(rows) > MOST_AT_ONCE:
        raise BadEntryError(_TOO_MANY)


def _insert(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    rows: Mapping[str, Mapping[str, object]],
    now: dt.datetime,
) -> list[str]:
    return [
        entries.insert(cursor, table, {"client_id": client_id, **fields}, now)
        for client_id, fields in rows.items()
    ]
