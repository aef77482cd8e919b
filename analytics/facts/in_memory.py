"""A log in memory as the facts take it: with the columns that may be left out."""

from __future__ import annotations

import pandas as pd

_SECONDS_PER_HOUR = 3600


def completed(sessions_s: pd.DataFrame) -> pd.DataFrame:
    """Return a log with every column that facts read.

    Parameters
    ----------
    sessions_s
        One row a session: see `analytics.simulate.population`. ``cancelled_s`` may be
        left out, ``start_hour``, and ``outcome_basis`` together with
        ``is_late_unknown``: then it is not known when sessions were called off, the
        hour is that of UTC, and somebody vouches for every outcome.
    """
    found = sessions_s
    if "cancelled_s" not in found:
        found = found.assign(cancelled_s=pd.Series(dtype="Int64"))
    if "start_hour" not in found:
        found = found.assign(start_hour=found["start_s"] // _SECONDS_PER_HOUR % 24)
    if "outcome_basis" not in found:
        found = found.assign(outcome_basis="recorded", is_late_unknown=False)
    return found
