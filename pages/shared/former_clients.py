"""Former clients in bulk: a few on a page, one tap each, kept together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.store import entries
from pages.shared import done_line, doors, notices, safe, state, view, words
from pages.shared.questions import ANSWERS
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.facts.services import FormerClient
    from pages.shared.view import View

A_PAGE: Final = 12
DONT_KNOW: Final = list(ANSWERS)[-1]


def show(former: Sequence[FormerClient]) -> None:
    """Draw the next few former clients of whom nobody has said how it ended."""
    st.header("Former clients", anchor=False)
    _what_was_kept()
    if not former:
        st.markdown("Of everybody who went quiet you have said how it ended.")
        return
    left = words.counted(len(former), "former client")
    st.caption(
        f"{left} went quiet without a word here about how it ended, the latest first. "
        "Skip whom you like."
    )
    page = former[:A_PAGE]
    with st.form("former", border=False):
        seen = view.current()
        with st.container(gap="xsmall"):
            for client in page:
                _row(client, seen)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Keep these answers", type="primary", on_click=_keep, args=(page, "")
            )
            st.form_submit_button(
                f"{DONT_KNOW}, for all that are left open here",
                on_click=_keep,
                args=(page, DONT_KNOW),
            )


def _row(client: FormerClient, seen: View) -> None:
    key = done_line.key_of(client.client_id)
    day = words.short_day(client.last_attended, today=seen.today)
    came = words.counted(client.sessions_attended, "session")
    service_html = f" · {safe.html(client.service)}" if client.service else ""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"former-{key}"
    ):
        st.html(
            f'<p class="dl-done"><b class="dl-name">{seen.name(client.name)}</b> '
            f'<span class="dl-soft">{came}, last {day}{service_html}</span></p>'
        )
        st.segmented_control(
            f"How did it end with {safe.md(seen.plain_name(client.name))}?",
            list(ANSWERS),
            key=f"ended-{key}",
            label_visibility="collapsed",
            wrap=True,
        )


@notices.said
def _keep(page: Sequence[FormerClient], for_the_rest: str) -> None:
    """Keep what was answered; what was not gets `for_the_rest`, if there is one."""
    chosen = {
        client.client_id: st.session_state[
            f"ended-{done_line.key_of(client.client_id)}"
        ]
        or for_the_rest
        for client in page
    }
    given = {client_id: answer for client_id, answer in chosen.items() if answer}
    st.session_state[Key.BULK] = [_entered(one, given) for one in given]


def _entered(client_id: str, given: Mapping[str, str]) -> str:
    standing, _said = ANSWERS[given[client_id]]
    return entries.add_ending(
        doors.database(), client_id, standing, on=doors.local_today(), now=state.now()
    )


def _what_was_kept() -> None:
    kept: list[str] = st.session_state.get(Key.BULK, [])
    if not kept:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="done-bulk"
    ):
        answers = words.counted(len(kept), "answer was", "answers were")
        st.html(f'<p class="dl-done">{answers} kept.</p>')
        st.button("Undo", key="undo-bulk", on_click=_undo)


@notices.said
def _undo() -> None:
    for entry_id in st.session_state.pop(Key.BULK):
        entries.withdraw(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")
