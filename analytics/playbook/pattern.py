"""How a client's last slots went: what happened, without a word about what will.

Excused sessions count neither for nor against anybody. Sessions only: nothing here
knows a likelihood, since the hard steps rest on it.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.contracts import Outcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

LAST_SLOTS: Final = 6
"""Slots that are looked at; see also ``patterns.sql``."""

_LET_DOWN: Final = frozenset({Outcome.NO_SHOW, Outcome.LATE_CANCELLED})
_CALLED_OFF: Final = frozenset({Outcome.CANCELLED, Outcome.LATE_CANCELLED})
# Neither speaks for nor against the client, and neither ends a run.
_NEUTRAL: Final = frozenset(
    {Outcome.CANCELLED, Outcome.CANCELLED_BY_COACH, Outcome.RESCHEDULED}
)


class Slot(NamedTuple):
    """A slot that has begun, or was called off or moved before it did."""

    session_id: str
    outcome: str
    is_excused: bool
    day: dt.date
    """The local day it was for."""


class Pattern(NamedTuple):
    """A client's last slots, as far as there is something to say about them."""

    slots: tuple[Slot, ...] = ()
    """The last six at most, newest first."""
    cancelled_ahead: tuple[str, ...] = ()
    """Sessions still to come that the client called off."""
    gaps_days: tuple[int, ...] = ()
    """The last three gaps between sessions, oldest first, where each is longer."""
    away_days: int = 0
    """How long they had been gone when they came again lately; else 0."""

    def missed_in_a_row(self) -> tuple[Slot, ...]:
        """Return the run of sessions missed or called off late that leads to today."""
        counted = [slot for slot in self.slots if not _is_neutral(slot)]
        return tuple(takewhile(_is_missed, counted))

    def missed(self) -> tuple[Slot, ...]:
        """Return those of the last six that were missed or called off late."""
        return tuple(slot for slot in self.slots if _is_missed(slot))

    def moved(self) -> tuple[Slot, ...]:
        """Return those of the last six that were moved."""
        return self._of({Outcome.RESCHEDULED})

    def called_off(self) -> tuple[Slot, ...]:
        """Return those of the last six that the client called off, in time or not."""
        return tuple(one for one in self._of(_CALLED_OFF) if not one.is_excused)

    def off_by_coach(self) -> tuple[Slot, ...]:
        """Return the run of sessions that the coach called off, moves passed over."""
        seen = [slot for slot in self.slots if slot.outcome != Outcome.RESCHEDULED]
        return tuple(
            takewhile(lambda one: one.outcome == Outcome.CANCELLED_BY_COACH, seen)
        )

    def excused(self) -> Slot | None:
        """Return the newest slot if it was missed or called off for a good reason."""
        return self.slots[0] if self.slots and self.slots[0].is_excused else None

    def _of(self, outcomes: Iterable[str]) -> tuple[Slot, ...]:
        kinds = frozenset(outcomes)
        return tuple(slot for slot in self.slots if slot.outcome in kinds)


NOTHING: Final = Pattern()


def ids(slots: Iterable[Slot]) -> tuple[str, ...]:
    """Return the sessions behind a fact."""
    return tuple(slot.session_id for slot in slots)


def newest_day(slots: Sequence[Slot]) -> dt.date | None:
    """Return the day of the latest of these slots."""
    return max((slot.day for slot in slots), default=None)


def _is_missed(slot: Slot) -> bool:
    return slot.outcome in _LET_DOWN and not slot.is_excused


def _is_neutral(slot: Slot) -> bool:
    return slot.is_excused or slot.outcome in _NEUTRAL
