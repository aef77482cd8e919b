"""Published trials: their numbers, the time to know, and both answers side by side."""

from __future__ import annotations

import math

import pytest

from analytics.reminders import published
from analytics.reminders.contracts import Estimate


def test_a_solo_coach_needs_about_fifteen_months() -> None:
    """80 sessions a month, 15 % missed: 596 an arm, as 16 p (1 - p) / d^2 says."""
    assert published.sessions_to_know(0.15, 1) / 2 == pytest.approx(596, abs=1)
    line = published.first_line(0.15, 80, 1)
    assert line.startswith("About 15 months to know from your own sessions.")
    assert "two reminders (3 days and 1 day before), plainly worded" in line


def test_sessions_of_one_client_tell_less() -> None:
    alone, near_copies = (published.sessions_to_know(0.15, m) for m in (1, 8))

    assert near_copies / alone == pytest.approx(1 + 7 * published.CORRELATION)
    assert published.first_line(0.15, 80, 8).startswith("About 23 months")


@pytest.mark.parametrize(
    ("base_rate", "sessions_per_month", "start"),
    [
        (0.3, 10_000, "About 1 month to know"),
        (0.02, 20, "More than 5 years to know"),
        (None, 80, "How long it takes"),
        (0.0, 80, "How long it takes"),
        (1.0, 80, "How long it takes"),
        (0.15, 0, "How long it takes"),
    ],
)
def test_the_first_line_of_other_practices(
    base_rate: float | None, sessions_per_month: float, start: str
) -> None:
    assert published.first_line(base_rate, sessions_per_month, 4).startswith(start)


def test_the_papers_own_ratios_come_out() -> None:
    wording = published.trial("cost_stated")
    # Hallsworth: odds ratio 0.74 (0.61 to 0.89), from four arms of 10,111.
    assert math.exp(wording.log_odds_ratio) == pytest.approx(0.74, abs=0.01)
    assert math.exp(
        wording.log_odds_ratio - 1.96 * wording.standard_error
    ) == pytest.approx(0.61, abs=0.01)
    # Shah: 6.4 points fewer (3.0 to 9.8).
    call = published.trial("phone_call")
    assert call.other_missed - call.missed == pytest.approx(0.064)
    assert len(published.sources()) == len(published.TRIALS)
    assert all("%" in line and "20" in line for line in published.sources())


def test_a_trial_counts_for_less_elsewhere() -> None:
    two = published.trial("two_reminders")

    here = published.published_here(two, 0.15)

    # 4.4 of 5.3 in 100, at 15 in 100: some two points fewer, and far from sure.
    assert here.difference == pytest.approx(-0.023, abs=0.002)
    assert here.low < here.difference < here.high
    assert here.high > 0


def test_with_and_without_stand_side_by_side() -> None:
    own = Estimate(-0.04, -0.20, 0.12)

    found = published.together(own, 0.15, published.trial("phone_call"))

    assert found.own == own
    # A wide answer of its own leaves most to the trial, and gets narrower by it.
    assert 0.5 < found.trial_weight < 1
    assert found.both.low > own.low
    assert found.both.high < own.high
    low, high = sorted((own.difference, found.published.difference))
    assert low <= found.both.difference <= high
    said = published.side_by_side(found)
    assert "own sessions alone: between 20 fewer and 12 more missed in 100" in said
    assert "Shah" in said
    assert f"counts for {found.trial_weight:.0%}" in said


def test_own_sessions_win_in_the_end() -> None:
    own = Estimate(-0.04, -0.041, -0.039)

    found = published.together(own, 0.15, published.trial("text"))

    assert found.trial_weight < 0.01
    assert found.both.difference == pytest.approx(-0.04, abs=0.001)
