"""The switch in Settings by which meeting reports count as evidence of who came."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics import importing
from pages.shared import doors, notices

KEY: Final = "evidence.zoom"

WHY: Final = (
    "Zoom's report of a meeting shows who joined, when, and for how long. Switched on, "
    "it says of sessions of which nothing else does who came, who came late and who "
    "was not seen. What your tool or you have said stays. Who cannot be told for "
    "certain is asked, under Who came?"
)


def show() -> None:
    """Draw the switch."""
    st.header("Meeting reports", anchor=False)
    st.toggle(
        "Zoom reports count as evidence of who came",
        doors.settings().evidence_zoom,
        key=KEY,
        on_change=_keep,
        help="Off until you want it. Import the reports like any other file.",
    )
    st.caption(WHY)


@notices.said
def _keep() -> None:
    value = "on" if st.session_state[KEY] else "off"
    importing.change_setting(doors.database(), KEY, value)
    st.toast("Kept. The log was worked out anew.", icon=":material/check:")
