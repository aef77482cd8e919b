"""Attendance as of a moment: one row a week, coach, service, weekday, hour or month."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import pandas as pd

from analytics.attendance import keys
from analytics.errors import UnknownGroupingError
from analytics.facts import facts
from analytics.intervals import wilson_interval
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.store import Database

By = Literal["week", "month", "coach", "service", "weekday", "hour"]

_QUERY = Path(__file__).with_name("attendance.sql")

COUNTS = (
    "sessions",
    "attended",
    "presumed",
    "no_show",
    "late_cancelled",
    "cancelled",
    "cancelled_by_coach",
    "rescheduled",
    "scheduled",
    "unknown",
    "excused",
    "late_not_known",
)


def attendance(database: Database, as_of: AsOf, by: str = "week") -> pd.DataFrame:
    """Return what became of the sessions whose slot was known, one row a group.

    Parameters
    ----------
    by
        ``week`` (starts as the practice has set), ``month``, ``coach``, ``service``,
        ``weekday`` or ``hour``, all in the practice's zone.

    Returns
    -------
    pandas.DataFrame
        ``group``: the first day of a week or month (``datetime.date``), a name (or
        ``None`` where the file gives none), a weekday (1 Monday to 7 Sunday) or an
        hour (0 to 23). Weeks, months, weekdays and hours between the first and the
        last are all there, with zeros where nothing was booked.

        Counts of each outcome, and ``sessions``, their sum; ``presumed`` is part of
        ``attended``, ``excused`` part of ``no_show`` and ``late_cancelled``,
        ``late_not_known`` part of ``cancelled``: nothing tells whether in time.

        ``n`` sessions that count (attended, no-show, cancelled late; excused ones
        left out), ``rate`` attended / ``n``, ``low`` and ``high`` its 95 % interval
        (Wilson); absent where ``n`` is 0.

        ``is_open``: a week or month that is not over at `as_of`, so still changing.

    Raises
    ------
    UnknownGroupingError
        If `by` is none of these.
    """
    if by not in get_args(By):
        raise UnknownGroupingError(by, get_args(By))
    settings = stored_settings.read(database)
    counted = facts.select(
        database,
        as_of,
        queries.text_of(_QUERY),
        grouping=by,
        week_shift_days=4 if settings.week_start == "sunday" else 3,
    )
    filled = keys.filled(counted, by, settings.week_start)
    rated = _rated(filled)
    rated["is_open"] = keys.is_open(rated["group"], by, as_of, settings.zone_name)
    return rated


def _rated(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts with the rate and its interval."""
    rated = counts.copy()
    rated["n"] = (
        rated["attended"]
        + rated["no_show"]
        + rated["late_cancelled"]
        - rated["excused"]
    )
    rated["rate"] = rated["attended"] / rated["n"].where(rated["n"] > 0)
    intervals = [
        wilson_interval(attended, n) or (None, None)
        for attended, n in zip(
            rated["attended"].tolist(), rated["n"].tolist(), strict=True
        )
    ]
    ends = pd.DataFrame(
        intervals, columns=["low", "high"], index=rated.index, dtype="float64"
    )
    return rated.join(ends)
