"""What becomes of one booked slot: first what the script says, then chance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.simulate import moods, slots
from analytics.simulate.diary import at_hour
from analytics.simulate.slots import CLIENT, COACH, Slot

if TYPE_CHECKING:
    import numpy as np

    from analytics.simulate.agenda import Agenda
    from analytics.simulate.stories import Script

_MINUTE = dt.timedelta(minutes=1)
_MOST_MOVES = 2
"""After so many moves of one session it is kept: nobody moves for ever."""


@dataclass(frozen=True)
class Circumstances:
    """What bears on a slot when its day comes."""

    ebb: float
    carelessness: float
    is_first: bool
    """An intro call or a client's first session: whoever becomes a client came."""


def written(
    slot: Slot, script: Script, agenda: Agenda, rng: np.random.Generator
) -> Slot | None:
    """Return what the script or the calendar decides, None if they leave it open."""
    day = slot.starts_at.date()
    if script.leaves_on and day >= script.leaves_on:
        return _left_behind(slot, script.leaves_on, rng)
    away = agenda.absence_on(day)
    if away:
        told_at = at_hour(away.told_on, 12) + int(rng.integers(0, 9)) * _MINUTE
        word_at = max(told_at, slot.booked_at + 2 * _MINUTE)
        return slots.cancelled(slot, word_at, CLIENT)
    if day in agenda.diary.ill_days:
        rang_at = at_hour(day, 7) + int(rng.integers(0, 40)) * _MINUTE
        return slots.cancelled(slot, max(rang_at, slot.booked_at + _MINUTE), COACH)
    if script.story == "never_came":
        if rng.random() < 0.6:
            return slots.missed(slot, rng)
        return slots.cancelled(slot, slots.notice_given(slot, 0.5, rng), CLIENT)
    return None


def drawn(slot: Slot, around: Circumstances, rng: np.random.Generator) -> Slot:
    """Return what chance makes of the slot.

    Parameters
    ----------
    slot
        A slot that is still open.
    around
        What bears on it.
    rng
        The dice.
    """
    if around.is_first or slot.moves >= _MOST_MOVES:
        return slots.kept(slot, rng)
    odds = moods.chances(around.ebb, around.carelessness, slot.reminder)
    left = rng.random()
    late_share = 0.3 + 0.25 * around.ebb
    if (left := left - odds.missed) < 0:
        return slots.missed(slot, rng)
    if (left := left - odds.cancelled) < 0:
        return slots.cancelled(slot, slots.notice_given(slot, late_share, rng), CLIENT)
    if (left := left - odds.moved) < 0:
        by = CLIENT if rng.random() < 0.8 else COACH
        return slots.moved(slot, slots.notice_given(slot, late_share, rng), by)
    if left < odds.called_off:
        return slots.cancelled(slot, slots.notice_given(slot, 0.3, rng), COACH)
    return slots.kept(slot, rng)


def _left_behind(slot: Slot, left_on: dt.date, rng: np.random.Generator) -> Slot:
    """Return a slot that a client who has stopped still had in the book."""
    if rng.random() < 0.35:
        return slots.missed(slot, rng)
    earliest = max(slot.booked_at, at_hour(left_on, 7))
    latest = slot.starts_at - 30 * _MINUTE
    return slots.cancelled(slot, slots.moment_between(earliest, latest, rng), CLIENT)
