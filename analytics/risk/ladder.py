"""Which step the practice stands on: the rule, words, or percentages, and why.

Percentages have to be earned on the practice's own past: enough clients who went
quiet, and a rolling check, by client, against the base rate and the rule. Where a step
is refused the reason is a sentence. The limits are judgement; docs/features.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from analytics.risk import quality
from analytics.risk.rule import BOOKED_FACTOR

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analytics.risk.training import Fitted

    Vector = NDArray[np.float64]

Mode = Literal["rule", "words", "percent"]

FEWEST_LAPSED = 5
FEWEST_LAPSED_FOR_PERCENT = 20
FEWEST_WEEKS = 12
FEWEST_ACTIVE = 8

AUC_TOLERANCE = 0.01
SLOPES = (0.7, 1.4)
LARGEST_LEVEL = 0.5

_DRAWS = 200
_LOW, _HIGH = 2.5, 97.5
_FEWEST_CHECKED = 10


@dataclass(frozen=True)
class Check:
    """What the rolling check found, as 95 % intervals over clients."""

    rows: int
    clients: int
    log_loss_saved: tuple[float, float]
    """Of the base rate's log loss a row; below 0 the model is worse."""
    auc_gained: tuple[float, float]
    """Over rule + booking."""
    slope: tuple[float, float]
    level: tuple[float, float]

    def failures(self) -> list[str]:
        """Return what failed for certain: the interval has no good value."""
        found = []
        if self.log_loss_saved[1] < 0:
            found.append("its probabilities were worse than the plain base rate")
        if self.auc_gained[1] < -AUC_TOLERANCE:
            found.append("its order was worse than the rule's")
        if self.slope[1] < SLOPES[0] or self.slope[0] > SLOPES[1]:
            found.append("its probabilities were too bold or too shy")
        if self.is_level_off:
            found.append("its probabilities were too low or too high as a whole")
        return found

    @property
    def is_level_off(self) -> bool:
        """Whether the level alone is wrong for certain."""
        return self.level[0] > LARGEST_LEVEL or self.level[1] < -LARGEST_LEVEL


@dataclass(frozen=True)
class Rung:
    """The step of the ladder, and why not the next."""

    mode: Mode
    why: str
    """A sentence; empty on the last step."""
    lapsed_clients: int
    weeks_closed: int
    active_clients: int
    check: Check | None
    """``None`` where there was too little to check."""


def rung(
    fitted: Fitted, weeks_closed: int, active_clients: int, check: Check | None
) -> Rung:
    """Return the step a practice stands on.

    Parameters
    ----------
    weeks_closed
        Weekly origins whose horizons are over.
    active_clients
        Who is active on the day.
    """
    lapsed = fitted.lapsed_clients
    mode, why = _step(fitted, weeks_closed, active_clients, check)
    return Rung(mode, why, lapsed, weeks_closed, active_clients, check)


def check_of(past: pd.DataFrame) -> Check | None:
    """Return how past predictions compare with what followed; ``None`` with too few.

    Parameters
    ----------
    past
        One row a client and past origin whose horizon is over: ``client_id``,
        ``probability``, ``rule_score`` and ``went_quiet``.
    """
    past = past[past["probability"].notna() & past["went_quiet"].notna()]
    labels = past["went_quiet"].to_numpy(float)
    is_enough = min(labels.sum(), len(labels) - labels.sum()) >= _FEWEST_CHECKED
    if not is_enough:
        return None
    ids, places = np.unique(past["client_id"].to_numpy(str), return_inverse=True)
    draws = np.random.default_rng(0).multinomial(
        len(ids), np.full(len(ids), 1 / len(ids)), _DRAWS
    )
    weights = draws[:, places].astype(float)
    # A draw in which everybody or nobody went quiet compares nothing.
    quiet, count = weights @ labels, weights.sum(axis=1)
    weights = weights[(quiet > 0) & (quiet < count)]
    chances = past["probability"].to_numpy(float)
    slopes, levels = quality.calibrations(labels, quality.logit(chances), weights)
    gained = _aucs(labels, chances, weights) - _aucs(
        labels, past["rule_score"].to_numpy(float), weights
    )
    return Check(
        rows=len(past),
        clients=len(ids),
        log_loss_saved=_interval(_saved(labels, chances, weights)),
        auc_gained=_interval(gained),
        slope=_interval(slopes),
        level=_interval(levels),
    )


def rule_scores(rows: pd.DataFrame) -> Vector:
    """Return the score of rule + booking of each row."""
    ratios = rows["ratio"].to_numpy(float)
    scores: Vector = np.where(rows["is_booked"], ratios * BOOKED_FACTOR, ratios)
    return scores


def _step(
    fitted: Fitted, weeks_closed: int, active_clients: int, check: Check | None
) -> tuple[Mode, str]:
    lapsed = fitted.lapsed_clients
    if missing := _missing(lapsed, weeks_closed, active_clients):
        return "rule", missing
    if not fitted.is_local or not fitted.is_converged:
        return "rule", "The fit to this practice's own log did not settle."
    if check is not None and (failures := check.failures()):
        is_order_good = check.is_level_off and len(failures) == 1
        why = f"On this practice's own past {', and '.join(failures)}."
        return ("words" if is_order_good else "rule"), why
    why = ""
    if lapsed < FEWEST_LAPSED_FOR_PERCENT:
        why = (
            f"{lapsed} clients have gone quiet so far; percentages need "
            f"{FEWEST_LAPSED_FOR_PERCENT}."
        )
    elif check is None:
        why = "There are too few past weeks to check percentages against."
    return ("words" if why else "percent"), why


def _missing(lapsed: int, weeks_closed: int, active_clients: int) -> str:
    """Return what is too little for any model, in words."""
    for found, least, what in (
        (lapsed, FEWEST_LAPSED, "clients who went quiet"),
        (weeks_closed, FEWEST_WEEKS, "weeks whose outcome is known"),
        (active_clients, FEWEST_ACTIVE, "active clients"),
    ):
        if found < least:
            return f"A model needs {least} {what}; there are {found}."
    return ""


def _saved(labels: Vector, chances: Vector, weights: Vector) -> Vector:
    held = np.clip(chances, 1e-5, 1 - 1e-5)
    losses = -labels * np.log(held) - (1 - labels) * np.log(1 - held)
    count = weights.sum(axis=1)
    base = (weights @ labels) / count
    of_base = -base * np.log(base) - (1 - base) * np.log(1 - base)
    saved: Vector = of_base - (weights @ losses) / count
    return saved


def _aucs(labels: Vector, scores: Vector, weights: Vector) -> Vector:
    """Return the AUC under each weighting; ties count half."""
    order = np.argsort(scores, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(scores[order]) != 0])
    positives = np.add.reduceat((weights * labels)[:, order], starts, axis=1)
    negatives = np.add.reduceat((weights * (1 - labels))[:, order], starts, axis=1)
    below = np.cumsum(negatives, axis=1) - negatives / 2
    pairs = positives.sum(axis=1) * negatives.sum(axis=1)
    found: Vector = (positives * below).sum(axis=1) / pairs
    return found


def _interval(values: Vector) -> tuple[float, float]:
    # A draw may have no slope; without any the interval is missing and fails nothing.
    known = values[np.isfinite(values)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, [_LOW, _HIGH])
    return float(low), float(high)
