"""How good a list of scores was, beside what really followed.

All ask the same: rows of scores, labels, and the clients and days they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.intervals import wilson_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Mask = NDArray[np.bool_]

EARLY_RATIO = 1.5
"""Up to this many usual gaps of silence a rule of thumb sees nothing."""

TOP_SHARE = 0.1

_MOST_STEPS = 50
_SMALLEST = 1e-5
_SMALL = 1e-6


@dataclass(frozen=True)
class Quality:
    """What one kind of score achieved; ``None`` where it cannot be said."""

    auc: float | None
    """How often who went quiet stood before who did not, on any day."""
    early_auc: float | None
    """The same among those silent for at most `EARLY_RATIO` usual gaps."""
    average_precision: float | None
    brier_skill: float | None
    """Share of the base rate's squared error that is saved; only of probabilities."""
    slope: float | None
    """Calibration slope; 1 is right, below 1 is too bold."""
    level: float | None
    """Calibration in the large, in logits; above 0 is too low."""
    precision_top: float | None
    """Of the first tenth of each day's list, at least one name: who went quiet."""


def quality(labels: Vector, scores: Vector, days: Vector, ratios: Vector) -> Quality:
    """Return what scores achieved.

    Parameters
    ----------
    labels
        1 where the client went quiet, else 0; shape (n_rows,) as all others.
    scores
        Higher is likelier; all within 0 and 1 are taken for probabilities.
    days
        The list that a row belongs to: one a day.
    ratios
        Days quiet over the usual gap.
    """
    early = ratios <= EARLY_RATIO
    is_chance = len(scores) > 0 and scores.min() >= 0 and scores.max() <= 1
    slope, level = calibration(labels, scores) if is_chance else (None, None)
    return Quality(
        auc=auc(labels, scores),
        early_auc=auc(labels[early], scores[early]),
        average_precision=average_precision(labels, scores),
        brier_skill=brier_skill(labels, scores) if is_chance else None,
        slope=slope,
        level=level,
        precision_top=precision_top(labels, scores, days),
    )


def auc(labels: Vector, scores: Vector) -> float | None:
    """Return the area under the ROC curve; ties count half."""
    positives = labels.sum()
    negatives = len(labels) - positives
    if not positives or not negatives:
        return None
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    above = ranks[labels == 1].sum() - positives * (positives + 1) / 2
    return float(above / (positives * negatives))


def aucs(labels: Vector, scores: Vector, weights: Vector) -> Vector:
    """Return the AUC under each of many weightings of the rows; ties count half.

    Parameters
    ----------
    weights
        Shape (n_weightings, n_rows). One under which all are alike gives no number.
    """
    order = np.argsort(scores, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(scores[order]) != 0])
    positives = np.add.reduceat((weights * labels)[:, order], starts, axis=1)
    negatives = np.add.reduceat((weights * (1 - labels))[:, order], starts, axis=1)
    below = np.cumsum(negatives, axis=1) - negatives / 2
    pairs = positives.sum(axis=1) * negatives.sum(axis=1)
    with np.errstate(invalid="ignore"):
        found: Vector = (positives * below).sum(axis=1) / pairs
    return found


def share_interval(
    hits: Vector, clients: NDArray[np.str_]
) -> tuple[float, float] | None:
    """Return the 95 % interval of a share; ``None`` of nothing.

    Rows of one client are near copies. Wilson's interval is that of as many independent
    rows as tell the share equally well; where all rows are alike, one a client.

    Parameters
    ----------
    hits
        1 where it holds, else 0; shape (n_rows,).
    clients
        Whose row it is; shape (n_rows,).
    """
    if not len(hits):
        return None
    share = float(hits.mean())
    _, places = np.unique(clients, return_inverse=True)
    off = np.bincount(places, weights=hits - share)
    count = float(len(off))
    if count > 1 and 0 < share < 1:
        spread = float((off**2).sum()) / len(hits) ** 2 * count / (count - 1)
        alone = share * (1 - share) / spread if spread else float(len(hits))
        count = min(float(len(hits)), max(1.0, alone))
    return wilson_interval(share * count, count)


def auc_within(labels: Vector, scores: Vector, groups: Vector) -> float | None:
    """Return the AUC over pairs of the same group (practice) only."""
    right = pairs = 0.0
    for group in np.unique(groups):
        inside = groups == group
        found = auc(labels[inside], scores[inside])
        if found is not None:
            positives = labels[inside].sum()
            weight = positives * (inside.sum() - positives)
            right, pairs = right + found * weight, pairs + weight
    return right / pairs if pairs else None


def average_precision(labels: Vector, scores: Vector) -> float | None:
    """Return the mean precision at each level of recall; ties share a level."""
    if not labels.sum():
        return None
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(labels[order])
    is_last = np.r_[np.diff(scores[order]) != 0, True]
    precision = hits[is_last] / (np.flatnonzero(is_last) + 1)
    gained = np.diff(np.r_[0.0, hits[is_last]])
    return float((precision * gained).sum() / labels.sum())


def brier_skill(labels: Vector, chances: Vector) -> float | None:
    """Return 1 less the squared error over that of the rows' own base rate."""
    spread = np.mean((labels - labels.mean()) ** 2)
    if not spread:
        return None
    return float(1 - np.mean((chances - labels) ** 2) / spread)


def calibration(labels: Vector, chances: Vector) -> tuple[float | None, float | None]:
    """Return the calibration slope and the calibration in the large."""
    if not len(labels) or labels.min() == labels.max():
        return None, None
    logits = logit(chances)
    weights = np.ones((1, len(labels)))
    slopes, levels = calibrations(labels, logits, weights)
    slope, level = float(slopes[0]), float(levels[0])
    return (slope if np.isfinite(slope) else None), level


def calibrations(
    labels: Vector, logits: Vector, weights: Vector
) -> tuple[Vector, Vector]:
    """Return slope and level under each of many weightings of the rows.

    Parameters
    ----------
    weights
        Shape (n_weightings, n_rows).
    """
    alone = np.zeros(len(weights))
    line = np.column_stack([np.zeros(len(weights)), np.ones(len(weights))])
    for _ in range(_MOST_STEPS):
        chances = _sigmoid(logits + alone[:, np.newaxis])
        spread = (weights * chances * (1 - chances)).sum(axis=1)
        steps = (weights * (labels - chances)).sum(axis=1) / spread
        tilts = _line_step(labels, logits, weights, line)
        alone = alone + np.clip(steps, -1.0, 1.0)
        line = line + np.clip(tilts, -1.0, 1.0)
        if not np.any(np.abs(steps) > _SMALL) and not np.any(np.abs(tilts) > _SMALL):
            break
    return line[:, 1], alone


def precision_top(labels: Vector, scores: Vector, days: Vector) -> float | None:
    """Return the share that went quiet among the first tenth of each day's list."""
    chosen = top(scores, days)
    return float(labels[chosen].mean()) if chosen.any() else None


def top(scores: Vector, days: Vector) -> Mask:
    """Return who stands in the first tenth of their day's list, at least one a day."""
    chosen = np.zeros(len(scores), bool)
    for day in np.unique(days):
        rows = np.flatnonzero(days == day)
        count = max(1, round(TOP_SHARE * len(rows)))
        chosen[rows[np.argsort(-scores[rows], kind="stable")[:count]]] = True
    return chosen


def logit(chances: Vector) -> Vector:
    """Return the log odds of probabilities, kept finite."""
    held = np.clip(chances, _SMALLEST, 1 - _SMALLEST)
    odds: Vector = np.log(held / (1 - held))
    return odds


def _line_step(labels: Vector, logits: Vector, weights: Vector, line: Vector) -> Vector:
    chances = _sigmoid(line[:, :1] + line[:, 1:] * logits)
    missed = weights * (labels - chances)
    spread = weights * chances * (1 - chances)
    flat, tilt = missed.sum(axis=1), (missed * logits).sum(axis=1)
    one, two = spread.sum(axis=1), (spread * logits).sum(axis=1)
    three = (spread * logits**2).sum(axis=1)
    whole = one * three - two**2
    # Scores that are all alike have no slope: it stays missing.
    whole[whole <= 0] = np.nan
    steps: Vector = np.column_stack(
        [(three * flat - two * tilt) / whole, (one * tilt - two * flat) / whole]
    )
    return steps


def _sigmoid(logits: Vector) -> Vector:
    chances: Vector = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return chances
