"""Monday's question: has anything changed about the reminders? One click a week."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics import importing
from analytics.periods import local_day, week_start
from pages.shared import doors, doors_reminders, notices, reminders_diary, safe, words

AT_MOST_NAMED: Final = 2


def is_due() -> bool:
    """Return whether the diary says something that nobody has confirmed this week."""
    if not reminders_diary.now_said():
        return False
    settings = doors.settings()
    first = week_start(doors.local_today(), settings.week_start)
    entered = (
        local_day(span.entered_at, settings.zone_name)
        for span in doors_reminders.diary()
    )
    said = [day for day in (*entered, settings.reminders_checked) if day is not None]
    return max(said) < first


def show() -> None:
    """Draw the question."""
    said = [_what(span.strategy) for span in reminders_diary.now_said()]
    told = list(dict.fromkeys(said))[:AT_MOST_NAMED]
    now_html = safe.html(words.joined(told), 200)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="ask-reminders"
    ):
        st.html(
            '<p class="dl-done">Has anything changed about your reminders? '
            f'<span class="dl-soft">So far: {now_html}.</span></p>',
            width="stretch",
        )
        st.button("Nothing changed", key="reminders-same", on_click=_same)
        st.page_link("reminders.py", label="Something changed")


@notices.said
def _same() -> None:
    today = doors.local_today().isoformat()
    importing.change_setting(doors.database(), "reminders_checked", today)
    st.toast("Kept.", icon=":material/check:")


def _what(strategy: str) -> str:
    return "nothing is sent" if strategy == "none" else strategy
