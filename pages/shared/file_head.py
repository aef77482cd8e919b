"""The head of a client's file: who, since when, how things stand, what to remember."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from analytics.facts.strip import WEEKS
from analytics.reports import today_words
from analytics.store import remember
from pages.shared import (
    choice,
    client_list,
    doors,
    doors_client,
    file_done,
    notices,
    pick_client,
    safe,
    state,
    strip,
    words,
)
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.shared.view import View

NOTHING_TO_REMEMBER: Final = "Nothing to remember yet."


def show(client_id: str, seen: View) -> None:
    """Draw the head."""
    row = doors_client.row(client_id)
    with st.container(
        horizontal=True, vertical_alignment="center", key="file-head", gap="small"
    ):
        st.html(_who_html(row, seen))
        _others(client_id)
    st.html(
        f'<div class="dl-file">{_facts_html(client_id, row, seen)}'
        f"{strip.html(_strip(row))}</div>"
    )
    _remember(client_id, seen)
    file_done.show(client_id)


def open_file(client_id: str) -> None:
    """Let the page show another client's file."""
    st.session_state[Key.WHO] = choice.token(client_id)


def _who_html(row: Mapping[str, Any], seen: View) -> str:
    parts = [row[side] for side in ("coach", "service") if _is(row[side])]
    who_html = " · ".join(safe.html(part) for part in parts)
    initials_html = safe.html(safe.letters(row["name"]))
    return (
        '<div class="dl-head"><span class="dl-circle" aria-hidden="true">'
        f'{initials_html}</span><div><h1 class="dl-name">{seen.name(row["name"])}</h1>'
        f'<p class="dl-soft">{who_html}</p></div></div>'
    )


def _others(client_id: str) -> None:
    """Draw the ways to other files: the one before, the next, any."""
    labels = doors_client.everybody().labels
    listed = list(labels)
    place = listed.index(client_id) if client_id in labels else None
    before = listed[place - 1] if place else None
    after = listed[place + 1] if place is not None and listed[place + 1 :] else None
    for key, label, icon, letter, other in (
        ("file-before", "Previous", ":material/chevron_left:", "P", before),
        ("file-after", "Next", ":material/chevron_right:", "N", after),
    ):
        st.button(
            label,
            key=key,
            icon=icon,
            type="tertiary",
            shortcut=letter,
            disabled=other is None,
            on_click=open_file,
            args=(other or client_id,),
        )
    with st.popover("Another client", type="tertiary", key="file-others"):
        pick_client.show(labels, "file", on_change=go)


def go() -> None:
    """Open the file of who was chosen in the list."""
    chosen = st.session_state["file-chosen"]
    if chosen is not None:
        st.session_state["file-chosen"] = None
        open_file(chosen)


def _facts_html(client_id: str, row: Mapping[str, Any], seen: View) -> str:
    found = {
        "Stands": client_list.STANDINGS[row["standing"]],
        **_since(client_id, seen),
        "Agreed": _agreed(client_id, row),
        "Usual gap": client_list.gap(row["usual_gap_days"]),
        "Last came": seen.short_day(_or_none(row["last_attended_at"])),
        "Next": seen.short_day(_or_none(row["next_booked_at"])),
        "Lately": _lately(client_id),
    }
    cells = "".join(
        f"<div><dt>{term}</dt><dd>{safe.html(text)}</dd></div>"
        for term, text in found.items()
        if text
    )
    return f'<dl class="dl-terms">{cells}</dl>'


def _since(client_id: str, seen: View) -> dict[str, str]:
    first = doors_client.client_file(client_id).first_day
    if first is None:
        return {"First session": "not yet"}
    return {"With you since": words.short_day(first, today=seen.today)}


def _agreed(client_id: str, row: Mapping[str, Any]) -> str:
    """Return how often to meet, as it was agreed; nothing where nothing was."""
    service = row["service"] if _is(row["service"]) else None
    found = doors_client.agreement(client_id, service)
    days = found.cadence_days if found else None
    return f"every {words.counted(days, 'day')}" if days else ""


def _lately(client_id: str) -> str:
    found = doors_client.ranked(client_id)
    return today_words.HOW_QUIET[found.word].lower() if found else ""


def _strip(row: Mapping[str, Any]) -> str:
    letters: str = row["strip"] if _is(row["strip"]) else "." * WEEKS
    return letters


def _remember(client_id: str, seen: View) -> None:
    line = doors_client.line(client_id)
    with st.container(
        horizontal=True, vertical_alignment="center", key="file-remember", gap="small"
    ):
        if line is None:
            st.html(f'<p class="dl-remember dl-soft">{NOTHING_TO_REMEMBER}</p>')
        else:
            typed_html = seen.typed(line.line, remember.LONGEST)
            st.html(f'<p class="dl-remember"><b>Remember</b> {typed_html}</p>')
        if seen.is_initials:
            return
        entry_id = line.entry_id if line else ""
        # Under a key of its own each time: it closes once the line is kept.
        key = f"remember-{choice.token(client_id + entry_id)}"
        label = "Edit" if line else "Write it down"
        with st.popover(label, type="tertiary", key=f"edit-{key}"):
            _form(client_id, line.line if line else "", key)


def _form(client_id: str, line: str, key: str) -> None:
    with st.form(f"form-{key}", border=False):
        st.text_area(
            "One line to remember before the call",
            line,
            key=key,
            max_chars=remember.LONGEST,
            placeholder="Prefers mornings. Has just moved house.",
            width=420,
        )
        st.form_submit_button("Keep", on_click=_keep_line, args=(client_id, key))


@notices.said
def _keep_line(client_id: str, key: str) -> None:
    entry = remember.write(
        doors.database(),
        client_id,
        st.session_state[key],
        on=doors.local_today(),
        now=state.now(),
    )
    file_done.keep(entry, client_id, "The line to remember was changed.")


def _or_none(instant: Any) -> Any:  # noqa: ANN401 - a cell that may be missing
    return instant if _is(instant) else None


def _is(value: Any) -> bool:  # noqa: ANN401 - a cell of any column
    return not pd.isna(value)
