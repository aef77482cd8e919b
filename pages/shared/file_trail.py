"""Everything that was entered about a client, what stood before, and its undo."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import done_line, doors_client, file_done, notices, safe, words

if TYPE_CHECKING:
    from analytics.reports.client_file_trail import Made
    from analytics.reports.client_file_words import Said
    from pages.shared.view import View

A_PAGE: Final = 12
"""Entries drawn at once: each has a button of its own."""

NOTHING: Final = "Nothing was entered by hand about this client yet."

WHAT_IT_IS: Final = (
    "Nothing is overwritten: an entry that was changed or taken back stays here, until "
    "the client asks to be forgotten."
)


def show(client_id: str, seen: View) -> None:
    """Draw a page of entries, the latest first."""
    st.subheader("What was entered", anchor=False)
    made = doors_client.client_file(client_id).trail
    if not made:
        st.html(f'<p class="dl-soft">{NOTHING}</p>')
        return
    st.caption(WHAT_IT_IS)
    pages = math.ceil(len(made) / A_PAGE)
    place = min(st.session_state.get("trail-page", 1), pages)
    first = (place - 1) * A_PAGE
    with st.container(gap="xsmall", key="trail"):
        for entry in made[first : first + A_PAGE]:
            _entry(entry, seen)
    if pages > 1:
        st.pagination(pages, key="trail-page")


def _entry(entry: Made, seen: View) -> None:
    key = done_line.key_of(entry.entry_id)
    at = words.short_moment(entry.entered_at, seen.zone, today=seen.today)
    on = words.short_day(entry.on_date, today=seen.today)
    before_html = ""
    if entry.before is not None:
        told_html = _told_html(entry.before, seen)
        before_html = f'<p class="dl-soft">before: {told_html}</p>'
    back_html = ""
    if entry.withdrawn_at is not None:
        back = words.short_moment(entry.withdrawn_at, seen.zone, today=seen.today)
        back_html = f'<p class="dl-soft">taken back on {back}</p>'
    look = "dl-entry" if entry.withdrawn_at is None else "dl-entry dl-back"
    with st.container(horizontal=True, vertical_alignment="center", key=f"entry-{key}"):
        st.html(
            f'<div class="{look}"><p>{_told_html(entry.said, seen)}</p>{before_html}'
            f'<p class="dl-soft">for {on}, entered on {at}</p>{back_html}</div>'
        )
        if entry.withdrawn_at is None:
            st.button(
                "Take back",
                key=f"undo-entry-{key}",
                type="tertiary",
                on_click=_take_back,
                args=(entry.entry_id,),
            )


def _told_html(said: Said, seen: View) -> str:
    typed_html = f": {seen.typed(said.typed)}" if said.typed else ""
    return f"{safe.html(said.what)}{typed_html}"


@notices.said
def _take_back(entry_id: str) -> None:
    file_done.take_back(entry_id)
