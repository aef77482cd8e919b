"""The doors to attendance, keyed by the data, the moment and what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from analytics.reports import attendance as over_time_report
from analytics.reports import attendance_money as money_report
from pages.shared import choice, doors, state

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.reports.attendance import OverTime
    from analytics.reports.attendance_money import InMoney
    from analytics.selection import Selection

Unit = Literal["week", "month"]


def over_time(by: Unit) -> OverTime | None:
    """Return attendance week by week or month by month; ``None`` without a session."""
    at, selection = doors.as_of(), choice.selection()
    return _over_time(*doors.version(), at, selection, by, dark=state.is_dark())


@st.cache_resource(show_spinner=False, max_entries=16)
def _over_time(
    path: str, version: int, at: AsOf, selection: Selection, by: Unit, *, dark: bool
) -> OverTime | None:
    del path, version
    return over_time_report.over_time(doors.database(), at, selection, by=by, dark=dark)


def in_money() -> InMoney:
    """Return what sessions were priced at and what became of it."""
    at, selection = doors.as_of(), choice.selection()
    return _in_money(*doors.version(), at, selection, dark=state.is_dark())


@st.cache_resource(show_spinner=False, max_entries=16)
def _in_money(
    path: str, version: int, at: AsOf, selection: Selection, *, dark: bool
) -> InMoney:
    del path, version
    return money_report.in_money(doors.database(), at, selection, dark=dark)
