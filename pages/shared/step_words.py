"""What a step gives to hand for one client: words to send, a talk's outline, a list.

A talk and a checklist have no words to send. Where the coaching itself is by e-mail a
talk has, because there is no other way to hold it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.playbook.step import PREPARE
from analytics.store.colleagues import COLLEAGUE, SUPPORT
from pages.shared import directory, doors_playbook, message, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.playbook import Blanks, Step

NOT_KNOWN: Final = "There are no words for this step. Use your own."
A_TALK: Final = "A talk, in person or by phone."
BY_EMAIL: Final = "because the coaching is by e-mail"

BESIDE: Final = {"worried": SUPPORT, "refer": COLLEAGUE}

_EMAIL = re.compile(r"(?<!\w)e-?mail(?!\w)", re.IGNORECASE)
_LONGEST: Final = 600


def show(
    of: str,
    key: str,
    blanks: Blanks,
    *,
    email: str | None = None,
    service: str | None = None,
) -> None:
    """Draw what a step gives to hand.

    Parameters
    ----------
    of
        For whom, as a key that is no name.
    key
        The step's, or an extra word's.
    blanks
        What the words are filled in with; an empty booking link is looked up.
    email
        Where the e-mail program is to send the words.
    service
        What the client books; decides on the link, and whether a talk is by e-mail.
    """
    step = doors_playbook.step(key)
    if step is None:
        st.caption(NOT_KNOWN)
        return
    link = blanks.booking_link or doors_playbook.link_for(blanks.coach, service)
    filled = blanks._replace(booking_link=link)
    if step.kind == "message":
        message.show(f"{of}-{key}", step.drafts(filled), email, step.subject)
        return
    outline(step)
    beside(key)
    if step.by_email and is_by_email(service):
        drafts = {BY_EMAIL: step.email_draft(filled)}
        message.show(f"{of}-{key}", drafts, email)


def outline(step: Step) -> None:
    """Draw the course of a talk, a checklist, or why there is nothing to do."""
    if step.is_hard:
        st.html(f'<p class="dl-done"><b>{PREPARE}</b></p>')
    if step.kind == "talk":
        st.caption(A_TALK)
    if not step.outline:
        st.html(f'<p class="dl-done">{safe.html(step.when, _LONGEST)}</p>')
        return
    st.html(points(step.course))


def beside(key: str) -> None:
    """Draw whom a step points to: support, or colleagues."""
    kind = BESIDE.get(key)
    if kind:
        st.html(f'<div class="dl-step">{directory.beside(kind)}</div>')


def points(lines: Iterable[str]) -> str:
    """Return lines as a list, as HTML."""
    items = "".join(f"<li>{safe.html(line, _LONGEST)}</li>" for line in lines)
    return f'<ul class="dl-points">{items}</ul>'


def is_by_email(service: str | None) -> bool:
    """Return whether a service is coaching by e-mail, as its name says."""
    return bool(service and _EMAIL.search(service))
