"""In a client's file: the record, a page to look at together. It shows, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import client_report, client_report_sheet
from pages.shared import done_line, doors_session, sheet

if TYPE_CHECKING:
    from pages.shared.view import View

HOW_MANY: Final = (6, client_report.SESSIONS, 24)

WHAT_IT_SAYS: Final = (
    "What took place, what was moved, what was promised, for both of you to read. No "
    "opinion, no number about them, nothing about money."
)


def show(client_id: str, seen: View) -> None:
    """Draw the button, and the sheet once it is asked for."""
    st.subheader("The record, to look at together", anchor=False)
    key = done_line.key_of(client_id)
    if not st.toggle("Show it", key=f"record-{key}"):
        st.html(f'<p class="dl-soft">{WHAT_IT_SAYS}</p>')
        return
    sessions = st.segmented_control(
        "How many sessions",
        HOW_MANY,
        default=client_report.SESSIONS,
        required=True,
        key=f"record-of-{key}",
    )
    found = doors_session.record(client_id, sessions or client_report.SESSIONS)
    name = f"record-{seen.today.isoformat()}"
    is_initials = seen.is_initials
    with st.container(horizontal=True, vertical_alignment="center", key="sheet-tools"):
        sheet.download(
            "Save as a web page",
            lambda: client_report_sheet.page(found, is_initials=is_initials).encode(),
            f"{name}.html",
            "text/html",
            of="record-",
        )
        sheet.download(
            "Save as text",
            lambda: client_report_sheet.markdown(
                found, is_initials=is_initials
            ).encode(),
            f"{name}.md",
            "text/markdown",
            of="record-",
        )
        st.caption("Open the saved page to print it.")
    sheet.show(client_report_sheet.inside(found, is_initials=is_initials))
