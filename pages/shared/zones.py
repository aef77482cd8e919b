"""Ask for a time zone, starting from the one the browser is in."""

from __future__ import annotations

import streamlit as st

from analytics import periods
from pages.shared import doors


def ask(label: str, *, key: str, chosen: str | None = None) -> str:
    """Draw a picker of time zones and return the one chosen."""
    names = sorted(periods.zone_names())
    start = chosen or doors.settings().timezone or of_the_browser()
    picked = st.selectbox(label, names, index=names.index(start), key=key)
    return str(picked)


def of_the_browser() -> str:
    """Return the zone of the reader's browser, UTC where it names an unknown one."""
    named = st.context.timezone
    return named if named in periods.zone_names() else "UTC"
