"""Next steps: what there is to do, when, in which words; a practice's own to edit."""

from __future__ import annotations

import streamlit as st

from pages.shared import doors, empty


def show() -> None:
    """Draw the page."""
    st.title("Next steps", anchor=False)
    if not doors.imports_in_force():
        empty.nobody()


show()
