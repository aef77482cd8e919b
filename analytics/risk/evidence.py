"""The last slots of a client, and what can truly be said about them."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.contracts import Outcome, Reason
from analytics.facts import facts
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.periods import AsOf
    from analytics.store import Database

_EVIDENCE = Path(__file__).with_name("evidence.sql")

LAST_SLOTS = 5
OFTEN = 3
"""Of the last five slots: from here on a habit is worth saying."""

_NUMBERS = ("no", "one", "two", "three", "four", "five")
_LET_DOWN = frozenset({Outcome.NO_SHOW, Outcome.LATE_CANCELLED})
_CALLED_OFF = frozenset({Outcome.CANCELLED, Outcome.LATE_CANCELLED})
# Neither speaks for nor against the client.
_NEUTRAL = frozenset(
    {Outcome.CANCELLED, Outcome.CANCELLED_BY_COACH, Outcome.RESCHEDULED}
)


class Slot(NamedTuple):
    """A slot that has begun."""

    session_id: str
    outcome: str
    is_excused: bool


class Evidence(NamedTuple):
    """The slots behind what is said of one client."""

    slots: tuple[Slot, ...]
    """The last five slots at most, newest first."""

    def let_down(self) -> tuple[Slot, ...]:
        """Return the run of missed and late cancelled sessions that leads to today.

        Moves, early cancellations and excused sessions neither count nor end it; an
        unknown outcome ends it.
        """
        counted = (s for s in self.slots if not _is_neutral(s))
        return tuple(takewhile(lambda slot: slot.outcome in _LET_DOWN, counted))

    def of_kind(self, outcomes: Iterable[str]) -> tuple[Slot, ...]:
        """Return those of the last five slots that ended in one of these ways."""
        kinds = frozenset(outcomes)
        is_full = len(self.slots) == LAST_SLOTS
        return tuple(s for s in self.slots if s.outcome in kinds) if is_full else ()


NOTHING = Evidence(())


def of_clients(
    database: Database, as_of: AsOf, client_ids: Sequence[str]
) -> dict[str, Evidence]:
    """Return the evidence of each client asked for, in one query."""
    if not client_ids:
        return {}
    sql = queries.text_of(_EVIDENCE)
    rows = facts.rows(database, as_of, sql, client_ids=list(client_ids))
    slots: dict[str, list[Slot]] = {client_id: [] for client_id in client_ids}
    for client_id, session_id, outcome, is_excused, _ in rows:
        slots[client_id].append(Slot(session_id, outcome, is_excused))
    return {client_id: Evidence(tuple(found)) for client_id, found in slots.items()}


def habits(evidence: Evidence) -> list[Reason]:
    """Return what the last slots say, each sentence with its sessions."""
    found = [
        _let_down(evidence.let_down()),
        _often("Moved", evidence.of_kind({Outcome.RESCHEDULED})),
        _often("Cancelled", evidence.of_kind(_CALLED_OFF)),
    ]
    return [reason for reason in found if reason is not None]


def _let_down(slots: Sequence[Slot]) -> Reason | None:
    if not slots:
        return None
    number = _NUMBERS[len(slots)]
    kinds = {slot.outcome for slot in slots}
    if kinds == {Outcome.NO_SHOW}:
        text = f"Missed the last {number}."
    elif kinds == {Outcome.LATE_CANCELLED}:
        text = f"Cancelled the last {number} late."
    else:
        text = f"Missed or cancelled late the last {number}."
    return Reason(text, _ids(slots))


def _often(verb: str, slots: Sequence[Slot]) -> Reason | None:
    if len(slots) < OFTEN:
        return None
    text = f"{verb} {_NUMBERS[len(slots)]} of the last {_NUMBERS[LAST_SLOTS]}."
    return Reason(text, _ids(slots))


def _ids(slots: Iterable[Slot]) -> tuple[str, ...]:
    return tuple(slot.session_id for slot in slots)


def _is_neutral(slot: Slot) -> bool:
    return slot.is_excused or slot.outcome in _NEUTRAL
