"""A test from its plan to its end, in a real practice's file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.errors import (
    PlanDiffersError,
    StoredPlanChangedError,
    TrialNotFoundError,
    TrialNotPossibleError,
    TrialOverError,
    TrialRunningError,
    TrialStartError,
)
from analytics.facts import default_as_of
from analytics.reminders.trial import plan_file, running
from analytics.reminders.trial.arms import by_client
from analytics.reminders.trial.running import Wish
from analytics.store import entries, privacy, trials
from tests.support.log import Slot, write
from tests.support.trial_log import NOW, START, past

if TYPE_CHECKING:
    from analytics.reminders.trial.plan_file import Plan
    from analytics.store import Database

CLIENTS = 24
SEED = "5f" * 32


@pytest.fixture
def practice(database: Database) -> Database:
    """Write a year of 24 clients."""
    write(database, past(CLIENTS), exported="2026-11-23 08:00")
    return database


def planned(database: Database, **wish: object) -> Plan:
    """Return a plan for the test's start."""
    given = {"starts_on": START, "worth": 0.15, "seed": SEED} | wish
    as_of = default_as_of(database, NOW)
    return running.propose(database, Wish(**given), as_of, NOW).plan  # type: ignore[arg-type]  # its fields


def set_up(database: Database, plan: Plan, now: dt.datetime = NOW) -> int:
    """Set a test up; return how many were drawn."""
    sha256 = plan_file.hash_of(plan_file.canonical(plan))
    as_of = default_as_of(database, now)
    return len(running.set_up(database, plan, sha256, as_of, now))


def test_a_plan_rests_on_the_practice(practice: Database) -> None:
    plan = planned(practice)
    assert (plan.written_on, plan.starts_on) == ("2026-11-23", "2026-11-30")
    assert plan.active_clients == CLIENTS
    assert 0.2 < plan.base_rate < 0.35
    assert plan.icc > plan.icc_left > 0
    assert trials.trials(practice) == []


def test_setting_up_draws_everybody_evenly(practice: Database) -> None:
    assert set_up(practice, planned(practice)) == CLIENTS
    arms = by_client(practice)
    assert len(arms) == CLIENTS
    # Two coaches, and nobody's likelihood is known: two strata.
    assert sum(arm == "b" for arm in arms.values()) == CLIENTS / 2


def test_the_same_seed_draws_the_same(practice: Database) -> None:
    set_up(practice, planned(practice))
    first = by_client(practice)
    running.stop(practice, None, NOW, None)
    assert by_client(practice) == {}
    again = replace(planned(practice), trial_id="t-again")
    set_up(practice, again)
    assert by_client(practice) == first


def test_who_comes_later_is_drawn_later_and_once(practice: Database) -> None:
    plan = planned(practice)
    set_up(practice, plan)
    assert set_up(practice, plan) == 0
    write(
        practice,
        [Slot("C-new", "2026-12-15 10:00", "scheduled", booked="2026-12-01 10:00")],
        exported="2026-12-02 08:00",
    )
    later = dt.datetime(2026, 12, 2, 12)  # noqa: DTZ001 - the store's times are UTC without a zone
    assert set_up(practice, plan, later) == 1
    assert by_client(practice)["C-new"] in {"a", "b"}
    found = trials.assignments(practice, plan.trial_id)
    days = {row.client_id: row.drawn_day for row in found}
    assert days["C-new"] - days["C-1"] == 9


def test_weeks_are_drawn_ahead_in_pairs(practice: Database) -> None:
    plan = planned(practice, unit="week")
    count = set_up(practice, plan)
    assert count % 2 == 0
    assert count >= plan.planned_weeks
    found = trials.assignments(practice, plan.trial_id)
    assert [row.unit for row in found][:2] == ["2026-11-30", "2026-12-07"]
    assert {found[0].arm, found[1].arm} == {"a", "b"}
    assert by_client(practice) == {}


def test_who_asked_not_to_be_scored_is_not_drawn(practice: Database) -> None:
    entries.ask_not_to_score(practice, "C-3", on=NOW.date(), now=NOW)
    assert set_up(practice, planned(practice)) == CLIENTS - 1
    assert "C-3" not in by_client(practice)


@pytest.mark.parametrize("starts_on", [NOW.date(), dt.date(2026, 11, 1)])
def test_a_start_that_is_not_ahead_is_refused(
    practice: Database, starts_on: dt.date
) -> None:
    with pytest.raises(TrialStartError, match="today is 2026-11-23"):
        planned(practice, starts_on=starts_on)


def test_a_plan_that_was_left_lying_cannot_start_any_more(practice: Database) -> None:
    plan = planned(practice)
    on_the_day = dt.datetime(2026, 11, 30, 7)  # noqa: DTZ001 - the store's times are UTC without a zone
    with pytest.raises(TrialStartError):
        set_up(practice, plan, on_the_day)
    assert trials.trials(practice) == []


def test_another_plan_under_the_same_id_is_refused(practice: Database) -> None:
    plan = planned(practice)
    set_up(practice, plan)
    with pytest.raises(PlanDiffersError):
        set_up(practice, replace(plan, worth=0.02))


def test_a_second_test_waits_for_the_first(practice: Database) -> None:
    plan = planned(practice)
    set_up(practice, plan)
    with pytest.raises(TrialRunningError, match="t-2026-11-30"):
        set_up(practice, replace(plan, trial_id="t-other"))


def test_a_stopped_test_draws_nobody_and_stops_once(practice: Database) -> None:
    plan = planned(practice)
    set_up(practice, plan)
    ended = running.stop(practice, None, NOW, "moving house")
    assert trials.trial(practice) == ended
    assert ended.stopped_because == "moving house"
    with pytest.raises(TrialOverError, match="2026-11-23"):
        set_up(practice, plan)
    with pytest.raises(TrialOverError):
        running.stop(practice, plan.trial_id, NOW, None)


def test_a_plan_changed_inside_the_file_is_refused(practice: Database) -> None:
    set_up(practice, planned(practice))
    with practice.write() as cursor:
        cursor.execute("update trials set plan = replace(plan, '0.15', '0.02')")
    with pytest.raises(StoredPlanChangedError):
        running.plan_of(trials.trial(practice))


def test_there_may_be_no_test(practice: Database) -> None:
    assert by_client(practice) == {}
    with pytest.raises(TrialNotFoundError, match="no test yet"):
        running.find(practice, None)
    with pytest.raises(TrialNotFoundError, match="'t-9'"):
        running.find(practice, "t-9")


def test_an_empty_practice_has_nobody_to_draw(database: Database) -> None:
    with pytest.raises(TrialNotPossibleError) as refused:
        planned(database, worth=None)
    assert refused.value.why == "clients"


def test_a_forgotten_client_leaves_the_test(practice: Database) -> None:
    plan = planned(practice)
    set_up(practice, plan)
    privacy.forget(practice, "C-5", now=NOW)
    assert "C-5" not in by_client(practice)
    assert len(trials.assignments(practice, plan.trial_id)) == CLIENTS - 1
