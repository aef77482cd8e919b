"""Retention: do clients stay, how does their time end, and how sure is that."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import (
    doors,
    doors_retention,
    empty,
    retention_client,
    retention_cohorts,
    retention_curve,
)

CANNOT_TELL: Final = """
- **Why** somebody left. An ending says who decided, if somebody has told.
- **What would have kept them.** Clients of one service stay longer than those of
  another because other people choose it.
- **Whether a silence is for good.** Some who count as gone today will come back; that
  is why nobody’s silence is a loss before somebody says so. *How services end* is where
  you can say it.
- **Who was there before the file begins**, unless a client list says since when. Those
  who left before it are in no file at all.
- **Whoever never came**: time runs from the first session attended. Where the tool does
  not say who came, a past booking is presumed to have been attended.
- **Single people.** The shares describe many; what they say of one client is how
  others fared.
"""

NOBODY: Final = (
    "Nobody who belongs to this selection has come yet. Choose another period, coach "
    "or service above."
)


def show() -> None:
    """Draw the page."""
    st.title("Do clients stay?", anchor=False)
    if not doors.imports_in_force():
        empty.nobody()
        return
    with st.spinner("Reading everybody’s time with you …"):
        found = doors_retention.retention()
    if found.spells.empty:
        st.markdown(NOBODY)
        return
    retention_curve.show()
    retention_cohorts.show()
    retention_curve.beside()
    retention_client.show()
    st.header("What this cannot tell", anchor=False)
    st.markdown(CANNOT_TELL)


show()
