"""One tap *sent*: somebody says that a reminder went out for a session.

Driftline sends nothing itself. An entry hangs on the session's id; of a session at most
one is in force, and it can be taken back like any entry (`entries.withdraw`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import BadEntryError
from analytics.periods import local_day
from analytics.store import (
    entries,
    entry_checks,
    outcomes,
    queries,
    settings,
    strategies,
)

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store.database import Database

_BEGUN = (
    "This session has begun already, so a reminder sent now is none. If it was sent "
    "before, give the day of the sending: --on 2026-11-23, a day before the session."
)
_NOT_BEFORE = (
    "That is not before the day of the session, so nobody can tell whether it was sent "
    "in time. Give an earlier day."
)
_AHEAD = "That day is still ahead. Say that a reminder was sent once it is."
_NOTHING_SENT = (
    "Nothing sent is not a reminder. Leave the session as it is, or take the earlier "
    "word back."
)


@dataclass(frozen=True)
class Tap:
    """A reminder that somebody said was sent."""

    entry_id: str
    session_id: str
    strategy: str
    on_date: dt.date
    entered_at: dt.datetime


def add(
    database: Database,
    session_id: str,
    strategy: str,
    *,
    on: dt.date | None = None,
    now: dt.datetime,
) -> str:
    """Keep that a reminder was sent for a session; return the entry's id.

    What was said before of the same session is taken back.

    Parameters
    ----------
    strategy
        The name of one that was described (`strategies.define`).
    on
        The day of the sending; ``None`` for now.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        There is no such session or strategy, the session has begun, or the day is not
        before it; nothing was kept.
    """
    zone_name = settings.read(database).zone_name
    today = local_day(now, zone_name)
    sent_on = on or today
    entry_checks.check_span(sent_on, None, now)
    with database.write() as cursor:
        client_id, starts_at = outcomes.client_and_start(cursor, session_id)
        _check_in_time(sent_on, today, starts_at, local_day(starts_at, zone_name), now)
        name = _strategy(cursor, strategy)
        _clear(cursor, session_id, now)
        row = {
            "session_id": session_id,
            "client_id": client_id,
            "strategy": name,
            "on_date": sent_on,
        }
        return entries.insert(cursor, "reminder_taps", row, now)


def clear(database: Database, session_id: str, *, now: dt.datetime) -> int:
    """Take back that a reminder was sent for a session; return how many entries.

    Raises
    ------
    SessionNotFoundError
        There is no such session, and nothing was ever said of it.
    """
    with database.write() as cursor:
        count = _clear(cursor, session_id, now)
        if not count:
            outcomes.client_and_start(cursor, session_id)
    return count


def taps(database: Database) -> list[Tap]:
    """Return what was said and not taken back, the latest day first."""
    found = queries.rows(
        database,
        "select entry_id, session_id, strategy, on_date, entered_at "
        "from reminder_taps where withdrawn_at is null "
        "order by on_date desc, entered_at desc, entry_id",
    )
    return [Tap(*row) for row in found]  # type: ignore[arg-type]  # its columns


def _check_in_time(
    sent_on: dt.date,
    today: dt.date,
    starts_at: dt.datetime,
    start_day: dt.date,
    now: dt.datetime,
) -> None:
    if sent_on > today:
        raise BadEntryError(_AHEAD)
    if sent_on == today and starts_at <= now:
        raise BadEntryError(_BEGUN)
    if sent_on != today and sent_on >= start_day:
        raise BadEntryError(_NOT_BEFORE)


def _strategy(cursor: duckdb.DuckDBPyConnection, typed: str) -> str:
    found = strategies.named(cursor, typed)
    if found is None:
        message = (
            f"No strategy is called {typed!r} yet. `python -m analytics strategies "
            "define` describes one, `strategies list` shows those that are known."
        )
        raise BadEntryError(message)
    if not found.steps:
        raise BadEntryError(_NOTHING_SENT)
    return found.name


def _clear(cursor: duckdb.DuckDBPyConnection, session_id: str, now: dt.datetime) -> int:
    row = cursor.execute(
        "update reminder_taps set withdrawn_at = $now "
        "where session_id = $session_id and withdrawn_at is null",
        {"session_id": session_id, "now": now},
    ).fetchone()
    return int(row[0]) if row else 0
