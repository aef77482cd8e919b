"""The prior of missed bookings: learned from many practices, kept as a file.

The invented practices say how a client's own past speaks. They know nothing of first
bookings (whoever becomes a client there came the first time), of two bookings on one
day, and of hours: what is felt of these has to come from the practice itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.facts import bookings
from analytics.facts.bookings import NAMES
from analytics.periods import SECONDS_PER_DAY, AsOf, day_of_number
from analytics.risk import prior as priors
from analytics.risk import training
from analytics.risk.model import PriorLogisticRegression
from analytics.risk.prior import Prior

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SHIPPED = priors.SHIPPED.with_name("missed.json")

RIDGE = 30.0
"""Bookings it takes to move a coefficient half way; measured, see docs/features.md."""

ABOUT = "whether an upcoming booking is missed"

_LEARNING_RIDGE = 5.0
_SETTLE_DAYS = 56
_UNTAUGHT = {"is_first": (0.0, 0.3), "bookings_that_day": (1.0, 0.3), "hour": (13, 3)}
"""What invented practices know nothing of: the mean and scale to standardise by."""


def load(path: Path = SHIPPED) -> Prior:
    """Return the prior kept in a file.

    Raises
    ------
    BadPriorError
        The file is not there, or is no prior of missed bookings.
    """
    return priors.load(path, NAMES)


def card_text(prior: Prior) -> str:
    """Return the card of a prior: where it comes from and what it holds."""
    return priors.card_text(prior, ABOUT)


def rows_of_practices(sessions: pd.DataFrame) -> pd.DataFrame:
    """Return the bookings of many practices, each looked at by itself once a week.

    Parameters
    ----------
    sessions
        One row a session; ``practice`` says whose, the other columns are those that
        `analytics.facts.bookings.rows_of_log` reads.

    Returns
    -------
    pandas.DataFrame
        Its rows; those without a known label are left out.
    """
    found = pd.concat(_each(sessions), ignore_index=True)
    return found[found["missed"].notna()].reset_index(drop=True)


def learned(
    rows: pd.DataFrame, card: Mapping[str, object], *, is_real: bool = False
) -> Prior:
    """Return the prior that bookings with known labels teach.

    Parameters
    ----------
    card
        Where the rows come from; counts are added.
    is_real
        Whether real practices taught it: then it is taught by everything, else not by
        what invented ones know nothing of.

    Raises
    ------
    ValueError
        All rows have the same label.
    """
    if not is_real:
        rows = rows[rows["is_first"] == 0]
    rows = training.sampled(rows)
    table = rows[list(NAMES)].astype(float)
    means, scales = table.mean(), table.std(ddof=0)
    if not is_real:
        for name, (mean, scale) in _UNTAUGHT.items():
            table[name] = means[name] = mean
            scales[name] = scale
    scales = scales.where(scales > 0, 1.0)
    labels = rows["missed"].to_numpy(float)
    model = PriorLogisticRegression(
        ridge=_LEARNING_RIDGE, means=means.to_numpy(), scales=scales.to_numpy()
    ).fit(table.to_numpy(), labels)
    counts: dict[str, object] = {
        "bookings": len(rows),
        "missed_share": round(float(labels.mean()), 4),
    }
    return Prior(
        intercept=float(model.weights_[0]),
        coef=np.asarray(model.weights_[1:]),
        means=model.means_,
        scales=model.scales_,
        columns=NAMES,
        ridge=RIDGE,
        card={**card, **counts},
    )


def _each(sessions: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for _, log in sessions.groupby("practice", sort=True):
        first = int(log["start_day"].min())
        # What was booked after the end is not there, so the last booking is the end.
        last = int(log["slot_known_s"].max()) // SECONDS_PER_DAY
        days = range(first + _SETTLE_DAYS, last, 7)
        origins = [AsOf.end_of(day_of_number(day), "UTC") for day in days]
        if origins:
            yield bookings.rows_of_log(log, origins)
