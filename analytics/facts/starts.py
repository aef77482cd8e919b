"""When a client's time with the practice began: in the log, or before it.

The one rule by which retention knows whose start was seen, and attendance whose first
session was their first. docs/definitions.md says why it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analytics.facts.standing import HORIZON_GAPS, SHORTEST_HORIZON_DAYS

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Days = NDArray[np.float64]

COLUMNS: Final = ("first_day", "log_day", "since_day", "usual_gap_days")


def horizons(usual_gap_days: pd.Series[float], gaps: float = HORIZON_GAPS) -> Days:
    """Return after how many days of silence each client counts as gone.

    Parameters
    ----------
    usual_gap_days
        As in docs/definitions.md.
    gaps
        How many usual gaps a horizon has.
    """
    usual = usual_gap_days.to_numpy(float)
    found: Days = np.maximum(gaps * usual, SHORTEST_HORIZON_DAYS)
    return found


def started(rows: pd.DataFrame) -> Days:
    """Return the day on which each client's time began; not a number if not known.

    Whoever was on board when the log began comes again within the horizon, so whoever
    came first after that is new. Of the others only a client list tells.

    Parameters
    ----------
    rows
        `COLUMNS`: day numbers of the first session, of the log's first day and of the
        start that a client list gives (absent without one), and the usual gap.
    """
    first = rows["first_day"].to_numpy(float)
    log = rows["log_day"].to_numpy(float)
    since = rows["since_day"].to_numpy(float, na_value=np.nan)
    is_new = (first > log + horizons(rows["usual_gap_days"])) | (since >= log)
    return np.where(is_new, first, since)
