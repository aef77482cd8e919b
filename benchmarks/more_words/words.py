"""Homework and a coach's views drawn from a simulated client's true engagement.

Each word is engagement seen through noise. Its *reliability* is the share of its
variance that is engagement, among clients who come, before it is cut to done or not
done and to five points. A
client who has silently left is judged by the engagement they left with, so a word never
tells that they have gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.periods import SECONDS_PER_DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Days = NDArray[np.int64]

GIVEN = 0.6
"""The share of attended sessions after which there is homework, or may be a view."""

_DUE_DAYS = 6
_FORTNIGHT = 14
_LOGISTIC_VARIANCE = np.pi**2 / 3
_DONE_AT_EASE = 0.8
_MIDDLE, _SPREAD = 3.6, 0.9
"""Of views, on their five points."""


class Engagement:
    """The true engagement, in standard deviations of clients who come.

    Parameters
    ----------
    weekly
        The simulator's, shape (n_clients, n_weeks); missing before the first day.
    came
        Sessions attended: ``client`` and ``start`` (a day), days counted from 0.
    """

    def __init__(self, weekly: Vector, came: pd.DataFrame) -> None:
        self._weekly = weekly
        self._middle, self._spread = 0.0, 1.0
        seen = self.on(came["client"].to_numpy(), came["start"].to_numpy())
        self._middle, self._spread = float(seen.mean()), float(seen.std())

    def on(self, clients: Days, days: Days) -> Vector:
        """Return the engagement of clients on days, shape (n,) as both."""
        weeks = np.clip(days // 7, 0, self._weekly.shape[1] - 1)
        found: Vector = np.nan_to_num(self._weekly[clients, weeks])
        return (found - self._middle) / self._spread


def homework(
    came: pd.DataFrame, engagement: Engagement, reliability: float, seed: int
) -> pd.DataFrame:
    """Return promises, as `analytics.facts` reads them.

    Parameters
    ----------
    came
        Sessions attended: ``client`` and ``start`` (a day), days counted from 0.
    reliability
        Above 0, at most 1.
    """
    rng = np.random.default_rng((seed, 1))
    given = came[rng.random(len(came)) < GIVEN]
    clients, day = given["client"].to_numpy(), given["start"].to_numpy()
    due = day + _DUE_DAYS
    truth = engagement.on(clients, due)
    steep = np.sqrt(_LOGISTIC_VARIANCE * reliability / max(1 - reliability, 1e-3))
    noise = rng.logistic(0, 1, len(given))
    is_done = _DONE_AT_EASE + steep * truth + noise > 0
    return pd.DataFrame(
        {
            "action_id": [f"a{place:08d}" for place in range(len(given))],
            "client_id": _ids(clients),
            "counts_day": due,
            "done_s": pd.Series(due * SECONDS_PER_DAY - 1, dtype="Int64").where(
                is_done
            ),
            "truth": truth,
            "word": is_done.astype(float),
        }
    )


def views(
    came: pd.DataFrame, engagement: Engagement, reliability: float, seed: int
) -> pd.DataFrame:
    """Return a coach's views, at most one a client and fortnight; as `homework`."""
    rng = np.random.default_rng((seed, 2))
    given = came[rng.random(len(came)) < GIVEN]
    fortnight = given["start"] // _FORTNIGHT
    given = given[~given.assign(nth=fortnight).duplicated(["client", "nth"])]
    clients, day = given["client"].to_numpy(), given["start"].to_numpy()
    truth = engagement.on(clients, day)
    noise = np.sqrt((1 - reliability) / reliability) * rng.normal(size=len(given))
    seen = (truth + noise) * np.sqrt(reliability)
    view = np.clip(np.round(_MIDDLE + _SPREAD * seen), 1, 5)
    return pd.DataFrame(
        {
            "entry_id": [f"v{place:08d}" for place in range(len(given))],
            "client_id": _ids(clients),
            "on_day": day,
            "view_of_five": view,
            "truth": truth,
            "word": view,
        }
    )


def _ids(clients: Days) -> list[str]:
    return [f"c{client:06d}" for client in clients]
