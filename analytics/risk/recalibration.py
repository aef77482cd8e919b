"""Set a model to the latest closed half year: its level, with enough rows its slope.

Practices change, and a model that learned from all of their past misleads about now.
Both corrections are drawn towards none, so that a handful of rows moves hardly a thing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.risk.scorer import sigmoid

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.risk.scorer import Scorer

    Vector = NDArray[np.float64]

DAYS = 182
"""The window that counts: half a year of closed horizons."""

LEVEL_RIDGE = 60.0
"""Weekly rows (of about ten clients) that it takes to move the level half way."""

SLOPE_RIDGE = 200.0
"""The same for the slope, which few clients say less about."""

FEWEST_LAPSED_FOR_SLOPE = 30
"""Clients who went quiet in the window; below it only the level moves."""

_SLOPES = (0.25, 4.0)
"""A model is never turned round, nor made certain."""

_MOST_STEPS = 100
_SMALL_STEP = 1e-10


def recalibrated(
    scorer: Scorer, features: Vector, labels: Vector, lapsed_clients: int
) -> Scorer:
    """Return the scorer with the level, and perhaps the slope, of its latest rows.

    Parameters
    ----------
    features
        Of the window's rows, shape (n_rows, n_features).
    labels
        1 where the client went quiet, else 0; shape (n_rows,).
    lapsed_clients
        Clients who went quiet in these rows.

    Returns
    -------
    Scorer
        Its logits are ``shift + slope * old``; weights and covariance go along, so
        that contributions still add up and intervals keep their meaning.
    """
    if not len(labels):
        return scorer
    logits = scorer.logits(features)
    is_slope_free = lapsed_clients >= FEWEST_LAPSED_FOR_SLOPE
    shift, slope = correction(logits, labels, is_slope_free=is_slope_free)
    covariance = scorer.covariance
    return replace(
        scorer,
        weights=slope * scorer.weights,
        covariance=None if covariance is None else slope**2 * covariance,
        shift=slope * scorer.shift + shift,
    )


def correction(
    logits: Vector, labels: Vector, *, is_slope_free: bool
) -> tuple[float, float]:
    """Return what to add to logits after multiplying them, and the factor.

    Parameters
    ----------
    logits, labels
        Shape (n_rows,) each, at least one row.

    Returns
    -------
    tuple of float
        Shift and slope; 0 and 1 change nothing. The slope turns about the mean
        logit, so that it and the level do not fight.
    """
    middle = float(logits.mean())
    spread = logits - middle
    ridge = np.array([LEVEL_RIDGE, SLOPE_RIDGE])
    moved, nothing = np.array([0.0, 1.0]), np.array([0.0, 1.0])
    for _ in range(_MOST_STEPS):
        chances = sigmoid(middle + moved[0] + moved[1] * spread)
        missed, weights = labels - chances, chances * (1 - chances)
        uphill = np.array([missed.sum(), missed @ spread]) - ridge * (moved - nothing)
        cross = weights @ spread
        bend = np.array([[weights.sum(), cross], [cross, weights @ spread**2]])
        bend += np.diag(ridge)
        if not is_slope_free:
            uphill[1] = bend[0, 1] = bend[1, 0] = 0.0
        step = np.clip(np.linalg.solve(bend, uphill), -1.0, 1.0)
        moved = moved + step
        moved[1] = np.clip(moved[1], *_SLOPES)
        if np.abs(step).max() < _SMALL_STEP:
            break
    shift, slope = float(moved[0]), float(moved[1])
    return shift + middle * (1 - slope), slope
