"""One question a service: whether it goes on or has a number of sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.facts import services as service_facts
from pages.shared import done_line, doors, notices, safe, state, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.facts.services import ServiceEnd

KINDS: Final = {
    "open_ended": "It goes on for as long as it helps",
    "programme": "It has a number of sessions",
}

USUAL_PROGRAMME: Final = 8
"""Where nothing is known: what the number field starts from."""

WIDEST: Final = 24
"""Bars of a histogram; longer stories are counted together in the last one."""


def show(services: Sequence[ServiceEnd]) -> None:
    """Draw one form for all services: what looks right needs a single tap."""
    st.header("Your services", anchor=False)
    with st.form("services"):
        for service in services:
            _service(service)
        st.form_submit_button(
            "Keep these", type="primary", on_click=_keep, args=(tuple(services),)
        )


def looks(service: ServiceEnd) -> str:
    """Return what the log looks like, or what was said before."""
    if service.confirmed == "programme":
        return f"You said: {_sessions(service.confirmed_sessions)}."
    if service.confirmed == "open_ended":
        return "You said: it goes on."
    former = words.counted(service.finished_clients, "former client")
    if service.guess == "programme":
        stopped = dict(service.histogram).get(service.guessed_sessions or 0, 0)
        return (
            f"Of {former}, {stopped} stopped after "
            f"{_sessions(service.guessed_sessions)}: it looks like a programme."
        )
    if service.finished_clients == 0:
        return "No former clients yet, so there is nothing to guess from."
    if len(service.histogram) == 1:
        return f"{former} so far, all after {_sessions(service.histogram[0][0])}."
    return f"{former} stopped at different numbers: it looks open-ended."


def _service(service: ServiceEnd) -> None:
    key = done_line.key_of(service.service)
    st.html(
        f'<div class="dl-service"><div><h3 class="dl-name">{safe.html(service.service)}'
        f'</h3><p class="dl-soft">{safe.html(looks(service))}</p></div>'
        f"{histogram(service.histogram)}</div>"
    )
    kinds = list(KINDS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.radio(
            f"How does {safe.md(service.service)} end?",
            kinds,
            index=kinds.index(service.confirmed or service.guess),
            format_func=KINDS.__getitem__,
            key=f"kind-{key}",
            label_visibility="collapsed",
        )
        st.number_input(
            "Sessions, if it has a number",
            min_value=1,
            max_value=service_facts.MOST_SESSIONS,
            value=service.confirmed_sessions
            or service.guessed_sessions
            or USUAL_PROGRAMME,
            key=f"planned-{key}",
            width=220,
        )


def histogram(totals: Sequence[tuple[int, int]]) -> str:
    """Return how many former clients stopped after how many sessions, as bars."""
    if not totals:
        return ""
    counts = [0] * min(max(total for total, _count in totals), WIDEST)
    for total, count in totals:
        counts[min(total, WIDEST) - 1] += count
    highest = max(counts)
    bars = "".join(
        f'<i style="height:{max(round(34 * count / highest), 1)}px" '
        f'title="{words.counted(count, "client")} after {_sessions(at)}"></i>'
        for at, count in enumerate(counts, start=1)
    )
    told = "; ".join(
        f"{words.counted(count, 'client')} after {_sessions(total)}"
        for total, count in totals
    )
    last = f"{len(counts)}+" if totals[-1][0] > WIDEST else str(len(counts))
    return (
        f'<div class="dl-weeks"><div class="dl-histogram" role="img" '
        f'aria-label="{safe.html(told, 2000)}">{bars}</div><small aria-hidden="true">'
        f"<span>1 session</span><span>{last}</span></small></div>"
    )


def _sessions(count: int | None) -> str:
    return words.counted(count or 0, "session")


@notices.said
def _keep(services: Sequence[ServiceEnd]) -> None:
    for service in services:
        key = done_line.key_of(service.service)
        service_facts.confirm_service(
            doors.database(),
            service.service,
            st.session_state[f"kind-{key}"],
            st.session_state[f"planned-{key}"],
            state.now(),
        )
    st.toast("Kept.", icon=":material/check:")
