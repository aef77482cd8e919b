"""The line after something of the practice's own was taken out, with its undo."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from analytics.store import practice_entries
from pages.shared import doors, notices, safe, state
from pages.shared.state import Key


class _Out(NamedTuple):
    entry_id: str
    where: str
    what: str


def button(entry_id: str, where: str, what: str) -> None:
    """Draw the button that takes an entry out.

    Parameters
    ----------
    where
        The list in which it stands, in which the line with its undo is drawn.
    what
        What it is called, as somebody typed it.
    """
    st.button(
        "Take out",
        key=f"out-{entry_id}",
        on_click=_take_out,
        args=(_Out(entry_id, where, what),),
    )


def show(where: str) -> None:
    """Draw the line for what was last taken out of a list on this visit."""
    out: _Out | None = st.session_state.get(Key.TAKEN_OUT)
    if out is None or out.where != where:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"line-{where}"
    ):
        st.html(
            f'<p class="dl-done"><b class="dl-name">{safe.html(out.what)}</b> '
            "was taken out.</p>"
        )
        st.button("Undo", key=f"undo-{where}", on_click=_bring_back, args=(out,))


@notices.said
def _take_out(out: _Out) -> None:
    practice_entries.withdraw(doors.database(), out.entry_id, now=state.now())
    st.session_state[Key.TAKEN_OUT] = out


@notices.said
def _bring_back(out: _Out) -> None:
    practice_entries.bring_back(doors.database(), out.entry_id)
    st.session_state.pop(Key.TAKEN_OUT, None)
    st.toast("It is back.", icon=":material/undo:")
