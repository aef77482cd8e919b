"""Attendance: what became of the sessions, and how sure that is."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import (
    attendance_client,
    attendance_money,
    attendance_time,
    attendance_where,
    doors,
    empty,
)

CANNOT_TELL: Final = """
- **Presumed** means that the tool does not say who came and nobody cancelled or
  marked a no-show. The true rate is lower if some of them stayed away; the rule is in
  Settings.
- Sessions **not known** are outside the rate. If mostly those are unknown who did not
  come, the rate is too high.
- Whether a cancellation was **late** is told by its time, or by two exports of which
  one still shows the booking. Where neither tells, it counts as in time, and the
  table says how many these are.
- Moves, cancellations in time and your own cancellations are outside the rate too.
- Few sessions make a wide interval: two rates whose intervals overlap much may well be
  the same. With fewer than ten clients an interval is rather too narrow.
- A change says nothing about its cause: other people book at other times, and what is
  marked on the axis happened then, no more.
- Whatever you charge for a missed session is in no file, so *not earned* knows nothing
  of it.
"""

NOTHING: Final = (
    "Nothing to show: no session belongs to what is chosen above. Choose another "
    "period, coach, service or other clients."
)


def show() -> None:
    """Draw the page."""
    if not doors.imports_in_force():
        st.title("Attendance", anchor=False)
        empty.nobody()
        return
    found = attendance_time.found()
    if found is None:
        st.title("Attendance", anchor=False)
        st.markdown(NOTHING)
        attendance_client.show()
        return
    attendance_time.headline(found)
    attendance_time.show(found)
    attendance_where.show()
    attendance_money.show()
    attendance_client.show()
    st.header("What this cannot tell", anchor=False)
    st.markdown(CANNOT_TELL)


show()
