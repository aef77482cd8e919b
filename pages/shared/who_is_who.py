"""Questions about people: one person or two, cancelled or still on. Each with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.contracts import Outcome
from analytics.importing import decisions
from analytics.store import outcomes
from analytics.store.outcomes import Said
from pages.shared import choice, done_line, doors, notices, safe, state, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analytics.people import SamePerson, SharedAddress
    from pages.shared.view import View

    Action = tuple[str, Callable[..., None], tuple[object, ...]]
    """What a button says, and what it does."""

SHOWN: Final = 12
"""Of each sort at once: the others come up as these are answered."""


def same_people(pairs: Sequence[SamePerson], seen: View) -> None:
    """Ask of pairs of clients whether they are one person."""
    for pair in pairs[:SHOWN]:
        both_html = " and ".join(
            f'<b class="dl-name">{seen.name(name)}</b> '
            f'<span class="dl-soft">({words.counted(count, "session")})</span>'
            for name, count in (
                (pair.name, pair.count_sessions),
                (pair.into_name, pair.into_count_sessions),
            )
        )
        evidence_html = safe.html(words.sentence(", ".join(pair.evidence)), 300)
        _card(
            f"same-{pair.client_id}-{pair.into_id}",
            f'<p>{both_html}</p><p class="dl-soft">{evidence_html}.</p>',
            (
                ("Same person", _merge, (pair.client_id, pair.into_id)),
                ("Not the same", _keep_apart, (pair.client_id, pair.into_id)),
            ),
        )
    _more(len(pairs))


def shared_addresses(couples: Sequence[SharedAddress], seen: View) -> None:
    """Ask of names under one address whether they are two people."""
    for couple in couples[:SHOWN]:
        booked = words.counted(couple.count_sessions, "session is", "sessions are")
        told_html = (
            f' <span class="dl-soft">{booked} booked under the second name.</span>'
            if couple.count_sessions
            else ""
        )
        _card(
            f"couple-{couple.client_id}-{couple.other_name}",
            f'<p><b class="dl-name">{seen.name(couple.name)}</b> and '
            f'<b class="dl-name">{seen.name(couple.other_name)}</b> '
            f"book from one address.{told_html}</p>",
            (
                ("Two people", _split, (couple.client_id, couple.other_name)),
                ("One person", _keep_together, (couple.client_id, couple.other_name)),
            ),
        )
    _more(len(couples))


def missing(seen: View) -> None:
    """Ask of bookings that a newer file leaves out whether they were cancelled."""
    has = choice.selection().has
    bookings = [one for one in doors.missing_bookings() if has(one.coach)]
    if not bookings:
        return
    st.header("Was this cancelled?", anchor=False)
    st.caption(
        "A newer file leaves these bookings out although it covers their day. Those "
        "ahead no longer count as booked, until you say that they are still on."
    )
    for booking in bookings[:SHOWN]:
        at = words.moment(booking.starts_at, seen.zone, today=seen.today)
        is_over = booking.starts_at <= state.now()
        service_html = f" · {safe.html(booking.service)}" if booking.service else ""
        answers: tuple[Action, ...] = (
            ("It was cancelled", _cancelled, (booking.session_id,)),
            ("It took place", _took_place, (booking.session_id,))
            if is_over
            else ("It is still on", _still_on, (booking.session_id,)),
        )
        _card(
            f"missing-{booking.session_id}",
            f'<p><b class="dl-name">{seen.name(booking.name)}</b>, {safe.html(at)}'
            f'{service_html}</p><p class="dl-soft">In the file of '
            f"{seen.short_day(booking.last_seen_at)}, and no longer in that of "
            f"{seen.short_day(booking.missing_since)}.</p>",
            answers,
        )
    _more(len(bookings))


def _card(name: str, told_html: str, actions: Sequence[Action]) -> None:
    key = done_line.key_of(name)
    with st.container(border=True, gap="xsmall", key=f"session-who-{key}"):
        st.html(f'<div class="dl-session">{told_html}</div>')
        with st.container(horizontal=True, gap="xsmall", key=f"acts-session-who-{key}"):
            for number, (label, act, given) in enumerate(actions):
                st.button(label, key=f"who-{key}-{number}", on_click=act, args=given)


def _more(count: int) -> None:
    if count > SHOWN:
        st.caption(f"and {count - SHOWN:,} more, once these are answered")


def _said() -> None:
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _merge(client_id: str, into_id: str) -> None:
    decisions.merge(doors.database(), client_id, into_id, now=state.now())
    _said()


@notices.said
def _keep_apart(client_id: str, into_id: str) -> None:
    decisions.keep_apart(doors.database(), client_id, into_id, now=state.now())
    _said()


@notices.said
def _split(client_id: str, name: str) -> None:
    decisions.split(doors.database(), client_id, name, now=state.now())
    _said()


@notices.said
def _keep_together(client_id: str, name: str) -> None:
    decisions.keep_together(doors.database(), client_id, name, now=state.now())
    _said()


@notices.said
def _still_on(session_id: str) -> None:
    decisions.keep_booked(doors.database(), session_id, now=state.now())
    _said()


@notices.said
def _cancelled(session_id: str) -> None:
    _confirm(session_id, Outcome.CANCELLED)


@notices.said
def _took_place(session_id: str) -> None:
    _confirm(session_id, Outcome.ATTENDED)


def _confirm(session_id: str, outcome: Outcome) -> None:
    outcomes.confirm(
        doors.database(),
        [Said(session_id, outcome)],
        on=doors.local_today(),
        now=state.now(),
    )
    _said()
