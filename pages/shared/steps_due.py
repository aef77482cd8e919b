"""What is due: the steps somebody means to take, and the same for a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.playbook import due_steps
from pages.shared import doors_playbook, file_link, safe, state, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.playbook.due_steps import DueStep
    from pages.shared.view import View

AT_ONCE: Final = 12

AT_MOST: Final = 300
"""Steps that are listed and go into a calendar: the first due of them."""

NOTHING: Final = (
    "Nothing is planned. A step that you plan in a client's file stands here until "
    "it is taken."
)


def show(seen: View) -> None:
    """Draw what is due, the first first, and the button for a calendar."""
    st.header("What is due", anchor=False)
    found = doors_playbook.due()
    if not found:
        st.markdown(NOTHING)
        return
    many, found = len(found), found[:AT_MOST]
    for one in found[:AT_ONCE]:
        _line(one, seen)
    if found[AT_ONCE:]:
        label = words.counted(len(found) - AT_ONCE, "more step", "more steps")
        later = st.expander(label, on_change="rerun", key="more-due")
        if later.open:
            with later:
                for one in found[AT_ONCE:]:
                    _line(one, seen)
    _calendar(found)
    if many > len(found):
        st.caption(f"The first {AT_MOST} of {many:,} are listed and saved.")


def _line(one: DueStep, seen: View) -> None:
    step = doors_playbook.step(one.step)
    title_html = safe.html(step.title if step else one.step)
    due_html = safe.html(
        f"rests for now: {one.rests}" if one.rests else words.due(one.due, seen.today)
    )
    # Written by hand, it may name somebody.
    why = "" if seen.is_initials or not one.why else f" · {safe.html(one.why, 280)}"
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        key=f"due-{one.entry_id}",
    ):
        if one.name is None:
            file_link.open_file(one.client_id)
        else:
            file_link.show(one.client_id, one.name, seen)
        st.html(
            f'<p class="dl-done"><b>{title_html}</b> '
            f'<span class="dl-soft">{due_html}{why}</span></p>'
        )


def _calendar(found: Sequence[DueStep]) -> None:
    def content() -> bytes:
        steps = doors_playbook.playbook().steps
        return due_steps.calendar(found, steps, now=state.now())

    st.download_button(
        "Save as calendar file",
        data=content,
        file_name="next-steps.ics",
        mime="text/calendar",
        on_click="ignore",
        key="save-calendar",
        icon=":material/event:",
    )
    st.caption(
        "All-day entries with the step and the client's initials, nothing else: a "
        "calendar is often seen by others."
    )
