"""The invented practice: filled in on request, marked while it is there, taken out."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics import importing
from pages.shared import doors, notices, state
from pages.shared.state import Key

FILES: Final = "demo-"
"""What the names of the demo's files begin with."""


def button() -> None:
    """Draw the button that fills an empty practice."""
    if st.button("Open the demo", key="open-demo"):
        with st.spinner("Inventing a practice …"):
            _fill()
        st.rerun()


def banner() -> None:
    """Say that everybody is invented, if so, and offer to take them out again."""
    records = doors.imports_in_force()
    if not all(record.file.startswith(FILES) for record in records):
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="demo-banner"
    ):
        st.html('<p class="dl-done">A demo: everybody here is invented.</p>')
        st.button("Take the demo out", key="clear-demo", on_click=_clear)


def _fill() -> None:
    # Loaded when somebody asks for it: the simulation is no part of a practice.
    from analytics.cli import demo  # noqa: PLC0415 - said above

    demo.fill(doors.database(), demo.CLIENTS, demo.SEED, state.now())


@notices.said
def _clear() -> None:
    for record in doors.imports_in_force():
        importing.undo(doors.database(), record.import_id, now=state.now())
    for key in (Key.DONE, Key.ASKED, Key.BULK, Key.NAMED, Key.REPORTS, Key.SHOWN):
        st.session_state.pop(key, None)
    st.toast("The demo is out. Now it is your practice.", icon=":material/check:")
