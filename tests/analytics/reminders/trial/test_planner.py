"""What a practice's past says, and how long a test would take."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.errors import TrialNotPossibleError
from analytics.reminders.trial import planner
from analytics.reminders.trial.sequence import boundary


def past_of(clients: int, sessions: int = 40, missed: int = 6) -> planner.Past:
    ones = np.ones(clients)
    return planner.past(ones * sessions, ones * missed, ones * 8, 8)


def test_a_past_is_summed_up() -> None:
    found = past_of(60)
    assert (found.clients, found.sessions, found.missed) == (60, 2400, 360)
    assert found.base_rate == pytest.approx(0.15, abs=0.001)
    assert found.sessions_per_client_week == pytest.approx(1.0)
    assert found.active_clients == 60
    # All alike: no correlation of their own, and the usual one counts for 40 clients.
    assert found.own_icc == 0
    assert found.icc == pytest.approx(0.07 * 40 / 100)


def test_no_past_at_all_is_what_is_usual() -> None:
    nothing = np.zeros(0)
    found = planner.past(nothing, nothing, nothing, 8)
    assert found.base_rate == pytest.approx(0.15)
    assert found.icc == found.icc_left == pytest.approx(0.07)
    assert found.own_icc is None


def test_the_correlation_is_found_again() -> None:
    luck = np.random.default_rng(3)
    share = luck.beta(1.5, 8.5, 4_000)
    sessions = luck.integers(1, 40, 4_000).astype(float)
    hits = luck.binomial(sessions.astype(int), share).astype(float)
    found = planner.icc_of(sessions, hits)
    # Of a beta distribution it is 1 / (alpha + beta + 1).
    assert found == pytest.approx(1 / 11, abs=0.01)


@pytest.mark.parametrize(
    ("sessions", "hits"),
    [([], []), ([9], [3]), ([1, 1, 1], [0, 1, 0]), ([5, 5], [0, 0])],
    ids=["empty", "one client", "one session each", "nobody missed"],
)
def test_without_a_spread_there_is_no_correlation(
    sessions: list[float], hits: list[float]
) -> None:
    assert planner.icc_of(np.array(sessions), np.array(hits)) is None


def test_expected_shares_are_the_best_guess() -> None:
    """Drawn toward everybody's, they come nearer the truth than a client's own."""
    luck = np.random.default_rng(5)
    share = luck.beta(1.5, 8.5, 3_000)
    sessions = luck.integers(1, 30, 3_000).astype(float)
    hits = luck.binomial(sessions.astype(int), share).astype(float)
    drawn, usual = planner.expected_share(sessions, hits, 1 / 11)
    assert usual == pytest.approx(0.15, abs=0.01)

    def missed_by(guess: object) -> float:
        return float(((np.asarray(guess) - share) ** 2).mean())

    assert missed_by(drawn) < min(missed_by(hits / sessions), missed_by(usual))
    without, _ = planner.expected_share(sessions, hits, 0.0)
    assert set(without) == {usual}


def test_the_needed_information_passes_the_boundary_that_often() -> None:
    """Counted out: a score of that information and drift is beyond it 8 in 10 times."""
    needed = planner.information_needed(0.06, 0.8)
    luck = np.random.default_rng(1)
    score = luck.normal(0.06 * needed, np.sqrt(needed), 20_000)
    beyond = (score >= boundary(needed, 1 / 0.06**2)).mean()
    assert beyond == pytest.approx(0.8, abs=0.01)


def test_more_clients_and_larger_effects_take_less_time() -> None:
    def weeks(clients: int, worth: float) -> int:
        found = planner.outlook(past_of(clients), "client", worth)
        assert found.half_weeks is not None
        assert found.most_weeks is not None
        assert found.half_weeks < found.most_weeks
        return found.most_weeks

    assert weeks(200, 0.08) < weeks(200, 0.05)
    assert weeks(200, 0.08) < weeks(60, 0.08)


def test_a_past_shortens_a_test() -> None:
    long, short = past_of(80, 40, 8), past_of(80, 4, 1)
    assert long.icc_left < short.icc_left
    assert long.icc_left < long.icc


@pytest.mark.parametrize(
    ("found", "unit", "worth", "why"),
    [
        (past_of(60, missed=0), "client", 0.05, "nobody_missed"),
        (past_of(60, sessions=100, missed=1), "client", 0.01, "few_missed"),
        (past_of(60), "client", 0.2, "worth"),
        (past_of(60), "client", 0.001, "worth"),
        (past_of(12), "client", 0.05, "clients"),
        (past_of(1), "client", 0.05, "clients"),
        (past_of(60), "service", 0.05, "services"),
    ],
)
def test_what_would_tell_nothing_is_refused(
    found: planner.Past, unit: planner.Unit, worth: float, why: str
) -> None:
    with pytest.raises(TrialNotPossibleError) as refused:
        planner.outlook(found, unit, worth, services=4)
    assert refused.value.why == why


def test_whole_weeks_are_quicker_where_clients_differ() -> None:
    luck = np.random.default_rng(4)
    sessions = np.full(60, 8.0)
    missed = luck.binomial(8, luck.beta(0.6, 3.4, 60)).astype(float)
    found = planner.outlook(planner.past(sessions, missed, sessions, 8), "client", 0.08)
    assert found.by_week is not None
    assert found.by_week < (found.most_weeks or planner.LONGEST_WEEKS)


def test_one_client_can_still_be_tested_by_whole_weeks() -> None:
    found = planner.outlook(past_of(1), "week", 0.05)
    assert found.most_weeks is None
    assert planner.outlook(past_of(60), "week", 0.08).most_weeks is not None


def test_the_smallest_effect_of_a_year_is_found_within_a_year() -> None:
    found = past_of(60)
    smallest = planner.outlook(found, "client", 0.05).smallest_worth
    assert smallest is not None
    year = planner.weeks_until(found, "client", smallest, 0.8)
    assert year is not None
    assert year <= 52
    below = planner.weeks_until(found, "client", smallest - 0.01, 0.8)
    assert below is None or below > 52
