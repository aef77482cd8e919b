"""What was entered in a client's file on this visit, with its undo.

Today keeps its own: there a line takes the place of the name it was entered about.
"""

from __future__ import annotations

import streamlit as st

from analytics import importing
from pages.shared import done_line, doors, doors_client, notices, safe, state
from pages.shared.state import Done, Key


def keep(entry_id: str, client_id: str, said: str) -> None:
    """Remember what was entered, and say it.

    Parameters
    ----------
    said
        What was kept, as a sentence; nothing that somebody typed.
    """
    _kept().append(Done(entry_id, client_id, said, None))
    st.toast("Kept.", icon=":material/check:")


def show(client_id: str) -> None:
    """Draw the line of the latest entry that still stands, with its undo."""
    mine = [done for done in _kept() if done.client_id == client_id]
    if not mine:
        return
    stands = {
        made.entry_id
        for made in doors_client.client_file(client_id).trail
        if made.withdrawn_at is None
    }
    standing = [done for done in mine if done.entry_id in stands]
    if not standing:
        return
    done = standing[-1]
    key = done_line.key_of(done.entry_id)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"done-{key}"
    ):
        st.html(f'<p class="dl-done">{safe.html(done.said)}</p>')
        st.button("Undo", key=f"undo-{key}", on_click=_undo, args=(done,))


def take_back(entry_id: str) -> None:
    """Take an entry back, and say so; one taken back before stays so."""
    importing.withdraw(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")


@notices.said
def _undo(done: Done) -> None:
    take_back(done.entry_id)
    if done in _kept():
        _kept().remove(done)


def _kept() -> list[Done]:
    kept: list[Done] = st.session_state.setdefault(Key.OF_FILES, [])
    return kept
