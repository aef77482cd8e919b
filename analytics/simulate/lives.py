"""One client's sessions, lived through in order of time.

A client asks for one or several sessions, each comes up in turn and is kept,
missed, cancelled or moved, and that decides when the client asks again. The
script says what must happen; moods say what is likely.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from analytics.simulate import fates, moods, slots
from analytics.simulate.catalogue import (
    EMAIL_REMINDER,
    INTRO_CALL,
    TEXT_REMINDER,
    Service,
)
from analytics.simulate.diary import FIRST_HOUR, LAST_HOUR, at_hour
from analytics.simulate.slots import CLIENT, COACH, Slot

if TYPE_CHECKING:
    import numpy as np

    from analytics.simulate.agenda import Agenda
    from analytics.simulate.stories import Script

Habit = Literal["series", "on_the_spot", "later"]
"""Books several ahead; at the end of a session; or some days afterwards."""

SERIES = 4
"""Sessions that somebody who books a series books at once."""

MAKE_UP_SHARE = {
    "cancelled": 0.6,
    "late_cancelled": 0.6,
    "no_show": 0.5,
    "cancelled_by_coach": 0.85,
}
"""How often a client at ease books another time soon, by what happened."""

_DAY = dt.timedelta(days=1)
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Traits:
    """What a client is like, whatever their story."""

    habit: Habit
    carelessness: float
    weekday: int
    hour: int


@dataclass(frozen=True)
class Request:
    """One slot asked for."""

    service: Service
    day: dt.date
    booked_at: dt.datetime
    planned_on: dt.date
    booked_by: str = CLIENT
    moved_from: Slot | None = None


@dataclass
class Life:
    """A client between their first booking and the end of the script."""

    script: Script
    traits: Traits
    agenda: Agenda
    rng: np.random.Generator
    done: list[Slot] = field(default_factory=list)
    """Slots whose outcome is decided, in that order."""

    _waiting: list[Slot] = field(default_factory=list)
    _kept: int = 0

    def live(self, until: dt.datetime) -> None:
        """Live until the moment; slots booked by then are lived to their end.

        What becomes of those is decided too, because a cancellation may come
        before the moment: whoever looks at that moment must hide the rest.
        """
        self._begin()
        while self._waiting or self._ask(until):
            slot = self._decide(self._waiting.pop(0))
            self.done.append(slot)
            if slot.outcome == "attended" and slot.service != INTRO_CALL:
                self._kept += 1
            if self.script.story != "never_came":
                self._make_up(slot)

    # -- asking --------------------------------------------------------------

    def _begin(self) -> None:
        story = self.script.story
        day = self.agenda.open_day(self.script.starts_on, self.script.starts_on)
        booked_at = slots.moment_between(
            at_hour(day - 9 * _DAY, 7), at_hour(day - _DAY, 21), self.rng
        )
        with_intro = story in ("never_came", "new") or self.rng.random() < 0.8
        service = INTRO_CALL if with_intro and not self.done else self.script.service
        self._book(Request(service, day, booked_at, day))
        if story == "never_came" and self.rng.random() < 0.4:
            again = self.agenda.open_day(day + 6 * _DAY, day)
            self._book(Request(service, again, at_hour(day, 20), again))

    def _ask(self, until: dt.datetime) -> bool:
        """Book what the client asks for next; False when they never ask again."""
        count = self._wanted()
        asked_at = self._asks_at()
        left_on = self.script.leaves_on
        is_over = asked_at >= until or (left_on and asked_at.date() >= left_on)
        if is_over or count == 0:
            return False
        day = self.done[-1].planned_on
        soonest = max(asked_at.date(), self.done[-1].starts_at.date())
        for _ in range(count):
            soonest += max(1, self.script.cadence_days // 3) * _DAY
            day = self._next_day(day, soonest, asked_at.date())
            self._book(Request(self.script.service, day, asked_at, day))
            soonest = day
        return True

    def _wanted(self) -> int:
        if self.script.story == "never_came":
            return 0
        at_ease = self._ebb(self.done[-1].starts_at.date()) < 0.25
        wish = SERIES if self.traits.habit == "series" and at_ease else 1
        package = self.script.service.package_sessions
        return wish if package is None else min(wish, package - self._kept)

    def _asks_at(self) -> dt.datetime:
        last = self.done[-1]
        ebb = self._ebb(last.starts_at.date())
        on_the_spot = last.service == INTRO_CALL or self.traits.habit != "later"
        contact_at = max(one.cancelled_at or one.ends_at for one in self.done[-3:])
        forgets = max(ebb, moods.FORGETS_SHARE)
        if last.outcome == "attended" and on_the_spot and self.rng.random() > forgets:
            return contact_at + int(self.rng.integers(1, 20)) * _MINUTE
        wait = self.rng.gamma(2, moods.DELAY_SHARE * self.script.cadence_days / 2)
        wait *= 1 + moods.DELAY_STRETCH * ebb
        asked_at = slots.awake(contact_at + round(30 + wait * 1440) * _MINUTE)
        pause = self.script.pause
        if pause and pause.told_on <= asked_at.date() < pause.until_on:
            return at_hour(pause.until_on, 9)
        return asked_at

    def _next_day(
        self, planned_on: dt.date, soonest: dt.date, asked_on: dt.date
    ) -> dt.date:
        stretch = moods.GAP_STRETCH * self._ebb(planned_on) * self.rng.uniform(0.5, 1.5)
        wish = planned_on + round(self.script.cadence_days * (1 + stretch)) * _DAY
        if self.traits.habit == "later":
            wish += int(self.rng.integers(-2, 3)) * _DAY
        else:
            wish += ((self.traits.weekday - wish.weekday() + 3) % 7 - 3) * _DAY
        return self.agenda.open_day(max(wish, soonest), asked_on)

    # -- living --------------------------------------------------------------

    def _decide(self, slot: Slot) -> Slot:
        decided = fates.written(slot, self.script, self.agenda, self.rng)
        if decided is None:
            around = fates.Circumstances(
                self._ebb(slot.starts_at.date()),
                self.traits.carelessness,
                is_first=self._kept == 0,
            )
            decided = fates.drawn(slot, around, self.rng)
        if decided.outcome == "rescheduled" and not self._move(decided):
            word_at = decided.cancelled_at or slot.starts_at
            decided = slots.cancelled(slot, word_at, decided.cancelled_by or CLIENT)
        return decided

    def _move(self, slot: Slot) -> bool:
        """Book the other time a slot was moved to; False if there is no room."""
        moved_at = slot.cancelled_at or slot.starts_at
        wish = slot.starts_at.date() + int(self.rng.integers(1, 7)) * _DAY
        day = self.agenda.open_day(wish, moved_at.date())
        if not self._has_room(day):
            return False
        by = slot.cancelled_by or CLIENT
        self._book(Request(slot.service, day, moved_at, slot.planned_on, by, slot))
        return True

    def _make_up(self, slot: Slot) -> None:
        """Book a time soon after a session that did not take place, often."""
        ebb = self._ebb(slot.starts_at.date())
        share = MAKE_UP_SHARE.get(slot.outcome, 0.0)
        is_away = self.agenda.absence_on(slot.starts_at.date())
        if is_away or self.rng.random() >= share * (1 - ebb):
            return
        heard_at = slot.cancelled_at or slot.ends_at
        booked_at = slots.awake(heard_at + int(self.rng.integers(5, 5000)) * _MINUTE)
        wish = booked_at.date() + int(self.rng.integers(2, 9)) * _DAY
        day = self.agenda.open_day(wish, booked_at.date())
        left_on = self.script.leaves_on
        if self._has_room(day) and not (left_on and booked_at.date() >= left_on):
            by = COACH if slot.outcome == "cancelled_by_coach" else CLIENT
            self._book(Request(slot.service, day, booked_at, slot.planned_on, by))

    def _has_room(self, day: dt.date) -> bool:
        """Say whether the day comes before the next session and apart from all."""
        if self._waiting and day >= self._waiting[0].starts_at.date():
            return False
        standing = [one for one in self.done[-SERIES:] if one.cancelled_at is None]
        days = [one.starts_at.date() for one in (*standing, *self._waiting)]
        return all(abs((day - other).days) > 1 for other in days)

    def _book(self, request: Request) -> None:
        hour = self.traits.hour
        if self.rng.random() < 0.2:
            hour = int(self.rng.integers(FIRST_HOUR, LAST_HOUR + 1))
        missed_last = bool(self.done) and self.done[-1].outcome == "no_show"
        by_text = self.rng.random() < (0.75 if missed_last else 0.35)
        old = request.moved_from
        slot = Slot(
            number=len(self.done) + len(self._waiting) + (1 if old else 0),
            service=request.service,
            booked_at=request.booked_at,
            starts_at=self.agenda.diary.take(request.day, hour),
            planned_on=request.planned_on,
            reminder=TEXT_REMINDER if by_text else EMAIL_REMINDER,
            booked_by=request.booked_by,
            replaces=old.number if old else None,
            moves=old.moves + 1 if old else 0,
        )
        self._waiting = sorted([*self._waiting, slot], key=lambda one: one.starts_at)

    def _ebb(self, day: dt.date) -> float:
        return max((ebb.on(day) for ebb in self.script.ebbs), default=0.0)
