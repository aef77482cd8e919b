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
            found.append("its numbers were worse than the plain average")
        if self.auc_gained[1] < -AUC_TOLERANCE:
            found.append("its order was worse than the rule's")
        if self.slope[1] < SLOPES[0] or self.slope[0] > SLOPES[1]:
            found.append("its numbers were too bold or too shy")
        if self.is_level_off:
            found.append("its numbers were too low or too high as a whole")
        return found

    @property
    def is_level_off(self) -> bool:
        """Whether the level alone is wrong for certain."""
        return self.level[0] > LARGEST_LEVEL or self.level[1] < -LARGEST_LEVEL


@dataclass(frozen=True)
class Trial:
    """What the rolling check found of the challenger, beside the weighted sum."""

    check: Check
    """The challenger's own."""
    auc_gained: tuple[float, float]
    """Over the weighted sum; a 95 % interval over clients, as all others."""
    log_loss_saved: tuple[float, float]

    @property
    def is_won(self) -> bool:
        """Whether it is better for certain, and as well calibrated as is asked."""
        is_better = self.auc_gained[0] > 0 and self.log_loss_saved[1] > 0
        return is_better and not self.check.failures()

    def said(self) -> str:
        """Return a sentence for the card."""
        low, high = self.auc_gained
        if self.is_won:
            return (
                "Boosted trees speak: on this practice's own past they ranked better "
                f"than the weighted sum (AUC {low:+.3f} to {high:+.3f}). What a score "
                "is based on is still said by the weighted sum."
            )
        return (
            "Boosted trees were tried and do not speak: on this practice's own past "
            f"they were not better for certain (AUC {low:+.3f} to {high:+.3f})."
        )


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
    """Of what speaks; ``None`` where there was too little to check."""
    trial: Trial | None = None
    """``None`` where no challenger was tried."""


def rung(
    fitted: Fitted,
    weeks_closed: int,
    active_clients: int,
    check: Check | None,
    trial: Trial | None = None,
) -> Rung:
    """Return the step a practice stands on.

    Parameters
    ----------
    weeks_closed
        Weekly origins whose horizons are over.
    active_clients
        Who is active on the day.
    check
        Of what speaks in `fitted`.
    trial
        Of the challenger, if there was one.
    """
    lapsed = fitted.lapsed_clients
    mode, why = _step(fitted, weeks_closed, active_clients, check)
    return Rung(mode, why, lapsed, weeks_closed, active_clients, check, trial)


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
    if not _is_enough(labels):
        return None
    weights = _draws(past["client_id"], labels)
    chances = past["probability"].to_numpy(float)
    slopes, levels = quality.calibrations(labels, quality.logit(chances), weights)
    gained = quality.aucs(labels, chances, weights) - quality.aucs(
        labels, past["rule_score"].to_numpy(float), weights
    )
    return Check(
        rows=len(past),
        clients=int(past["client_id"].nunique()),
        log_loss_saved=_interval(_saved(labels, chances, weights)),
        auc_gained=_interval(gained),
        slope=_interval(slopes),
        level=_interval(levels),
    )


def trial_of(past: pd.DataFrame) -> Trial | None:
    """Return how a challenger's past predictions compare with the weighted sum's.

    Parameters
    ----------
    past
        As for `check_of`, with the challenger's probabilities in ``challenger``;
        missing on days on which it was not tried.
    """
    if "challenger" not in past.columns:
        return None
    past = past[past["challenger"].notna() & past["went_quiet"].notna()]
    check = check_of(past.assign(probability=past["challenger"]))
    if check is None:
        return None
    labels = past["went_quiet"].to_numpy(float)
    weights = _draws(past["client_id"], labels)
    theirs = past["challenger"].to_numpy(float)
    ours = past["probability"].to_numpy(float)
    gained = quality.aucs(labels, theirs, weights) - quality.aucs(labels, ours, weights)
    saved = _saved(labels, theirs, weights) - _saved(labels, ours, weights)
    return Trial(check, _interval(gained), _interval(saved))


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
    if unfit := _unfit(fitted):
        return "rule", unfit
    if check is not None and (failures := check.failures()):
        is_order_good = check.is_level_off and len(failures) == 1
        why = f"Looking back on your own past, {', and '.join(failures)}."
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
            return (
                f"To learn from your own past takes {least} {what}; there "
                f"{'is' if found == 1 else 'are'} {found} so far."
            )
    return ""


def _unfit(fitted: Fitted) -> str:
    """Return why there is no fit to go by, in words."""
    if not fitted.is_local:
        return (
            "So far all looks at this practice's clients ended alike, or there were "
            "too few of them: there is nothing to learn from yet."
        )
    if not fitted.is_converged:
        return (
            "The fit to this practice's own log did not settle, so its numbers cannot "
            "be relied on and the rule is shown."
        )
    return ""


def _is_enough(labels: Vector) -> bool:
    return bool(min(labels.sum(), len(labels) - labels.sum()) >= _FEWEST_CHECKED)


def _draws(client_ids: pd.Series[str], labels: Vector) -> Vector:
    """Return weightings of the rows, (n_draws, n_rows): clients drawn with return."""
    ids, places = np.unique(client_ids.to_numpy(str), return_inverse=True)
    draws = np.random.default_rng(0).multinomial(
        len(ids), np.full(len(ids), 1 / len(ids)), _DRAWS
    )
    weights = draws[:, places].astype(float)
    # A draw in which everybody or nobody went quiet compares nothing.
    quiet, count = weights @ labels, weights.sum(axis=1)
    found: Vector = weights[(quiet > 0) & (quiet < count)]
    return found


def _saved(labels: Vector, chances: Vector, weights: Vector) -> Vector:
    held = np.clip(chances, 1e-5, 1 - 1e-5)
    losses = -labels * np.log(held) - (1 - labels) * np.log(1 - held)
    count = weights.sum(axis=1)
    base = (weights @ labels) / count
    of_base = -base * np.log(base) - (1 - base) * np.log(1 - base)
    saved: Vector = of_base - (weights @ losses) / count
    return saved


def _interval(values: Vector) -> tuple[float, float]:
    # A draw may have no slope; without any the interval is missing and fails nothing.
    known = values[np.isfinite(values)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, [_LOW, _HIGH])
    return float(low), float(high)
