"""The bar above every page: how fresh the data are, and whose clients are shown."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import demo, doors, fitting, safe, view, words
from pages.shared.state import EVERYBODY, Key

ABOUT_CLIENTS: Final = frozenset({"today", "clients"})
"""The pages that show one coach’s clients only, if asked to."""


def show(page: str) -> None:
    """Draw the bar above a page; in an empty practice there is none."""
    if not doors.imports_in_force():
        return
    with st.container(
        horizontal=True, vertical_alignment="center", key="bar", gap="small"
    ):
        st.caption(freshness())
        # In this line, so that nothing moves under the hand when the work is done.
        fitting.progress(page)
        coaches = doors.coaches()
        _let_go_of_who_is_gone(coaches)
        if len(coaches) > 1 and page in ABOUT_CLIENTS:
            _coach_picker(coaches)
    demo.banner()


def freshness() -> str:
    """Return how far the data reach, as a sentence."""
    seen = view.current()
    at = words.moment(doors.as_of().instant, seen.zone, today=seen.today)
    return f"Data are from {at}."


def _let_go_of_who_is_gone(coaches: list[str]) -> None:
    """Choose everybody again where the chosen coach's import was taken back."""
    if st.session_state.get(Key.COACH, EVERYBODY) not in (EVERYBODY, *coaches):
        del st.session_state[Key.COACH]


def _coach_picker(coaches: list[str]) -> None:
    st.selectbox(
        "Whose clients",
        [EVERYBODY, *coaches],
        format_func=lambda coach: safe.plain(coach) or "Everybody",
        key=Key.COACH,
        label_visibility="collapsed",
        width=200,
        persist_state="session",
    )
