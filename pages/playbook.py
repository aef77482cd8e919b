"""Next steps: what there is to do, when, in which words; a practice's own to edit."""

from __future__ import annotations

import streamlit as st

from pages.shared import (
    booking_links,
    came_of_it,
    directory,
    doors,
    empty,
    steps_due,
    steps_read,
)
from pages.shared import view as views


def show() -> None:
    """Draw the page."""
    st.title("Next steps", anchor=False)
    if doors.imports_in_force():
        steps_due.show(views.current())
    else:
        empty.nobody("There is nobody to do anything for yet, and much to read.")
    steps_read.show()
    if doors.imports_in_force():
        came_of_it.show()
    directory.show()
    booking_links.show()


show()
