"""The doors to what is next for one client, remembered as those of `doors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.playbook import practice_steps
from analytics.reports import file_next as reports
from analytics.store import own_steps
from pages.shared import doors, doors_client, doors_playbook, state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.periods import AsOf
    from analytics.reports.file_next import FileNext
    from analytics.risk.rule import Word
    from analytics.store.own_steps import Stamp


def file_next(client_id: str) -> FileNext:
    """Return what is next for a client."""
    ranked = doors_client.ranked(client_id)
    word: Word = "low"
    if ranked is not None:
        word = "high" if ranked.is_by_rule else ranked.word
    # A step's file, edited elsewhere, says in how many days the step is due.
    stamp = own_steps.stamp(state.database_path())
    return _file_next(*doors.version(), doors.as_of(), client_id, word, stamp)


@st.cache_resource(show_spinner=False, max_entries=32)
def _file_next(
    path: str, version: int, at: AsOf, client_id: str, word: Word, stamp: Stamp
) -> FileNext:
    del path, version, stamp
    return reports.file_next(doors.database(), at, client_id, word)


def title(step: str) -> str:
    """Return what a step is called, as this practice calls it."""
    return titles((step,))[step]


def titles(steps: Iterable[str]) -> dict[str, str]:
    """Return what steps are called; whether a file has changed is looked up once."""
    own = doors_playbook.playbook().steps
    found = {step: own.get(step) or practice_steps.SHIPPED.get(step) for step in steps}
    return {step: one.title if one else step for step, one in found.items()}
