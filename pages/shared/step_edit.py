"""A step's file to edit in place: checked as it stands, saved, undone, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.playbook import practice_steps
from analytics.playbook.check import MOST_IN_A_FILE, check
from analytics.playbook.step import BLANKS
from pages.shared import notices, safe, state
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.playbook.practice_steps import Playbook
    from analytics.playbook.step_file import Finding

HELP: Final = (
    "The file as it is. Blanks are filled in for each client: "
    f"{', '.join(f'{{{name}}}' for name in BLANKS)}; a line whose blank is empty is "
    "left out. Write nobody's name in it: what you save is used for every client."
)


def show(found: Playbook, key: str) -> None:
    """Draw the button that begins to edit, or the editor."""
    edited = st.session_state[Key.EDITED]
    if key in st.session_state[Key.EDITING]:
        _editor(found, key)
        return
    with st.container(horizontal=True, gap="small", key=f"edit-tools-{key}"):
        st.button(
            "Make it your own" if key not in found.own else "Edit your own words",
            key=f"edit-{key}",
            on_click=_begin,
            args=(found, key),
            icon=":material/edit:",
        )
        if key in found.own:
            st.button(
                "Back to the shipped words",
                key=f"shipped-{key}",
                on_click=_put_back,
                args=(found, key),
            )
        if edited.get(key):
            st.button("Undo", key=f"undo-step-{key}", on_click=_undo, args=(found, key))


def is_worked_on(key: str) -> bool:
    """Return whether a step is being edited, or was on this visit."""
    editing = st.session_state.setdefault(Key.EDITING, {})
    return key in editing or key in st.session_state.setdefault(Key.EDITED, {})


def _editor(found: Playbook, key: str) -> None:
    text = st.text_area(
        "Your own words",
        key=_field(key),
        height=420,
        max_chars=MOST_IN_A_FILE,
        help=HELP,
    )
    findings = check(text or "", key).findings
    st.html(_found(findings))
    with st.container(horizontal=True, gap="small", key=f"editor-tools-{key}"):
        # What was typed reaches the server with the click; looking is all it does.
        st.button("Check", key=f"check-{key}")
        st.button(
            "Save", key=f"save-{key}", type="primary", on_click=_save, args=(found, key)
        )
        st.button("Leave as it was", key=f"leave-{key}", on_click=_leave, args=(key,))


def _found(findings: Iterable[Finding]) -> str:
    items = "".join(
        f"<li>Line {one.line}: {safe.html(one.said, 300)}</li>" for one in findings
    )
    if not items:
        return '<p class="dl-soft">Checked: this file can be used.</p>'
    return f'<ul class="dl-points">{items}</ul>'


def _field(key: str) -> str:
    return f"step-text-{key}"


def _content(found: Playbook, key: str) -> bytes | None:
    return found.own[key].content if key in found.own else None


def _begin(found: Playbook, key: str) -> None:
    st.session_state[Key.EDITING][key] = _content(found, key)
    st.session_state[_field(key)] = found.text(key)


def _leave(key: str) -> None:
    st.session_state[Key.EDITING].pop(key, None)


@notices.said
def _save(found: Playbook, key: str) -> None:
    was = st.session_state[Key.EDITING][key]
    text = st.session_state[_field(key)] or ""
    practice_steps.save(state.database_path(), key, text, was=was)
    _remember(key, _content(found, key))
    _leave(key)
    st.toast("Saved.", icon=":material/check:")


@notices.said
def _put_back(found: Playbook, key: str) -> None:
    was = _content(found, key)
    practice_steps.put_back(state.database_path(), key, was=was)
    _remember(key, was)
    st.toast("The shipped words stand again.", icon=":material/check:")


@notices.said
def _undo(found: Playbook, key: str) -> None:
    before = st.session_state[Key.EDITED][key]
    now = _content(found, key)
    practice_steps.undo(state.database_path(), key, before[-1], was=now)
    before.pop()
    st.toast("Taken back.", icon=":material/undo:")


def _remember(key: str, before: bytes | None) -> None:
    st.session_state[Key.EDITED].setdefault(key, []).append(before)
