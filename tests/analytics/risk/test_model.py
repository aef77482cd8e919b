"""The estimator: scikit-learn's own checks, hand-worked numbers, and a known peer."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.utils.estimator_checks import parametrize_with_checks

from analytics.risk.model import PriorLogisticRegression


@parametrize_with_checks([PriorLogisticRegression()])  # type: ignore[untyped-decorator]  # scikit-learn ships no types
@pytest.mark.filterwarnings("ignore:SCIPY_ARRAY_API")
def test_it_is_an_estimator(estimator: PriorLogisticRegression, check: object) -> None:
    check(estimator)  # type: ignore[operator]  # a check is called with the estimator


def some_rows(count: int = 400, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(count, 3)) * [1, 10, 0.1] + [0, 5, 1]
    logits = 1.5 * rows[:, 0] - 0.05 * rows[:, 1] - 0.5
    return rows, (rng.random(count) < 1 / (1 + np.exp(-logits))).astype(int)


def test_without_rows_to_speak_of_only_the_intercept_moves() -> None:
    # Half of the rows are positive at every value: no coefficient, and a logit of 0.
    rows = np.array([[0.0], [0.0], [1.0], [1.0]])
    labels = np.array([0, 1, 0, 1])

    model = PriorLogisticRegression(ridge=1).fit(rows, labels)

    assert model.coef_[0, 0] == pytest.approx(0, abs=1e-9)
    assert model.intercept_[0] == pytest.approx(0, abs=1e-9)


def test_the_intercept_alone_is_the_log_odds() -> None:
    rows = np.zeros((8, 1))
    labels = np.array([1, 0, 0, 0, 0, 0, 0, 0])

    model = PriorLogisticRegression(intercept_ridge=0).fit(rows, labels)

    assert model.intercept_[0] == pytest.approx(np.log(1 / 7))
    # Laplace: one over the information, 8 rows times 1/8 times 7/8.
    assert model.covariance_[0, 0] == pytest.approx(8 / 7, rel=1e-6)


def test_a_strong_ridge_keeps_the_prior() -> None:
    rows, labels = some_rows()

    model = PriorLogisticRegression(
        ridge=1e9,
        intercept_ridge=0,
        prior_coef=[1, 2, 3],
        means=[0, 0, 0],
        scales=[1, 10, 0.1],
    ).fit(rows, labels)

    assert model.weights_[1:] == pytest.approx([1, 2, 3], abs=1e-5)
    assert model.coef_[0] == pytest.approx([1, 0.2, 30], abs=1e-4)
    # The free intercept still gives the share of ones.
    assert model.predict_proba(rows)[:, 1].mean() == pytest.approx(labels.mean())


def test_the_gradient_is_nought_where_it_ends() -> None:
    rows, labels = some_rows()
    prior = np.array([0.5, -0.5, 0.1])

    model = PriorLogisticRegression(ridge=7, intercept_ridge=3, prior_coef=prior)
    model.fit(rows, labels)

    design = np.column_stack(
        [np.ones(len(rows)), (rows - model.means_) / model.scales_]
    )
    slope = design.T @ (labels - model.predict_proba(rows)[:, 1])
    slope -= np.r_[3, 7, 7, 7] * (model.weights_ - np.r_[0, prior])
    assert slope == pytest.approx(np.zeros(4), abs=1e-6)
    assert model.converged_


@pytest.mark.parametrize("ridge", [0.5, 5.0, 50.0])
def test_with_no_prior_it_is_scikit_learn_s(ridge: float) -> None:
    rows, labels = some_rows()
    standard = (rows - rows.mean(0)) / rows.std(0)

    ours = PriorLogisticRegression(ridge=ridge, intercept_ridge=0).fit(rows, labels)

    theirs = LogisticRegression(C=1 / ridge, tol=1e-10, max_iter=1000)
    theirs.fit(standard, labels)
    assert ours.weights_[1:] == pytest.approx(theirs.coef_[0], abs=1e-5)
    assert ours.weights_[0] == pytest.approx(theirs.intercept_[0], abs=1e-5)


def test_a_weight_of_two_is_the_row_twice() -> None:
    rows, labels = some_rows(60)

    once = PriorLogisticRegression(ridge=1).fit(rows, labels, np.full(60, 2.0))
    twice = PriorLogisticRegression(ridge=1).fit(
        np.r_[rows, rows], np.r_[labels, labels]
    )

    assert once.weights_ == pytest.approx(twice.weights_)


def test_separated_rows_end_at_a_finite_place() -> None:
    rows = np.array([[-1.0], [-0.5], [0.5], [1.0]])

    model = PriorLogisticRegression(ridge=0.01).fit(rows, [0, 0, 1, 1])

    assert model.converged_
    assert np.isfinite(model.weights_).all()


def test_a_fit_that_is_cut_short_says_so() -> None:
    rows, labels = some_rows()

    model = PriorLogisticRegression(ridge=1, max_iter=1).fit(rows, labels)

    assert not model.converged_
    assert model.n_iter_ == 1


def test_a_constant_feature_keeps_its_prior() -> None:
    rows, labels = some_rows()
    rows[:, 2] = 4.0

    model = PriorLogisticRegression(ridge=2, prior_coef=[0, 0, 0.7]).fit(rows, labels)

    assert model.weights_[3] == pytest.approx(0.7)


def test_a_hundred_times_the_rows_are_ten_times_as_sure() -> None:
    few = PriorLogisticRegression(ridge=0.1).fit(*some_rows(400))
    many = PriorLogisticRegression(ridge=0.1).fit(*some_rows(40_000))

    ratios = np.sqrt(np.diag(few.covariance_) / np.diag(many.covariance_))
    assert ratios == pytest.approx(np.full(4, 10), rel=0.2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"prior_coef": [1.0]},
        {"means": [0.0, 0.0, 0.0]},
        {"means": [0.0], "scales": [1.0]},
    ],
)
def test_shapes_that_do_not_fit_are_refused(wrong: dict[str, list[float]]) -> None:
    with pytest.raises(ValueError, match=r"shape|together"):
        PriorLogisticRegression(**wrong).fit(*some_rows())  # type: ignore[arg-type]  # on purpose
