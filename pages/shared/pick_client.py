"""A list to choose one client from; of very many, those whose name was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AT_MOST: Final = 200
"""Clients that a list is made of; of more, those whose name was typed."""


def show(
    labels: Mapping[str, str],
    key: str,
    *,
    on_change: Callable[[], None] | None = None,
) -> str | None:
    """Draw the list and, of very many, the search; return the id of who is chosen.

    Parameters
    ----------
    labels
        How each client is called, by id, each text once.
    key
        What the widgets' keys begin with: ``KEY-find`` and ``KEY-chosen``.
    """
    listed = list(labels)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(listed) > AT_MOST:
            typed = st.text_input(
                "Find a client", type="search", live=True, key=f"{key}-find", width=260
            )
            wanted = typed.strip().casefold()
            listed = [one for one in listed if wanted in labels[one].casefold()]
        chosen = st.selectbox(
            "Client",
            listed[:AT_MOST],
            index=None,
            format_func=labels.__getitem__,
            placeholder="Choose a client",
            key=f"{key}-chosen",
            on_change=on_change,
            width=320,
        )
    if len(listed) > AT_MOST:
        st.caption(
            f"The first {AT_MOST} of {words.counted(len(listed), 'client')} are listed."
        )
    return chosen
