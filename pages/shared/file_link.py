"""The way from a client's name to their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.shared import choice, safe
from pages.shared.state import Key

if TYPE_CHECKING:
    from pages.shared.view import View


def show(client_id: str, name: str, seen: View, *, part: str = "") -> None:
    """Draw a client's name, as it may be seen, as a link to their file.

    Parameters
    ----------
    part
        The part of the file to open; the first one where it is left out.
    """
    opened = {Key.LOOK.value: part} if part else {}
    st.page_link(
        "client.py",
        label=safe.md(seen.plain_name(name)),
        query_params={**params(client_id), **opened},
    )


def open_file(client_id: str) -> None:
    """Draw a link to the file of a client whose name stands there already."""
    st.page_link(
        "client.py",
        label="Open the file",
        icon=":material/person:",
        query_params=params(client_id),
    )


def params(client_id: str) -> dict[str, str]:
    """Return what the address of a client's file says: letters, never the id."""
    return {Key.WHO.value: choice.token(client_id)}
