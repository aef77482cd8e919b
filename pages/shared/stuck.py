"""On Today: a second short list, of who comes but does not get ahead.

By rule alone, and never mixed with who is going quiet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.store import entries
from pages.shared import (
    choice,
    client_card,
    done_line,
    doors,
    doors_steps,
    file_done,
    file_link,
    notices,
    safe,
    state,
    step_offer,
    words,
)
from pages.shared.state import Done, Key

if TYPE_CHECKING:
    from analytics.contracts import StuckClient
    from pages.shared.view import View

HEADING: Final = "Coming, but stuck"

HOW: Final = (
    "They come, and something does not move: what was agreed is still open, or the "
    "goal is not getting nearer. Two names at most, by a plain rule."
)


def show(seen: View) -> None:
    """Draw the list; nothing where nobody is stuck."""
    has = choice.selection().has
    found = [client for client in doors.today().stuck if has(client.coach)]
    seen_to = [(done, name) for done in _kept() if (name := _name(done.client_id))]
    if not (found or seen_to):
        return
    st.header(HEADING, anchor=False)
    st.caption(HOW)
    with st.container(gap="xsmall", key="stuck"):
        for client in found:
            _card(client, seen)
        for done, name in seen_to:
            _line(done, name, seen)


def _line(done: Done, name: str, seen: View) -> None:
    key = done_line.key_of(done.entry_id)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"done-{key}"
    ):
        st.html(
            f'<p class="dl-done"><b class="dl-name">{seen.name(name)}</b> '
            f"{safe.html(done.said)}</p>"
        )
        st.button("Undo", key=f"undo-{key}", on_click=_undo, args=(done,))


def _name(client_id: str) -> str | None:
    """Return a client's name; ``None`` of whoever was forgotten meanwhile."""
    listed = doors.clients()
    found = listed.loc[listed["client_id"] == client_id, "name"]
    return None if found.empty else str(found.iloc[0])


def _kept() -> list[Done]:
    kept: list[Done] = st.session_state.setdefault(Key.STUCK, [])
    return kept


def _keep(entry_id: str, client_id: str, said: str) -> None:
    _kept().append(Done(entry_id, client_id, said, None))
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _undo(done: Done) -> None:
    file_done.take_back(done.entry_id)
    if done in _kept():
        _kept().remove(done)


def _card(client: StuckClient, seen: View) -> None:
    key = f"stuck-{done_line.key_of(client.client_id)}"
    with st.container(border=True, key=f"client-{key}", gap="small"):
        # Lies over the name in the card, as on the list above.
        with st.container(key=f"name-{key}"):
            file_link.show(client.client_id, client.name, seen)
        st.html(_told_html(client, seen))
        with st.container(horizontal=True, gap="xsmall", key=f"acts-{key}"):
            step = client.next_step
            blanks = step_offer.blanks_of(step, client.name, client.coach)
            step_offer.show(step, key, blanks, service=client.service)
            st.button(
                "Talked about it",
                key=f"talked-{key}",
                on_click=_talked,
                args=(client, step_offer.chosen(step, key)),
            )
            with st.popover("No concern because …", key=f"aside-{key}"):
                _aside_form(client, key)


def _told_html(client: StuckClient, seen: View) -> str:
    step = client.next_step
    who_html = " · ".join(
        safe.html(part) for part in (client.coach, client.service) if part
    )
    due_html = safe.html(words.due(step.due, seen.today))
    title_html = safe.html(doors_steps.title(step.step))
    return (
        '<div class="dl-client"><div class="dl-who">'
        f'<h3><span class="dl-name">{seen.name(client.name)}</span></h3>'
        f'<p class="dl-soft">{who_html}</p></div>'
        f'<div class="dl-why"><p>{safe.html(client.why, 300)}</p></div>'
        f'<p class="dl-next"><b>{title_html}</b> <br>{due_html}</p></div>'
    )


def _aside_form(client: StuckClient, key: str) -> None:
    picked = f"why-{key}"
    st.pills(
        "No concern because",
        list(client_card.NO_CONCERN),
        key=picked,
        on_change=_aside_picked,
        args=(client, picked),
    )
    st.caption("Driftline looks again in four weeks.")


@notices.said
def _talked(client: StuckClient, step: str) -> None:
    entry = entries.add_follow_up(
        doors.database(),
        client.client_id,
        step=step,
        on=doors.local_today(),
        now=state.now(),
    )
    _keep(entry, client.client_id, "was talked to today.")


@notices.said
def _aside_picked(client: StuckClient, picked: str) -> None:
    reason = st.session_state[picked]
    if not reason:
        return
    today = doors.local_today()
    entry = entries.set_aside(
        doors.database(),
        client.client_id,
        from_date=today,
        until_date=today + client_card.LOOK_AGAIN,
        reason=reason,
        now=state.now(),
    )
    _keep(entry, client.client_id, f"is no concern because {reason}.")
