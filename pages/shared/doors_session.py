"""The doors round a session: promises, brief, record, what was said after it.

Each is remembered as those of `doors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.facts import promises as facts_promises
from analytics.reports import brief as reports_brief
from analytics.reports import client_report
from analytics.reports import sessions_today as reports_sessions
from analytics.store import after_session, own_steps
from pages.shared import doors, state

if TYPE_CHECKING:
    import datetime as dt

    from analytics.facts.promises import Promise
    from analytics.periods import AsOf
    from analytics.reports.brief import Brief
    from analytics.reports.client_report import ClientReport
    from analytics.reports.sessions_today import Session
    from analytics.store.after_session import Kept
    from analytics.store.own_steps import Stamp


def promises(client_id: str) -> tuple[Promise, ...]:
    """Return what was promised with a client, the earliest day first."""
    return _promises(*doors.version(), doors.as_of(), client_id)


@st.cache_resource(show_spinner=False, max_entries=32)
def _promises(path: str, version: int, at: AsOf, client_id: str) -> tuple[Promise, ...]:
    del path, version
    found = facts_promises.known(doors.database(), at, client_id)
    return found.get(client_id, ())


def brief(client_id: str) -> Brief:
    """Return what to know before a client's next session."""
    # A practice's own words lie beside its file.
    words = own_steps.stamp(state.database_path())
    return _brief(*doors.version(), doors.as_of(), words, client_id)


@st.cache_resource(show_spinner=False, max_entries=32)
def _brief(path: str, version: int, at: AsOf, words: Stamp, client_id: str) -> Brief:
    del path, version, words
    return reports_brief.brief(doors.database(), at, client_id)


def record(client_id: str, sessions: int) -> ClientReport:
    """Return the last sessions of a client one by one."""
    return _record(*doors.version(), doors.as_of(), client_id, sessions)


@st.cache_resource(show_spinner=False, max_entries=16)
def _record(
    path: str, version: int, at: AsOf, client_id: str, sessions: int
) -> ClientReport:
    del path, version
    return client_report.record(doors.database(), at, client_id, sessions=sessions)


def sessions_today(coach: str | None) -> tuple[Session, ...]:
    """Return the sessions of this day, of a coach or of everybody."""
    return _sessions_today(*doors.version(), doors.as_of(), doors.local_today(), coach)


@st.cache_resource(show_spinner=False, max_entries=8)
def _sessions_today(
    path: str, version: int, at: AsOf, day: dt.date, coach: str | None
) -> tuple[Session, ...]:
    del path, version
    return reports_sessions.sessions_today(doors.database(), at, day=day, coach=coach)


def begun(client_id: str) -> tuple[Session, ...]:
    """Return the last sessions of a client that have begun, the newest first."""
    # To the minute: a session has begun once it begins.
    now = state.now().replace(second=0)
    return _begun(*doors.version(), doors.as_of(), now, client_id)


@st.cache_resource(show_spinner=False, max_entries=32)
def _begun(
    path: str, version: int, at: AsOf, now: dt.datetime, client_id: str
) -> tuple[Session, ...]:
    del path, version
    return reports_sessions.begun(doors.database(), at, client_id, now=now)


def kept(session_id: str) -> Kept | None:
    """Return what somebody said after a session; ``None`` where nobody has."""
    return _kept(*doors.version(), session_id)


@st.cache_resource(show_spinner=False, max_entries=64)
def _kept(path: str, version: int, session_id: str) -> Kept | None:
    del path, version
    return after_session.kept(doors.database(), session_id)
