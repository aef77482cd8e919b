"""A small deterministic part of ``python -m benchmarks reminders``: fair tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics.reminders.trial import sequence
from benchmarks.reminders import trials
from benchmarks.reminders.trials import Setting

TESTS = 120
NONE, EFFECT = trials.SETTINGS[0], trials.SETTINGS[-1]


def test_weekly_looks_find_no_wrong_winner_where_plain_intervals_do() -> None:
    ran = [trials.one(NONE, seed) for seed in range(TESTS)]
    wrong = sum(test.winner is not None for test in ran)
    plainly = sum(test.plain_winner is not None for test in ran)
    assert wrong <= trials.MOST_WRONG * TESTS
    assert plainly > 5 * trials.MOST_WRONG * TESTS


def test_whole_weeks_keep_the_word_as_well() -> None:
    settings = {setting.name: setting for setting in trials.SETTINGS}
    alike = settings["no difference, 60 clients, by whole weeks"]
    apart = settings["7 fewer in 100 missed, 60 clients, by whole weeks"]
    wrong = [trials.one(alike, seed).winner for seed in range(60)]
    right = [trials.one(apart, seed).winner for seed in range(40)]
    assert sum(winner is not None for winner in wrong) <= 3
    assert right.count("b") >= 30
    assert "a" not in right


def test_a_large_effect_is_found_and_covered() -> None:
    ran = [trials.one(EFFECT, seed) for seed in range(40)]
    assert sum(test.winner == "b" for test in ran) >= 36
    assert sum(test.winner == "a" for test in ran) == 0
    assert sum(test.is_covered for test in ran) >= 38
    assert trials.true_difference(EFFECT) < 0
    assert trials.true_difference(NONE) == 0


def test_standard_errors_are_as_large_as_differences_spread() -> None:
    """And a past taken off is worth half as many sessions again."""
    scores, worth = [], []
    for seed in range(TESTS):
        sums = trials.sums_of(trials.simulated(NONE, seed), 25)
        seen = sequence.look(sums, NONE.worth)
        plain = replace(sums, expected=np.zeros_like(sums.expected))
        without = sequence.look(plain, NONE.worth).information
        assert seen.difference is not None
        assert seen.information is not None
        assert without is not None
        scores.append(seen.difference * seen.information**0.5)
        worth.append(seen.information / without)
    assert np.std(scores) == pytest.approx(1, abs=0.15)
    assert np.mean(worth) > 1.5


def test_half_of_the_tests_are_over_when_the_planner_says_so() -> None:
    ran = [trials.one(EFFECT, seed) for seed in range(60)]
    over = [
        test.week is not None and test.week <= (test.planned.half_weeks or 0)
        for test in ran
    ]
    assert 0.4 <= np.mean(over) <= 0.8


def test_too_few_clients_are_never_decided() -> None:
    made = trials.simulated(Setting("few", 4), 1)
    looks = [sequence.look(trials.sums_of(made, week), 0.05) for week in range(52)]
    assert {seen.too_early for seen in looks} == {"units"}
