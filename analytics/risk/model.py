"""`PriorLogisticRegression`: logistic regression drawn towards what was known before.

A single practice has few clients who went quiet, so its own log alone would give wild
coefficients. Here each coefficient is drawn towards that of a prior (learned from
other practices), the more so the less the practice's own log says. The intercept is
nearly free: how often clients stop is the practice's own matter.

Loaded by whoever fits; what pages read are stored scores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import (
    _check_sample_weight,
    check_is_fitted,
    validate_data,
)

from analytics.risk.scorer import sigmoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from sklearn.utils import Tags

    Vector = NDArray[np.float64]

_MOST_HALVINGS = 30
_LONGEST_STEP = 5.0
"""Of any weight, in logits a standard deviation."""


class PriorLogisticRegression(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """Binary logistic regression with a ridge towards a prior, fitted by Newton steps.

    Minimises, over the intercept ``a`` and the coefficients ``b`` of standardised
    features ``z = (x - means) / scales``,

    ``sum_i w_i (log(1 + exp(l_i)) - y_i l_i) + ridge / 2 |b - prior_coef|^2
    + intercept_ridge / 2 (a - prior_intercept)^2``  with  ``l_i = a + z_i b``.

    Parameters
    ----------
    ridge
        Weight of the prior, in observations' worth of information; at least 0.
    intercept_ridge
        The same for the intercept, small so that it is nearly free.
    prior_coef
        Coefficients of the standardised features to be drawn to, shape
        (n_features,); ``None`` for zeros.
    prior_intercept
        Intercept to be drawn to.
    means, scales
        What features are standardised by, shape (n_features,) each; ``None`` for
        the means and standard deviations of the training rows. A prior belongs to
        one standardisation, so give both with it.
    max_iter
        Newton steps at most.
    tol
        Largest change of a standardised coefficient at which the fit has converged.

    Attributes
    ----------
    classes_ : numpy.ndarray of shape (2,)
        The two labels; probabilities are of the second.
    coef_ : numpy.ndarray of shape (1, n_features)
        Coefficients in the features' own units.
    intercept_ : numpy.ndarray of shape (1,)
        Intercept in the features' own units.
    weights_ : numpy.ndarray of shape (n_features + 1,)
        Intercept and coefficients of the standardised features.
    covariance_ : numpy.ndarray of shape (n_features + 1, n_features + 1)
        Laplace approximation of the posterior covariance of `weights_`.
    means_, scales_ : numpy.ndarray of shape (n_features,)
        The standardisation used.
    n_iter_ : int
        Newton steps taken.
    converged_ : bool
        Whether the last step was small enough.
    """

    def __init__(  # noqa: PLR0913 - scikit-learn's parameters are keywords
        self,
        *,
        ridge: float = 200.0,
        intercept_ridge: float = 1e-3,
        prior_coef: ArrayLike | None = None,
        prior_intercept: float = 0.0,
        means: ArrayLike | None = None,
        scales: ArrayLike | None = None,
        max_iter: int = 100,
        tol: float = 1e-8,
    ) -> None:
        self.ridge = ridge
        self.intercept_ridge = intercept_ridge
        self.prior_coef = prior_coef
        self.prior_intercept = prior_intercept
        self.means = means
        self.scales = scales
        self.max_iter = max_iter
        self.tol = tol

    def __sklearn_tags__(self) -> Tags:
        """Say that there are two classes, no more."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def fit(
        self,
        X: ArrayLike,  # noqa: N803 - scikit-learn's name
        y: ArrayLike,
        sample_weight: ArrayLike | None = None,
    ) -> Self:
        """Fit to rows and their labels.

        Parameters
        ----------
        X
            Features, shape (n_rows, n_features).
        y
            Two labels, shape (n_rows,).
        sample_weight
            Weight of each row; ``None`` for ones. A weight of 2 is the row twice.

        Raises
        ------
        ValueError
            There are not exactly two labels, or a shape does not fit.
        """
        features, labels = validate_data(self, X, y, dtype=np.float64)
        self.classes_, is_second = _two_classes(labels)
        row_weights = _check_sample_weight(sample_weight, features, dtype=np.float64)
        self.means_, self.scales_ = self._standardisation(features, row_weights)
        design = _design(features, self.means_, self.scales_)
        target = self._target(features.shape[1])
        penalty = np.full(len(target), float(self.ridge))
        penalty[0] = self.intercept_ridge
        self._descend(design, is_second, row_weights, target, penalty)
        self.coef_ = (self.weights_[1:] / self.scales_)[np.newaxis, :]
        self.intercept_ = np.array([self.weights_[0] - self.coef_[0] @ self.means_])
        return self

    def decision_function(self, X: ArrayLike) -> Vector:  # noqa: N803 - scikit-learn's name
        """Return the logits of the second class, shape (n_rows,)."""
        check_is_fitted(self)
        features = validate_data(self, X, dtype=np.float64, reset=False)
        logits: Vector = features @ self.coef_[0] + self.intercept_[0]
        return logits

    def predict_proba(self, X: ArrayLike) -> Vector:  # noqa: N803 - scikit-learn's name
        """Return the probabilities of both classes, shape (n_rows, 2)."""
        of_second = sigmoid(self.decision_function(X))
        return np.column_stack([1 - of_second, of_second])

    def predict(self, X: ArrayLike) -> NDArray[np.generic]:  # noqa: N803 - scikit-learn's name
        """Return the likelier label of each row, shape (n_rows,)."""
        is_second = self.decision_function(X) > 0
        labels: NDArray[np.generic] = self.classes_[is_second.astype(int)]
        return labels

    def _standardisation(
        self, features: Vector, row_weights: Vector
    ) -> tuple[Vector, Vector]:
        if (self.means is None) != (self.scales is None):
            message = "means and scales belong together: give both or neither."
            raise ValueError(message)
        if self.means is not None:
            count = features.shape[1]
            means = _as_vector(self.means, count, "means")
            return means, _as_vector(self.scales, count, "scales")
        means = np.average(features, axis=0, weights=row_weights)
        variances = np.average((features - means) ** 2, axis=0, weights=row_weights)
        scales = np.sqrt(variances)
        # A feature that never changes says nothing; its coefficient stays the prior's.
        scales[scales <= 1e-12 * (1 + np.abs(means))] = 1.0
        return means, scales

    def _target(self, count: int) -> Vector:
        coef = np.zeros(count) if self.prior_coef is None else self.prior_coef
        target: Vector = np.concatenate(
            [[float(self.prior_intercept)], _as_vector(coef, count, "prior_coef")]
        )
        return target

    def _descend(
        self,
        design: Vector,
        is_second: Vector,
        row_weights: Vector,
        target: Vector,
        penalty: Vector,
    ) -> None:
        """Take Newton steps, halved while they lead upwards."""

        def loss(weights: Vector) -> float:
            logits = design @ weights
            fit = row_weights @ (np.logaddexp(0, logits) - is_second * logits)
            return float(fit + 0.5 * penalty @ (weights - target) ** 2)

        weights, now = target, loss(target)
        self.n_iter_, self.converged_ = 0, False
        while self.n_iter_ < self.max_iter and not self.converged_:
            self.n_iter_ += 1
            chances = sigmoid(design @ weights)
            slope = design.T @ (row_weights * (is_second - chances))
            slope -= penalty * (weights - target)
            step = np.linalg.solve(
                _curvature(design, chances, row_weights, penalty), slope
            )
            # Where all logits are far out the curvature is next to nothing, and a whole
            # step would lead further out on the other side.
            longest = np.abs(step).max()
            size = min(1.0, _LONGEST_STEP / max(longest, _LONGEST_STEP))
            for _ in range(_MOST_HALVINGS):
                if (then := loss(weights + size * step)) <= now:
                    weights, now = weights + size * step, then
                    break
                size /= 2
            self.converged_ = bool(longest < self.tol)
        chances = sigmoid(design @ weights)
        self.weights_ = weights
        curvature = _curvature(design, chances, row_weights, penalty)
        self.covariance_: Vector = np.linalg.inv(curvature).astype(np.float64)


def _two_classes(labels: NDArray[np.generic]) -> tuple[NDArray[np.generic], Vector]:
    check_classification_targets(labels)
    kind = type_of_target(labels, input_name="y", raise_unknown=True)
    classes, codes = np.unique(labels, return_inverse=True)
    if kind != "binary" and len(classes) > 2:
        message = (
            "Only binary classification is supported. The type of the target is "
            f"{kind}."
        )
        raise ValueError(message)
    if len(classes) < 2:
        message = "Two classes are needed to fit; the data contains only 1 class."
        raise ValueError(message)
    return classes, codes.astype(np.float64)


def _curvature(
    design: Vector, chances: Vector, row_weights: Vector, penalty: Vector
) -> Vector:
    spread = row_weights * chances * (1 - chances)
    # The trifle keeps the matrix regular where nothing is penalised nor seen.
    curvature: Vector = (design * spread[:, np.newaxis]).T @ design
    return curvature + np.diag(penalty + 1e-9)


def _design(features: Vector, means: Vector, scales: Vector) -> Vector:
    standard = (features - means) / scales
    return np.column_stack([np.ones(len(standard)), standard])


def _as_vector(values: ArrayLike | None, count: int, name: str) -> Vector:
    vector = np.asarray(values, dtype=np.float64)
    if vector.shape != (count,):
        message = f"{name} has shape {vector.shape}; there are {count} features."
        raise ValueError(message)
    return vector
