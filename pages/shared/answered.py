"""On a card: whether somebody who was contacted has answered, in one tap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.playbook.contact_words import RESULTS
from analytics.risk import holding
from analytics.store import answers, entries
from pages.shared import doors, notices, safe, state

if TYPE_CHECKING:
    import datetime as dt

    from analytics.contracts import Contact, RankedClient

ANSWERED: Final = "They answered"
NOT_YET: Final = "No answer yet"


def show(client: RankedClient, key: str, today: dt.date) -> None:
    """Draw what is known of an answer, and the buttons that say it.

    Nothing is drawn for somebody whom nobody has contacted in the last four weeks.
    """
    contact = client.contact
    if contact is None:
        return
    with st.container(
        horizontal=True,
        gap="xsmall",
        vertical_alignment="center",
        key=f"acts-answer-{key}",
    ):
        said = _said(client, contact, today)
        if said:
            st.caption(safe.md(said), width="content")
        if not contact.is_answered and contact.result in (None, answers.NO_ANSWER):
            _button(client, f"answered-{key}", is_answered=True)
        if contact.is_answered is None and contact.result is None:
            _button(client, f"no-answer-{key}", is_answered=False)
        if contact.answer_id is not None:
            st.button(
                "Undo",
                key=f"answer-undo-{key}",
                on_click=_undo,
                args=(contact.answer_id,),
                type="tertiary",
            )


def _said(client: RankedClient, contact: Contact, today: dt.date) -> str:
    """Return what is known; nothing where the card says it already."""
    if contact.result is not None:
        return f"{RESULTS.get(contact.result, contact.result)}."
    if contact.is_answered:
        return "They wrote last."
    on = f"Contacted on {holding.said(contact.on, today)}"
    return "" if on in (client.held_back or "") else f"{on}."


def _button(client: RankedClient, key: str, *, is_answered: bool) -> None:
    st.button(
        ANSWERED if is_answered else NOT_YET,
        key=key,
        on_click=_keep,
        args=(client.client_id,),
        kwargs={"is_answered": is_answered},
    )


@notices.said
def _keep(client_id: str, *, is_answered: bool) -> None:
    answers.add(
        doors.database(),
        client_id,
        is_answered=is_answered,
        on=doors.local_today(),
        now=state.now(),
    )
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _undo(entry_id: str) -> None:
    entries.withdraw(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")
