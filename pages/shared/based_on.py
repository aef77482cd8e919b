"""What a name on the list is based on: each fact, with the sessions behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import today_words
from pages.shared import changed_list, safe, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.contracts import RankedClient, Reason, SessionBehind
    from pages.shared.view import View

LABEL: Final = "What this is based on"

NO_SESSION: Final = "No single session stands behind this."

PRESUMED: Final = "taken to have come: nobody said otherwise"


def show(
    client: RankedClient, key: str, sessions: Mapping[str, SessionBehind], seen: View
) -> None:
    """Draw the button that opens the facts and their sessions."""
    with st.popover(LABEL, key=f"based-{key}", type="tertiary"):
        facts = "".join(_fact(reason, sessions, seen) for reason in client.reasons)
        st.html(f'<div class="dl-based">{facts}</div>')
        if client.interval is not None:
            st.caption(today_words.ABOUT_THE_RANGE)


def became(session: SessionBehind) -> str:
    """Return what became of a session, in the words of a page."""
    if session.basis == "presumed" and session.outcome == "attended":
        return PRESUMED
    said = changed_list.OUTCOMES[session.outcome]
    return f"{said}, excused" if session.is_excused else said


def _fact(reason: Reason, sessions: Mapping[str, SessionBehind], seen: View) -> str:
    behind = [sessions[one] for one in reason.sessions if one in sessions]
    behind.sort(key=lambda session: session.starts_at, reverse=True)
    rows = "".join(_row(session, seen) for session in behind)
    text = safe.html(reason.text, 300)
    if not rows:
        return f'<h3>{text}</h3><p class="dl-soft">{NO_SESSION}</p>'
    return (
        f'<h3>{text}</h3><table class="dl-table"><thead><tr><th scope="col">Session'
        f'</th><th scope="col">What became of it</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(session: SessionBehind, seen: View) -> str:
    at = words.moment(session.starts_at, seen.zone, today=seen.today)
    service_html = ""
    if session.service:
        service_html = f'<br><span class="dl-soft">{safe.html(session.service)}</span>'
    return (
        f"<tr><td>{safe.html(at)}{service_html}</td>"
        f"<td>{safe.html(became(session))}</td></tr>"
    )
