"""The line that takes the place of a name once something was entered, with its undo."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from analytics.store import entries, follow_ups
from pages.shared import doors, notices, safe, state
from pages.shared.state import Done

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.shared.view import View


def key_of(text: str) -> str:
    """Return a short key for widgets: an id from a file may hold anything."""
    return hashlib.blake2s(text.encode(), digest_size=6).hexdigest()


def keep(
    entry_id: str,
    client_id: str,
    said: str,
    place: int | None,
    *,
    is_contact: bool = False,
) -> None:
    """Remember for this visit what was entered, and say it.

    Parameters
    ----------
    said
        What was kept, as the end of a sentence that starts with the name.
    place
        Where on the list the client stood; ``None`` for an answer to a question.
    is_contact
        Whether more can be said of it.
    """
    state.done().append(Done(entry_id, client_id, said, place, is_contact))
    st.toast("Kept.", icon=":material/check:")


def show(
    done: Done,
    name: str,
    seen: View,
    more: Callable[[Done, View], None] | None = None,
) -> None:
    """Draw the line; `more` draws what else can be said, before the undo."""
    key = key_of(done.entry_id)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"done-{key}"
    ):
        st.html(
            f'<p class="dl-done"><b class="dl-name">{seen.name(name)}</b> '
            f"{safe.html(done.said)}</p>"
        )
        if more is not None:
            more(done, seen)
        st.button("Undo", key=f"undo-{key}", on_click=_undo, args=(done,))


@notices.said
def _undo(done: Done) -> None:
    # A line that was added to a contact goes with it: it was one tap, and is one undo.
    undo = follow_ups.remove if done.is_contact else entries.withdraw
    undo(doors.database(), done.entry_id, now=state.now())
    state.done().remove(done)
    st.toast("Taken back.", icon=":material/undo:")
