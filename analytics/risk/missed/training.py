"""Fit a practice's model of missed bookings on what was known at one moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analytics.periods import SECONDS_PER_DAY
from analytics.risk import recalibration, training
from analytics.risk.model import PriorLogisticRegression

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from analytics.periods import AsOf
    from analytics.risk.prior import Prior
    from analytics.risk.scorer import Scorer

    Vector = NDArray[np.float64]
    Mask = NDArray[np.bool_]

LEVEL_DAYS = 91
"""The last weeks, whose level counts: how many are missed changes with the season."""

_INTERCEPT_RIDGE = 20.0
_FEWEST_ROWS = 10
_KNOWN_SHARE = 0.5
"""With fewer bookings that say when they were made, that is not looked at."""

_OF_LEAD = ("is_same_day", "log_lead", "lead_months")


@dataclass(frozen=True)
class Fitted:
    """A practice's model of missed bookings at one moment."""

    scorer: Scorer
    shows_leads: bool
    """Whether the data say when bookings were made."""
    is_local: bool
    """Whether the practice's own bookings went in; else it is the bare prior."""
    is_converged: bool
    ridge: float
    misses: int
    """Known by then, and vouched for."""
    bookings: int
    """Of which it is known whether they were missed."""
    miss_share: float
    """Of those of the last quarter, else of all; 0 without any."""

    def matrix(self, rows: pd.DataFrame) -> Vector:
        """Return the features of rows as the scorer takes them."""
        return _matrix(rows, self.scorer, shows_leads=self.shows_leads)

    def chances(self, rows: pd.DataFrame) -> Vector:
        """Return the probability that each row's booking is missed."""
        return self.scorer.chances(self.matrix(rows))


def closed(rows: pd.DataFrame, origin: AsOf) -> Mask:
    """Return which bookings may be learned from at a moment."""
    found: Mask = (
        (rows["settled_s"] <= origin.seconds) & rows["missed"].notna()
    ).to_numpy()
    return found


def fit(rows: pd.DataFrame, origin: AsOf, prior: Prior) -> Fitted:
    """Fit to the bookings that were settled at a moment.

    Parameters
    ----------
    rows
        Of `analytics.facts.bookings.rows`; later ones are left alone.
    prior
        What is drawn to.
    """
    settled = training.sampled(rows[closed(rows, origin)])
    shows_leads = not len(settled) or bool(
        settled["is_lead_known"].mean() >= _KNOWN_SHARE
    )
    start = training.bare(prior)
    features = _matrix(settled, start, shows_leads=shows_leads)
    labels = settled["missed"].to_numpy(float)
    latest_s = origin.seconds - LEVEL_DAYS * SECONDS_PER_DAY
    latest = (settled["start_s"] > latest_s).to_numpy()
    is_local = len(labels) >= _FEWEST_ROWS and bool(0 < labels.sum() < len(labels))
    scorer, is_converged = start, True
    if is_local:
        model = PriorLogisticRegression(
            ridge=prior.ridge,
            intercept_ridge=_INTERCEPT_RIDGE,
            prior_coef=prior.coef,
            prior_intercept=prior.intercept,
            means=prior.means,
            scales=prior.scales,
        ).fit(features, labels)
        scorer = replace(start, weights=model.weights_, covariance=model.covariance_)
        is_converged = model.converged_
        # What Today shows are bookings that are known ahead, so these set the level.
        of_level = latest & settled["is_known"].to_numpy(bool)
        scorer = recalibration.recalibrated(
            scorer, features[of_level], labels[of_level], lapsed_clients=0
        )
    of_share = labels[latest] if latest.any() else labels
    return Fitted(
        scorer=scorer,
        shows_leads=shows_leads,
        is_local=is_local,
        is_converged=is_converged,
        ridge=prior.ridge,
        misses=int(labels.sum()),
        bookings=len(labels),
        miss_share=float(of_share.mean()) if len(of_share) else 0.0,
    )


def _matrix(rows: pd.DataFrame, scorer: Scorer, *, shows_leads: bool) -> Vector:
    """Return features; where it is not known when bookings were made, neutral ones."""
    features = rows[list(scorer.columns)].to_numpy(float)
    unknown = ~rows["is_lead_known"].to_numpy(bool) | (not shows_leads)
    for name in _OF_LEAD:
        place = scorer.columns.index(name)
        features[unknown, place] = scorer.means[place]
    return features
