"""The standardised logistic regression, shown beside the other where sessions are few.

One model of the outcome by strategy and covariates; its answer is the mean difference
between every session with and without the strategy (Robins 1986, Math. Model. 7:1393).
It varies less than the weighted estimate on a few hundred sessions and leans on its
form on many. The interval is linearised and clustered by client.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from analytics.reminders.aipw import clustered_error
from analytics.reminders.contracts import Estimate
from analytics.series import critical

if TYPE_CHECKING:
    from analytics.reminders.arms import Arms, Vector

SHOWN_BELOW_SESSIONS = 400

_RIDGE = 0.1


def standardised(arms: Arms) -> Estimate | None:
    """Return the mean difference between all sessions with and without the strategy.

    ``None`` where every outcome is the same, which no such model can be fitted to.
    """
    y = arms.outcome
    if y.min() == y.max():
        return None
    columns = np.column_stack([arms.is_treated, arms.features.columns])
    model = LogisticRegression(C=1 / _RIDGE, solver="newton-cholesky").fit(columns, y)
    weights: Vector = np.concatenate([model.intercept_, model.coef_[0]])
    with_it, without = _design(columns, 1.0), _design(columns, 0.0)
    here = np.column_stack([np.ones(len(columns)), columns])
    fitted = _chances(here, weights)
    curvature = (here * (fitted * (1 - fitted))[:, np.newaxis]).T @ here
    curvature += np.diag(np.r_[1e-9, np.full(len(weights) - 1, _RIDGE)])
    under, instead = _chances(with_it, weights), _chances(without, weights)
    slope = (with_it * (under * (1 - under))[:, np.newaxis]).mean(axis=0)
    slope -= (without * (instead * (1 - instead))[:, np.newaxis]).mean(axis=0)
    difference = float((under - instead).mean())
    by_row = here @ np.linalg.solve(curvature, slope) * (y - fitted)
    by_row += (under - instead - difference) / len(y)
    error = clustered_error(arms.by_client(by_row))
    reach = critical(max(arms.clients_of_smaller_arm() - 1, 1)) * error
    if not math.isfinite(reach):
        return None
    return Estimate(difference, difference - reach, difference + reach)


def _design(columns: Vector, strategy: float) -> Vector:
    design = np.column_stack([np.ones(len(columns)), columns])
    design[:, 1] = strategy
    return design


def _chances(design: Vector, weights: Vector) -> Vector:
    chances: Vector = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
    return chances
