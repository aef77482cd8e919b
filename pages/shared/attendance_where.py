"""Where and when sessions are attended: the weekdays' hours, and one way to group."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.reports.attendance_where import KINDS, NO_FILE_TELLS
from pages.shared import chart_card, doors_attendance_where, state

CHOICES: Final = {
    **{grouping: kind.choice for grouping, kind in KINDS.items()},
    "notice": "Notice given",
    "who": "Who called off",
}
"""What can be chosen to look at, and its name."""


def show() -> None:
    """Draw the section."""
    dark = state.is_dark()
    st.header("Where and when", anchor=False)
    chart_card.show(doors_attendance_where.when(dark=dark), level=3)
    choice = st.segmented_control(
        "Look at",
        list(CHOICES),
        format_func=CHOICES.__getitem__,
        default="service",
        required=True,
        key="where-by",
        label_visibility="collapsed",
        wrap=True,
    )
    chart_card.show(doors_attendance_where.by(str(choice), dark=dark), level=3)
    st.caption(NO_FILE_TELLS)
