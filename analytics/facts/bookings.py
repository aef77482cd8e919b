"""Upcoming bookings: what a model is told of each, and whether it was missed.

Computed for many moments at once by the text of ``booking_features.sql``. A booking
belongs to the last moment before it and is looked at with what was known then, or, if
it was made later, with what was known before its own day. Labels rest on ends that
somebody vouches for: that a past booking is presumed to have been attended is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from analytics.facts import facts, in_memory, no_scoring
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.periods import AsOf
    from analytics.store import Database

NAMES: tuple[str, ...] = (
    "miss_history",
    "is_first",
    "last_missed",
    "bookings_that_day",
    "is_same_day",
    "log_lead",
    "lead_months",
    "hour",
    "is_monday",
    "is_late_week",
)
"""The features, in the order of the model's coefficients."""

AHEAD_DAYS = 7
"""How far ahead of a moment bookings are looked at."""

_ENGINE = Path(__file__).parent / "engine"
_ROWS = _ENGINE / "booking_rows.sql"
_VOUCHED = _ENGINE / "booking_vouched.sql"
_SECONDS_PER_HOUR = 3_600


def rows(database: Database, origins: Sequence[AsOf], known: AsOf) -> pd.DataFrame:
    """Return one row a booking of the seven days after a moment.

    Parameters
    ----------
    origins
        Moments to look from, none after `known`; a booking belongs to the last of
        them before it starts.
    known
        Until when outcomes said by people and labels are known. Who had asked by then
        not to be scored is left out.

    Returns
    -------
    pandas.DataFrame
        Ordered by moment and start. ``session_id``, ``client_id``, ``as_of_s`` and
        ``as_of_day`` of the moment, ``start_s`` (seconds since 1970), ``start_day``,
        ``start_hour`` (local), ``is_known`` (made by that moment), ``is_lead_known``,
        ``lead_days`` from the day it was made to its own, ``bookings_before`` and
        ``misses_before`` (of the client, on earlier days), the features `NAMES`,
        ``settled_s`` (from when on it is known how it ended) and ``missed`` (1, 0);
        both are missing where it is not known by `known`, or nobody vouches for it.
    """
    with database.read() as cursor:
        cursor.register("origins", _origins(origins))
        text, bound = facts.asked(database, known, queries.text_of(_ROWS))
        found = cursor.execute(text, bound or None).df()
    found = no_scoring.left_out(database, known, found)
    return _labelled(found, known.seconds)


def rows_of_log(sessions_s: pd.DataFrame, origins: Sequence[AsOf]) -> pd.DataFrame:
    """Return the same of a log in memory that says of each session who came.

    Parameters
    ----------
    sessions_s
        One row a session: see `analytics.facts.in_memory`.
    """
    text = facts.composed(queries.text_of(_ROWS), given=frozenset({"sessions_s"}))
    with duckdb.connect() as connection:
        connection.register("sessions_s", in_memory.completed(sessions_s))
        connection.register("origins", _origins(origins))
        found = connection.execute(text).df()
    return _labelled(found, origins[-1].seconds)


def vouched_share(database: Database, as_of: AsOf) -> float | None:
    """Return of which share of past sessions somebody vouches for who came.

    Of those of the last half year that were to be held; ``None`` without any.
    """
    ((held, told),) = facts.rows(database, as_of, queries.text_of(_VOUCHED))
    return float(told or 0) / held if held else None


def _labelled(found: pd.DataFrame, known_s: int) -> pd.DataFrame:
    found = found.astype({"settled_s": "float64", "missed": "float64"})
    is_settled = found["settled_s"] <= known_s
    columns = ["settled_s", "missed"]
    return found.assign(**{name: found[name].where(is_settled) for name in columns})


def _origins(origins: Sequence[AsOf]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "as_of_s": pd.Series([one.seconds for one in origins], dtype="int64"),
            "as_of_day": pd.Series([one.day_number for one in origins], dtype="int32"),
        }
    )
