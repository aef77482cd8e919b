"""A client on the list: who, why, the next step, and what to do about it in one tap."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.contracts import Standing
from analytics.store import entries
from pages.shared import done_line, doors, message, notices, safe, state, strip, words

if TYPE_CHECKING:
    from analytics.contracts import RankedClient
    from pages.shared.view import View

AWAY: Final = {
    "for 1 week": dt.timedelta(days=7),
    "for 2 weeks": dt.timedelta(days=14),
    "for 4 weeks": dt.timedelta(days=28),
}

NO_CONCERN: Final = (
    "we have spoken",
    "a slower rhythm was agreed",
    "they told me they are busy",
    "they will book by themselves",
)

LOOK_AGAIN: Final = dt.timedelta(days=28)
"""How long "no concern" holds: the snooze of the list (docs/definitions.md)."""


def show(client: RankedClient, place: int, email: str | None, seen: View) -> None:
    """Draw a client and the buttons.

    Parameters
    ----------
    place
        Where on the page the card stands, 0 first: once something was entered, the
        line with its undo appears in the same spot.
    email
        Where words to send go, if a file said it.
    """
    key = done_line.key_of(client.client_id)
    with st.container(border=True, key=f"client-{key}", gap="small"):
        st.html(_told(client, seen))
        with st.container(horizontal=True, gap="xsmall", key=f"acts-{key}"):
            with st.popover("Words to use", key=f"words-{key}"):
                message.show(key, client.next_step.draft, email)
            _acts(client, key, place, seen.today)


def _told(client: RankedClient, seen: View) -> str:
    new = '<span class="dl-new">new</span>' if client.is_new else ""
    who_html = " · ".join(
        safe.html(part) for part in (client.coach, client.service) if part
    )
    why = " ".join(safe.html(reason.text, 300) for reason in client.reasons)
    held = f'<p class="dl-soft">{safe.html(client.held_back, 300)}</p>'
    step = client.next_step
    due = words.due(step.due, seen.today)
    return (
        '<div class="dl-client"><div class="dl-who">'
        f'<h2><span class="dl-name">{seen.name(client.name)}</span>{new}'
        f'</h2><p class="dl-soft">{who_html}</p></div>'
        f'<div class="dl-why"><p>{why}</p>{held if client.held_back else ""}</div>'
        f'<p class="dl-next"><b>{safe.html(step.title)}</b> <br>{safe.html(due)}</p>'
        f"{strip.html(client.strip)}</div>"
    )


def _acts(client: RankedClient, key: str, place: int, today: dt.date) -> None:
    st.button(
        "Contacted",
        key=f"contacted-{key}",
        on_click=_contacted,
        args=(client, place),
    )
    with st.popover("Away until …", key=f"away-{key}"):
        _away_form(client, key, place, today)
    st.button(
        "Finished", key=f"finished-{key}", on_click=_finished, args=(client, place)
    )
    with st.popover("No concern because …", key=f"aside-{key}"):
        _no_concern_form(client, key, place)


def _away_form(client: RankedClient, key: str, place: int, today: dt.date) -> None:
    picked = f"away-for-{key}"
    st.pills(
        "They are away",
        list(AWAY),
        key=picked,
        on_change=_away_for,
        args=(client, picked, place),
    )
    day = st.date_input(
        "or until this day",
        today + dt.timedelta(days=21),
        min_value=today + dt.timedelta(days=1),
        key=f"away-day-{key}",
        format="YYYY-MM-DD",
    )
    st.button(
        "Keep this day",
        key=f"away-keep-{key}",
        on_click=_away_until,
        args=(client, day, place),
    )


def _no_concern_form(client: RankedClient, key: str, place: int) -> None:
    picked = f"aside-why-{key}"
    st.pills(
        "No concern because",
        list(NO_CONCERN),
        key=picked,
        on_change=_no_concern_picked,
        args=(client, picked, place),
    )
    written = st.text_input("or in your own words", key=f"aside-own-{key}")
    st.button(
        "Keep this reason",
        key=f"aside-keep-{key}",
        on_click=_no_concern,
        args=(client, written, place),
    )
    st.caption("Driftline looks again in four weeks.")


@notices.said
def _contacted(client: RankedClient, place: int) -> None:
    entry = entries.add_follow_up(
        doors.database(),
        client.client_id,
        step=client.next_step.step,
        on=doors.local_today(),
        now=state.now(),
    )
    done_line.keep(entry, client.client_id, "was contacted today.", place)


@notices.said
def _finished(client: RankedClient, place: int) -> None:
    entry = entries.add_ending(
        doors.database(),
        client.client_id,
        Standing.COMPLETED,
        on=doors.local_today(),
        now=state.now(),
    )
    done_line.keep(entry, client.client_id, "has finished.", place)


def _away_for(client: RankedClient, picked: str, place: int) -> None:
    chosen = st.session_state[picked]
    if chosen:
        _away_until(client, doors.local_today() + AWAY[chosen], place)


@notices.said
def _away_until(client: RankedClient, until: dt.date, place: int) -> None:
    today = doors.local_today()
    entry = entries.add_absence(
        doors.database(), client.client_id, today, until, now=state.now()
    )
    done_line.keep(
        entry,
        client.client_id,
        f"is away until {words.day(until, today=today)}.",
        place,
    )


def _no_concern_picked(client: RankedClient, picked: str, place: int) -> None:
    chosen = st.session_state[picked]
    if chosen:
        _no_concern(client, chosen, place)


@notices.said
def _no_concern(client: RankedClient, reason: str, place: int) -> None:
    today = doors.local_today()
    entry = entries.set_aside(
        doors.database(),
        client.client_id,
        from_date=today,
        until_date=today + LOOK_AGAIN,
        reason=reason,
        now=state.now(),
    )
    done_line.keep(
        entry, client.client_id, f"is no concern because {reason.strip()}.", place
    )
