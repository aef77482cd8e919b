"""Attendance over time: the first sentence, the rate, what became of sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import chart_card, doors_attendance

if TYPE_CHECKING:
    from analytics.reports.attendance import OverTime

UNITS: Final = {"week": "Weeks", "month": "Months"}


def headline(found: OverTime) -> None:
    """Draw the title and what it rests on."""
    st.title(found.headline, anchor=False)
    st.caption(found.basis)


def found() -> OverTime | None:
    """Return what there is to show; ``None`` without a session."""
    is_month = st.session_state.get("unit") == "month"
    return doors_attendance.over_time("month" if is_month else "week")


def show(found: OverTime) -> None:
    """Draw the two charts, by week or by month."""
    st.segmented_control(
        "Show",
        list(UNITS),
        format_func=UNITS.__getitem__,
        default="week",
        required=True,
        key="unit",
        label_visibility="collapsed",
    )
    chart_card.show(found.rate)
    chart_card.show(found.outcomes)
