"""One client's sessions: who is chosen, the cards, and what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import (
    chart_card,
    doors_attendance_client,
    safe,
    state,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

AT_MOST: Final = 200
"""Clients that a list is made of; of more, those whose name was typed."""

A_TEXT: Final = 300
"""Characters of what somebody typed that are shown."""

WHOLE: Final = (
    "Every session since the start, whichever period and service are chosen above. "
    "Facts only: why somebody came or stayed away stands in no file."
)

NOTHING_AGREED: Final = (
    "No programme, absence, pause, homework or view of a coach is known. How often to "
    "meet, as it was agreed, is not kept."
)


def show() -> None:
    """Draw the section; until somebody is chosen it only asks who."""
    st.header("One client", anchor=False)
    names = doors_attendance_client.names()
    chosen = _picked(names)
    if chosen is None:
        st.caption(WHOLE)
        return
    dark = state.is_dark()
    found = doors_attendance_client.one_client(chosen, dark=dark)
    first, *others = found.cards
    chart_card.show(first, level=3)
    for card in others:
        chart_card.show(card, level=3)
    _agreed(found.agreed)
    st.caption(WHOLE)


def _picked(names: Mapping[str, str]) -> str | None:
    """Draw the picker; return the id of who is chosen."""
    listed = list(names)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(listed) > AT_MOST:
            typed = st.text_input(
                "Find a client", type="search", live=True, key="client-find", width=260
            )
            wanted = typed.strip().casefold()
            listed = [one for one in listed if wanted in names[one].casefold()]
        chosen = st.selectbox(
            "Client",
            listed[:AT_MOST],
            index=None,
            format_func=names.__getitem__,
            placeholder="Choose a client",
            key="client-chosen",
            width=320,
        )
    if len(listed) > AT_MOST:
        st.caption(
            f"The first {AT_MOST} of {words.counted(len(listed), 'client')} are listed."
        )
    return chosen


def _agreed(lines: Sequence[tuple[str, str]]) -> None:
    if not lines:
        st.html(
            '<div class="dl-card"><h3>What was agreed</h3></div>'
            f'<p class="dl-basis dl-soft">{NOTHING_AGREED}</p>'
        )
        return
    rows = "".join(
        f"<div><dt>{safe.html(term)}</dt><dd>{safe.html(text, A_TEXT)}</dd></div>"
        for term, text in lines
    )
    st.html(
        '<div class="dl-card"><h3>What was agreed</h3></div>'
        f'<div class="dl-gaps"><dl class="dl-lacks">{rows}</dl></div>'
    )
