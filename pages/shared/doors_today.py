"""The doors that only Today needs, remembered as those of `doors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.reports import today_sessions
from pages.shared import doors, state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.contracts import SessionBehind
    from analytics.periods import AsOf


def sessions_behind(session_ids: tuple[str, ...]) -> Mapping[str, SessionBehind]:
    """Return the sessions with these ids as they are known now, newest first."""
    version = doors.database().data_version
    path = str(state.database_path())
    return _sessions_behind(path, version, doors.as_of(), session_ids)


@st.cache_resource(show_spinner=False, max_entries=16)
def _sessions_behind(
    path: str, version: int, at: AsOf, session_ids: tuple[str, ...]
) -> Mapping[str, SessionBehind]:
    del path, version
    return today_sessions.sessions_behind(doors.database(), at, session_ids)
