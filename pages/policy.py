"""Agreements: what was agreed with whom, and what follows from it."""

from __future__ import annotations

import streamlit as st

from pages.shared import doors, empty


def show() -> None:
    """Draw the page."""
    st.title("Agreements", anchor=False)
    if not doors.imports_in_force():
        empty.nobody()


show()
