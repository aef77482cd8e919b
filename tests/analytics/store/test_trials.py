"""Tests as they are stored: never rewritten, and whose they are now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.errors import TrialNotFoundError
from analytics.importing import decisions
from analytics.store import privacy, trials
from analytics.store.check import check
from analytics.store.trials import Assignment, Trial
from tests.analytics.small_practice import ANNA, BELA, NOW

if TYPE_CHECKING:
    from analytics.store import Database


def made(trial_id: str, *, days: int = 0) -> Trial:
    at = NOW + dt.timedelta(days=days)
    return Trial(trial_id, '{"arm_b":"Anna"}', "5f", "ab", 20_787, None, None, at)


ARMS = (
    Assignment(ANNA, None, "x | Marit", 0, "b", 20_780, ANNA),
    Assignment(BELA, None, "x | Marit", 1, "a", 20_780, BELA),
)


@pytest.fixture
def drawn(small: Database) -> Database:
    """Store a test of two clients."""
    with small.write() as cursor:
        trials.add(cursor, made("t-1"))
        trials.assign(cursor, "t-1", ARMS, NOW)
    return small


def test_what_was_stored_is_read_back(drawn: Database) -> None:
    assert trials.trials(drawn) == [made("t-1")]
    assert tuple(trials.assignments(drawn, "t-1")) == ARMS
    assert trials.running(drawn) == made("t-1")
    assert check(drawn).problems == ()


def test_an_empty_practice_has_no_test(database: Database) -> None:
    assert trials.trials(database) == []
    assert trials.running(database) is None
    assert trials.assignments(database, "t-1") == []
    with pytest.raises(TrialNotFoundError):
        trials.trial(database)


def test_weeks_are_drawn_without_a_client(drawn: Database) -> None:
    week = Assignment(None, "2026-11-30", "weeks", 0, "a", 20_780)
    with drawn.write() as cursor:
        trials.add(cursor, made("t-2", days=1))
        trials.assign(cursor, "t-2", [week], NOW)
    assert trials.assignments(drawn, "t-2") == [week]
    assert trials.trial(drawn).trial_id == "t-2"
    assert trials.trial(drawn, "t-1") == made("t-1")


def test_a_stopped_test_no_longer_runs(drawn: Database) -> None:
    trials.stop(drawn, "t-1", 20_800, "Anna Zwirbelbach asked")
    found = trials.trial(drawn)
    assert (found.stop_day, found.stopped_because) == (20_800, "Anna Zwirbelbach asked")
    assert trials.running(drawn) is None


def test_a_merge_moves_the_arm_to_who_they_are_now(drawn: Database) -> None:
    decisions.merge(drawn, BELA, ANNA, now=NOW)
    found = trials.assignments(drawn, "t-1")
    assert [(row.client_id, row.drawn_as) for row in found] == [
        (ANNA, ANNA),
        (ANNA, BELA),
    ]
    decisions.unmerge(drawn, BELA, now=NOW)
    assert tuple(trials.assignments(drawn, "t-1")) == ARMS


def test_forgetting_takes_the_arm_along_and_tells_where_a_name_stays(
    drawn: Database,
) -> None:
    trials.stop(drawn, "t-1", 20_800, "Anna Zwirbelbach asked")
    held = privacy.export_client(drawn, ANNA)["trial_assignments"]
    assert [row["arm"] for row in held] == ["b"]  # type: ignore[attr-defined]
    report = privacy.forget(drawn, ANNA, now=NOW)
    assert report.removed["trial_assignments"] == 1
    assert [row.client_id for row in trials.assignments(drawn, "t-1")] == [BELA]
    assert trials.trial(drawn).stopped_because == "(forgotten) asked"
    assert check(drawn).problems == ()
