"""Moved sessions as chains: one session, however often it was moved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store import Database

_LINKS = Path(__file__).with_name("links.sql")
_SLOTS = Path(__file__).with_name("slots.sql")


class Step(NamedTuple):
    """One move."""

    old_id: str
    """The session, or the earlier slot of one, that was given up."""
    from_at: dt.datetime
    """UTC without a zone, as every time here."""
    to_at: dt.datetime
    new_id: str
    basis: str
    """``recorded`` (the tool said it), ``seen`` (the tool showed the same booking at
    another time before), ``confirmed`` (a person said it), ``strong`` or ``likely``
    (the rule found it)."""


@dataclass(frozen=True)
class MovedSession:
    """A session that was moved, once or several times."""

    client_id: str
    name: str
    service: str | None
    session_id: str
    """The slot where it ended up."""
    starts_at: dt.datetime
    outcome: str
    steps: tuple[Step, ...]
    """The moves, the first one first."""

    @property
    def moves(self) -> int:
        """How often it was moved."""
        return len(self.steps)


def moved_sessions(
    database: Database, client_id: str | None = None
) -> list[MovedSession]:
    """Return sessions that were moved, of one client or of all, newest first."""
    found = queries.rows(database, queries.text_of(_LINKS), client_id=client_id)
    by_new = {str(row[0]): row for row in found}
    moved_on = {str(row[4]) for row in found}
    return [
        _chain(by_new, session_id)
        for session_id in by_new
        if session_id not in moved_on
    ]


def _chain(by_new: dict[str, tuple[object, ...]], session_id: str) -> MovedSession:
    _, client_id, name, service, _, _, starts_at, outcome, _ = by_new[session_id]
    steps: list[Step] = []
    at = session_id
    # A link that leads back would be a fault of a file: the walk ends all the same.
    while at in by_new and len(steps) < len(by_new):
        new_id, _, _, _, old_id, old_starts_at, new_starts_at, _, basis = by_new[at]
        steps.append(Step(old_id, old_starts_at, new_starts_at, new_id, basis))  # type: ignore[arg-type]  # the columns of links.sql
        at = str(old_id)
    return MovedSession(
        client_id=str(client_id),
        name=str(name),
        service=None if service is None else str(service),
        session_id=session_id,
        starts_at=starts_at,  # type: ignore[arg-type]  # a time
        outcome=str(outcome),
        steps=tuple(reversed(steps)),
    )


class Slot(NamedTuple):
    """One slot of a client, to choose from."""

    session_id: str
    starts_at: dt.datetime
    outcome: str
    service: str | None


def slots(database: Database, client_id: str) -> list[Slot]:
    """Return the slots of a client, the newest first."""
    found = queries.rows(database, queries.text_of(_SLOTS), client_id=client_id)
    return [Slot(*row) for row in found]  # type: ignore[arg-type]  # the columns of slots.sql
