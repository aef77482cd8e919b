"""The files imported so far, each of which can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics import importing
from pages.shared import done_line, doors, notices, other_rows, safe, state, view, words
from pages.shared.state import Key

if TYPE_CHECKING:
    from analytics.contracts import ImportRecord
    from pages.shared.view import View

SHOWN: Final = 12
SHOWN_EARLIER: Final = 100
"""Behind a click: each line has widgets of its own."""


def show(records: list[ImportRecord]) -> None:
    """Draw the history, newest first."""
    if not records:
        return
    st.header("Files so far", anchor=False)
    seen = view.current()
    for record in records[:SHOWN]:
        _line(record, seen)
    if len(records) > SHOWN:
        with st.expander(f"{len(records) - SHOWN} earlier files"):
            for record in records[SHOWN : SHOWN + SHOWN_EARLIER]:
                _line(record, seen)
            if len(records) > SHOWN + SHOWN_EARLIER:
                st.caption("The oldest ones: `python -m analytics imports`")


def _line(record: ImportRecord, seen: View) -> None:
    key = done_line.key_of(f"{record.import_id}{record.imported_at}")
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"import-{key}", gap="small"
    ):
        st.html(_told(record, seen), width="stretch")
        if record.undone_at is None:
            with st.popover("Take back …", key=f"back-{key}"):
                st.write(
                    "Your practice will be as if this file had never been imported. "
                    "What you entered by hand is kept."
                )
                st.button(
                    "Take it back",
                    key=f"undo-{key}",
                    on_click=_undo,
                    args=(record.import_id,),
                )


def _told(record: ImportRecord, seen: View) -> str:
    at = words.moment(record.imported_at, seen.zone, today=seen.today)
    if record.undone_at:
        news = "taken back"
    elif record.kind == "sessions":
        news = words.brought(record.new, record.changed)
    else:
        kept = record.rows - record.refused - record.ignored
        news = other_rows.rows_of(record.kind, kept)
    tool_html = safe.html(doors.tool_name(record.source))
    return (
        f'<div class="dl-line"><b class="dl-name">{safe.html(record.file)}</b>'
        f'<span class="dl-soft">{tool_html} · {at} · {news}</span></div>'
    )


@notices.said
def _undo(import_id: str) -> None:
    importing.undo(doors.database(), import_id, now=state.now())
    st.session_state.pop(Key.REPORTS, None)
    st.toast("The import was taken back.", icon=":material/undo:")
