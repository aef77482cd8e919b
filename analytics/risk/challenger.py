"""A challenger for very large practices: boosted trees on the same features.

Trees see what a weighted sum cannot, but need about twenty thousand clients for it to
pay; with fewer they rank worse and are far too bold. So they are tried only where a
log is large, speak only where the rolling check has proven them better, and what a
score is based on stays the weighted sum's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

FEWEST_CLIENTS = 5_000
"""Clients to learn from below which it is not even tried."""

_TREES = 200
_LEARNING_RATE = 0.06
_LEAVES = 15
_SMALLEST_LEAF = 20
_ROWS_A_LEAF = 200
"""A leaf holds at least one row in so many: larger logs get no finer guesses."""

_LEAST = 1e-6


@dataclass(frozen=True)
class Challenger:
    """Boosted trees fitted at one origin."""

    trees: HistGradientBoostingClassifier

    def chances(self, features: Vector) -> Vector:
        """Return the probability of each row, shape (n_rows,)."""
        if not len(features):
            return np.empty(0)
        found: Vector = self.trees.predict_proba(features)[:, 1]
        return np.clip(found, _LEAST, 1 - _LEAST)


def fit(features: Vector, labels: Vector) -> Challenger:
    """Fit to rows with both labels.

    Parameters
    ----------
    features
        As the weighted sum takes them, shape (n_rows, n_features).
    labels
        1 where the client went quiet, else 0; shape (n_rows,).
    """
    trees = HistGradientBoostingClassifier(
        max_iter=_TREES,
        learning_rate=_LEARNING_RATE,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=max(_SMALLEST_LEAF, len(labels) // _ROWS_A_LEAF),
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    # One thread: threads that wait for one another would hold up the pages, and
    # themselves as soon as the machine has anything else to do.
    with threadpool_limits(1, user_api="openmp"):
        return Challenger(trees.fit(features, labels))
