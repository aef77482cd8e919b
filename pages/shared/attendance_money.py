"""Money on the page Attendance: what was kept and what was not, a card a currency."""

from __future__ import annotations

import streamlit as st

from pages.shared import chart_card, doors_attendance, safe


def show() -> None:
    """Draw the section."""
    st.header("Money", anchor=False)
    found = doors_attendance.in_money()
    for card in found.cards:
        chart_card.show(card, level=3)
    if found.remark:
        st.caption(safe.md(found.remark, chart_card.LONGEST))
