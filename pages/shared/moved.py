"""Moved sessions: how each is known, cut by hand and joined by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.importing import decisions
from analytics.people import slots
from pages.shared import done_line, doors, notices, safe, state, told_apart, words
from pages.shared.changed_list import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.people import MovedSession, Slot, Step
    from pages.shared.view import View

A_PAGE: Final = 10

BASES: Final = {
    "recorded": "your tool says so",
    "seen": "an earlier file showed the same booking at another time",
    "confirmed": "you said so",
    "strong": "by the rule: booked anew within two days of cancelling",
    "likely": "likely, by the rule: when it was cancelled is not known",
}
"""How a move is known, in the words of a page."""

_TIMES: Final = {1: "once", 2: "twice"}


def show(moved: Sequence[MovedSession], seen: View) -> None:
    """Draw the sessions that were moved, the newest first."""
    if not moved:
        st.markdown("No session was moved, as far as the files tell.")
        return
    pages = -(-len(moved) // A_PAGE)
    place = st.session_state.get("moved-page", 1) if pages > 1 else 1
    first = (min(place, pages) - 1) * A_PAGE
    with st.container(gap="xsmall", key="moved"):
        for session in moved[first : first + A_PAGE]:
            _chain(session, seen)
    if pages > 1:
        st.pagination(pages, key="moved-page")


def join(seen: View) -> None:
    """Offer to say that one session took the place of another."""
    with st.expander("A move is missing here", key="join", on_change="rerun"):
        if not st.session_state.get("join"):
            return
        names = told_apart.labels(doors.clients())
        client_id = st.selectbox(
            "Whose session was moved?",
            list(names),
            index=None,
            format_func=names.__getitem__,
            key="join-client",
        )
        if client_id is None:
            return
        listed = {slot.session_id: slot for slot in slots(doors.database(), client_id)}
        old = _slot("From", listed, seen, "join-from")
        new = _slot("To", listed, seen, "join-to")
        st.button(
            "It was moved",
            key="join-now",
            disabled=old is None or new is None or old == new,
            on_click=_join,
            args=(old, new),
        )


def _slot(label: str, listed: dict[str, Slot], seen: View, key: str) -> str | None:
    return st.selectbox(
        label,
        list(listed),
        index=None,
        format_func=lambda id_: _told(listed[id_], seen),
        key=key,
    )


def _told(slot: Slot, seen: View) -> str:
    at = words.moment(slot.starts_at, seen.zone, today=seen.today)
    return safe.plain(f"{at} ({OUTCOMES[slot.outcome]})")


def _chain(session: MovedSession, seen: View) -> None:
    key = done_line.key_of(session.session_id)
    days = [session.steps[0].from_at, *(step.to_at for step in session.steps)]
    path_html = " → ".join(
        safe.html(words.moment(day, seen.zone, today=seen.today)) for day in days
    )
    often = _TIMES.get(session.moves, f"{words.number(session.moves)} times")
    known = words.joined(
        list(dict.fromkeys(BASES[step.basis] for step in session.steps))
    )
    service_html = f" · {safe.html(session.service)}" if session.service else ""
    with st.container(border=True, gap="xsmall", key=f"session-moved-{key}"):
        st.html(
            f'<div class="dl-session"><p><b class="dl-name">{seen.name(session.name)}'
            f"</b>{service_html}, moved {often}</p><p>{path_html}</p>"
            f'<p class="dl-soft">{words.sentence(known)}.</p></div>'
        )
        with st.container(
            horizontal=True, gap="xsmall", key=f"acts-session-moved-{key}"
        ):
            for step in session.steps:
                day = seen.short_day(step.from_at)
                one = "Not a move" if session.moves == 1 else _cut_label(step, day)
                st.button(
                    one,
                    key=f"cut-{done_line.key_of(step.old_id)}",
                    on_click=_cut,
                    args=(step.old_id, step.basis),
                )


def _cut_label(step: Step, day: str) -> str:
    return f"Not a move: {day}" if step.basis == "seen" else f"Cut after {day}"


@notices.said
def _cut(old_id: str, basis: str) -> None:
    decisions.unlink(doors.database(), old_id, now=state.now())
    done = "Kept: the time was put right, nothing was moved."
    two = "The two are sessions of their own."
    st.toast(done if basis == "seen" else two, icon=":material/check:")


@notices.said
def _join(old_id: str, new_id: str) -> None:
    decisions.link(doors.database(), old_id, new_id, now=state.now())
    st.toast("Kept.", icon=":material/check:")
