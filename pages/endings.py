"""How services end: said once, so that a finished programme is not called silence."""

from __future__ import annotations

import streamlit as st

from pages.shared import doors, empty, former_clients, service_form

WHY = (
    "A programme that has run its course is a good end, and no reason to worry. Say "
    "once how each service ends, and how the stories of former clients ended. What "
    "nobody confirms stays not known."
)


def show() -> None:
    """Draw the page."""
    st.title("How services end", anchor=False)
    services = doors.service_ends()
    if not services:
        empty.nobody()
        return
    st.markdown(WHY)
    service_form.show(services)
    former_clients.show(doors.former_clients())


show()
