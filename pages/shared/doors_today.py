"""The doors that only Today needs, remembered as those of `doors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.reports import this_week as reports_this_week
from analytics.reports import today_sessions
from pages.shared import doors, state

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.contracts import SessionBehind
    from analytics.periods import AsOf
    from analytics.reports.this_week import ThisWeek


def sessions_behind(session_ids: tuple[str, ...]) -> Mapping[str, SessionBehind]:
    """Return the sessions with these ids as they are known now, newest first."""
    return _sessions_behind(*doors.version(), doors.as_of(), session_ids)


@st.cache_resource(show_spinner=False, max_entries=16)
def _sessions_behind(
    path: str, version: int, at: AsOf, session_ids: tuple[str, ...]
) -> Mapping[str, SessionBehind]:
    del path, version
    return today_sessions.sessions_behind(doors.database(), at, session_ids)


def this_week(coach: str | None) -> ThisWeek | None:
    """Return the bookings ahead of a coach, or of everybody."""
    # To the minute: a booking is ahead until it begins.
    now = state.now().replace(second=0)
    return _this_week(*doors.version(), doors.as_of(), now, coach)


@st.cache_resource(show_spinner=False, max_entries=8)
def _this_week(
    path: str, version: int, at: AsOf, now: dt.datetime, coach: str | None
) -> ThisWeek | None:
    del path, version
    return reports_this_week.this_week(doors.database(), at, now=now, coach=coach)
