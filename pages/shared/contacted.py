"""More about a contact that one tap has noted: how, who wrote last, a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analytics.store import follow_ups
from pages.shared import (
    contact_form,
    done_line,
    doors,
    doors_contacts,
    notices,
    state,
)

if TYPE_CHECKING:
    from pages.shared.state import Done
    from pages.shared.view import View


def more(done: Done, seen: View) -> None:
    """Draw the form behind a button; nothing where it was no contact."""
    if not done.is_contact or seen.is_initials:
        return
    taken = doors_contacts.of_client(done.client_id).taken
    found = [one for one in taken if one.entry_id == done.entry_id]
    if not found:
        return
    key = done_line.key_of(done.entry_id)
    with (
        st.popover("Add a line", key=f"more-{key}"),
        st.form(f"form-more-{key}", border=False),
    ):
        contact_form.fields(key, seen.today, before=found[0])
        st.form_submit_button("Keep", on_click=_keep, args=(done, key))


@notices.said
def _keep(done: Done, key: str) -> None:
    entry = follow_ups.change(
        doors.database(),
        done.entry_id,
        step=contact_form.step(key),
        on=contact_form.on(key),
        now=state.now(),
        **contact_form.said(key),
    )
    kept = state.done()
    kept[kept.index(done)] = replace(done, entry_id=entry)
    st.toast("Kept.", icon=":material/check:")
