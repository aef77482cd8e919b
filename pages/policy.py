"""Agreements: what was agreed with whom, and what follows from it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import (
    agreement_form,
    agreements_in_force,
    doors,
    empty,
    fees_to_decide,
    policy_changed,
    view,
)

WHY: Final = (
    "What you and a client expect of each other, said early, so that nobody has to "
    "guess later. A client’s own agreement goes before a service’s, and that before "
    "everybody’s; it holds for what is booked from its day on, never before."
)


def show() -> None:
    """Draw the page."""
    st.title("Agreements", anchor=False)
    if not doors.imports_in_force():
        empty.nobody()
        return
    st.markdown(WHY)
    seen = view.current()
    agreements_in_force.show(seen)
    agreement_form.show(seen)
    policy_changed.show(seen)
    fees_to_decide.show(seen)


show()
