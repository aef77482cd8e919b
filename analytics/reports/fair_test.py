"""A fair test as a page and the Monday sheet tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.charts import fair_test as charts
from analytics.charts.card import Card, Column
from analytics.errors import StoredPlanChangedError
from analytics.periods import day_of_number
from analytics.reminders.trial import running, status, words
from analytics.store import trials
from analytics.words import short_day

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.reminders.trial.status import Status
    from analytics.store import Database

DEFINITION: Final = """
- **Everybody counts in the arm they were drawn for**, whatever was sent. Chance made
  the arms alike, so nothing else can explain a difference that stays.
- The dot is the difference in missed sessions (no-shows, and cancellations that were
  late for certain) in 100, allowing for what each client did before the test.
- The band holds **at all looks together**: look as often as you like. It is decided
  when a week's band no longer holds 0, or lies within the dotted lines.
- Not counted: sessions booked too late for a reminder, excused ones, those that the
  practice called off, and those before a client's arm was drawn.
"""

_COLUMNS: Final = (
    Column("until", "Until", "day"),
    Column("sessions_a", "Sessions, arm a", "count"),
    Column("missed_a", "Missed, arm a", "count"),
    Column("sessions_b", "Sessions, arm b", "count"),
    Column("missed_b", "Missed, arm b", "count"),
    Column("difference", "b less a, in 100", "number"),
    Column("low", "From", "number"),
    Column("high", "To", "number"),
)


def sequence(found: Status, *, dark: bool = False) -> Card:
    """Return the card of a test over time."""
    looks = looks_of(found)
    plan = found.plan
    now = found.outcomes[status.PRIMARY]
    sessions = now.a.sessions + now.b.sessions
    units = now.a.units + now.b.units
    whom = {"client": "clients", "week": "weeks", "service": "services"}[plan.unit]
    return Card(
        key="fair-test",
        question=f"Does {plan.arm_b} keep sessions from being missed?",
        answer=" ".join(
            filter(None, (words.sentence(found), words.traded(found))),
        ),
        basis=(
            f"n = {sessions:,} sessions of {units:,} {whom}, in week "
            f"{_week(found)} of {plan.planned_weeks}. The range holds at all "
            "looks together."
        ),
        definition=DEFINITION,
        alt=(
            "The difference in missed sessions between the two arms at each weekly "
            "look, with its range"
        ),
        figure=charts.sequence(looks, plan.worth * 100, dark=dark),
        table=looks,
        columns=_COLUMNS,
    )


def looks_of(found: Status) -> pd.DataFrame:
    """Return one row a look, differences in sessions of 100."""
    return pd.DataFrame(
        [
            {
                "until": day_of_number(one.until_day - 1),
                "sessions_a": one.look.a.sessions,
                "missed_a": one.look.a.hits,
                "sessions_b": one.look.b.sessions,
                "missed_b": one.look.b.hits,
                "difference": _in_100(one.look.difference),
                "low": _in_100(one.look.low),
                "high": _in_100(one.look.high),
            }
            for one in found.looks
        ],
        columns=[column.key for column in _COLUMNS],
    )


def on_monday(database: Database, as_of: AsOf, *, coach: str | None = None) -> str:
    """Return one line about the running test; empty where none is running.

    Parameters
    ----------
    coach
        On a coach's own sheet: then without what was seen so far, which is everybody's.
    """
    trial = trials.running(database)
    if trial is None:
        return ""
    first = short_day(day_of_number(trial.start_day))
    if coach is not None:
        return (
            f"A fair test is running, first day {first}: the lot decides who gets an "
            "extra word. Please send one only to those you are given."
        )
    try:
        found = status.status(database, running.find(database, trial.trial_id), as_of)
    except StoredPlanChangedError as error:
        return str(error)
    if found.decision is status.Decision.NOT_STARTED:
        return f"It starts on {first}."
    return (
        f"Week {_week(found)} of {found.plan.planned_weeks}: {words.in_a_line(found)}"
    )


def _week(found: Status) -> int:
    """Return the week of the test that is running, from 1."""
    days = min(found.as_of_day, (found.trial.stop_day or found.as_of_day + 1) - 1)
    return max((days - found.trial.start_day) // 7 + 1, 0)


def _in_100(share: float | None) -> float:
    return float("nan") if share is None else round(share * 100, 2)
