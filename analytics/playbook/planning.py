"""Plan a step for a client: a hard one keeps its distance from what is behind it.

Nobody takes a hard step within a day of what happened, whichever way it is planned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import BadEntryError
from analytics.playbook import gather, hard
from analytics.playbook.case import Owed
from analytics.playbook.pattern import Pattern
from analytics.playbook.step import HARD
from analytics.store import follow_ups

if TYPE_CHECKING:
    import datetime as dt

    from analytics.periods import AsOf
    from analytics.store import Database


def plan(  # noqa: PLR0913 - one keyword a field of the form
    database: Database,
    as_of: AsOf,
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
    as_of
        The moment of which a hard step knows what is behind it.
    on
        The day it was decided, and from which it counts as known.
    due
        The day it is due.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept: see `follow_ups.plan`, or the day is too early for a talk
        like this.
    """
    if step in HARD:
        _check_distance(database, as_of, client_id, due)
    return follow_ups.plan(database, client_id, step, on=on, due=due, why=why, now=now)


def _check_distance(
    database: Database, as_of: AsOf, client_id: str, due: dt.date
) -> None:
    found = gather.gather(database, as_of, [client_id])
    slots = tuple(slot for slot, _ in found.slots.get(client_id, ()))
    undone = found.owed.get(client_id, Owed()).undone_day
    behind = hard.Behind(Pattern(slots), undone_day=undone)
    first = hard.earliest(behind, as_of.entry_day)
    if due < first:
        message = (
            "This talk asks for more than a day after what happened. Plan it for "
            f"{first.isoformat()} or later; nothing was kept."
        )
        raise BadEntryError(message)
