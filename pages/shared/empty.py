"""What a page says before there is anything to show: what to do next."""

from __future__ import annotations

import streamlit as st

from pages.shared import demo

WELCOME = (
    "Driftline reads the session log that your scheduling tool exports, and shows who "
    "may be worth a hello, on what evidence, with a next step."
)


def nobody(why: str = "There is nothing to show yet.") -> None:
    """Say what to do in a practice without sessions: import, or look at the demo."""
    st.markdown(f"{why} {WELCOME}")
    with st.container(border=True, key="start"):
        st.markdown("**Start with your own sessions.** It takes about two minutes.")
        label = "Import an export of Calendly, Acuity or another tool"
        if st.button(label, type="primary", key="start-import"):
            st.switch_page("import_sessions.py")
    with st.container(border=True, key="demo"):
        st.markdown(
            "**Or look around first**, in an invented practice. One button takes it "
            "out again."
        )
        demo.button()
