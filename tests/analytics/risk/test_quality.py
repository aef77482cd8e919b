"""Figures of quality, against numbers worked out by hand and against scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from analytics.risk import quality


def drawn(seed: int, count: int = 300) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    chances = rng.beta(1, 4, count)
    return (rng.random(count) < chances).astype(float), np.round(chances, 2)


@pytest.mark.parametrize("seed", range(5))
def test_auc_and_average_precision_are_scikit_learn_s(seed: int) -> None:
    labels, scores = drawn(seed)

    assert quality.auc(labels, scores) == pytest.approx(roc_auc_score(labels, scores))
    assert quality.average_precision(labels, scores) == pytest.approx(
        average_precision_score(labels, scores)
    )


def test_ties_count_half() -> None:
    labels = np.array([1.0, 0.0, 0.0, 1.0])

    # Of four pairs: 2 > 1 twice, one tie, one wrong.
    assert quality.auc(labels, np.array([2.0, 1.0, 1.0, 1.0])) == 0.75


def test_pairs_of_two_practices_are_not_compared() -> None:
    labels = np.array([1.0, 0.0, 1.0, 0.0])
    scores = np.array([9.0, 8.0, 2.0, 1.0])
    practices = np.array([0.0, 0.0, 1.0, 1.0])

    assert quality.auc(labels, scores) == 0.75
    assert quality.auc_within(labels, scores, practices) == 1.0


def test_brier_skill_is_the_share_saved() -> None:
    labels = np.array([1.0, 0.0, 0.0, 0.0])

    # The base rate errs by .1875; these by (.25 + 0) / 4.
    found = quality.brier_skill(labels, np.array([0.5, 0.0, 0.0, 0.0]))

    assert found == pytest.approx(1 - 0.0625 / 0.1875)


def test_calibration_finds_what_was_put_in() -> None:
    rng = np.random.default_rng(3)
    logits = rng.normal(-1, 1.5, 200_000)
    labels = (rng.random(len(logits)) < 1 / (1 + np.exp(-logits))).astype(float)
    bold = 1 / (1 + np.exp(-2 * logits))
    low = 1 / (1 + np.exp(-(logits - 0.4)))

    assert quality.calibration(labels, bold)[0] == pytest.approx(0.5, abs=0.02)
    assert quality.calibration(labels, low) == pytest.approx((1.0, 0.4), abs=0.02)


def test_the_top_tenth_has_at_least_one_name_a_day() -> None:
    days = np.repeat([1.0, 2.0], [3, 20])
    scores = np.r_[[0.1, 0.9, 0.2], np.arange(20) / 20]
    labels = np.r_[[0.0, 1.0, 0.0], np.zeros(19), [1.0]]

    chosen = quality.top(scores, days)

    assert np.flatnonzero(chosen).tolist() == [1, 21, 22]
    assert quality.precision_top(labels, scores, days) == pytest.approx(2 / 3)


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_where_all_ended_alike_nothing_can_be_compared(label: float) -> None:
    labels = np.full(5, label)
    found = quality.quality(labels, np.full(5, 0.3), np.ones(5), np.ones(5))

    assert (found.auc, found.brier_skill, found.slope) == (None, None, None)


def test_of_no_rows_nothing_is_said() -> None:
    none = np.array([])

    found = quality.quality(none, none, none, none)

    assert set(vars(found).values()) == {None}


def test_scores_that_are_all_alike_have_no_slope() -> None:
    slope, level = quality.calibration(np.array([0.0, 1.0] * 10), np.full(20, 0.5))

    assert slope is None
    assert level == pytest.approx(0)
