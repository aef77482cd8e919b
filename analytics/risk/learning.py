"""Learn a prior from many practices, invented or one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.facts import features
from analytics.periods import SECONDS_PER_DAY, AsOf, day_of_number
from analytics.risk import training
from analytics.risk.model import PriorLogisticRegression
from analytics.risk.prior import INVENTED_RIDGE, REAL_RIDGE, Prior

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from analytics.risk.visits import Visits

RIDGE = 5.0
"""Hardly any: many practices say enough by themselves."""

_SETTLE_DAYS = 56
_LAST_DAYS = 115
"""Before the end of a log labels are not known, so origins end there."""


def rows_of_practices(
    sessions: pd.DataFrame, told: Mapping[str, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """Return weekly rows of the logs of many practices, each looked at by itself.

    Parameters
    ----------
    sessions
        One row a session; ``practice`` says whose, the other columns are those that
        `analytics.facts.features.rows_of_log` reads.
    told
        What else is known of them, by table, with ``practice``.

    Returns
    -------
    pandas.DataFrame
        Its rows, with ``practice``; those without a known label are left out.
    """
    found = pd.concat(_each(sessions, told or {}), ignore_index=True)
    return found[found["went_quiet"].notna()].reset_index(drop=True)


def learned(
    rows: pd.DataFrame,
    card: Mapping[str, object],
    model_of_visits: Visits | None = None,
    *,
    is_real: bool = False,
) -> Prior:
    """Return the prior that rows with known labels teach.

    Parameters
    ----------
    card
        Where the rows come from; counts are added.
    model_of_visits
        Given for practices whose data show no bookings.
    is_real
        Whether real practices taught it: then it is trusted more than an invention.

    Raises
    ------
    ValueError
        All rows have the same label.
    """
    sampled = training.sampled(rows)
    matrix = training.matrix(sampled, model_of_visits)
    means, scales = training.standardisation(matrix)
    model = PriorLogisticRegression(ridge=RIDGE, means=means, scales=scales).fit(
        matrix, sampled["went_quiet"].to_numpy(float)
    )
    counts: dict[str, Any] = {
        "rows": len(rows),
        "went_quiet_share": round(float(rows["went_quiet"].mean()), 4),
        "clients_who_went_quiet": training.lapsed_clients(rows),
    }
    return Prior(
        intercept=float(model.weights_[0]),
        coef=model.weights_[1:],
        means=model.means_,
        scales=model.scales_,
        columns=training.columns(model_of_visits),
        ridge=REAL_RIDGE if is_real else INVENTED_RIDGE,
        visits=model_of_visits,
        card={**card, **counts},
    )


def _each(
    sessions: pd.DataFrame, told: Mapping[str, pd.DataFrame]
) -> Iterator[pd.DataFrame]:
    for practice, log in sessions.groupby("practice", sort=True):
        first = int(log["start_day"].min())
        # What was booked after the end is not there, so the last booking is the end.
        last = int(log["slot_known_s"].max()) // SECONDS_PER_DAY
        days = range(first + _SETTLE_DAYS, last - _LAST_DAYS, 7)
        origins = [AsOf.end_of(day_of_number(day), "UTC") for day in days]
        words = {
            name: table[table["practice"] == practice] for name, table in told.items()
        }
        rows = features.rows_of_log(log, origins, told=words)
        yield rows.assign(practice=practice)
