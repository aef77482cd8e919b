"""How often a client's time ends in each way: competing endings.

Aalen and Johansen's estimate (1978, Scand. J. Stat. 5:141) with late entry. statsmodels
has the same without late entry (`CumIncidenceRight`), so it is written out here: at
each day the share still there times the share of those watched who ended so. Its
variance is the delta method's (Marubini and Valsecchi 1995, 10.3; the one that
statsmodels uses); the interval stands on the scale log(-log).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analytics.contracts import Standing
from analytics.retention.curve import loglog
from analytics.retention.lives import at_risk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.retention.lives import Days, Lives, Mask


class Way(NamedTuple):
    """One way to end."""

    ending: str
    """One of `Standing`."""
    is_confirmed: bool


@dataclass(frozen=True, eq=False)
class Endings:
    """The share that has ended in each way, by days since the start."""

    days: Days
    """Days on which anybody's time ended."""
    ways: tuple[Way, ...]
    count: tuple[int, ...]
    """How many ended so, of those watched."""
    share: NDArray[np.float64]
    """One row a way, one column a day."""
    low: NDArray[np.float64]
    """95 %; not a number where nothing tells."""
    high: NDArray[np.float64]
    here: Days
    """The share that is still there."""


def endings(known: Lives, *, is_together: bool = False) -> Endings:
    """Return how often each ending happens; only endings that did happen.

    Parameters
    ----------
    is_together
        Whether endings that nobody confirmed are one way, *unknown*.
    """
    is_ended = known.is_ended
    who = _who_ended(known, is_together=is_together)
    ways = sorted(who, key=_in_order)
    days = np.unique(known.until[is_ended])
    ended = np.array(
        [
            np.bincount(
                np.searchsorted(days, known.until[who[way]]), minlength=len(days)
            )
            for way in ways
        ],
        float,
    ).reshape(len(ways), len(days))
    share, error, here = incidence(at_risk(known, days).astype(float), ended)
    low, high = loglog(share, error)
    count = tuple(int(row.sum()) for row in ended)
    return Endings(days, tuple(ways), count, share, low, high, here)


def incidence(
    watched: Days, ended: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], Days]:
    """Return Aalen and Johansen's estimate, its standard error, and the share left.

    Parameters
    ----------
    watched
        How many are watched just before each day, at least one.
    ended
        How many ended so on that day: one row a way, one column a day.
    """
    total = ended.sum(axis=0)
    here = np.cumprod(1 - total / watched)
    before = np.concatenate([[1.0], here[:-1]]) / watched if len(here) else here
    share = np.cumsum(before * ended, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        left = total / (watched * (watched - total))
    # Where all who were watched ended, nothing is left that could vary.
    left = np.where(np.isfinite(left), left, 0.0)
    of_own = before * ended / watched
    variance = (
        share**2 * np.cumsum(left)
        - 2 * share * np.cumsum(share * left, axis=1)
        + np.cumsum(share**2 * left, axis=1)
        + np.cumsum(before**2 * (watched - ended) * ended / watched, axis=1)
        - 2 * share * np.cumsum(of_own, axis=1)
        + 2 * np.cumsum(share * of_own, axis=1)
    )
    return share, np.sqrt(np.maximum(variance, 0.0)), here


def _who_ended(known: Lives, *, is_together: bool) -> dict[Way, Mask]:
    """Return whose time ended in each way, of the ways that did happen."""
    doubtful = known.is_unconfirmed
    found = {}
    for ending in pd.unique(known.ending[known.is_ended]):
        is_so = known.ending == ending
        found[Way(str(ending), is_confirmed=True)] = is_so & known.is_confirmed
        if not is_together:
            found[Way(str(ending), is_confirmed=False)] = is_so & doubtful
    if is_together:
        found[Way(str(Standing.UNKNOWN), is_confirmed=False)] = doubtful
    return {way: who for way, who in found.items() if who.any()}


def _in_order(way: Way) -> tuple[bool, str]:
    return not way.is_confirmed, way.ending
