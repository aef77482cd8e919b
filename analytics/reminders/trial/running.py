"""A test from its plan to its end: proposed, set up, drawn on, stopped.

Everything here is done by a person's wish and stored in one transaction. The clock is
an argument.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analytics.errors import (
    PlanDiffersError,
    StoredPlanChangedError,
    TrialNotFoundError,
    TrialOverError,
    TrialRunningError,
    TrialStartError,
    TrialTooLongError,
)
from analytics.periods import day_number, day_of_number, local_day
from analytics.reminders.trial import assign, plan_file, planner, practice, sequence
from analytics.store import people, trials
from analytics.store import settings as stored_settings
from analytics.store.trials import Assignment, Trial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.periods import AsOf
    from analytics.reminders.trial.assign import Drawn
    from analytics.reminders.trial.plan_file import Plan
    from analytics.reminders.trial.planner import Outlook, Past, Unit
    from analytics.store import Database

LEAD_HOURS = 24.0
ARM_A = "the tool alone"
ARM_B = "the extra word"

_WEEKS_DRAWN_AHEAD = 26


@dataclass(frozen=True)
class Wish:
    """What somebody asks of a test."""

    starts_on: dt.date
    unit: Unit = "client"
    worth: float | None = None
    """The effect worth having; ``None``: a third of what is missed now."""
    seed: str | None = None
    arm_a: str = ARM_A
    arm_b: str = ARM_B
    lead_hours: float = LEAD_HOURS


@dataclass(frozen=True)
class Proposal:
    """A plan, and what it rests on."""

    plan: Plan
    past: Past
    outlook: Outlook


def propose(database: Database, wish: Wish, as_of: AsOf, now: dt.datetime) -> Proposal:
    """Return a plan; nothing is stored.

    Raises
    ------
    TrialStartError
        The start is not ahead.
    TrialNotPossibleError, TrialTooLongError
        It would tell nothing, or not within three years.
    """
    today = _today(database, now)
    if wish.starts_on <= today:
        raise TrialStartError(wish.starts_on.isoformat(), today.isoformat())
    found = practice.past(database, as_of)
    worth = wish.worth or planner.usual_worth(found.base_rate)
    services = len(people.services(database))
    outlook = planner.outlook(found, wish.unit, worth, services)
    if outlook.most_weeks is None:
        raise TrialTooLongError(outlook.smallest_worth, outlook.by_week)
    plan = plan_file.Plan(
        trial_id=f"t-{wish.starts_on.isoformat()}",
        written_on=today.isoformat(),
        starts_on=wish.starts_on.isoformat(),
        planned_weeks=outlook.most_weeks,
        unit=wish.unit,
        seed=wish.seed or assign.new_seed(),
        arm_a=wish.arm_a,
        arm_b=wish.arm_b,
        worth=worth,
        alpha=sequence.ALPHA,
        lead_hours=wish.lead_hours,
        base_rate=round(found.base_rate, 6),
        icc=round(found.icc, 6),
        icc_left=round(found.icc_left, 6),
        sessions_per_client_week=round(found.sessions_per_client_week, 6),
        active_clients=found.active_clients,
    )
    return Proposal(plan, found, outlook)


def set_up(
    database: Database, plan: Plan, sha256: str, as_of: AsOf, now: dt.datetime
) -> list[Drawn]:
    """Store a plan and draw for the first time; of a stored plan, draw who is new.

    Raises
    ------
    TrialStartError
        The first day is not ahead any more.
    TrialRunningError
        Another test has not ended.
    PlanDiffersError
        Another plan was stored under this id.
    TrialOverError
        The test has ended.
    """
    stored = {one.trial_id: one for one in trials.trials(database)}.get(plan.trial_id)
    if stored is not None:
        if stored.plan_sha256 != sha256:
            raise PlanDiffersError
        return draw_more(database, stored, as_of, now)
    today = _today(database, now)
    if plan.start <= today:
        raise TrialStartError(plan.starts_on, today.isoformat())
    if other := trials.running(database):
        raise TrialRunningError(other.trial_id)
    made = Trial(
        trial_id=plan.trial_id,
        plan=plan_file.canonical(plan),
        seed=plan.seed,
        plan_sha256=sha256,
        start_day=day_number(plan.start),
        stop_day=None,
        stopped_because=None,
        created_at=now,
    )
    drawn = _drawn(database, plan, [], as_of)
    with database.write() as cursor:
        trials.add(cursor, made)
        trials.assign(cursor, made.trial_id, _rows(drawn, plan.unit, today), now)
    return drawn


def draw_more(
    database: Database, trial: Trial, as_of: AsOf, now: dt.datetime
) -> list[Drawn]:
    """Draw whoever has appeared since, and store it.

    Raises
    ------
    TrialOverError
        The test has ended.
    StoredPlanChangedError
        The stored plan does not match its hash.
    """
    if trial.stop_day is not None:
        raise TrialOverError(day_of_number(trial.stop_day).isoformat())
    plan = plan_of(trial)
    known = trials.assignments(database, trial.trial_id)
    if not _drawn(database, plan, known, as_of):
        return []
    with database.write() as cursor:
        # Anew, now that nobody else writes: another window may just have drawn.
        known = trials.assignments(database, trial.trial_id)
        drawn = _drawn(database, plan, known, as_of)
        rows = _rows(drawn, plan.unit, _today(database, now))
        trials.assign(cursor, trial.trial_id, rows, now)
    return drawn


def stop(
    database: Database, trial_id: str | None, now: dt.datetime, because: str | None
) -> Trial:
    """End a test today: sessions of today no longer count.

    Raises
    ------
    TrialNotFoundError
        There is no such test.
    TrialOverError
        It has ended already.
    """
    found = trials.trial(database, trial_id)
    if found.stop_day is not None:
        raise TrialOverError(day_of_number(found.stop_day).isoformat())
    today = day_number(_today(database, now))
    trials.stop(database, found.trial_id, today, because)
    return replace(found, stop_day=today, stopped_because=because)


def plan_of(trial: Trial) -> Plan:
    """Return a stored test's plan.

    Raises
    ------
    StoredPlanChangedError
        It does not match the hash that was stored with it.
    """
    if plan_file.hash_of(trial.plan) != trial.plan_sha256:
        raise StoredPlanChangedError
    plan = plan_file.parsed(trial.plan)
    if plan.seed != trial.seed or day_number(plan.start) != trial.start_day:
        raise StoredPlanChangedError
    return plan


def find(database: Database, trial_id: str | None) -> Trial:
    """Return the test of that id; without one the running, else the last.

    Raises
    ------
    TrialNotFoundError
        There is none.
    """
    if trial_id is None and (found := trials.running(database)):
        return found
    if trial_id is not None and not trial_id.strip():
        raise TrialNotFoundError(trial_id)
    return trials.trial(database, trial_id)


def _today(database: Database, now: dt.datetime) -> dt.date:
    return local_day(now, stored_settings.read(database).zone_name)


def _drawn(
    database: Database, plan: Plan, known: list[Assignment], as_of: AsOf
) -> list[Drawn]:
    if plan.unit == "week":
        count = sum(row.unit is not None for row in known)
        return assign.draw_weeks(plan.seed, _weeks(plan, count, as_of), count)
    taken = _taken(known)
    if plan.unit == "service":
        had = {row.unit for row in known}
        fresh = [one for one in people.services(database) if one not in had]
        return assign.draw(plan.seed, dict.fromkeys(fresh, assign.SERVICES), taken)
    has = {row.client_id for row in known}
    coaches = practice.to_draw(database, as_of)
    fresh_clients = {one: coach for one, coach in coaches.items() if one not in has}
    strata = assign.strata_of(fresh_clients, practice.chances(database))
    return assign.draw(plan.seed, strata, taken)


def _weeks(plan: Plan, count: int, as_of: AsOf) -> list[str]:
    """Return the first days of weeks not drawn yet: the planned, and half a year."""
    passed = max((as_of.day - plan.start).days // 7, 0)
    wanted = max(plan.planned_weeks, passed + _WEEKS_DRAWN_AHEAD)
    # In pairs, so that each pair has both arms.
    until = wanted + wanted % 2
    return [
        (plan.start + dt.timedelta(weeks=w)).isoformat() for w in range(count, until)
    ]


def _taken(known: list[Assignment]) -> Mapping[str, int]:
    taken: dict[str, int] = {}
    for row in known:
        taken[row.stratum] = max(taken.get(row.stratum, 0), row.place + 1)
    return taken


def _rows(drawn: list[Drawn], unit: Unit, today: dt.date) -> list[Assignment]:
    is_client = unit == "client"
    return [
        Assignment(
            client_id=one.unit if is_client else None,
            unit=None if is_client else one.unit,
            stratum=one.stratum,
            place=one.place,
            arm=one.arm,
            drawn_day=day_number(today),
        )
        for one in drawn
    ]
