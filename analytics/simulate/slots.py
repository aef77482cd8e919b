"""A booked slot and the moments of its life, by the practice's wall clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np

    from analytics.simulate.catalogue import Service

CLIENT = "client"
COACH = "coach"

MARKED_SHARE = 0.8
"""Share of the missed sessions that the coach bothers to mark as missed."""

LABELLED_SHARE = 0.35
"""Share of the kept sessions that the coach labels as completed."""

LATE_NOTICE = dt.timedelta(hours=24)
"""Cancelled with less notice than this is late: the product's default."""

_MINUTE = dt.timedelta(minutes=1)
_HOUR = dt.timedelta(hours=1)

Outcome = Literal[
    "scheduled",
    "attended",
    "no_show",
    "cancelled",
    "late_cancelled",
    "cancelled_by_coach",
    "rescheduled",
]


@dataclass(frozen=True)
class Slot:
    """One booked time of one client, and in the end what became of it."""

    number: int
    """Counts this client's bookings, from 0."""

    service: Service
    booked_at: dt.datetime
    starts_at: dt.datetime
    planned_on: dt.date
    """The day of the client's rhythm that it stands for."""

    reminder: str
    booked_by: str = CLIENT
    replaces: int | None = None
    """Number of the slot it was moved from."""

    moves: int = 0
    outcome: Outcome = "scheduled"
    cancelled_at: dt.datetime | None = None
    cancelled_by: str | None = None
    recorded_at: dt.datetime | None = None
    """When the coach told the tool what happened; None: never."""

    @property
    def ends_at(self) -> dt.datetime:
        """When the session ends."""
        return self.starts_at + self.service.duration_minutes * _MINUTE


def awake(moment: dt.datetime) -> dt.datetime:
    """Move a moment at night to after seven, so no clock change is met."""
    return moment if moment.hour >= 7 else moment.replace(hour=7)


def moment_between(
    earliest: dt.datetime, latest: dt.datetime, rng: np.random.Generator
) -> dt.datetime:
    """Return a waking minute after the earliest and not after the latest.

    Where they leave no minute, it is the one after the earliest.
    """
    minutes = max(2, (latest - earliest) // _MINUTE)
    drawn = awake(earliest + int(rng.integers(1, minutes)) * _MINUTE)
    return max(min(drawn, latest), earliest + _MINUTE)


def notice_given(
    slot: Slot, late_share: float, rng: np.random.Generator
) -> dt.datetime:
    """Return when word comes that a slot will not be kept.

    Always after its booking and before its start; early word comes a day to
    about a week ahead.
    """
    if rng.random() < late_share:
        hours = rng.uniform(1, 23)
    else:
        hours = 25 + min(rng.exponential(70), 400)
    moment = awake((slot.starts_at - hours * _HOUR).replace(second=0, microsecond=0))
    return max(min(moment, slot.starts_at - 30 * _MINUTE), slot.booked_at + 2 * _MINUTE)


def kept(slot: Slot, rng: np.random.Generator) -> Slot:
    """Return the slot as a session that took place."""
    return _took_its_hour(slot, "attended", LABELLED_SHARE, rng)


def missed(slot: Slot, rng: np.random.Generator) -> Slot:
    """Return the slot as one where the client stayed away without a word."""
    return _took_its_hour(slot, "no_show", MARKED_SHARE, rng)


def cancelled(slot: Slot, at: dt.datetime, by: str) -> Slot:
    """Return the slot as cancelled; a client's short notice makes it late."""
    outcome: Outcome = "cancelled"
    if by == COACH:
        outcome = "cancelled_by_coach"
    elif slot.starts_at - at < LATE_NOTICE:
        outcome = "late_cancelled"
    return replace(slot, outcome=outcome, cancelled_at=at, cancelled_by=by)


def moved(slot: Slot, at: dt.datetime, by: str) -> Slot:
    """Return the slot as given up for another one."""
    return replace(slot, outcome="rescheduled", cancelled_at=at, cancelled_by=by)


def _took_its_hour(
    slot: Slot, outcome: Outcome, recorded_share: float, rng: np.random.Generator
) -> Slot:
    recorded_at = None
    if rng.random() < recorded_share:
        recorded_at = awake(slot.ends_at + int(rng.integers(5, 1500)) * _MINUTE)
    return replace(slot, outcome=outcome, recorded_at=recorded_at)
