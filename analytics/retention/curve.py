"""How many are still clients so many days after they began.

Kaplan and Meier's estimate (1958, J. Am. Stat. Assoc. 53:457) with late entry, and the
95 % interval on the scale log(-log S), which stays within 0 and 1 (Kalbfleisch and
Prentice). Other endings than *not kept* end the watching; how often each of them
happens stands in `endings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.intervals import Z_95, wilson_interval
from analytics.retention.lives import at_risk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.retention.lives import Days, Lives, Mask


class Point(NamedTuple):
    """The share that is still there on a day."""

    value: float
    low: float | None
    """95 %; absent where nothing tells, as after the last of all has left."""
    high: float | None
    at_risk: int
    """Watched on that day."""


@dataclass(frozen=True, eq=False)
class Curve:
    """A share that steps down on the days on which somebody was not kept."""

    days: Days
    """Ascending; the curve is 1 before the first."""
    value: Days
    low: Days
    """Not a number where nothing tells."""
    high: Days
    at_risk: NDArray[np.int64]
    """Watched just before each step."""
    begins_day: int
    ends_day: int
    """Nobody was watched longer; -1 where nobody was watched at all."""
    lives: Lives

    def at(self, day: int) -> Point | None:
        """Return the share on a day; ``None`` where nobody was watched so long."""
        if not self.begins_day <= day <= self.ends_day:
            return None
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        watched = int(at_risk(self.lives, np.array([day], float))[0])
        if place < 0:
            # Nobody has left: what so many who are still there tell.
            low, _ = wilson_interval(watched, watched) or (None, None)
            return Point(1.0, low, 1.0, watched)
        value, low, high = (
            float(one[place]) for one in (self.value, self.low, self.high)
        )
        return Point(
            value,
            None if np.isnan(low) else low,
            None if np.isnan(high) else high,
            watched,
        )


def curve(known: Lives, is_event: Mask) -> Curve:
    """Return the share without the event, by days since the start.

    Parameters
    ----------
    is_event
        Whose last day is the event, one value a client; the others were still without
        it then.
    """
    days, value, error, watched = _steps(known, is_event)
    ends_day = int(known.until.max()) if len(known) else -1
    empty = np.flatnonzero((value <= 0) & (days < ends_day))
    if len(empty):
        # All who were watched then left, though others were watched later: what comes
        # after would be 0 for ever.
        ends_day = int(days[empty[0]]) - 1
        kept = slice(int(empty[0]))
        days, value, error = days[kept], value[kept], error[kept]
        watched = watched[kept]
    low, high = loglog(value, error)
    return Curve(days, value, low, high, watched, known.begins_day, ends_day, known)


def _steps(known: Lives, is_event: Mask) -> tuple[Days, Days, Days, NDArray[np.int64]]:
    """Return the days with an event, the share after each, its error, the watched."""
    if not is_event.any():
        none = np.array([], float)
        return none, none, none, np.array([], "int64")
    # Loaded where it is used: it takes a second that no other page should wait for.
    from statsmodels.duration.survfunc import SurvfuncRight  # noqa: PLC0415 - said above

    found = SurvfuncRight(known.until, is_event.astype(float), entry=known.entry)
    return (
        np.asarray(found.surv_times, float),
        np.asarray(found.surv_prob, float),
        np.asarray(found.surv_prob_se, float),
        np.asarray(found.n_risk).astype("int64"),
    )


def loglog(value: Days, error: Days) -> tuple[Days, Days]:
    """Return the 95 % interval of shares with these standard errors."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        width = Z_95 * error / (value * np.log(value))
        low, high = value ** np.exp(-width), value ** np.exp(width)
    is_told = (value > 0) & (value < 1) & np.isfinite(error)
    return np.where(is_told, low, np.nan), np.where(is_told, high, np.nan)
