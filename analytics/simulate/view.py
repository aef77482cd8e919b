"""What could be known of the sessions at an instant.

The one place where time is cut off: every export and the practice's own last
day go through it, so nothing later can leak into a file.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pandas as pd

if TYPE_CHECKING:
    from analytics.simulate.practice import Practice


def seen_by(practice: Practice, tool: str, exported_at: dt.datetime) -> pd.DataFrame:
    """Return the sessions in one tool's book as they stood at an instant.

    Parameters
    ----------
    practice
        The practice whose sessions are exported.
    tool
        The scheduling tool, as in the column ``tool``.
    exported_at
        With its zone; at the latest on the day after the practice's last day.

    Raises
    ------
    ValueError
        If the instant has no zone, or lies so late that the file would show
        a practice in which nothing happened any more.
    """
    known = known_at(practice.sessions, exported_at)
    day = exported_at.astimezone(ZoneInfo(practice.timezone)).date()
    if day > practice.ends_on + dt.timedelta(days=1):
        msg = f"The practice is known up to {practice.ends_on}, not to {day}."
        raise ValueError(msg)
    return known[known["tool"] == tool].reset_index(drop=True)


def known_at(sessions: pd.DataFrame, instant: dt.datetime) -> pd.DataFrame:
    """Return the sessions as they stood at an instant.

    Slots booked later are absent; a cancellation, move or recorded outcome
    that comes later has not happened; a session that has not ended is
    *scheduled*.

    Parameters
    ----------
    sessions
        One row a booked slot, as `Practice.sessions`.
    instant
        With its zone. What happens at the instant itself is known.

    Raises
    ------
    ValueError
        If the instant has no zone: the cut would be hours off.
    """
    if instant.tzinfo is None:
        msg = "An instant needs its time zone."
        raise ValueError(msg)
    at = pd.Timestamp(instant).tz_convert("UTC")
    known = sessions[sessions["booked_at"] <= at].reset_index(drop=True)
    is_open = known["cancelled_at"].isna() | (known["cancelled_at"] > at)
    is_ahead = is_open & ((known["ends_at"] > at) | known["cancelled_at"].notna())
    known["outcome"] = known["outcome"].mask(is_ahead, "scheduled")
    known["cancelled_at"] = known["cancelled_at"].mask(is_open)
    known["cancelled_by"] = known["cancelled_by"].mask(is_open)
    known["recorded_at"] = known["recorded_at"].mask(known["recorded_at"] > at)
    return known
