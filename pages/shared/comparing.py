"""The comparison of reminders behind its page: asked for, shown while it works, kept.

It is worked out in a process apart. While one is going on, one line tells how far it
is and draws the page anew when it is done; nothing polls otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reminders.keeper import Keeper
from pages.shared import doors, state

if TYPE_CHECKING:
    from analytics.reminders.worked import Question, Worked

LOOK_EVERY_SECONDS: Final = 1.0

WORKING: Final = "Comparing your reminders …"


def keeper() -> Keeper:
    """Return who answers questions about the open practice."""
    return _keeper(str(state.database_path()))


@st.cache_resource(show_spinner=False, max_entries=4)
def _keeper(path: str) -> Keeper:
    del path
    return Keeper(doors.database())


def answer(question: Question) -> Worked | None:
    """Return what is found; while it is being worked out, say so and return ``None``.

    Raises
    ------
    PracticeError
        It could not be worked out.
    """
    found = keeper().answer(question, now=state.now())
    if found is None:
        _progress()
    return found


@st.fragment(run_every=LOOK_EVERY_SECONDS)
def _progress() -> None:
    """Say how far the work is; when it is done, draw the whole page anew."""
    at = keeper().step
    if at is None:
        st.rerun()
    with st.container(key="comparing", width="content"):
        st.caption(f":material/hourglass_top: {WORKING} {at.said}", width="content")
