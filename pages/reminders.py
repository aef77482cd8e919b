"""Reminders: which ones really work, a fair test of two, the diary of what is sent."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import (
    doors,
    doors_reminders,
    empty,
    reminders_compared,
    reminders_diary,
    reminders_trial,
)

CANNOT_TELL: Final = """
- **What only you knew when you chose.** You write to those you worry about. Like is set
  against like as far as the data go; a fair test goes further.
- **Whether a reminder was read**, or what a client would have done without it.
- **That a reminder was sent**, where only the diary or a draw says so: then it is known
  what was meant to be sent.
- **Whether it would work elsewhere**: with other clients, prices or rules.
"""


def show() -> None:
    """Draw the page."""
    st.title("Which reminders work?", anchor=False)
    if not doors.imports_in_force():
        empty.nobody()
        return
    reminders_compared.show()
    reminders_trial.show()
    reminders_diary.show()
    if doors_reminders.is_anything_known():
        st.header("What this cannot tell", anchor=False)
        st.markdown(CANNOT_TELL)


show()
