"""A coach's two-tap view after a session: how engaged, how far towards the goal.

A row is an occasion on which the coach was asked; its two numbers stay empty until
they are answered, which nobody has to do. So that nobody is asked twice a fortnight
about one client, being asked is kept, too.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, outcomes

if TYPE_CHECKING:
    import duckdb

    from analytics.store.database import Database

FORTNIGHT = dt.timedelta(days=14)

LOWEST, HIGHEST = 1, 5

_ONE_TO_FIVE = "A view is a whole number from 1 to 5."
_NO_VIEW = "Give at least one of the two: engaged, or progress towards the goal."


def ask(
    database: Database, session_id: str, *, on: dt.date, now: dt.datetime
) -> str | None:
    """Note that the coach is asked about a session; return the entry's id.

    ``None``, and nothing is noted, where they were asked about this client less than
    a fortnight ago.

    Raises
    ------
    SessionNotFoundError
        If there is no such session.
    """
    with database.write() as cursor:
        client_id, _ = outcomes.client_and_start(cursor, session_id)
        asked = cursor.execute(
            "select max(on_date) from pulses "
            "where client_id = $client_id and withdrawn_at is null",
            {"client_id": client_id},
        ).fetchone()
        latest = asked[0] if asked else None
        if latest is not None and abs(on - latest) < FORTNIGHT:
            return None
        return _insert(cursor, session_id, client_id, on, now)


def answer(
    database: Database,
    entry_id: str,
    *,
    engaged: int | None = None,
    goal_progress: int | None = None,
) -> None:
    """Keep a view that was asked for; what is left out stays as it is.

    Raises
    ------
    BadEntryError
        A number is not from 1 to 5, or there is no such question.
    """
    _check(engaged, goal_progress)
    with database.write() as cursor:
        _answer(cursor, entry_id, engaged, goal_progress)


def add(
    database: Database,
    session_id: str,
    *,
    engaged: int | None = None,
    goal_progress: int | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep a view of a session that nobody asked for; return the entry's id.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        Nothing was kept.
    """
    with database.write() as cursor:
        return insert(
            cursor,
            session_id,
            engaged=engaged,
            goal_progress=goal_progress,
            on=on,
            now=now,
        )


def insert(
    cursor: duckdb.DuckDBPyConnection,
    session_id: str,
    *,
    engaged: int | None,
    goal_progress: int | None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep a view of a session within a transaction; return the entry's id."""
    _check(engaged, goal_progress)
    entry_checks.check_span(on, None, now)
    client_id, _ = outcomes.client_and_start(cursor, session_id)
    entry_id = _insert(cursor, session_id, client_id, on, now)
    _answer(cursor, entry_id, engaged, goal_progress)
    return entry_id


def _insert(
    cursor: duckdb.DuckDBPyConnection,
    session_id: str,
    client_id: str,
    on: dt.date,
    now: dt.datetime,
) -> str:
    row = {"session_id": session_id, "client_id": client_id, "on_date": on}
    return entries.insert(cursor, "pulses", row, now)


def _answer(
    cursor: duckdb.DuckDBPyConnection,
    entry_id: str,
    engaged: int | None,
    goal_progress: int | None,
) -> None:
    row = cursor.execute(
        "update pulses set engaged = coalesce($engaged, engaged), "
        "goal_progress = coalesce($goal_progress, goal_progress) "
        "where entry_id = $entry_id",
        {"engaged": engaged, "goal_progress": goal_progress, "entry_id": entry_id},
    ).fetchone()
    if not row or not row[0]:
        raise BadEntryError(entry_checks.NO_SUCH_ENTRY)


def _check(engaged: int | None, goal_progress: int | None) -> None:
    given = [view for view in (engaged, goal_progress) if view is not None]
    if not given:
        raise BadEntryError(_NO_VIEW)
    if not all(LOWEST <= view <= HIGHEST for view in given):
        raise BadEntryError(_ONE_TO_FIVE)
