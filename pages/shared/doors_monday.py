"""The doors of the Monday page and of a client's report, remembered as in `doors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.quality import monday
from analytics.reports import client_report as reports_client
from analytics.reports.digest import QUESTIONS
from analytics.selection import Selection
from pages.shared import doors, state

if TYPE_CHECKING:
    import datetime as dt

    from analytics.periods import AsOf
    from analytics.reports.client_report import ClientReport
    from analytics.reports.digest import Digest


def digest(coach: str | None, *, with_questions: bool = True) -> Digest:
    """Return the Monday page, or the sheet of one coach.

    Parameters
    ----------
    with_questions
        To find them takes longer than all the rest of a very large practice.
    """
    if with_questions:
        _made().add(_key(coach))
    return _digest(*_key(coach), with_questions=with_questions)


def is_made(coach: str | None) -> bool:
    """Return whether the whole page has been asked for since the data changed."""
    return _key(coach) in _made()


def _key(coach: str | None) -> tuple[str, int, AsOf, dt.datetime, str | None]:
    # To the hour, as the list: whether the data are old is a matter of days.
    hour = state.now().replace(minute=0, second=0)
    return *doors.version(), doors.as_of(), hour, coach


@st.cache_resource(show_spinner=False)
def _made() -> set[object]:
    return set()


@st.cache_resource(show_spinner=False, max_entries=8)
def _digest(
    path: str,
    version: int,
    at: AsOf,
    hour: dt.datetime,
    coach: str | None,
    *,
    with_questions: bool,
) -> Digest:
    del path, version, hour
    return monday.digest(
        doors.database(),
        at,
        Selection(coach=coach),
        today=doors.today(),
        changed=doors.changed(),
        found=doors.who_came(QUESTIONS) if with_questions else (),
    )


def client_report(client_id: str, from_day: dt.date | None) -> ClientReport:
    """Return a client's report up to now; without a day, of half a year."""
    return _client_report(*doors.version(), doors.as_of(), client_id, from_day)


@st.cache_resource(show_spinner=False, max_entries=8)
def _client_report(
    path: str, version: int, at: AsOf, client_id: str, from_day: dt.date | None
) -> ClientReport:
    del path, version
    return reports_client.client_report(
        doors.database(), at, client_id, from_day=from_day
    )
