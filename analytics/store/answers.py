"""Whether a contact was answered, as a coach says it in one tap.

An answer is a row of ``follow_ups`` of its own, whose step is `STEP`. So it is known
from its own day on, not from the contact's, and it is no contact: nobody rests longer
because of it. `entries.withdraw` takes one back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.store import entries, entry_checks

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store.database import Database

STEP: Final = "answer"
"""Also in facts/engine/entered.sql."""

ANSWERED: Final = "answered"
NO_ANSWER: Final = "no_answer"


def add(
    database: Database,
    client_id: str,
    *,
    is_answered: bool,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep whether a client answered; return the entry's id.

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
    entry_checks.check_span(on, None, now)
    fields = {
        "client_id": client_id,
        "step": STEP,
        "on_date": on,
        "result": ANSWERED if is_answered else NO_ANSWER,
    }
    with database.write() as cursor:
        entries.check_client(cursor, client_id)
        cursor.execute(
            "update follow_ups set withdrawn_at = $now "
            "where client_id = $client_id and step = $step and on_date = $on_date "
            "and withdrawn_at is null",
            {"now": now, **{k: v for k, v in fields.items() if k != "result"}},
        )
        return entries.insert(cursor, "follow_ups", fields, now)
