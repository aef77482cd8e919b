"""Do clients stay?, by cohorts: the table of shares, and one number over time."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import chart_card, doors_retention_cohorts

BY: Final = {
    "": "What fits the size",
    "month": "Start month",
    "quarter": "Start quarter",
    "service": "Service",
    "source": "Tool",
}
"""By what clients can be put together."""


def show() -> None:
    """Draw the cohorts, then month 3 and session 4 over time."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        by = st.selectbox(
            "Put clients together by",
            list(BY),
            format_func=BY.__getitem__,
            key="cohorts-by",
            width=220,
        )
        is_open_shown = st.toggle(
            "Show what is not complete yet", key="cohorts-open", value=False
        )
    chosen = str(by) or doors_retention_cohorts.grain()
    chart_card.show(
        doors_retention_cohorts.cohort_card(chosen, is_open_shown=is_open_shown)
    )
    # A number over time needs periods: services have none of their own.
    period = (
        chosen if chosen in {"month", "quarter"} else doors_retention_cohorts.grain()
    )
    for card in doors_retention_cohorts.over_time(period):
        chart_card.show(card)
