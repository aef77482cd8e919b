"""On Clients: a report to bring to a session, of one client and a period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import client_report_sheet
from analytics.reports.client_report import SINCE_THE_START
from pages.shared import choice, doors, doors_monday, sheet, told_apart, view

if TYPE_CHECKING:
    import pandas as pd

PERIODS: Final = {"6m": "6 months", "1y": "1 year", "2y": "2 years", "": "All time"}

WHAT_IT_SAYS: Final = (
    "What was kept, moved and booked, homework where a file has it, and the rhythm. "
    "No opinion, no number about them, nothing about money. Find a client above first: "
    "those shown there can be chosen."
)


def show(clients: pd.DataFrame) -> None:
    """Let somebody of the shown clients be chosen, and draw their report.

    Parameters
    ----------
    clients
        Rows of `doors.clients` that stand on the page now.
    """
    st.header("A report to bring to a session", anchor=False)
    st.caption(WHAT_IT_SAYS)
    seen = view.current()
    named = told_apart.labels(clients)
    with st.container(horizontal=True, vertical_alignment="bottom", key="report-of"):
        client_id = st.selectbox(
            "Whose report",
            list(named),
            index=None,
            format_func=lambda one: named.get(one, ""),
            key="report-client",
            width=260,
        )
        period = st.segmented_control(
            "How far back",
            list(PERIODS),
            format_func=PERIODS.__getitem__,
            default="6m",
            required=True,
            key="report-period",
        )
    if client_id is not None:
        _report(client_id, period or "", is_initials=seen.is_initials)


def _report(client_id: str, period: str, *, is_initials: bool) -> None:
    today, weekday = doors.as_of().day, doors.settings().week_start
    first = choice.first_day(period, today, weekday)
    found = doors_monday.client_report(client_id, first or SINCE_THE_START)
    name = f"report-{today.isoformat()}"
    with st.container(horizontal=True, vertical_alignment="center", key="sheet-tools"):
        sheet.download(
            "Save as a web page",
            lambda: client_report_sheet.page(found, is_initials=is_initials).encode(),
            f"{name}.html",
            "text/html",
        )
        sheet.download(
            "Save as text",
            lambda: client_report_sheet.markdown(
                found, is_initials=is_initials
            ).encode(),
            f"{name}.md",
            "text/markdown",
        )
        st.caption("Open the saved page to print it.")
    sheet.show(client_report_sheet.inside(found, is_initials=is_initials))
