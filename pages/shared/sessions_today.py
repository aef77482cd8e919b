"""On Today: the sessions of this day, each with the way to its brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import choice, done_line, doors_session, file_link, words

if TYPE_CHECKING:
    from pages.shared.view import View

TOGETHER: Final = "together"
"""The part of a file in which the brief stands."""

SHOWN: Final = 12
"""So many fit; a day seldom has more."""


def show(seen: View) -> None:
    """Draw them; on a day without any there is nothing to draw."""
    found = doors_session.sessions_today(choice.selection().coach)
    if not found:
        return
    st.header("Sessions today", anchor=False)
    st.caption("Open a name for a minute's reading before you meet.")
    with st.container(horizontal=True, gap="small", key="sessions-today"):
        for one in found[:SHOWN]:
            key = done_line.key_of(one.session_id)
            at = words.clock(one.starts_at, seen.zone)
            with st.container(
                horizontal=True,
                vertical_alignment="center",
                gap="xsmall",
                width="content",
                key=f"session-today-{key}",
            ):
                st.html(f'<p class="dl-done">{at}</p>', width="content")
                file_link.show(one.client_id, one.name, seen, part=TOGETHER)
    if len(found) > SHOWN:
        st.caption(f"and {words.counted(len(found) - SHOWN, 'more session')}")
