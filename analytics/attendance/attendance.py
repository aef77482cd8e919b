"""Attendance as of a moment: one row a week, coach, service, weekday, hour or month."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import pandas as pd

from analytics.attendance import keys
from analytics.attendance.clustered import Clustered
from analytics.errors import UnknownGroupingError
from analytics.facts import facts, selected
from analytics.selection import EVERYTHING
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.selection import Selection
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


_CLUSTERS = ("attended_squared", "attended_by_n", "n_squared")


def attendance(
    database: Database,
    as_of: AsOf,
    by: str = "week",
    selection: Selection = EVERYTHING,
) -> pd.DataFrame:
    """Return what became of the sessions whose slot was known, one row a group.

    Parameters
    ----------
    by
        ``week`` (starts as the practice has set), ``month``, ``coach``, ``service``,
        ``weekday`` or ``hour``, all in the practice's zone.
    selection
        The part of the practice that is looked at.

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
        left out), of ``clients`` clients; ``rate`` attended / ``n``, ``low`` and
        ``high`` its 95 % interval: Wilson's, for the ``n_effective`` independent
        sessions that these are worth (`Clustered`); absent where ``n`` is 0.

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
        **selected.values(database, as_of, selection),
    )
    filled = keys.filled(counted, by, settings.week_start)
    rated = _rated(filled)
    rated["is_open"] = keys.is_open(rated["group"], by, as_of, settings.zone_name)
    return rated


def _rated(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts with the rate and its interval."""
    names = ["attended", "n", "clients", *_CLUSTERS]
    columns = [counts[name].tolist() for name in names]
    clusters = [Clustered(*row) for row in zip(*columns, strict=True)]
    rated = counts.drop(columns=list(_CLUSTERS))
    rated["rate"] = rated["attended"] / rated["n"].where(rated["n"] > 0)
    rated["n_effective"] = [one.effective_n for one in clusters]
    ends = pd.DataFrame(
        [one.interval or (None, None) for one in clusters],
        columns=["low", "high"],
        index=rated.index,
        dtype="float64",
    )
    return rated.join(ends)
