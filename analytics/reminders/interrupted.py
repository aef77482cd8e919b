"""Before and after one day on which everybody was switched: an interrupted time series.

The regression itself stands in `analytics.series`. Weaker evidence than a comparison
side by side, and said to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics import series
from analytics.reminders.contracts import Estimate

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from analytics.reminders.contracts import Outcome

FEWEST_WEEKS = series.FEWEST_WEEKS
"""Each side needs, with sessions whose outcome is known."""

ONE_SIDE_SHARE = 0.975
"""So much of each arm lies on its side of the day if everybody was switched on it."""

_FEWEST_OF_A_PLACE = 20
_MOST_OF_AN_ARM = 0.8
_DAYS_PER_WEEK = 7


@dataclass(frozen=True)
class Interrupted:
    """How the level changed on the day of the switch, and the trend after it.

    ``raw`` is the share after less the share before; `slope_change` is a week's.
    """

    switch_day: int
    weeks_before: int
    weeks_after: int
    level: Estimate
    standard_error: float
    slope_change: float
    raw: float


def switch_day(sessions: pd.DataFrame, strategy: str) -> int | None:
    """Return the first day of the strategy if it replaced the baseline on one day.

    Parameters
    ----------
    sessions
        Those of two strategies, with ``strategy`` and ``start_day``.

    Returns
    -------
    int or None
        ``None`` where both were in use for a while side by side, or the baseline came
        later.
    """
    days = sessions["start_day"].to_numpy(np.int64)
    treated = (sessions["strategy"] == strategy).to_numpy(bool)
    if treated.all() or not treated.any():
        return None
    before, after = np.sort(days[~treated]), np.sort(days[treated])
    candidates = np.unique(after)
    # Of each candidate day: baseline sessions before it, strategy sessions from it on.
    is_before = np.searchsorted(before, candidates) / len(before)
    is_after = 1 - np.searchsorted(after, candidates) / len(after)
    best = int(np.argmax(np.minimum(is_before, is_after)))
    if min(is_before[best], is_after[best]) < ONE_SIDE_SHARE:
        return None
    return int(candidates[best])


def is_decided_by_date(sessions: pd.DataFrame, strategy: str) -> bool:
    """Return whether service, coach and one date a service said who got which.

    Models that add up what service and date do would see sessions that could have had
    either where there are none. Counted are services of a coach with some sessions,
    where they hold most of both arms.
    """
    treated = (sessions["strategy"] == strategy).to_numpy(bool)
    sizes = {True: int(treated.sum()), False: int((~treated).sum())}
    if not min(sizes.values()):
        return False
    days = sessions["start_day"].to_numpy(np.int64)
    places = sessions.groupby(["coach", "service"], dropna=False).ngroup().to_numpy()
    counted, right = dict.fromkeys(sizes, 0), dict.fromkeys(sizes, 0)
    for place in np.flatnonzero(np.bincount(places) >= _FEWEST_OF_A_PLACE):
        rows = places == place
        guessed = _by_one_date(days[rows], treated[rows], sizes)
        for arm in sizes:
            is_arm = treated[rows] == arm
            counted[arm] += int(is_arm.sum())
            right[arm] += int((guessed[is_arm] == arm).sum())
    return all(
        counted[arm] >= _MOST_OF_AN_ARM * size
        and right[arm] >= ONE_SIDE_SHARE * counted[arm]
        for arm, size in sizes.items()
    )


def _by_one_date(
    days: NDArray[np.int64], treated: NDArray[np.bool_], sizes: Mapping[bool, int]
) -> NDArray[np.bool_]:
    """Return the best guess of who had the strategy that knows one date only."""
    weights = np.where(treated, 1 / sizes[True], -1 / sizes[False])
    _, place = np.unique(days, return_inverse=True)
    by_date = np.bincount(place, weights)
    # How much better than nobody it is to say "from this date on", and "until".
    since = np.append(np.cumsum(by_date[::-1])[::-1], 0.0)
    until = since[0] - since
    first = int(np.argmax(since))
    last = int(np.argmax(until))
    if since[first] >= until[last]:
        return place >= first
    return place < last


def interrupted(
    sessions: pd.DataFrame, outcome: Outcome, day: int
) -> Interrupted | None:
    """Return the change of level at a switch; ``None`` with too few weeks on a side.

    Parameters
    ----------
    sessions
        Of both strategies, those whose outcome is known.
    day
        The day of the switch (`switch_day`), from which weeks are counted.
    """
    weeks = (sessions["start_day"].astype("int64") - day) // _DAYS_PER_WEEK
    table = sessions[outcome.value].astype(float).groupby(weeks).agg(["mean", "size"])
    found = series.step(
        table.index.to_numpy(np.float64),
        table["mean"].to_numpy(np.float64),
        table["size"].to_numpy(),
    )
    if found is None:
        return None
    return Interrupted(
        switch_day=day,
        weeks_before=found.weeks_before,
        weeks_after=found.weeks_after,
        level=Estimate(found.level, found.low, found.high),
        standard_error=found.standard_error,
        slope_change=found.slope_change,
        raw=found.raw,
    )
