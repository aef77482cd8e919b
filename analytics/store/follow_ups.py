"""Steps that somebody means to take, and what is changed about those taken.

A planned step is open until a step taken names it (`entries.add_follow_up`, which finds
the open plan of its step by itself). A change
takes the old entry back and adds a new one in the same transaction, so that the list of
entries shows both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import BadEntryError
from analytics.store import answers, entries, entry_checks, entry_days, entry_rules

if TYPE_CHECKING:
    import datetime as dt
    from typing import Unpack

    from analytics.store.database import Database
    from analytics.store.entry_checks import Said


def plan(  # noqa: PLR0913 - one keyword a field of the form
    database: Database,
    client_id: str,
    step: str,
    *,
    on: dt.date,
    due: dt.date,
    why: str | None = None,
    now: dt.datetime,
) -> str:
    """Keep that a step is to be taken by a day; return the entry's id.

    Parameters
    ----------
    on
        The day it was decided, and from which it counts as known.
    due
        The day it is due, `on` itself at the earliest.
    why
        One line.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept: the same step stands open once.
    """
    entry_checks.check_span(on, None, now)
    entry_checks.check_span(due, None, now)
    if due < on:
        raise BadEntryError(entry_checks.DUE_BEFORE)
    key = entry_checks.line(step, entry_checks.A_STEP) or ""
    fields = {
        "client_id": client_id,
        "step": entry_checks.needed(key, entry_checks.WHICH_STEP),
        "on_date": on,
        "due_date": due,
        "why": entry_checks.line(why),
    }
    with database.write() as cursor:
        entries.check_client(cursor, client_id)
        entry_days.check_known_by(cursor, client_id, on, now)
        entry_rules.check_return(cursor, [client_id], key)
        open_ = entry_rules.open_plan(cursor, client_id, fields["step"])
        if open_ is not None:
            message = (
                f"This step is planned already, for {open_[2].isoformat()}. "
                "Take that one, or take it back first."
            )
            raise BadEntryError(message)
        return entries.insert(cursor, "planned_steps", fields, now)


def take(
    database: Database,
    plan_id: str,
    *,
    on: dt.date,
    now: dt.datetime,
    **said: Unpack[Said],
) -> str:
    """Keep that a planned step was taken; return the new entry's id.

    Raises
    ------
    BadEntryError
        Nothing was kept: it is not planned any more, or was taken already.
    """
    with database.write() as cursor:
        row = cursor.execute(
            "select client_id, step from planned_steps where entry_id = $plan_id",
            {"plan_id": plan_id},
        ).fetchone()
        if row is None:
            raise BadEntryError(entry_checks.NO_SUCH_PLAN)
        client_id, step = row
        fields = entry_checks.step_taken(step, on, now, said)
        entry_rules.check_plan(cursor, client_id, plan_id)
        entry_days.check_known_by(cursor, client_id, on, now)
        kept = {"client_id": client_id, "plan_id": plan_id, **fields}
        return entries.insert(cursor, "follow_ups", kept, now)


def change(
    database: Database,
    entry_id: str,
    *,
    step: str,
    on: dt.date,
    now: dt.datetime,
    **said: Unpack[Said],
) -> str:
    """Put a step taken right; return the new entry's id.

    What came of it, and the plan it was, go with it. Taking the new entry back brings
    the old one back (`entries.withdraw`).

    Raises
    ------
    BadEntryError
        Nothing was changed: a value cannot be meant, or there is no such step.
    """
    fields = entry_checks.step_taken(step, on, now, said)
    with database.write() as cursor:
        row = cursor.execute(
            "update follow_ups set withdrawn_at = $now where entry_id = $entry_id "
            "and withdrawn_at is null and step <> $answer "
            "returning client_id, plan_id",
            {"entry_id": entry_id, "now": now, "answer": answers.STEP},
        ).fetchone()
        if row is None:
            raise BadEntryError(entry_checks.NO_SUCH_STEP)
        client_id, plan_id = row
        entry_days.check_known_by(cursor, client_id, on, now)
        new_id = entries.insert(
            cursor,
            "follow_ups",
            {
                "client_id": client_id,
                "plan_id": plan_id,
                "replaces_id": entry_id,
                **fields,
            },
            now,
        )
        cursor.execute(
            "update follow_ups set about_id = $new_id where about_id = $entry_id",
            {"entry_id": entry_id, "new_id": new_id},
        )
    return new_id


def remove(database: Database, entry_id: str, *, now: dt.datetime) -> None:
    """Take a step taken back for good: what it was before a change stays taken back.

    One that was taken back before stays so.
    """
    with database.write() as cursor:
        cursor.execute(
            "update follow_ups set withdrawn_at = $now "
            "where entry_id = $entry_id and withdrawn_at is null",
            {"entry_id": entry_id, "now": now},
        )
