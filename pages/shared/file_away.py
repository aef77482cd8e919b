"""When a client is away: what is known, and the form to say it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.store import entries
from pages.shared import done_line, doors, file_done, notices, state, words

if TYPE_CHECKING:
    from analytics.store.absences import Absence
    from pages.shared.view import View

LISTED: Final = 6

NONE: Final = "No absence is known. Days away are not counted as quiet."


def show(client_id: str, seen: View) -> None:
    """Draw the client's absences, the latest return first, and the form."""
    st.subheader("Away", anchor=False)
    mine = [one for one in doors.absences() if one.client_id == client_id]
    if not mine:
        st.html(f'<p class="dl-soft">{NONE}</p>')
    for absence in mine[:LISTED]:
        _absence(absence, seen)
    key = f"{done_line.key_of(client_id)}-{len(mine)}"
    with st.popover("They are away …", key=f"away-of-{key}"):
        _form(client_id, key, seen)


def _absence(absence: Absence, seen: View) -> None:
    key = done_line.key_of(absence.entry_id)
    first = words.short_day(absence.from_date, today=seen.today)
    back = words.short_day(absence.until_date, today=seen.today)
    why_html = f" · {seen.typed(absence.why)}" if absence.why else ""
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"file-absence-{key}"
    ):
        st.html(f'<p class="dl-done">From {first}, back on {back}{why_html}</p>')
        st.button(
            "Take back",
            key=f"file-absence-undo-{key}",
            type="tertiary",
            on_click=_take_back,
            args=(absence.entry_id,),
        )


def _form(client_id: str, key: str, seen: View) -> None:
    with st.form(f"form-away-{key}", border=False):
        st.date_input(
            "First day away", seen.today, key=f"from-{key}", format="YYYY-MM-DD"
        )
        st.date_input(
            "Back on",
            seen.today + dt.timedelta(days=14),
            key=f"back-{key}",
            format="YYYY-MM-DD",
        )
        st.text_input("Why, if you like", key=f"why-{key}", max_chars=200)
        st.form_submit_button("Keep", on_click=_keep, args=(client_id, key))


@notices.said
def _keep(client_id: str, key: str) -> None:
    entry = entries.add_absence(
        doors.database(),
        client_id,
        st.session_state[f"from-{key}"],
        st.session_state[f"back-{key}"],
        why=st.session_state[f"why-{key}"],
        now=state.now(),
    )
    file_done.keep(entry, client_id, "An absence was kept.")


@notices.said
def _take_back(entry_id: str) -> None:
    file_done.take_back(entry_id)
