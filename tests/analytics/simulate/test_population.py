"""Many invented practices at once: plausible, varied, and the same each time."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.simulate.crowd import DAYS
from analytics.simulate.population import FIRST_DAY, population


@pytest.fixture(scope="module")
def log() -> pd.DataFrame:
    return population(12, 60, 1)


def test_the_same_seed_gives_the_same_logs(log: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(population(12, 60, 1), log)
    assert not population(12, 60, 2).equals(log)


def test_everybody_has_a_first_slot_that_is_kept(log: pd.DataFrame) -> None:
    first = log.sort_values("start_s").groupby("client_id").head(1)

    assert log["client_id"].nunique() == 12 * 60
    assert (first["outcome"] == "attended").all()


def test_times_come_in_their_order(log: pd.DataFrame) -> None:
    assert (log["slot_known_s"] <= log["start_s"]).all()
    assert log["outcome_known_s"].between(log["slot_known_s"], log["start_s"]).all()
    is_moved = log["outcome"] == "rescheduled"
    assert (log["replaced_known_s"].notna() == is_moved).all()
    # Hardly anything is moved within its day.
    assert log.duplicated(["client_id", "start_s", "slot_known_s"]).mean() < 0.001


def test_a_move_is_booked_when_the_old_slot_is_given_up(log: pd.DataFrame) -> None:
    moved = log[log["outcome"] == "rescheduled"]

    pairs = moved.merge(
        log,
        left_on=["client_id", "outcome_known_s"],
        right_on=["client_id", "slot_known_s"],
    )

    # Whoever had left by then, or the end of the log, books no other slot.
    assert len(pairs) > 0.8 * len(moved)


def test_nothing_is_booked_after_the_end(log: pd.DataFrame) -> None:
    assert log["slot_known_s"].max() < (FIRST_DAY + DAYS + 1) * 86_400
    assert log["start_day"].min() >= FIRST_DAY


def test_outcomes_have_plausible_shares(log: pd.DataFrame) -> None:
    shares = log["outcome"].value_counts(normalize=True)

    assert 0.6 < shares["attended"] < 0.85
    for other in ("no_show", "late_cancelled", "cancelled", "rescheduled"):
        assert 0.02 < shares[other] < 0.15
    assert shares["cancelled_by_coach"] < 0.05


def test_practices_differ(log: pd.DataFrame) -> None:
    missed = (log["outcome"] == "no_show").groupby(log["practice"]).mean()
    lead = (log["start_s"] - log["slot_known_s"]).groupby(log["practice"]).mean()

    assert missed.max() > 2 * missed.min()
    assert lead.max() > 1.3 * lead.min()


def test_programmes_have_a_size_on_every_session(log: pd.DataFrame) -> None:
    in_programme = log["service"] == "Programme"

    assert (log["sessions_planned"].notna() == in_programme).all()
    assert 0.05 < in_programme.mean() < 0.7
