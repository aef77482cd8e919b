"""A step that is proposed: its words at hand, and the other steps that fit as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.playbook import Blanks
from pages.shared import done_line, doors_steps, step_words

if TYPE_CHECKING:
    from analytics.contracts import NextStep

LABELS: Final = {
    "message": "Words to use",
    "talk": "How to talk about it",
    "checklist": "What to look at",
    "rest": "Other steps",
}
"""What opens a step, by its kind."""


def show(
    step: NextStep,
    key: str,
    blanks: Blanks,
    *,
    email: str | None = None,
    service: str | None = None,
) -> None:
    """Draw the button that opens the step; nothing where there is nothing to do.

    Parameters
    ----------
    key
        For whom, as a key that is no name.
    """
    if step.kind == "rest" and not step.alternatives:
        return
    with st.popover(LABELS[step.kind], key=f"words-{key}"):
        if step.alternatives:
            offered = doors_steps.titles((step.step, *step.alternatives))
            st.pills(
                "Which step suits better?",
                list(offered),
                default=step.step,
                format_func=offered.__getitem__,
                key=_key(step, key),
                required=True,
            )
        step_words.show(key, chosen(step, key), blanks, email=email, service=service)


def chosen(step: NextStep, key: str) -> str:
    """Return the step that was chosen: the one proposed, unless somebody said."""
    return st.session_state.get(_key(step, key)) or step.step


def blanks_of(step: NextStep, name: str, coach: str | None) -> Blanks:
    """Return what the words are filled in with."""
    return Blanks(name, coach, promise=step.promise)


def _key(step: NextStep, key: str) -> str:
    # Another offer is another choice.
    offer = done_line.key_of(" ".join((step.step, *step.alternatives)))
    return f"step-{key}-{offer}"
