"""Whom to refer to, and whom to call when worried: the practice's small directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.store import colleagues as stored
from analytics.store.colleagues import COLLEAGUE, SUPPORT
from pages.shared import doors, doors_playbook, notices, safe, state, taken_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.store.colleagues import Colleague

KINDS: Final = {
    COLLEAGUE: "A colleague to refer to",
    SUPPORT: "Support when I am worried",
}

_PLACE: Final = "directory"

NOBODY: Final = {
    COLLEAGUE: "Nobody to refer to stands in your directory yet.",
    SUPPORT: "No support contacts stand in your directory yet.",
}


def show() -> None:
    """Draw the directory and the form that adds to it."""
    st.header("Whom to turn to", anchor=False)
    st.markdown(
        "Colleagues you refer clients to, and support for the days on which you are "
        "worried: a helpline, a doctor, your supervisor. They stand beside the steps "
        "that need them."
    )
    found = doors_playbook.colleagues()
    for one in found:
        _line(one)
    taken_out.show(_PLACE)
    label = "Add somebody" if found else "Add the first one"
    with st.expander(label, icon=":material/person_add:"), st.form("colleague"):
        st.radio(
            "Who it is",
            list(KINDS),
            format_func=KINDS.__getitem__,
            key="colleague-kind",
            horizontal=True,
        )
        with st.grid(2, min_column_width=260):
            st.text_input("Name", key="colleague-name", max_chars=stored.MOST_LETTERS)
            st.text_input(
                "For what",
                key="colleague-what",
                max_chars=stored.MOST_LETTERS,
                placeholder="such as sleep, grief, money matters",
            )
            st.text_input(
                "How to reach them",
                key="colleague-reached",
                max_chars=stored.MOST_LETTERS,
                placeholder="phone, e-mail or address",
            )
        st.form_submit_button("Keep", on_click=_keep)


def beside(kind: str) -> str:
    """Return those of a kind as a list for beside a step, as HTML."""
    found = [one for one in doors_playbook.colleagues() if one.kind == kind]
    if not found:
        return f'<p class="dl-soft">{NOBODY[kind]} Add them on the page Next steps.</p>'
    items = "".join(f"<li>{_told(one)}</li>" for one in found)
    return f'<ul class="dl-points">{items}</ul>'


def _line(one: Colleague) -> None:
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        key=f"colleague-{one.entry_id}",
    ):
        kind_html = "support" if one.kind == SUPPORT else "colleague"
        st.html(
            f'<p class="dl-done">{_told(one)} '
            f'<span class="dl-soft">· {kind_html}</span></p>'
        )
        taken_out.button(one.entry_id, _PLACE, one.name)


def _told(one: Colleague) -> str:
    more = " · ".join(_given((one.what_for, one.reached_by)))
    return (
        f'<b class="dl-name">{safe.html(one.name)}</b> '
        f'<span class="dl-soft">{more}</span>'
    )


def _given(texts: Iterable[str | None]) -> list[str]:
    return [safe.html(text) for text in texts if text]


@notices.said
def _keep() -> None:
    typed = st.session_state
    stored.add(
        doors.database(),
        typed["colleague-name"],
        kind=typed["colleague-kind"],
        what_for=typed["colleague-what"],
        reached_by=typed["colleague-reached"],
        now=state.now(),
    )
    for key in ("colleague-name", "colleague-what", "colleague-reached"):
        st.session_state[key] = ""
    st.toast("Kept.", icon=":material/check:")
