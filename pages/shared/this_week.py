"""On Today: how many of the bookings ahead may be missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import choice, doors_today, safe, words
from pages.shared.words import counted

if TYPE_CHECKING:
    from analytics.reports.this_week import ThisWeek
    from pages.shared.view import View


A_SENTENCE: Final = 400
"""Characters of the reason why nothing can be said."""


def show(seen: View) -> None:
    """Draw the days ahead; before the first run there is nothing to draw."""
    week = doors_today.this_week(choice.selection().coach)
    if week is None:
        return
    if week.expected is None:
        if week.bookings and week.mode == "rule":
            st.caption(safe.md(week.why, A_SENTENCE))
        return
    st.header("The days ahead", anchor=False)
    st.html(f'<div class="dl-week"><p>{headline(week, seen)}</p></div>')


def headline(week: ThisWeek, seen: View) -> str:
    """Return how many bookings may be missed, as a sentence."""
    found = week.expected
    if found is None:
        return ""
    until = f"until {words.day(week.until_day, today=seen.today)}"
    of = f"{counted(found.n, 'booking')} {until}"
    about = round(found.expected)
    if found.high == 0:
        return f"Of {of} hardly any may be missed."
    if about == 0:
        return f"Of {of} hardly any may be missed ({_at_most(found.high)})."
    between = (
        _at_most(found.high)
        if found.low == 0
        else f"between {found.low} and {found.high}"
    )
    return f"About {about} of {of} may be missed ({between})."


def _at_most(count: int) -> str:
    return f"at most {count}"
