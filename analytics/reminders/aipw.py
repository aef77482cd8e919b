"""The difference between two arms among sessions where both happened about as often.

Overlap-weighted augmented inverse probability weighting (Li, Morgan and Zaslavsky 2018,
J. Am. Stat. Assoc. 113:390; Crump, Hotz, Imbens and Mitnik 2009, Biometrika 96:187),
cross-fitted (Chernozhukov et al. 2018, Econometrics J. 21:C1) in five folds of clients.
The weights are the one-step corrected ones, (a - e)^2 in place of e (1 - e): a wrong
chance then costs a small square only, and the interval holds that the chances were
estimated. Everything is linearised and summed by client, so that sessions of one client
count as what they are: near copies.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from analytics.reminders.arms import Arms, Codes, Vector

FOLDS = 5
RIDGE = 1.0
"""On each standardised coefficient, in observations' worth; the intercept is free."""

_SEED = 20_260_101
SMALL = 5_000
_SPLITS_OF_SMALL = 3
"""Below `SMALL` sessions the fold a client falls in matters: averaged over so many."""


@dataclass(frozen=True, eq=False)
class Chances:
    """What two models say of each session, never having seen its client.

    ``of_strategy`` is the chance to be given the strategy; ``under`` and ``without``
    are the chances of the outcome with and without it; shape (n_rows,) each.
    """

    of_strategy: Vector
    under: Vector
    without: Vector


@dataclass(frozen=True, eq=False)
class Fit:
    """A difference, how sure it is, and what it rests on.

    Attributes
    ----------
    by_client
        Each client's part of the estimate's error, shape (n_clients,): their sum of
        squares is the variance.
    told, worth
        What each session says and how much it counts, shape (n_rows,): the difference
        is the sum of the first over the sum of the second, of any group of sessions.
    weights
        Of each session among its arm, shape (n_rows,).
    clients
        In the smaller arm: one more than the degrees of freedom.
    """

    difference: float
    standard_error: float
    share: float
    baseline_share: float
    by_client: Vector
    chances: Chances
    told: Vector
    worth: Vector
    weights: Vector
    clients: int

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the t distribution."""
        return max(self.clients - 1, 1)


def fit(arms: Arms, of_strategy: list[Vector] | None = None) -> Fit:
    """Return the overlap-weighted difference of an outcome between two arms.

    Parameters
    ----------
    of_strategy
        The chances to be given the strategy, one array a split, where they have been
        worked out for the same sessions already (`strategy_chances`).
    """
    given = of_strategy or strategy_chances(arms)
    drawn = [
        Chances(chance, *_outcome_chances(arms, folds))
        for chance, folds in zip(given, _splits(arms.clients), strict=True)
    ]
    chances = Chances(
        of_strategy=np.mean([one.of_strategy for one in drawn], axis=0),
        under=np.mean([one.under for one in drawn], axis=0),
        without=np.mean([one.without for one in drawn], axis=0),
    )
    a, y, e = arms.is_treated, arms.outcome, chances.of_strategy
    told = (a - e) * (y - e * chances.under - (1 - e) * chances.without)
    worth = (a - e) ** 2
    difference = float(told.sum() / worth.sum())
    by_client = arms.by_client(told - worth * difference) / worth.sum()
    baseline = _baseline_share(arms, chances)
    return Fit(
        difference=difference,
        standard_error=clustered_error(by_client),
        share=min(max(baseline + difference, 0.0), 1.0),
        baseline_share=baseline,
        by_client=by_client,
        chances=chances,
        told=told,
        worth=worth,
        weights=np.where(a > 0, 1 - e, e),
        clients=arms.clients_of_smaller_arm(),
    )


def strategy_chances(arms: Arms) -> list[Vector]:
    """Return each session's chance to be given the strategy, one array a split."""
    columns = arms.features.columns
    found = []
    for folds in _splits(arms.clients):
        chances = np.empty(len(columns))
        for fold in range(FOLDS):
            held = folds == fold
            chances[held] = _Model(columns[~held], arms.is_treated[~held]).chances(
                columns[held]
            )
        found.append(chances)
    return found


def clustered_error(by_client: Vector) -> float:
    """Return the standard error that clients' parts of an estimate add up to."""
    count = len(by_client)
    centred = by_client - by_client.mean()
    return math.sqrt(float(centred @ centred) * count / max(count - 1, 1))


def effective(weights: Vector) -> float:
    """Return as how many equally weighted sessions these count: Kish's number."""
    squares = float(weights @ weights)
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def overlap_share(of_strategy: Vector) -> float:
    """Return the share of sessions with from 10 to 90 % chance of the strategy."""
    return float(((of_strategy >= 0.1) & (of_strategy <= 0.9)).mean())


def _baseline_share(arms: Arms, chances: Chances) -> float:
    e, without = chances.of_strategy, chances.without
    is_without = 1 - arms.is_treated
    seen = is_without * e * (arms.outcome - without)
    worth = e * (1 - e)
    share = float((worth * without + seen).sum() / worth.sum())
    return min(max(share, 0.0), 1.0)


def _outcome_chances(arms: Arms, folds: Codes) -> tuple[Vector, Vector]:
    columns = np.column_stack([arms.is_treated, arms.features.columns])
    under, without = np.empty(len(columns)), np.empty(len(columns))
    for fold in range(FOLDS):
        held = folds == fold
        model = _Model(columns[~held], arms.outcome[~held])
        asked = columns[held]
        asked[:, 0] = 1.0
        under[held] = model.chances(asked)
        asked[:, 0] = 0.0
        without[held] = model.chances(asked)
    return under, without


def _splits(clients: Codes) -> list[Codes]:
    """Return the fold of each session's client, once or a few times drawn anew."""
    count = int(clients.max()) + 1
    times = _SPLITS_OF_SMALL if len(clients) < SMALL else 1
    draw = np.random.default_rng(_SEED)
    return [(draw.permutation(count) % FOLDS)[clients] for _ in range(times)]


class _Model:
    """A ridge logistic regression; of labels that are all the same, that label."""

    def __init__(self, columns: Vector, labels: Vector) -> None:
        self._model: LogisticRegression | None = None
        self._share = float(labels.mean())
        if 0 < self._share < 1 and columns.shape[1]:
            self._model = LogisticRegression(C=1 / RIDGE, solver="newton-cholesky").fit(
                columns, labels
            )

    def chances(self, columns: Vector) -> Vector:
        """Return the chance of label 1, shape (n_rows,)."""
        if self._model is None:
            return np.full(len(columns), self._share)
        chances: Vector = self._model.predict_proba(columns)[:, 1]
        return chances
