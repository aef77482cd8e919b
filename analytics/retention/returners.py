"""Who came back: after how long, and what went before it.

What went before need not be why: somebody who was written to may have come anyway.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.facts import facts, selected
from analytics.facts.standing import HORIZON_GAPS, SHORTEST_HORIZON_DAYS
from analytics.store import queries

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database

_QUERY = Path(__file__).with_name("returners.sql")

BEFORE_DAYS: Final = 60
"""How long before a return a contact, or the end of an absence, belongs to it."""

BROUGHT: Final = ("contact", "absence", "both", "not_known")
"""What went before a return: a contact, the end of a known absence or pause, both of
them, or nothing that anybody noted."""

LENGTHS_DAYS: Final = (0, 42, 91, 183, 365)
"""Where the lengths of time away begin that are counted together; the last is open."""


def returns(database: Database, as_of: AsOf, selection: Selection) -> pd.DataFrame:
    """Return one row a return, as of a moment; the earliest first.

    A return is a session attended after a silence longer than the client's horizon
    (reckoned from the gaps before it) that was not booked before the horizon had
    passed; or after an ending or a pause that somebody had entered.

    Parameters
    ----------
    selection
        Coach and service are those of the last session before the silence; the
        period holds the day of the return.

    Returns
    -------
    pandas.DataFrame
        ``client_id``, ``coach``, ``service``; ``last_day`` and ``return_day`` (local
        day numbers), ``days_away`` between them; ``horizon_days``; ``kind``: after a
        ``silence``, a ``pause`` or an ``ending``; ``brought``, one of `BROUGHT`.
    """
    found = facts.select(
        database,
        as_of,
        queries.text_of(_QUERY),
        shortest_horizon_days=SHORTEST_HORIZON_DAYS,
        horizon_gaps=HORIZON_GAPS,
        before_days=BEFORE_DAYS,
        **selected.values(database, as_of, selection),
    )
    is_contacted, is_over = found["is_contacted"], found["is_away_over"]
    brought = np.select(
        [is_contacted & is_over, is_contacted, is_over],
        ["both", "contact", "absence"],
        "not_known",
    )
    return found.drop(columns=["is_contacted", "is_away_over"]).assign(brought=brought)


def by_length(found: pd.DataFrame) -> pd.DataFrame:
    """Return how many came back after how long, by what went before.

    Parameters
    ----------
    found
        `returns`.

    Returns
    -------
    pandas.DataFrame
        One row for each of `LENGTHS_DAYS`, also where nobody was away so long:
        ``from_days`` (inclusive), ``until_days`` (exclusive, absent for the last),
        the count of each of `BROUGHT`, and ``returns``, their sum.
    """
    place = np.searchsorted(LENGTHS_DAYS, found["days_away"], side="right") - 1
    counts = pd.crosstab(place, found["brought"].to_numpy()).reindex(
        index=range(len(LENGTHS_DAYS)), columns=list(BROUGHT), fill_value=0
    )
    lengths = pd.DataFrame(
        {
            "from_days": LENGTHS_DAYS,
            "until_days": pd.array([*LENGTHS_DAYS[1:], None], dtype="Int64"),
        }
    )
    table = lengths.join(counts.reset_index(drop=True).rename_axis(columns=None))
    return table.assign(returns=table[list(BROUGHT)].sum(axis="columns"))
