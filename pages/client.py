"""A client's file: who, what was agreed, what happened, what is next."""

from __future__ import annotations

import streamlit as st

from pages.shared import doors, empty


def show() -> None:
    """Draw the page."""
    st.title("Client", anchor=False)
    if not doors.imports_in_force():
        empty.nobody()


show()
