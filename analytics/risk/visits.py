"""Where no booking can be seen: how likely it is that somebody does not come again.

The BG/NBD model (Fader, Hardie and Lee 2005) reads nothing but how often and when a
client came. As a forecast it is badly calibrated on appointments, so its log odds are
one feature among others. Fitted by maximum likelihood with a light penalty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

COLUMN = "visits_log_odds"
"""Name of the feature."""

_FEWEST_CLIENTS = 6
_MOST_CLIENTS = 4000
"""Of a larger practice a sample: four numbers need no more."""

_PENALTY = 1e-3
_LARGEST_LOG = 8.0
_DAYS_PER_WEEK = 7.0


@dataclass(frozen=True)
class Visits:
    """Parameters of a fitted BG/NBD model, times in weeks."""

    r: float
    alpha: float
    a: float
    b: float

    def log_odds(self, rows: pd.DataFrame) -> Vector:
        """Return the log odds that somebody does not come within their horizon.

        Parameters
        ----------
        rows
            Of `analytics.facts.features.rows`.
        """
        again, recency, age = _history(rows)
        ahead = rows["horizon_days"].to_numpy(float) / _DAYS_PER_WEEK
        none_if_alive = ((self.alpha + age) / (self.alpha + age + ahead)) ** (
            self.r + again
        )
        none = 1 - self._alive(again, recency, age) * (1 - none_if_alive)
        held = np.clip(none, 1e-4, 1 - 1e-4)
        odds: Vector = np.log(held / (1 - held))
        return odds

    def _alive(self, again: Vector, recency: Vector, age: Vector) -> Vector:
        exponent = (self.r + again) * np.log(
            (self.alpha + age) / (self.alpha + recency)
        )
        gone = (
            self.a
            / (self.b + np.maximum(again, 1) - 1)
            * np.exp(np.minimum(exponent, 700))
        )
        alive: Vector = np.where(again == 0, 1.0, 1 / (1 + gone))
        return alive


def fit(customers: pd.DataFrame) -> Visits | None:
    """Fit to everybody who has come so far; ``None`` with too few of them.

    Parameters
    ----------
    customers
        Of one origin, as `analytics.facts.features.customers` gives them.
    """
    if len(customers) < _FEWEST_CLIENTS:
        return None
    if len(customers) > _MOST_CLIENTS:
        customers = customers.sample(_MOST_CLIENTS, random_state=0)
    again, recency, age = _history(customers)

    def loss(logs: Vector) -> float:
        r, alpha, a, b = np.exp(np.clip(logs, -_LARGEST_LOG, _LARGEST_LOG))
        alive = -(r + again) * np.log(alpha + age)
        gone = (
            np.log(a)
            - np.log(b + np.maximum(again, 1) - 1)
            - (r + again) * np.log(alpha + recency)
        )
        either = np.where(again > 0, np.logaddexp(alive, gone), alive)
        common = gammaln(r + again) - gammaln(r) + r * np.log(alpha)
        dropping = gammaln(a + b) + gammaln(b + again) - gammaln(b)
        dropping = dropping - gammaln(a + b + again)
        return float(-np.mean(common + dropping + either) + _PENALTY * logs @ logs)

    found = minimize(
        loss,
        np.array([0.0, 1.0, -0.5, 0.5]),
        method="Nelder-Mead",
        options={"maxiter": 1500, "fatol": 1e-7, "xatol": 1e-4},
    )
    r, alpha, a, b = np.exp(np.clip(found.x, -_LARGEST_LOG, _LARGEST_LOG))
    return Visits(float(r), float(alpha), float(a), float(b))


def _history(rows: pd.DataFrame) -> tuple[Vector, Vector, Vector]:
    """Return repeat visits, weeks from the first to the last, and until now."""
    first = rows["first_day"].to_numpy(float)
    recency = (rows["last_day"].to_numpy(float) - first) / _DAYS_PER_WEEK
    age = (rows["as_of_day"].to_numpy(float) - first) / _DAYS_PER_WEEK
    return rows["sessions_attended"].to_numpy(float) - 1, recency, age
