"""A client's file: who, what was agreed, what happened, what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import (
    after_session,
    chart_card,
    doors,
    doors_client,
    empty,
    file_agreement,
    file_away,
    file_brief,
    file_contacts,
    file_fees,
    file_goals,
    file_head,
    file_next,
    file_promises,
    file_record,
    file_standing,
    file_timeline,
    file_trail,
    file_views,
    pick_client,
    state,
    view,
)
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.shared.view import View

NOT_FOUND: Final = (
    "This file cannot be found. The client may have been forgotten, or the import that "
    "brought them was taken back. If it is imported again, what you entered comes back."
)

WHOSE: Final = "Whose file would you like to open?"


def show() -> None:
    """Draw the page."""
    if not doors.imports_in_force():
        st.title("Client", anchor=False)
        empty.nobody()
        return
    letters = st.session_state.get(Key.WHO, "")
    everybody = doors_client.everybody()
    client_id = everybody.by_token.get(letters)
    if client_id is None:
        st.title("Client", anchor=False)
        st.markdown(NOT_FOUND if letters else WHOSE)
        pick_client.show(everybody.labels, "file", on_change=file_head.go)
        return
    seen = view.current()
    file_head.show(client_id, seen)
    part = _part()
    # The sections' own headings are smaller: a screen reader finds the part by this.
    st.html(f'<h2 class="dl-unseen">{PARTS[part]}</h2>')
    for section in SECTIONS[part]:
        section(client_id, seen)


def _part() -> str:
    """Draw the choice of a part; return which one is looked at."""
    if st.session_state.get(Key.LOOK) not in PARTS:
        st.session_state[Key.LOOK] = NOW
    part = st.segmented_control(
        "What to look at",
        list(PARTS),
        format_func=PARTS.__getitem__,
        key=Key.LOOK,
        label_visibility="collapsed",
        required=True,
    )
    return part or NOW


def _rhythm(client_id: str, _seen: View) -> None:
    card = doors_client.rhythm(client_id, dark=state.is_dark())
    chart_card.show(card, level=3)


NOW: Final = ""
"""As an address has it: nothing."""

PARTS: Final = {
    NOW: "Now",
    "together": "Together",
    "story": "Story",
    "agreed": "Agreement",
    "entered": "Entries",
}

SECTIONS: Final[dict[str, tuple[Callable[[str, View], None], ...]]] = {
    NOW: (file_next.show, file_promises.show, file_goals.show, file_contacts.show),
    "together": (file_brief.show, after_session.show, file_record.show),
    "story": (file_timeline.show, _rhythm, file_views.show),
    "agreed": (
        file_agreement.show,
        file_fees.show,
        file_standing.show,
        file_away.show,
    ),
    "entered": (file_trail.show,),
}
"""What each part shows, in its order."""


show()
