"""What client and coach promised each other, as entered, and what came of it.

A promise is one row; what came of it (done, or let go) is a row of its own, known from
its own day. Both hang on natural keys, and `entries.withdraw` takes either back. What
came of a promise that a file brought is entered in the same way, by the file's own key.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, entry_days, outcomes
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store.database import Database

CLIENT: Final = "client"
COACH: Final = "coach"
OWNERS: Final = (CLIENT, COACH)

DONE: Final = "done"
DROPPED: Final = "dropped"
RESULTS: Final = (DONE, DROPPED)

LONGEST: Final = 280
"""Characters of a promise, and of what is needed for it."""

MOST_MINUTES: Final = 6000
"""A hundred hours; more is a goal, not a promise."""

_OPEN: Final = Path(__file__).with_name("promise_open.sql")

_WHAT: Final = "Say what was promised, in a few words."
_BEFORE_PROMISED: Final = (
    "The day it is for lies before the day it was promised. Check both."
)
_MINUTES: Final = (
    f"How long it takes is a whole number of minutes, from 1 to {MOST_MINUTES:,}."
)
_NO_SUCH: Final = "There is no such promise any more, so nothing was kept."
_SETTLED: Final = {
    DONE: "This is noted as done already. Take that back first to change it.",
    DROPPED: "This was let go already. Take that back first to change it.",
}
_ANOTHER_CLIENT: Final = "That session is another client's, so nothing was kept."


@dataclass(frozen=True)
class Told:
    """A promise as it is entered."""

    owner: str
    """One of `OWNERS`."""
    action: str
    due_date: dt.date | None = None
    minutes_needed: int | None = None
    needs: str | None = None


def add(
    database: Database,
    client_id: str,
    told: Told,
    *,
    session_id: str | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep a promise; return the entry's id, which is the promise's.

    Parameters
    ----------
    session_id
        The session in which it was given, if it was in one.
    on
        The day it was promised, and from which it counts as known.

    Raises
    ------
    ClientNotFoundError, SessionNotFoundError, BadEntryError
        Nothing was kept.
    """
    with database.write() as cursor:
        return insert(cursor, client_id, told, session_id=session_id, on=on, now=now)


def settle(
    database: Database, action_id: str, result: str, *, on: dt.date, now: dt.datetime
) -> str:
    """Keep what came of a promise, entered or of a file; return the entry's id.

    Raises
    ------
    BadEntryError
        It is settled already, there is no such promise, or the day cannot be meant;
        nothing was kept.
    """
    with database.write() as cursor:
        return insert_result(cursor, action_id, result, on=on, now=now)


def edit(database: Database, action_id: str, told: Told, *, now: dt.datetime) -> str:
    """Put other words or another day in a promise's place; return the new entry's id.

    The old entry is taken back in the same transaction and stays in the trail. The day
    it was promised, and in which session, stay. Taking the new entry back brings the
    old one back (`entries.withdraw`).

    Raises
    ------
    BadEntryError
        It is no promise that was entered here, it is settled, or the new one cannot be
        kept; then everything stays as it was.
    """
    with database.write() as cursor:
        client_id, result, on, session_id = _found(cursor, action_id)
        if on is None:
            raise BadEntryError(_NO_SUCH)
        if result is not None:
            raise BadEntryError(_SETTLED[result])
        cursor.execute(
            "update promises set withdrawn_at = $now where entry_id = $entry_id",
            {"now": now, "entry_id": action_id},
        )
        entries.check_client(cursor, client_id)
        row = {
            "client_id": client_id,
            "session_id": session_id,
            "on_date": on,
            "replaces_id": action_id,
        }
        return entries.insert(cursor, "promises", row | _fields(told, on, now), now)


def insert(
    cursor: duckdb.DuckDBPyConnection,
    client_id: str,
    told: Told,
    *,
    session_id: str | None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep a promise within a transaction; return the entry's id."""
    entries.check_client(cursor, client_id)
    if session_id is not None:
        whose, _ = outcomes.client_and_start(cursor, session_id)
        if whose != client_id:
            raise BadEntryError(_ANOTHER_CLIENT)
    entry_checks.check_told(on, now)
    entry_days.check_known_by(cursor, client_id, on, now)
    row = {"client_id": client_id, "session_id": session_id, "on_date": on}
    return entries.insert(cursor, "promises", row | _fields(told, on, now), now)


def insert_result(
    cursor: duckdb.DuckDBPyConnection,
    action_id: str,
    result: str,
    *,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep what came of a promise within a transaction; return the entry's id."""
    kept = _one_of(result, RESULTS, "what came of a promise")
    client_id, so_far, _, _ = _found(cursor, action_id)
    if so_far is not None:
        raise BadEntryError(_SETTLED[so_far])
    entry_checks.check_told(on, now)
    entry_days.check_known_by(cursor, client_id, on, now)
    row = {
        "client_id": client_id,
        "action_id": action_id,
        "result": kept,
        "on_date": on,
    }
    return entries.insert(cursor, "promise_results", row, now)


def _fields(told: Told, on: dt.date, now: dt.datetime) -> dict[str, object]:
    if told.due_date is not None:
        entry_checks.check_span(told.due_date, None, now)
        if told.due_date < on:
            raise BadEntryError(_BEFORE_PROMISED)
    minutes = told.minutes_needed
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise BadEntryError(_MINUTES)
    return {
        "owner": _one_of(told.owner, OWNERS, "who promised it"),
        "action": short(entry_checks.needed(told.action, _WHAT)),
        "due_date": told.due_date,
        "minutes_needed": minutes,
        "needs": short(entry_checks.text(told.needs) or "") or None,
    }


def short(text: str) -> str:
    """Return a text of at most `LONGEST` characters.

    Raises
    ------
    BadEntryError
        It is longer.
    """
    if len(text) > LONGEST:
        message = f"That is too long for one line: at most {LONGEST} letters."
        raise BadEntryError(message)
    return text


def _found(
    cursor: duckdb.DuckDBPyConnection, action_id: str
) -> tuple[str, str | None, dt.date | None, str | None]:
    """Return whose promise it is, what came of it, and of an entered one day, session.

    Raises
    ------
    BadEntryError
        There is no such promise, or it was taken back.
    """
    found = cursor.execute(text_of(_OPEN), {"action_id": action_id}).fetchone()
    if found is None:
        raise BadEntryError(_NO_SUCH)
    return found


def _one_of(typed: str, known: tuple[str, ...], what: str) -> str:
    word = typed.strip().lower()
    if word not in known:
        message = f"{typed!r} is not {what}. Use one of: {', '.join(known)}."
        raise BadEntryError(message)
    return word
