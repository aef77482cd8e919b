"""The work on the list behind the pages: begun, shown, and said if it fails.

Each page that is drawn asks for a run if one is due. While one is going on, one line
tells how far it is and draws the page anew when it is done; nothing polls otherwise.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.risk.keeper import Keeper
from pages.shared import doors, doors_scores, safe, state, view, words

if TYPE_CHECKING:
    from analytics.apart import Step

SWITCH: Final = "DRIFTLINE_FITTING"
"""``off``: nothing is worked out anew; what was stored is shown."""

ABOUT_THE_LIST: Final = frozenset({"today", "scoreboard", "import_sessions"})
"""The pages that say how far the work is."""

LOOK_EVERY_SECONDS: Final = 1.0

WORKING: Final = "Working out who may be worth a hello …"


def keep_up() -> None:
    """Begin a run if one is due."""
    if _is_on():
        _keeper(str(state.database_path())).keep_up()


def progress(page: str) -> None:
    """Say how far the run is, on a page about the list while one is going on."""
    if page in ABOUT_THE_LIST and _is_on():
        keeper = _keeper(str(state.database_path()))
        if keeper.step is not None:
            _progress()


def failure(page: str) -> None:
    """Say why the last run failed, and what a page about the list shows meanwhile."""
    if page not in ABOUT_THE_LIST or not _is_on():
        return
    last = doors_scores.last_run()
    if last is None or last.state != "failed" or last.said is None:
        return
    if _keeper(str(state.database_path())).step is not None:
        return
    st.warning(f"{safe.md(last.said, 400)} {_meanwhile()}", icon=":material/info:")
    st.button("Try again", key="fit-again", on_click=_ask)


def _is_on() -> bool:
    return os.environ.get(SWITCH) != "off" and bool(doors.imports_in_force())


@st.cache_resource(show_spinner=False, max_entries=4)
def _keeper(path: str) -> Keeper:
    del path
    return Keeper(doors.database(), state.now)


@st.fragment(run_every=LOOK_EVERY_SECONDS)
def _progress() -> None:
    """Say how far the run is; when it is done, draw the whole page anew."""
    at = _keeper(str(state.database_path())).step
    if at is None:
        st.rerun()
    with st.container(key="working", width="content"):
        st.caption(_said(at), width="content")


def _said(at: Step) -> str:
    return f":material/hourglass_top: {WORKING} {at.said}"


def _meanwhile() -> str:
    newest = doors_scores.newest_model()
    if newest is None:
        return "Until then the list goes by the rule."
    seen = view.current()
    at = words.moment(newest.fitted_at, seen.zone, today=seen.today)
    return f"Today's list is the one worked out {at}."


def _ask() -> None:
    _keeper(str(state.database_path())).ask()
