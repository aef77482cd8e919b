"""One client's sessions: who is chosen, the cards, and what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import (
    chart_card,
    doors_attendance_client,
    file_link,
    pick_client,
    safe,
    state,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

A_TEXT: Final = 300
"""Characters of what somebody typed that are shown."""

WHOLE: Final = (
    "Every session since the start, whichever period and service are chosen above. "
    "Facts only: why somebody came or stayed away stands in no file."
)

NOTHING_AGREED: Final = (
    "No programme, absence, pause, homework or view of a coach is known. How often to "
    "meet, as it was agreed, stands in the file."
)


def show() -> None:
    """Draw the section; until somebody is chosen it only asks who."""
    st.header("One client", anchor=False)
    names = doors_attendance_client.names()
    chosen = pick_client.show(names, "client")
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
    file_link.open_file(chosen)
    st.caption(WHOLE)


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
