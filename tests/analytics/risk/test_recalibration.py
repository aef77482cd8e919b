"""The latest half year sets the level and, with enough clients, the slope."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.risk import recalibration
from analytics.risk.scorer import Scorer, sigmoid

ENOUGH = recalibration.FEWEST_LAPSED_FOR_SLOPE


def scorer(*, shift: float = 0.0) -> Scorer:
    return Scorer(
        ("a",),
        np.array([1.0]),
        np.array([2.0]),
        np.array([-1.0, 1.5]),
        np.diag([0.04, 0.01]),
        shift,
    )


def rows(count: int, slope: float, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Give features, and labels whose logits are slope times the scorer's + level."""
    rng = np.random.default_rng(3)
    features = rng.normal(1, 2, (count, 1))
    true = slope * scorer().logits(features) + level
    return features, (rng.random(count) < sigmoid(true)).astype(float)


def test_a_level_that_is_off_is_moved_and_nothing_else() -> None:
    features, labels = rows(20_000, 1.0, 0.8)

    found = recalibration.recalibrated(scorer(), features, labels, ENOUGH - 1)

    assert found.shift == pytest.approx(0.8, abs=0.06)
    assert found.weights.tolist() == [-1.0, 1.5]


@pytest.mark.parametrize("slope", [0.5, 1.6])
def test_with_enough_clients_the_slope_is_set_too(slope: float) -> None:
    features, labels = rows(100_000, slope, -0.4)

    found = recalibration.recalibrated(scorer(), features, labels, ENOUGH)

    assert found.weights[1] / 1.5 == pytest.approx(slope, abs=0.06)
    assert found.logits(features) == pytest.approx(
        slope * scorer().logits(features) - 0.4, abs=0.35
    )
    assert found.covariance is not None
    # The interval of a steeper model is wider by as much, on the logit.
    factor = found.weights[1] / 1.5
    assert found.covariance[1, 1] == pytest.approx(0.01 * factor**2)


def test_an_earlier_shift_is_kept_in_the_sum() -> None:
    features, labels = rows(5_000, 0.7, 0.3)

    of_plain = recalibration.recalibrated(scorer(), features, labels, ENOUGH)
    of_moved = recalibration.recalibrated(scorer(shift=0.5), features, labels, ENOUGH)

    assert of_moved.chances(features) == pytest.approx(
        of_plain.chances(features), abs=0.02
    )


def test_contributions_still_add_up() -> None:
    features, labels = rows(2_000, 0.6, 0.2)
    found = recalibration.recalibrated(scorer(), features, labels, ENOUGH)
    middle = np.median(features, axis=0)

    sums = found.contributions(features, middle).sum(axis=1)

    assert sums + found.logits(middle[np.newaxis, :]) == pytest.approx(
        found.logits(features)
    )


def test_no_row_changes_nothing() -> None:
    before = scorer()

    found = recalibration.recalibrated(before, np.empty((0, 1)), np.empty(0), 99)

    assert found is before


def test_a_handful_of_rows_moves_next_to_nothing() -> None:
    features, _ = rows(5, 1, 0)

    found = recalibration.recalibrated(scorer(), features, np.ones(5), ENOUGH)

    assert abs(found.shift) < 0.1
    assert found.weights[1] == pytest.approx(1.5, abs=0.1)


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_labels_all_alike_keep_it_finite(label: float) -> None:
    features, _ = rows(3_000, 1, 0)

    found = recalibration.recalibrated(
        scorer(), features, np.full(len(features), label), ENOUGH
    )

    assert np.isfinite(found.logits(features)).all()
    assert found.weights[1] > 0


def test_scores_all_alike_have_no_slope_to_set() -> None:
    shift, slope = recalibration.correction(
        np.full(400, -1.0), np.r_[np.ones(200), np.zeros(200)], is_slope_free=True
    )

    assert slope == pytest.approx(1)
    assert 0.3 < shift < 1
