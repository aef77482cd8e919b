"""The first sessions: who came a fourth time, of those who had the time to."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.facts import facts
from analytics.facts.standing import SHORTEST_HORIZON_DAYS
from analytics.retention.cohorts import by_period, newcomers
from analytics.store import queries

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.store import Database

_QUERY = Path(__file__).with_name("fourth_session.sql")

SESSIONS: Final = 4

_GAPS: Final = SESSIONS - 1


def fourth_sessions(database: Database, as_of: AsOf) -> pd.DataFrame:
    """Return when each client who came attended a fourth session, as of a moment.

    Returns
    -------
    pandas.DataFrame
        One row a client, ordered by client: ``client_id``; ``fourth_day``, a local
        day number, absent where they came less often; ``sessions_planned``, of the
        first session's programme, absent where it is open-ended.
    """
    return facts.select(database, as_of, queries.text_of(_QUERY))


def weeks_needed(spells: pd.DataFrame) -> int:
    """Return the weeks that a fourth session may take.

    Three gaps, none longer than the horizon of the practice's middle client: who
    takes longer has gone quiet in between.
    """
    if spells.empty:
        return math.ceil(_GAPS * SHORTEST_HORIZON_DAYS / 7)
    return math.ceil(_GAPS * float(spells["horizon_days"].median()) / 7)


def is_short(spells: pd.DataFrame, fourths: pd.DataFrame) -> pd.Series[bool]:
    """Return for each client whether their programme has fewer than four sessions."""
    of_client = fourths.set_index("client_id")["sessions_planned"]
    planned = spells["client_id"].map(of_client).to_numpy("float64", na_value=np.nan)
    # Open-ended is absent, and absent is not below.
    return pd.Series(planned < SESSIONS, index=spells.index)


def session4(
    spells: pd.DataFrame, fourths: pd.DataFrame, as_of_day: int, by: str, weeks: int
) -> pd.DataFrame:
    """Return the share who came a fourth time in so many weeks, by start period.

    Parameters
    ----------
    spells
        `analytics.retention.spells.spells`; who was on board before the log began
        and who is in a programme of fewer than four sessions is left out.
    fourths
        `fourth_sessions`.
    weeks
        The time that a fourth session may take: `weeks_needed`.

    Returns
    -------
    pandas.DataFrame
        `analytics.retention.cohorts.by_period`.
    """
    known = newcomers(spells)
    known = known[~is_short(known, fourths)]
    days = known["client_id"].map(fourths.set_index("client_id")["fourth_day"])
    fourth_day = days.to_numpy("float64", na_value=np.nan)
    took = fourth_day - known["start_day"].to_numpy()
    # Who never came a fourth time took longer than any time.
    is_so = np.nan_to_num(took, nan=np.inf) <= 7 * weeks
    return by_period(known, is_so, 7 * weeks, as_of_day, by)
