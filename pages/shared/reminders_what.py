"""What is sent, asked for in a form: nothing, one that is known, or its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.store import bundles
from pages.shared import doors_reminders, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

NEW: Final = "\x00new"
"""No strategy has this name: it cannot be typed."""

MOST_STEPS: Final = 3

WAYS: Final = {
    "email": "E-mail",
    "text": "Text message",
    "message": "Messenger",
    "call": "Phone call",
    "app": "The app",
}

LEADS: Final = ("1h", "2h", "4h", "12h", "24h", "2d", "3d", "5d", "7d", "14d")

WORDINGS: Final = {
    "plain": "plain words",
    "cost": "says what a missed session costs",
    "personal": "personal words",
    "question": "asks to confirm",
}

USUAL: Final = (("email", "3d"), ("text", "24h"), ("text", "2h"))
"""What the form begins with."""


def show(key: str) -> None:
    """Draw the choice; `chosen` reads it in a callback.

    Parameters
    ----------
    key
        Begins the keys of the widgets.
    """
    known = {one.name: one for one in doors_reminders.known()}
    what = st.selectbox(
        "What is sent",
        [NEW, bundles.NONE, *known],
        format_func=lambda name: _said(name, list(known)),
        key=f"{key}-what",
    )
    if what != NEW:
        return
    count = st.segmented_control(
        "How many reminders a session",
        list(range(1, MOST_STEPS + 1)),
        default=1,
        required=True,
        key=f"{key}-count",
    )
    for number in range(int(count or 1)):
        _step(key, number)


def chosen(key: str) -> tuple[str | None, Sequence[str]]:
    """Return the name, or the steps, that stand in the form."""
    said = st.session_state
    what = str(said[f"{key}-what"])
    if what != NEW:
        return what, ()
    count = int(said.get(f"{key}-count") or 1)
    steps = [
        ":".join(str(said[f"{key}-{part}-{number}"]) for part in ("way", "lead", "how"))
        for number in range(count)
    ]
    return None, steps


def _step(key: str, number: int) -> None:
    way, lead = USUAL[number]
    with st.container(
        horizontal=True, vertical_alignment="bottom", key=f"{key}-step-{number}"
    ):
        st.selectbox(
            f"{number + 1}. How",
            list(WAYS),
            index=list(WAYS).index(way),
            format_func=WAYS.__getitem__,
            key=f"{key}-way-{number}",
            width=160,
        )
        st.selectbox(
            "How long before",
            list(LEADS),
            index=LEADS.index(lead),
            format_func=_lead,
            key=f"{key}-lead-{number}",
            accept_new_options=True,
            help="Another one: type 90m, 36h, 10d or 3w.",
            width=150,
        )
        st.selectbox(
            "In which words",
            list(WORDINGS),
            format_func=WORDINGS.__getitem__,
            key=f"{key}-how-{number}",
            width=250,
        )


def _lead(lead: str) -> str:
    if lead not in LEADS:
        return safe.plain(lead)
    return bundles.lead_label(bundles.step(f"text:{lead}").lead_minutes)


def _said(name: str, known: Sequence[str]) -> str:
    if name == NEW:
        return "Reminders that I say below"
    if name == bundles.NONE:
        return "Nothing is sent"
    return safe.plain(name) if name in known else ""
