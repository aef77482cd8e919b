"""Fit a practice's model on what was known at one origin, and nothing later.

How strongly the prior holds goes by how many clients have gone quiet so far, since
their weekly rows are near copies of one another. Afterwards the model is set to the
last half year (`recalibration`), and the newest rows are set beside those it learned
from (`inputs`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.facts import sources
from analytics.facts.features import MOST_ROWS, NAMES
from analytics.facts.sources import TOLD
from analytics.risk import challenger, inputs, recalibration, visits
from analytics.risk.model import PriorLogisticRegression
from analytics.risk.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from analytics.risk.challenger import Challenger
    from analytics.risk.inputs import Shift
    from analytics.risk.prior import Prior
    from analytics.risk.visits import Visits

    Vector = NDArray[np.float64]
    Mask = NDArray[np.bool_]

FEW_LAPSED = 20
"""Below this many clients who went quiet the prior holds most strongly."""

RIDGE_FEW = 1000.0

MANY_LAPSED = 300
"""From this many on a practice knows itself, and an invented prior hardly holds. What
real practices taught stays as it is: measured, that is better than to let it go."""

RIDGE_MANY = 50.0

_INTERCEPT_RIDGE = 20.0
_MOST_STEPS = 100
"""Of the fit; one that has not settled by then is said to have failed."""
_CONSTANT = 1e-9
_FEWEST_ROWS = 10
_BOOKED_SHARE = 0.01
"""With less booked the data are taken to show no bookings."""


@dataclass(frozen=True)
class Fitted:
    """A practice's model at one origin."""

    scorer: Scorer
    visits: Visits | None
    """Only where no bookings can be seen."""
    is_local: bool
    """Whether the practice's own rows went in; else it is the bare prior."""
    is_converged: bool
    ridge: float
    lapsed_clients: int
    """Clients who went quiet in closed horizons."""
    training_rows: int
    challenger: Challenger | None = None
    """Boosted trees, only where they have been proven better: then they speak."""
    shifts: tuple[Shift, ...] = ()
    """What the newest weeks show that the rows learned from did not."""
    missing: tuple[str, ...] = ()
    """Sources that a practice may have and this one has not
    (`analytics.facts.sources`)."""

    @property
    def speaks(self) -> str:
        """What the probabilities come from, as a card says it."""
        return "logistic regression" if self.challenger is None else "boosted trees"

    def matrix(self, rows: pd.DataFrame) -> Vector:
        """Return the features of rows as the scorer takes them."""
        return matrix(rows, self.visits)

    def chances(self, rows: pd.DataFrame) -> Vector:
        """Return the probability that each row's client goes quiet."""
        features = self.matrix(rows)
        if self.challenger is not None:
            return self.challenger.chances(features)
        return self.scorer.chances(features)

    def intervals(self, rows: pd.DataFrame) -> Vector:
        """Return 80 % intervals of `chances`, shape (n_rows, 2).

        Where the trees speak they are as wide, in logits, as the weighted sum's: what
        is not known of a client is the same.
        """
        around = self.chances(rows) if self.challenger is not None else None
        return self.scorer.intervals(self.matrix(rows), around)


def closed(rows: pd.DataFrame, origin_day: int) -> Mask:
    """Return which rows may be learned from on a day.

    Their horizon is over, it is known how it ended, and no absence or other ending
    that was known by then explains the silence.
    """
    is_known = (rows["close_day"] <= origin_day) & rows["went_quiet"].notna()
    is_explained = rows["ended_day"] <= origin_day
    found: Mask = (is_known & ~is_explained).to_numpy()
    return found


def lapsed_clients(rows: pd.DataFrame) -> int:
    """Return how many clients went quiet in these rows."""
    return int(rows.loc[rows["went_quiet"] == 1, "client_id"].nunique())


def fit(
    rows: pd.DataFrame,
    origin_day: int,
    prior: Prior,
    customers: Callable[[int], pd.DataFrame],
) -> Fitted:
    """Fit to the rows that were closed on a day.

    Parameters
    ----------
    rows
        Of `analytics.facts.features.rows`; later ones are left alone.
    prior
        What is drawn to. Where the data show no bookings and the prior was learned
        from data that do, the model of visits takes its place.
    customers
        Gives everybody who had come by a day; asked only where the data show no
        bookings.
    """
    seen = rows[rows["is_drawn"] & (rows["as_of_day"] <= origin_day)]
    model_of_visits = None
    if shows_no_bookings(seen):
        model_of_visits = prior.visits or visits.fit(customers(origin_day))
    training = learned_from(rows, origin_day)
    lapsed = lapsed_clients(training)
    weight = _ridge(prior, lapsed)
    features = matrix(training, model_of_visits)
    labels = training["went_quiet"].to_numpy(float)
    start = _start(prior, features, model_of_visits)
    is_local = len(labels) >= _FEWEST_ROWS and 0 < labels.sum() < len(labels)
    scorer, is_converged = start, True
    if is_local:
        scorer, is_converged = _drawn(start, features, labels, weight)
        latest = (training["as_of_day"] >= origin_day - recalibration.DAYS).to_numpy()
        scorer = recalibration.recalibrated(
            scorer, features[latest], labels[latest], lapsed_clients(training[latest])
        )
    return Fitted(
        scorer=scorer,
        visits=model_of_visits,
        is_local=is_local,
        is_converged=is_converged,
        ridge=weight,
        lapsed_clients=lapsed,
        training_rows=len(training),
        shifts=inputs.shifts(training, seen, origin_day),
        missing=tuple(sources.missing(seen)),
    )


def learned_from(rows: pd.DataFrame, origin_day: int) -> pd.DataFrame:
    """Return the rows that a fit on a day goes by."""
    return sampled(rows[closed(rows, origin_day) & rows["is_drawn"]])


def challenged(fitted: Fitted, rows: pd.DataFrame, origin_day: int) -> Fitted | None:
    """Return the same practice with boosted trees speaking; ``None`` in a small one.

    Whether they may speak is for the rolling check to say (`ladder.trial_of`).
    """
    training = learned_from(rows, origin_day)
    is_large = training["client_id"].nunique() >= challenger.FEWEST_CLIENTS
    if not is_large or not fitted.is_local:
        return None
    labels = training["went_quiet"].to_numpy(float)
    trees = challenger.fit(fitted.matrix(training), labels)
    return replace(fitted, challenger=trees)


def shows_no_bookings(rows: pd.DataFrame) -> bool:
    """Return whether the data hold (next to) no bookings ahead of anybody."""
    return bool(rows["is_booked"].mean() < _BOOKED_SHARE)


def matrix(rows: pd.DataFrame, model_of_visits: Visits | None) -> Vector:
    """Return the features of rows, with the model of visits as the last if given."""
    features = rows[list(NAMES)].to_numpy(float)
    if model_of_visits is None:
        return features
    return np.column_stack([features, model_of_visits.log_odds(rows)])


def columns(model_of_visits: Visits | None) -> tuple[str, ...]:
    """Return the names of the columns of `matrix`."""
    return NAMES if model_of_visits is None else (*NAMES, visits.COLUMN)


def standardisation(features: Vector) -> tuple[Vector, Vector]:
    """Return the means and scales of rows of `matrix`, shape (n_features,) each.

    What only some practices are told has its middle at 0, where it says nothing.
    """
    means = np.asarray(features.mean(axis=0), float)
    means[[place for place, name in enumerate(NAMES) if name in TOLD]] = 0.0
    scales = np.sqrt(((features - means) ** 2).mean(axis=0))
    scales[scales <= _CONSTANT] = 1.0
    return means, scales


def sampled(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, or of very many a sample that is the same each time."""
    if len(rows) <= MOST_ROWS:
        return rows
    return rows.sample(MOST_ROWS, random_state=0).sort_index()


def bare(prior: Prior) -> Scorer:
    """Return the prior as it is, fitted to nothing."""
    weights = np.r_[prior.intercept, prior.coef]
    return Scorer(prior.columns, prior.means, prior.scales, weights)


def _ridge(prior: Prior, lapsed: int) -> float:
    """Return how strongly the prior holds against so many lapsed clients."""
    if lapsed < FEW_LAPSED:
        return RIDGE_FEW
    is_known = lapsed >= MANY_LAPSED and prior.is_invented
    return min(RIDGE_MANY, prior.ridge) if is_known else prior.ridge


def _start(prior: Prior, features: Vector, model_of_visits: Visits | None) -> Scorer:
    """Return what the model is before the practice's own rows are looked at."""
    names = columns(model_of_visits)
    if prior.columns == names:
        return bare(prior)
    # The shipped prior leans on bookings; without them the model of visits is drawn to.
    means, scales = np.zeros(len(names)), np.ones(len(names))
    if len(features) >= _FEWEST_ROWS:
        means, scales = standardisation(features)
    weights = np.zeros(len(names) + 1)
    weights[0], weights[-1] = means[-1], scales[-1]
    return Scorer(names, means, scales, weights)


def _drawn(
    start: Scorer, features: Vector, labels: Vector, ridge: float
) -> tuple[Scorer, bool]:
    """Return the scorer drawn to the practice's rows, and whether the fit converged."""
    model = PriorLogisticRegression(
        ridge=ridge,
        intercept_ridge=_INTERCEPT_RIDGE,
        prior_coef=start.weights[1:],
        prior_intercept=float(start.weights[0]),
        means=start.means,
        scales=start.scales,
        max_iter=_MOST_STEPS,
    ).fit(features, labels)
    found = replace(start, weights=model.weights_, covariance=model.covariance_)
    return found, model.converged_
