"""The form of a contact: step, way, who wrote last, a line; only the step is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.playbook.contact_words import CHANNELS, REASONS, RESULTS, SIDES
from analytics.playbook.steps import STEPS
from analytics.store.entry_checks import A_LINE
from pages.shared import doors_steps, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.facts.contacts import Contact
    from analytics.store.entry_checks import Said

HOW: Mapping[str, str] = {key: words.sentence(said) for key, said in CHANNELS.items()}

WHY: Mapping[str, str] = {key: words.sentence(said) for key, said in REASONS.items()}


def fields(
    key: str,
    today: dt.date,
    *,
    step: str = "say_hello",
    before: Contact | None = None,
    with_step: bool = True,
    with_result: bool = True,
) -> None:
    """Draw the fields, within a form.

    Parameters
    ----------
    key
        Tells the widgets of this form from others.
    step
        The step that is chosen at first.
    before
        The contact that is put right, if it is one.
    with_step
        Whether the step can be chosen; of a planned one it is known.
    with_result
        Whether what came of it is asked, too.
    """
    st.pills(
        "How",
        list(HOW),
        format_func=HOW.__getitem__,
        default=before.channel if before and before.channel in HOW else None,
        key=f"contact-channel-{key}",
    )
    st.segmented_control(
        "Who wrote last",
        list(SIDES),
        format_func=lambda side: words.sentence(SIDES[side]),
        default=before.wrote_last if before else None,
        key=f"contact-side-{key}",
    )
    st.text_input(
        "One line to remember it by, not the messages themselves",
        (before.note if before else "") or "",
        max_chars=A_LINE,
        key=f"contact-note-{key}",
    )
    if with_step:
        at_first = before.step if before else step
        offered = doors_steps.titles([*STEPS, at_first])
        st.selectbox(
            "Step",
            list(offered),
            index=list(offered).index(at_first),
            format_func=offered.__getitem__,
            key=f"contact-step-{key}",
        )
    st.selectbox(
        "What lies behind it, if you have learned it",
        list(WHY),
        index=_place(before.why if before else None),
        format_func=WHY.__getitem__,
        placeholder="not known",
        key=f"contact-why-{key}",
    )
    if with_result:
        st.pills(
            "What came of it, if you know already",
            list(RESULTS),
            format_func=RESULTS.__getitem__,
            key=f"contact-result-{key}",
        )
    st.date_input(
        "On",
        before.on_date if before else today,
        max_value=today,
        key=f"contact-on-{key}",
        format="YYYY-MM-DD",
    )


def _place(why: str | None) -> int | None:
    return list(WHY).index(why) if why is not None and why in WHY else None


def said(key: str) -> Said:
    """Return what was typed and chosen."""
    typed = st.session_state
    return {
        "channel": typed.get(f"contact-channel-{key}"),
        "wrote_last": typed.get(f"contact-side-{key}"),
        "note": typed.get(f"contact-note-{key}"),
        "why": typed.get(f"contact-why-{key}"),
        "result": typed.get(f"contact-result-{key}"),
    }


def step(key: str) -> str:
    """Return the step that was chosen."""
    chosen: str = st.session_state[f"contact-step-{key}"]
    return chosen


def on(key: str) -> dt.date:
    """Return the day that was chosen."""
    chosen: dt.date = st.session_state[f"contact-on-{key}"]
    return chosen
