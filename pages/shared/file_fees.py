"""In a client's file: fees to decide. Never beside a hello."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import doors_policy, doors_steps, fees_to_decide

if TYPE_CHECKING:
    from pages.shared.view import View

HELLO: Final = "say_hello"


def show(client_id: str, seen: View) -> None:
    """Draw what is to decide about one client; nothing while a hello comes first."""
    lines = doors_policy.fees(client_id)
    if not lines or _is_hello_first(client_id):
        return
    st.subheader("Fees to decide", anchor=False)
    st.caption(fees_to_decide.WHY)
    fees_to_decide.rows(lines, seen, "file-fees")


def _is_hello_first(client_id: str) -> bool:
    proposed = doors_steps.file_next(client_id).next_step
    return proposed is not None and proposed.step == HELLO
