"""The goals of clients as known on a day, with their wins and their endings."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analytics.store import queries
from analytics.store.goals import WIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.periods import AsOf
    from analytics.store import Database

_ENGINE = Path(__file__).parent / "engine"


class Win(NamedTuple):
    """Something that went well on the way to a goal."""

    entry_id: str
    note: str
    on_date: dt.date


class Goal(NamedTuple):
    """One goal, in the latest words for it."""

    goal_id: str
    """The entry that set it."""
    client_id: str
    goal: str
    why_it_matters: str | None
    until_date: dt.date | None
    on_date: dt.date
    """The day it was set."""
    wins: tuple[Win, ...] = ()
    """Oldest first."""
    ended: str | None = None
    """``reached`` or ``let_go``; ``None`` while it is open."""
    ended_on: dt.date | None = None
    ended_entry_id: str | None = None
    """The entry to take back, to open it again."""
    ended_note: str | None = None


def known(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> Mapping[str, tuple[Goal, ...]]:
    """Return the goals known on ``as_of.entry_day``, by client, oldest first.

    Parameters
    ----------
    client_id
        The one client asked for; ``None`` for everybody.
    """
    values = {"entry_day": as_of.entry_day, "client_id": client_id}
    happened = _events(database, values)
    found: dict[str, list[Goal]] = defaultdict(list)
    rows = queries.rows(database, queries.text_of(_ENGINE / "goals.sql"), **values)
    for row in rows:
        goal = _ended(Goal(*row), happened.get(str(row[0]), ()))  # type: ignore[arg-type]  # the columns of goals.sql
        found[goal.client_id].append(goal)
    return {client: tuple(goals) for client, goals in found.items()}


def _events(
    database: Database, values: Mapping[str, object]
) -> Mapping[str, list[tuple[Any, ...]]]:
    """Return what happened to each goal: entry, kind, note and day, oldest first."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    query = queries.text_of(_ENGINE / "goal_events.sql")
    for goal_id, *event in queries.rows(database, query, **values):
        found[str(goal_id)].append(tuple(event))
    return found


def _ended(goal: Goal, events: list[tuple[Any, ...]] | tuple[()]) -> Goal:
    wins = [
        Win(entry_id, note, on) for entry_id, kind, note, on in events if kind == WIN
    ]
    ends = [event for event in events if event[1] != WIN]
    if not ends:
        return goal._replace(wins=tuple(wins))
    entry_id, kind, note, on = ends[-1]
    return goal._replace(
        wins=tuple(wins),
        ended=kind,
        ended_on=on,
        ended_entry_id=entry_id,
        ended_note=note,
    )
