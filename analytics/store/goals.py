"""A client's goals, in their own words: set, worded anew, won on the way, and ended.

Nothing is overwritten. Other words for a goal are an entry of their own, which names
the entry that set it; taking it back brings the words before it back, and taking the
first entry back takes the goal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, entry_days

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store.database import Database

WIN: Final = "win"
REACHED: Final = "reached"
LET_GO: Final = "let_go"

LONGEST: Final = 500
"""Letters of a goal, of why it matters and of a win."""

_WHICH_GOAL = "Write down the goal, best in the client’s own words."
_WHICH_WIN = "Say in a few words what went well: it is read again on a harder day."
_TOO_LONG = f"Keep it to {LONGEST} letters, so that it can be read at a glance."
_NO_SUCH_GOAL = "There is no such goal, or it was taken back. Open the file again."
_HAS_ENDED = "This goal has ended already. Take that back first to say it anew."


def add(  # noqa: PLR0913 - one keyword a field of the form
    database: Database,
    client_id: str,
    goal: str,
    *,
    why_it_matters: str | None = None,
    until: dt.date | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep a goal; return its id, which is the entry's.

    Parameters
    ----------
    until
        The day by which it is hoped for, after `on`; ``None`` without one.
    on
        The day it was set, from which it counts as known.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, until, now)
    entry_checks.check_past(on, now)
    fields = _words(goal, why_it_matters)
    with database.write() as cursor:
        entries.check_client(cursor, client_id)
        entry_days.check_known_by(cursor, client_id, on, now)
        row = {"client_id": client_id, **fields, "until_date": until, "on_date": on}
        at = entry_days.after_earlier(cursor, "goals", client_id, now)
        return entries.insert(cursor, "goals", row, at)


def change(  # noqa: PLR0913 - one keyword a field of the form
    database: Database,
    goal_id: str,
    goal: str,
    *,
    why_it_matters: str | None = None,
    until: dt.date | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep other words for a goal, all three of them; return the entry's id.

    Raises
    ------
    BadEntryError
        Nothing was kept.
    """
    fields = _words(goal, why_it_matters)
    with database.write() as cursor:
        client_id, set_on = _whose(cursor, goal_id)
        _check_after(on, set_on, now)
        entry_checks.check_span(set_on, until, now)
        row = {
            "client_id": client_id,
            "goal_id": goal_id,
            **fields,
            "until_date": until,
            "on_date": on,
        }
        at = entry_days.after_earlier(cursor, "goals", client_id, now)
        return entries.insert(cursor, "goals", row, at)


def win(
    database: Database, goal_id: str, note: str, *, on: dt.date, now: dt.datetime
) -> str:
    """Keep something that went well on the way; return the entry's id.

    Raises
    ------
    BadEntryError
        Nothing was kept.
    """
    kept = _short(entry_checks.needed(note, _WHICH_WIN))
    with database.write() as cursor:
        return _insert_event(cursor, goal_id, WIN, kept, on, now)


def reached(
    database: Database,
    goal_id: str,
    *,
    note: str | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep that a goal was reached; return the entry's id.

    Raises
    ------
    BadEntryError
        Nothing was kept.
    """
    return _end(database, goal_id, REACHED, note, on, now)


def let_go(
    database: Database,
    goal_id: str,
    *,
    note: str | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep that a goal was let go; return the entry's id.

    Raises
    ------
    BadEntryError
        Nothing was kept.
    """
    return _end(database, goal_id, LET_GO, note, on, now)


def _end(
    database: Database,
    goal_id: str,
    kind: str,
    note: str | None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    kept = _short(entry_checks.text(note))
    with database.write() as cursor:
        ended = cursor.execute(
            "select 1 from goal_events where goal_id = $goal_id "
            "and kind <> $win and withdrawn_at is null",
            {"goal_id": goal_id, "win": WIN},
        ).fetchone()
        if ended:
            raise BadEntryError(_HAS_ENDED)
        return _insert_event(cursor, goal_id, kind, kept, on, now)


def _insert_event(
    cursor: duckdb.DuckDBPyConnection,
    goal_id: str,
    kind: str,
    note: str | None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    client_id, set_on = _whose(cursor, goal_id)
    _check_after(on, set_on, now)
    row = {
        "client_id": client_id,
        "goal_id": goal_id,
        "kind": kind,
        "note": note,
        "on_date": on,
    }
    at = entry_days.after_earlier(cursor, "goal_events", client_id, now)
    return entries.insert(cursor, "goal_events", row, at)


def _whose(cursor: duckdb.DuckDBPyConnection, goal_id: str) -> tuple[str, dt.date]:
    """Return whose goal it is and when it was set."""
    found = cursor.execute(
        "select client_id, on_date from goals where entry_id = $goal_id "
        "and goal_id is null and withdrawn_at is null",
        {"goal_id": goal_id},
    ).fetchone()
    if found is None:
        raise BadEntryError(_NO_SUCH_GOAL)
    return str(found[0]), found[1]


def _check_after(on: dt.date, set_on: dt.date, now: dt.datetime) -> None:
    entry_checks.check_told(on, now)
    if on < set_on:
        message = (
            f"The goal was set on {set_on.isoformat()}, after {on.isoformat()}. "
            "Check the date; nothing was kept."
        )
        raise BadEntryError(message)


def _words(goal: str, why_it_matters: str | None) -> dict[str, str | None]:
    return {
        "goal": _short(entry_checks.needed(goal, _WHICH_GOAL)),
        "why_it_matters": _short(entry_checks.text(why_it_matters)),
    }


def _short(text: str | None) -> str | None:
    if text is not None and len(text) > LONGEST:
        raise BadEntryError(_TOO_LONG)
    return text
