"""A client on the list: who, why, the next step, and what to do about it in one tap."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.contracts import Standing
from analytics.reports import today_words
from analytics.store import entries
from pages.shared import (
    answered,
    based_on,
    done_line,
    doors,
    doors_steps,
    doors_today,
    file_link,
    notices,
    safe,
    state,
    step_offer,
    strip,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.contracts import RankedClient, SessionBehind, TodayList
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


@dataclass(frozen=True)
class Around:
    """What all cards of a page share."""

    today: TodayList
    emails: Mapping[str, str]
    """Where words to send go, by client, where a file said it."""
    sessions: Mapping[str, SessionBehind]
    """Those on which the reasons rest, by id."""
    seen: View


def around(clients: Sequence[RankedClient], today: TodayList, seen: View) -> Around:
    """Return what the cards of these clients need, looked up at once."""
    ids = {one for client in clients for why in client.reasons for one in why.sessions}
    return Around(
        today=today,
        emails=doors.emails(tuple(client.client_id for client in clients)),
        sessions=doors_today.sessions_behind(tuple(sorted(ids))),
        seen=seen,
    )


def show(client: RankedClient, place: int, about: Around) -> None:
    """Draw a client and the buttons.

    Parameters
    ----------
    place
        Where on the page the card stands, 0 first: once something was entered, the
        line with its undo appears in the same spot.
    """
    key = done_line.key_of(client.client_id)
    with st.container(border=True, key=f"client-{key}", gap="small"):
        # Lies over the name in the card, which keeps the room for it.
        with st.container(key=f"name-{key}"):
            file_link.show(client.client_id, client.name, about.seen)
        st.html(_told(client, about))
        with st.container(horizontal=True, gap="xsmall", key=f"acts-{key}"):
            step = client.next_step
            step_offer.show(
                step,
                key,
                step_offer.blanks_of(step, client.name, client.coach),
                email=about.emails.get(client.client_id),
                service=client.service,
            )
            _acts(client, key, place, about.seen.today)
            based_on.show(client, key, about.sessions, about.seen)
        answered.show(client, key, about.seen.today)


def _told(client: RankedClient, about: Around) -> str:
    seen, step = about.seen, client.next_step
    new = '<span class="dl-new">new</span>' if client.is_new else ""
    who_html = " · ".join(
        safe.html(part)
        for part in (client.coach, client.service, _little_known(client))
        if part
    )
    due = words.due(step.due, seen.today)
    title_html = safe.html(doors_steps.title(step.step))
    return (
        '<div class="dl-client"><div class="dl-who">'
        f'<h2><span class="dl-name">{seen.name(client.name)}</span>{new}'
        f'</h2><p class="dl-soft">{who_html}</p></div>'
        f'<div class="dl-why">{_why(client, about)}</div>'
        f'<p class="dl-next"><b>{title_html}</b> <br>{safe.html(due)}</p>'
        f"{strip.html(client.strip)}</div>"
    )


def _little_known(client: RankedClient) -> str:
    return "new, little known" if client.is_little_known else ""


def _why(client: RankedClient, about: Around) -> str:
    """Return how quiet, the facts, what changed and why the name waits, as HTML."""
    facts = " ".join(safe.html(reason.text, 300) for reason in client.reasons)
    soft = "".join(
        f'<p class="dl-soft">{safe.html(text, 300)}</p>'
        for text in (client.changed, client.held_back)
        if text
    )
    return f"{_how_quiet(client, about.today)}<p>{facts}</p>{soft}"


def _how_quiet(client: RankedClient, today: TodayList) -> str:
    said = today_words.how_quiet(client, today)
    if said is None:
        return ""
    first_html, rest_html = safe.html(said.first), safe.html(said.rest)
    return f'<p class="dl-likely"><b>{first_html}</b>{said.gap}{rest_html}</p>'


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


def _step_taken(client: RankedClient) -> str:
    """Return which step it was: whoever writes in spite of a rest says hello."""
    key = done_line.key_of(client.client_id)
    step = step_offer.chosen(client.next_step, key)
    return "say_hello" if step == "let_be" else step


@notices.said
def _contacted(client: RankedClient, place: int) -> None:
    entry = entries.add_follow_up(
        doors.database(),
        client.client_id,
        step=_step_taken(client),
        on=doors.local_today(),
        now=state.now(),
    )
    said = "was contacted today."
    done_line.keep(entry, client.client_id, said, place, is_contact=True)


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
