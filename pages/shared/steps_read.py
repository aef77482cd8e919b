"""The steps to read, by group: when, when not, what to ask, words; each editable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.playbook.step import PREPARE
from analytics.playbook.steps import GROUPS
from pages.shared import doors, doors_playbook, safe, step_edit, step_words, words

if TYPE_CHECKING:
    from analytics.playbook import Step
    from analytics.playbook.practice_steps import Playbook

HOW: Final = (
    "What to do, when, and in which words. Open a step to read it; everything in it "
    "may become your own. Driftline sends nothing, and decides nothing."
)

KINDS: Final = {
    "message": "A message to write",
    "talk": "A talk to hold",
    "checklist": "A checklist to go through",
    "rest": "Nothing to do",
}

ASIDE: Final = {
    "Talks to prepare for": (
        "Never proposed by Driftline. They are yours to choose, with time to think."
    ),
    "When you are worried": (
        "Before everything else, and about the person alone: nothing to send."
    ),
}

_LONGEST: Final = 2000


def show() -> None:
    """Draw the steps by group."""
    st.header("The steps", anchor=False)
    st.markdown(HOW)
    found = doors_playbook.playbook()
    _broken(found)
    for group, keys in GROUPS.items():
        st.subheader(group, anchor=False)
        if group in ASIDE:
            st.caption(ASIDE[group])
        with st.container(gap="xxsmall"):
            for key in keys:
                _step(found, key)


def _broken(found: Playbook) -> None:
    """Say which of the practice's own files are not used, and why."""
    said = [
        f"Line {finding.line} of your own {key}.md: {safe.md(finding.said, 300)}"
        for key, own in found.own.items()
        if not own.is_used
        for finding in own.checked.findings[:1]
    ]
    said += [safe.md(text, 300) for text in found.unknown]
    if said:
        lines = "\n".join(f"- {line}" for line in said)
        st.warning(
            f"{lines}\n\nUntil that is mended the shipped words are used.",
            icon=":material/edit_note:",
        )


def _step(found: Playbook, key: str) -> None:
    step = found.steps[key]
    own = " · your own words" if key in found.own and found.own[key].is_used else ""
    panel = st.expander(
        f"{safe.md(step.title)}{own}",
        # With another label it is another panel: one that is worked in stays open.
        expanded=step_edit.is_worked_on(key),
        type="compact",
        on_change="rerun",
        key=f"step-{key}",
    )
    # Twenty-six texts at once are more than anybody reads, or a phone takes.
    if panel.open:
        with panel:
            st.html(f'<div class="dl-step">{told(step)}</div>')
            step_words.beside(key)
            step_edit.show(found, key)


def told(step: Step) -> str:
    """Return a step to read, as HTML."""
    parts = [f"<p><b>{PREPARE}</b></p>"] if step.is_hard else []
    parts += [
        f'<p class="dl-soft">{KINDS[step.kind]}{_due(step)}</p>',
        _paragraph("When", step.when),
        _paragraph("When not", step.when_not),
    ]
    if step.questions:
        parts += [_heading("Questions to ask"), step_words.points(step.questions)]
    if step.outline:
        heading = "Checklist" if step.kind == "checklist" else "How the talk can go"
        parts += [_heading(heading), step_words.points(step.course)]
    parts += [
        f"{_heading(f'Words: {tone}')}{_words(text)}"
        for tone, text in step.words.items()
    ]
    if step.by_email and any(map(step_words.is_by_email, doors.service_names())):
        parts += [_heading("Words, where the coaching is by e-mail")]
        parts += [_words(step.by_email)]
    return "".join(parts)


def _due(step: Step) -> str:
    if step.kind == "rest":
        return ""
    if not step.due_in_days:
        return ", today"
    return f", usually within {words.counted(step.due_in_days, 'day')}"


def _heading(text: str) -> str:
    return f"<h4>{safe.html(text)}</h4>"


def _paragraph(heading: str, text: str) -> str:
    return f"{_heading(heading)}<p>{safe.html(text, _LONGEST)}</p>" if text else ""


def _words(text: str) -> str:
    lines = "<br>".join(safe.html(line, _LONGEST) for line in text.splitlines())
    return f'<p class="dl-words">{lines}</p>'
