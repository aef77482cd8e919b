"""The plain difference between two arms, uncorrected, and what misleads in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.reminders.aipw import clustered_error
from analytics.reminders.contracts import Estimate
from analytics.series import critical

if TYPE_CHECKING:
    from analytics.reminders.arms import Arms


def raw(arms: Arms) -> Estimate:
    """Return the arms' plain difference; its interval is clustered by client."""
    a, y = arms.is_treated, arms.outcome
    under, without = y[a > 0].mean(), y[a == 0].mean()
    by_row = np.where(
        a > 0, (y - under) / (a > 0).sum(), -(y - without) / (a == 0).sum()
    )
    error = clustered_error(arms.by_client(by_row))
    reach = critical(max(arms.clients_of_smaller_arm() - 1, 1)) * error
    difference = float(under - without)
    return Estimate(difference, difference - reach, difference + reach)


def strongest(arms: Arms) -> str | None:
    """Return the covariate that pulls the plain difference most; ``None`` without any.

    How far the arms differ in it, times how strongly it goes with the outcome among the
    sessions of the baseline; a covariate of several columns counts as their sum.
    """
    columns = arms.features.columns
    if not columns.shape[1]:
        return None
    treated = arms.treated
    apart = columns[treated].mean(axis=0) - columns[~treated].mean(axis=0)
    of_outcome = arms.outcome[~treated] - arms.outcome[~treated].mean()
    goes_with = columns[~treated].T @ of_outcome / (~treated).sum()
    pulls: dict[str, float] = {}
    for name, pull in zip(arms.features.names, apart * goes_with, strict=True):
        pulls[name] = pulls.get(name, 0.0) + float(pull)
    return max(pulls, key=lambda name: abs(pulls[name]))
