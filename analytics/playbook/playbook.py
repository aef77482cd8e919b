"""Choose one next step for a client, from evidence, and date it.

The rules stand in docs/definitions.md. No step here charges, drops or judges
anybody, and no words speak of what was observed.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from analytics.contracts import NextStep
from analytics.playbook.step import Blanks, Step
from analytics.playbook.steps import STEPS

_FRIDAY = 4


class Situation(NamedTuple):
    """What the choice of a step hangs on."""

    is_booked: bool
    is_unsettled: bool
    """Whether the times agreed lately did not work out."""
    word: str
    """``low``, ``raised`` or ``high``."""


def choose(situation: Situation) -> Step:
    """Return the step that fits; the first rule that holds decides."""
    if situation.is_booked:
        return STEPS["look_forward"]
    if situation.is_unsettled:
        return STEPS["change_slot"]
    if situation.word == "high":
        return STEPS["say_hello"]
    return STEPS["suggest_next_booking"]


def next_step(
    situation: Situation, *, name: str, coach: str | None, today: dt.date
) -> NextStep:
    """Return the step for a client, due on a working day after `today`."""
    step = choose(situation)
    return NextStep(
        step=step.step,
        title=step.title,
        due=due_day(today, step.due_in_days),
        draft=step.draft(Blanks(name, coach)),
    )


def due_day(today: dt.date, days: int) -> dt.date:
    """Return the working day (Monday to Friday) on which a step is due.

    A day that falls on a weekend is drawn back to its Friday, so that the step stays
    within the week, unless that Friday is not after `today`; then Monday it is.
    """
    due = today + dt.timedelta(days=days)
    past_friday = due.weekday() - _FRIDAY
    if past_friday <= 0:
        return due
    friday = due - dt.timedelta(days=past_friday)
    return friday if friday > today else friday + dt.timedelta(days=3)
