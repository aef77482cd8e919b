"""What came of a contact or a step, as a coach says it in one tap.

An answer is a row of ``follow_ups`` of its own, whose step is `STEP`. So it is known
from its own day on, not from the contact's, and it is no contact: nobody rests longer
because of it. `entries.withdraw` takes one back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store.database import Database

STEP: Final = "answer"
"""Also in facts/engine/entered.sql."""

ANSWERED: Final = "answered"
NO_ANSWER: Final = "no_answer"

FROM_THEM: Final = frozenset(
    {ANSWERED, "booked", "paused", "wants_to_stop", "agreed", "new_goal"}
)
"""Results that a client has to say. Also in facts/engine/contacts_s.sql."""

_WHAT_CAME = "Say what came of it."


def is_from_them(result: str | None, wrote_last: str | None) -> bool | None:
    """Return whether a client answered a contact; ``None`` where nobody has said.

    Who wrote last has answered; a result such as *not needed* says nothing of it.
    """
    if result == NO_ANSWER:
        return False
    return True if result in FROM_THEM or wrote_last == "client" else None


def add(
    database: Database,
    client_id: str,
    *,
    is_answered: bool,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep whether a client answered the latest contact; return the entry's id.

    Of one day the last word counts: what was said earlier that day is taken back.

    Parameters
    ----------
    on
        The day it was said, and from which it counts as known.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    result = ANSWERED if is_answered else NO_ANSWER
    return add_result(database, client_id, result, on=on, now=now)


def add_result(
    database: Database,
    client_id: str,
    result: str,
    *,
    about_id: str | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep what came of a step; return the entry's id.

    Of one day and step the last word counts.

    Parameters
    ----------
    result
        One of `entry_checks.RESULTS`.
    about_id
        The contact of which it is said; ``None`` for the latest one.
    on
        The day it was said, and from which it counts as known.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    said = entry_checks.word(result, *entry_checks.OF_A_STEP["result"])
    if said is None:
        raise BadEntryError(_WHAT_CAME)
    fields = {
        "client_id": client_id,
        "step": STEP,
        "on_date": on,
        "about_id": about_id,
    }
    with database.write() as cursor:
        entries.check_client(cursor, client_id)
        if about_id is not None:
            _check_contact(cursor, client_id, about_id, on)
        cursor.execute(
            "update follow_ups set withdrawn_at = $now "
            "where client_id = $client_id and step = $step and on_date = $on_date "
            "and about_id is not distinct from $about_id and withdrawn_at is null",
            {"now": now, **fields},
        )
        return entries.insert(cursor, "follow_ups", {**fields, "result": said}, now)


def _check_contact(
    cursor: duckdb.DuckDBPyConnection, client_id: str, about_id: str, on: dt.date
) -> None:
    found = cursor.execute(
        "select on_date from follow_ups where entry_id = $about_id "
        "and client_id = $client_id and step <> $step and withdrawn_at is null",
        {"about_id": about_id, "client_id": client_id, "step": STEP},
    ).fetchone()
    if found is None:
        raise BadEntryError(entry_checks.NO_SUCH_STEP)
    if on < found[0]:
        message = (
            f"{on.isoformat()} lies before the step itself ({found[0].isoformat()}). "
            "Nothing was kept."
        )
        raise BadEntryError(message)
