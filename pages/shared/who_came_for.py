"""On Who came?: exactly the sessions that a comparison of reminders lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import doors_reminders, who_came, words
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.quality.questions import Unvouched
    from pages.shared.view import View

AT_ONCE: Final = 10


def wanted() -> list[Unvouched]:
    """Return the sessions that were asked for on this visit, also once answered."""
    ids: tuple[str, ...] = st.session_state.get(Key.WANTED, ())
    if not ids:
        return []
    kept: dict[str, Unvouched] = st.session_state.setdefault(Key.WANTED_HELD, {})
    found = {one.session_id: one for one in doors_reminders.unvouched(ids)}
    kept.update(found)
    here = found.keys() | who_came.marked().keys()
    return [kept[one] for one in ids if one in kept and one in here]


def show(sessions: Sequence[Unvouched], seen: View, unfolded: str | None) -> None:
    """Draw them."""
    if not sessions:
        return
    st.header("For comparing your reminders", anchor=False)
    left = sum(one.session_id not in who_came.marked() for one in sessions)
    st.caption(
        f"{words.counted(left, 'session')} left. Say what you know; “Nobody knows” is "
        "an answer, and leaves the comparison as it is."
    )
    with st.container(gap="xsmall", key="wanted"):
        shown = who_came.up_to_open(sessions, AT_ONCE)
        who_came.rows(shown, {}, seen, unfolded=unfolded)
    who_came.all_came(shown, "wanted-all", "All {count} of these came")
    with st.container(horizontal=True):
        st.page_link("reminders.py", label="Back to the comparison")
        st.button("Leave them", key="wanted-leave", on_click=_leave)


def _leave() -> None:
    for key in (Key.WANTED, Key.WANTED_HELD):
        st.session_state.pop(key, None)
