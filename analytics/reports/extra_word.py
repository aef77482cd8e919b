"""The extra word: which bookings of the coming days a personal message is due for.

Where a fair test is running, the lot decides: in arm b a word is due, and a booking in
arm a stands on no list, however likely it is to be missed. Of all others the second
model says which are worth one, and a coach may add any. What was sent is one tap.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from analytics.facts import facts
from analytics.facts.bookings import AHEAD_DAYS
from analytics.periods import (
    day_number,
    day_of_number,
    epoch_seconds,
    from_epoch_seconds,
    local_day,
)
from analytics.playbook import Blanks
from analytics.reminders import extra
from analytics.reminders.trial import arms, running
from analytics.store import queries, reminder_taps, trials
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.periods import AsOf
    from analytics.reminders.trial.plan_file import Plan
    from analytics.reports.this_week import ThisWeek, Upcoming
    from analytics.store import Database
    from analytics.store.reminder_taps import Tap

_AHEAD = Path(__file__).with_name("extra_word.sql")
_COLUMNS = (
    "session_id",
    "client_id",
    "name",
    "coach",
    "service",
    "start_day",
    "start_s",
    "is_first",
)


@dataclass(frozen=True)
class Booking:
    """A booking of the coming days."""

    session_id: str
    client_id: str
    name: str
    coach: str | None
    service: str | None
    start_day: int
    """Day number, where the practice is."""
    starts_at: dt.datetime
    """UTC, without a zone."""
    is_first: bool
    """The client has come to none before and booked none before."""
    arm: Literal["a", "b"] | None
    """Of the running test; ``None`` where it is not in one."""
    said: Upcoming | None
    """What the newest run says of it."""
    sent: Tap | None

    @property
    def is_due(self) -> bool:
        """Whether a word is due, and nobody has said that it went out."""
        if self.sent is not None or self.arm == "a":
            return False
        is_worth = self.said is not None and self.said.is_worth_a_word
        return self.arm == "b" or is_worth

    @property
    def is_free(self) -> bool:
        """Whether a coach may add it to the list."""
        return self.sent is None and self.arm is None and not self.is_due


@dataclass(frozen=True)
class ExtraWords:
    """The coming days, and what is due in them."""

    today: dt.date
    until_day: dt.date
    """The last day looked ahead to."""
    plan: Plan | None
    """Of the running test, if it is one of the extra word."""
    bookings: tuple[Booking, ...]

    @property
    def left_out(self) -> tuple[Booking, ...]:
        """Those that get the usual reminders only, since a test is running."""
        return tuple(one for one in self.bookings if one.arm == "a")


def extra_words(
    database: Database,
    as_of: AsOf,
    week: ThisWeek | None,
    *,
    now: dt.datetime,
    coach: str | None = None,
) -> ExtraWords:
    """Return the bookings of the coming days and for which a word is due.

    Parameters
    ----------
    week
        What the newest run says of them (`this_week`); ``None`` without a run.
    now
        The present (UTC without a zone).
    coach
        Whose bookings; ``None`` for everybody's.

    Raises
    ------
    StoredPlanChangedError
        The plan of the running test does not match its hash.
    """
    today = local_day(now, stored_settings.read(database).zone_name)
    as_of = replace(as_of, entries_until=max(as_of.entry_day, today))
    until_day = day_number(today) + AHEAD_DAYS
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_AHEAD),
        now_s=epoch_seconds(now),
        until_day=until_day,
        coach=coach,
    )
    found = pd.DataFrame(rows, columns=list(_COLUMNS))
    plan = plan_of_word(database)
    drawn = arms.of_bookings(database, found) if plan else None
    said = {one.session_id: one for one in week.bookings} if week else {}
    sent = {tap.session_id: tap for tap in reminder_taps.taps(database)}
    bookings = tuple(
        _booking(
            dict(zip(_COLUMNS, row, strict=True)),
            None if drawn is None else drawn.iloc[place],
            said,
            sent,
        )
        for place, row in enumerate(rows)
    )
    return ExtraWords(today, day_of_number(until_day), plan, bookings)


def plan_of_word(database: Database) -> Plan | None:
    """Return the plan of the running test, if it is one of the extra word.

    Where whole weeks or services were drawn to switch a setting of the tool, whoever is
    worth a word gets one in both arms.

    Raises
    ------
    StoredPlanChangedError
        The plan does not match its hash.
    """
    trial = trials.running(database)
    if trial is None:
        return None
    plan = running.plan_of(trial)
    return plan if plan.unit == "client" or plan.arm_b == running.ARM_B else None


def key_of_words(booking: Booking) -> str:
    """Return which extra words suit a booking."""
    return "first_word" if booking.is_first else "extra_word"


def blanks(booking: Booking, today: dt.date) -> Blanks:
    """Return what the words are filled in with."""
    away = booking.start_day - day_number(today)
    on = f"on {day_of_number(booking.start_day):%A}"
    day = {0: "today", 1: "tomorrow"}.get(away, on)
    return Blanks(booking.name, booking.coach, day=day)


def keep_sent(
    database: Database, booking: Booking, plan: Plan | None, *, now: dt.datetime
) -> str:
    """Keep that a word was sent for a booking; return the entry's id.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        It is booked no longer, or has begun; nothing was kept.
    """
    today = local_day(now, stored_settings.read(database).zone_name)
    name = extra.strategy(
        database,
        extra.Place(booking.coach, booking.service, booking.start_day),
        today=today,
        now=now,
        arm_b=plan.arm_b if plan and booking.arm == "b" else None,
    )
    return reminder_taps.add(database, booking.session_id, name, now=now)


def _booking(
    row: dict[str, object],
    arm: object,
    said: Mapping[str, Upcoming],
    sent: Mapping[str, Tap],
) -> Booking:
    session_id = str(row["session_id"])
    return Booking(
        session_id=session_id,
        client_id=str(row["client_id"]),
        name=str(row["name"]),
        coach=_text(row["coach"]),
        service=_text(row["service"]),
        start_day=int(str(row["start_day"])),
        starts_at=from_epoch_seconds(row["start_s"]),  # type: ignore[arg-type]  # seconds
        is_first=bool(row["is_first"]),
        arm="a" if arm == "a" else "b" if arm == "b" else None,
        said=said.get(session_id),
        sent=sent.get(session_id),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
