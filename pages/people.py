"""Who is who: one person or two, cancelled or still on, and what was moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.importing import decisions
from pages.shared import (
    done_line,
    doors,
    empty,
    moved,
    notices,
    safe,
    state,
    view,
    who_is_who,
    words,
)

if TYPE_CHECKING:
    from analytics.people import Answer
    from pages.shared.view import View

WHY: Final = (
    "Files know people by an address. Whoever changes it looks like two people, "
    "whoever share it look like one. Nothing is put together unless you say so, and "
    "each answer can be taken back."
)

SHOWN: Final = 20


def show() -> None:
    """Draw the page."""
    st.title("Who is who", anchor=False)
    if not doors.imports_in_force():
        empty.nobody()
        return
    st.markdown(WHY)
    seen = view.current()
    with st.spinner("Looking for people who are known twice …"):
        pairs, couples = doors.same_people(), doors.shared_addresses()
    st.header("Same person?", anchor=False)
    if not pairs and not couples:
        st.markdown("Nobody looks like somebody else.")
    who_is_who.same_people(pairs, seen)
    who_is_who.shared_addresses(couples, seen)
    who_is_who.missing(seen)
    st.header("Moved sessions", anchor=False)
    st.caption("However often a session is moved, it counts once.")
    moved.show(doors.moved_sessions(), seen)
    moved.join(seen)
    _answers(seen)


def _answers(seen: View) -> None:
    """Draw what was answered so far, each answer with its undo."""
    given = doors.answers()
    if not given:
        return
    with st.expander(f"What you said so far ({len(given)})", key="answers"):
        for answer in given[:SHOWN]:
            key = done_line.key_of(answer.entry_id)
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"answer-{key}"
            ):
                st.html(_told(answer, seen), width="stretch")
                st.button(
                    "Take back",
                    key=f"take-back-{key}",
                    on_click=_take_back,
                    args=(answer.entry_id,),
                )
        if len(given) > SHOWN:
            st.caption(f"and {len(given) - SHOWN:,} earlier ones")


def _told(answer: Answer, seen: View) -> str:
    name_html = f'<b class="dl-name">{seen.name(answer.name)}</b>'
    other_html = f'<b class="dl-name">{seen.name(answer.other or "")}</b>'
    first, second = (
        "a session that no file shows now"
        if at is None
        else words.moment(at, seen.zone, today=seen.today)
        for at in (answer.first_at, answer.second_at)
    )
    said_html = {
        "same": f"{name_html} and {other_html} are one person.",
        "apart": f"{name_html} and {other_html} are two people.",
        "split": f"{name_html} and {other_html} share an address and are two people.",
        "together": f"{other_html} is {name_html}, spelt another way.",
        "joined": f"{name_html}: {safe.html(first)} was moved to {safe.html(second)}.",
        "cut": f"{name_html}: {safe.html(first)} was not moved to {safe.html(second)}.",
        "still_on": f"{name_html}: {safe.html(first)} is still on.",
        "confirmed": f"{name_html}: {safe.html(first)} {_became(answer)}.",
    }
    return f'<p class="dl-done">{said_html[answer.what]}</p>'


def _became(answer: Answer) -> str:
    """Return what was said of a booking that is missing, as the end of a sentence."""
    return "took place" if answer.other == "attended" else "did not take place"


@notices.said
def _take_back(entry_id: str) -> None:
    decisions.take_back(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")


show()
