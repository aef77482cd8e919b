"""What our model is set beside, on every log alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analytics.risk import ladder, training

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Method = Callable[[pd.DataFrame, pd.DataFrame], Vector]

_FEWEST_ROWS = 30


def _rule(_known: pd.DataFrame, test: pd.DataFrame) -> Vector:
    ratios: Vector = test["ratio"].to_numpy(float)
    return ratios


def _rule_booking(_known: pd.DataFrame, test: pd.DataFrame) -> Vector:
    return ladder.rule_scores(test)


def _plain(make: Callable[[], object]) -> Method:
    def score(known: pd.DataFrame, test: pd.DataFrame) -> Vector:
        labels = known["went_quiet"].to_numpy(int)
        if len(labels) < _FEWEST_ROWS or labels.min() == labels.max():
            share = (labels.sum() + 2) / (len(labels) + 15)
            return np.full(len(test), share)
        model = make()
        model.fit(training.matrix(known, None), labels)  # type: ignore[attr-defined]  # an estimator
        chances: Vector = model.predict_proba(training.matrix(test, None))[:, 1]  # type: ignore[attr-defined]  # an estimator
        return chances

    return score


METHODS: dict[str, Method] = {
    "rule": _rule,
    "rule + booking": _rule_booking,
    "scikit-learn logistic": _plain(
        lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    ),
    "scikit-learn HGB": _plain(lambda: HistGradientBoostingClassifier(random_state=0)),
}
"""By name: from the rows whose horizon was over and the test rows to scores."""
