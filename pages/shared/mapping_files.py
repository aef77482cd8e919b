"""Mappings as files: keep one for others to use, and use one that others made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics import importing
from analytics.errors import PracticeError
from analytics.exports.mapped.form import LONGEST_MAPPING, from_json, to_json
from pages.shared import doors, notices, safe, state

if TYPE_CHECKING:
    from analytics.exports.mapped.mapping import MappedExport

KEY = "mapping-file"


def download(mapping: MappedExport, *, key: str) -> None:
    """Draw the button that writes a mapping to a file; no client is in it."""
    st.download_button(
        "Save this as a file to share",
        data=to_json(importing.for_sharing(mapping)),
        file_name=f"{mapping.source}.driftline.json",
        mime="application/json",
        on_click="ignore",
        key=key,
    )


def show() -> None:
    """Draw what was said about other tools' files, to share, to add and to forget."""
    kept = importing.mappings(doors.database())
    with st.expander("What you have said about other files"):
        for number, mapping in enumerate(kept):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{safe.md(mapping.name)}**")
                download(mapping, key=f"mapping-{number}")
                st.button(
                    "Forget it",
                    key=f"mapping-forget-{number}",
                    on_click=_forget,
                    args=(mapping.name,),
                )
        given = st.file_uploader(
            "Use what somebody else has said: a file that ends in .driftline.json",
            type=["json"],
            key=f"{KEY}-{st.session_state.get(KEY, 0)}",
        )
        if given is not None:
            _add(given.getvalue())


@notices.said
def _forget(name: str) -> None:
    importing.remove_mapping(doors.database(), name)
    st.toast("Forgotten. What was imported stays.")


def _add(content: bytes) -> None:
    try:
        text = content[: 4 * LONGEST_MAPPING + 1].decode("utf-8", errors="replace")
        mapping = importing.from_a_stranger(from_json(text))
        importing.save_mapping(doors.database(), mapping, now=state.now())
    except PracticeError as error:
        notices.failed(error)
        return
    st.session_state[KEY] = st.session_state.get(KEY, 0) + 1
    st.toast("Kept: the next file of that form is known.", icon=":material/check:")
    st.rerun()
