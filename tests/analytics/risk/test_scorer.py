"""Scores as plain numbers: sums, ranges and words."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.risk.scorer import INFLATION, Z_OF_80, Scorer, in_ten, sigmoid

SCORER = Scorer(
    columns=("a", "b"),
    means=np.array([1.0, 0.0]),
    scales=np.array([2.0, 0.5]),
    weights=np.array([-1.0, 0.6, -0.3]),
    covariance=np.diag([0.04, 0.0, 0.0]),
    shift=0.25,
)
ROWS = np.array([[3.0, 0.5], [1.0, 0.0]])


def test_a_logit_is_a_sum() -> None:
    # -1 + .6 x 1 - .3 x 1 + .25, and -1 + .25 at the means.
    assert SCORER.logits(ROWS) == pytest.approx([-0.45, -0.75])
    assert SCORER.chances(ROWS) == pytest.approx(1 / (1 + np.exp([0.45, 0.75])))


def test_contributions_and_the_reference_add_up_to_the_logit() -> None:
    reference = np.array([2.0, 1.0])

    parts = SCORER.contributions(ROWS, reference)

    start = SCORER.logits(reference[np.newaxis, :])
    assert start + parts.sum(axis=1) == pytest.approx(SCORER.logits(ROWS))
    assert parts[0] == pytest.approx([0.3, 0.3])


def test_an_interval_is_inflated() -> None:
    low, high = SCORER.intervals(ROWS)[1]

    half = Z_OF_80 * INFLATION * 0.2
    assert (low, high) == pytest.approx(
        tuple(sigmoid(np.array([-0.75 - half, -0.75 + half])))
    )


def test_a_bare_prior_has_no_interval() -> None:
    bare = Scorer(SCORER.columns, SCORER.means, SCORER.scales, SCORER.weights)

    assert np.isnan(bare.intervals(ROWS)).all()


def test_far_out_logits_stay_probabilities() -> None:
    assert sigmoid(np.array([-1e9, 0.0, 1e9])) == pytest.approx([0, 0.5, 1], abs=1e-12)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.21, 0.42, "between 2 and 4 in 10"),
        (0.01, 0.04, "fewer than 1 in 10"),
        (0.02, 0.22, "at most 2 in 10"),
        (0.28, 0.33, "about 3 in 10"),
    ],
)
def test_a_range_is_said_in_tens(low: float, high: float, said: str) -> None:
    assert in_ten(low, high) == said
