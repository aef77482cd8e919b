"""How a test stands: who counts, what each look said, whether it is decided.

First by *intention to treat*: everybody counts in the arm they were drawn for, whatever
was sent. Beside it *per protocol*, only the sessions treated as drawn; who these are is
no longer up to chance. A test is decided by the first weekly look that decides it: the
sequence holds at all looks together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.periods import day_number
from analytics.reminders.trial import arms, checks, practice, running, sequence
from analytics.store import trials

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.periods import AsOf
    from analytics.reminders.trial.checks import Check
    from analytics.reminders.trial.plan_file import Plan
    from analytics.reminders.trial.sequence import Look, Sums
    from analytics.store import Database
    from analytics.store.trials import Assignment, Trial

PRIMARY = "missed"

_DAYS_A_WEEK = 7
_WHOM = {"client": "clients", "week": "weeks", "service": "services"}


class Decision(StrEnum):
    """What a test says, by the stop rules of its plan."""

    NOT_STARTED = "not_started"
    TOO_EARLY = "too_early"
    GO_ON = "go_on"
    B_BETTER = "b_better"
    A_BETTER = "a_better"
    NO_DIFFERENCE = "no_difference"
    """Any difference is smaller than the one worth having."""
    UNDECIDED = "undecided"
    """The planned weeks are over, or somebody ended it before it was decided."""


DECIDED = frozenset({Decision.B_BETTER, Decision.A_BETTER, Decision.NO_DIFFERENCE})


@dataclass(frozen=True)
class WeeklyLook:
    """What was known at the end of a week of the test, with what is known now."""

    until_day: int
    """The first day after it."""
    look: Look
    may_decide: bool = True
    """Whether the week, or the test, is over."""


@dataclass(frozen=True, eq=False)
class Status:
    """How a test stands."""

    trial: Trial
    plan: Plan
    as_of_day: int
    weeks_run: int
    """Whole weeks since the start."""
    decision: Decision
    decided_day: int | None
    """The first day after the week whose look decided it."""
    deciding: Look | None
    """The look that decided it."""
    outcomes: Mapping[str, Look]
    """Of each of `practice.OUTCOMES`, by intention to treat, as of now."""
    per_protocol: Look | None
    """Of `PRIMARY`; ``None`` where nobody has said what was sent."""
    looks: tuple[WeeklyLook, ...]
    """Of `PRIMARY`, one a week, and one for the week that is open."""
    sessions_to_go: int | None
    checks: tuple[Check, ...]
    drawn: Mapping[str, int]
    """How many were drawn for each arm."""
    left_out: Mapping[str, int]
    """Sessions that do not count, by reason: ``booked_late``, ``before_drawing``,
    ``excused``, ``not_drawn``, ``two_arms``."""


def status(database: Database, trial: Trial, as_of: AsOf) -> Status:
    """Return how a test stands.

    Raises
    ------
    StoredPlanChangedError
        The stored plan does not match its hash.
    """
    plan = running.plan_of(trial)
    if trial.stop_day is not None and trial.stop_day > as_of.day_number + 1:
        # Nobody knew by then that it would be ended.
        trial = replace(trial, stop_day=None, stopped_because=None)
    rows = trials.assignments(database, trial.trial_id)
    until = _end(trial, as_of.day_number)
    found = practice.sessions(database, as_of, trial.start_day, until)
    counted, left_out = counting(found, rows, plan)
    shares = practice.expected(database, as_of, trial.start_day, plan.icc)
    counted = with_expected(counted, shares)
    is_tapped = plan.unit == "client"
    counted["sent"] = (
        practice.sent(database, as_of, counted["session_id"].tolist())
        if is_tapped
        # What a tool sends to everybody for a week nobody taps.
        else float("nan")
    )
    return _status(trial, plan, as_of.day_number, (counted, left_out), rows)


def counting(
    found: pd.DataFrame, rows: list[Assignment], plan: Plan
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the sessions that count, with ``unit`` and ``arm``, and why others do not.

    Parameters
    ----------
    found
        As `practice.sessions` gives them.
    """
    doubled = checks.two_arms(rows)
    unit = arms.units(found, plan)
    arm = unit.map(arms.by_unit(rows))
    drawn_day = unit.map({arms.key(row): row.drawn_day for row in reversed(rows)})
    reason = pd.Series(
        np.select(
            [
                found["lead_hours"].lt(plan.lead_hours).to_numpy(bool),
                arm.isna().to_numpy(bool),
                unit.isin(doubled).to_numpy(bool),
                drawn_day.ge(found["start_day"]).to_numpy(bool),
                found["is_excused"].to_numpy(bool),
            ],
            ["booked_late", "not_drawn", "two_arms", "before_drawing", "excused"],
            "",
        ),
        index=found.index,
    )
    left_out = {
        str(why): int(n) for why, n in reason.value_counts().items() if why != ""
    }
    counted = found.assign(unit=unit, arm=arm)[reason == ""]
    return counted.reset_index(drop=True), dict(sorted(left_out.items()))


def with_expected(counted: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Return the sessions with ``expected_`` and an outcome: its share of the client.

    Parameters
    ----------
    shares
        As `practice.expected` gives them.
    """
    client = counted["client_id"]
    own = shares.loc[client.where(client.isin(shares.index), practice.NEW)]
    return counted.assign(
        **{f"expected_{name}": own[name].to_numpy() for name in practice.OUTCOMES}
    )


def sums(counted: pd.DataFrame, outcome: str = PRIMARY) -> Sums:
    """Return what is known of each client (week, service) that counts."""
    known = counted[counted[outcome].notna()]
    table = known.groupby("unit", sort=True).agg(
        arm=("arm", "first"),
        sessions=(outcome, "size"),
        hits=(outcome, "sum"),
        expected=(f"expected_{outcome}", "sum"),
    )
    return sequence.Sums(
        (table["arm"] == "b").to_numpy(bool),
        table["sessions"].to_numpy().astype(np.float64),
        table["hits"].to_numpy(np.float64),
        table["expected"].to_numpy(np.float64),
    )


def _status(
    trial: Trial,
    plan: Plan,
    as_of_day: int,
    counted: tuple[pd.DataFrame, dict[str, int]],
    rows: list[Assignment],
) -> Status:
    sessions, left_out = counted
    looks = _looks(sessions, plan, trial, as_of_day)
    outcomes = {
        name: sequence.look(sums(sessions, name), plan.worth, plan.alpha)
        for name in practice.OUTCOMES
    }
    now = outcomes[PRIMARY]
    first = next(
        (one for one in looks if one.may_decide and judged(one.look, plan) in DECIDED),
        None,
    )
    is_open = first is None
    return Status(
        trial=trial,
        plan=plan,
        as_of_day=as_of_day,
        weeks_run=max((_end(trial, as_of_day) - trial.start_day) // _DAYS_A_WEEK, 0),
        decision=judged(first.look, plan)
        if first
        else _open(trial, plan, as_of_day, now),
        decided_day=first.until_day if first else None,
        deciding=first.look if first else None,
        outcomes=outcomes,
        per_protocol=_per_protocol(sessions, plan),
        looks=looks,
        sessions_to_go=sequence.sessions_to_go(
            now, plan.worth, plan.icc_left, plan.alpha
        )
        if is_open
        else 0,
        checks=_checks(sessions, plan, rows, now),
        drawn={arm: sum(row.arm == arm for row in rows) for arm in ("a", "b")},
        left_out=left_out,
    )


def _looks(
    sessions: pd.DataFrame, plan: Plan, trial: Trial, as_of_day: int
) -> tuple[WeeklyLook, ...]:
    end = _end(trial, as_of_day)
    ends = [*range(trial.start_day + _DAYS_A_WEEK, end, _DAYS_A_WEEK), end]
    return tuple(
        WeeklyLook(
            until,
            sequence.look(
                sums(sessions[sessions["start_day"] < until]), plan.worth, plan.alpha
            ),
            may_decide=(until - trial.start_day) % _DAYS_A_WEEK == 0
            or until == trial.stop_day,
        )
        for until in ends
        if until > trial.start_day
    )


def _end(trial: Trial, as_of_day: int) -> int:
    """Return the first day of which nothing counts."""
    tomorrow = as_of_day + 1
    return tomorrow if trial.stop_day is None else min(tomorrow, trial.stop_day)


def judged(seen: Look, plan: Plan) -> Decision:
    """Return what one look says, by the plan's stop rules."""
    if seen.low is None or seen.high is None:
        return Decision.TOO_EARLY
    if seen.high < 0:
        return Decision.B_BETTER
    if seen.low > 0:
        return Decision.A_BETTER
    if -plan.worth < seen.low and seen.high < plan.worth:
        return Decision.NO_DIFFERENCE
    return Decision.GO_ON


def _open(trial: Trial, plan: Plan, as_of_day: int, now: Look) -> Decision:
    """Return how a test stands that no look has decided."""
    is_over = as_of_day >= day_number(plan.planned_end)
    if trial.stop_day is not None or is_over:
        return Decision.UNDECIDED
    if as_of_day < trial.start_day:
        return Decision.NOT_STARTED
    # In the middle of a week nothing is decided yet.
    said = judged(now, plan)
    return Decision.GO_ON if said in DECIDED else said


def _per_protocol(sessions: pd.DataFrame, plan: Plan) -> Look | None:
    if sessions["sent"].isna().all():
        return None
    as_drawn = sessions[sessions["sent"] == (sessions["arm"] == "b").astype("float64")]
    return sequence.look(sums(as_drawn), plan.worth, plan.alpha)


def _checks(
    sessions: pd.DataFrame, plan: Plan, rows: list[Assignment], now: Look
) -> tuple[Check, ...]:
    found = [
        checks.drawing(plan.seed, rows),
        checks.in_two_arms(len(checks.two_arms(rows))),
        checks.known(sessions),
        checks.crossover(sessions),
    ]
    if plan.unit == "client":
        found.insert(2, checks.ratio(now.a.units, now.b.units, _WHOM[plan.unit]))
    return tuple(found)
