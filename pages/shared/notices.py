"""What a page says when there is nothing to show, or when something went wrong."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Final, ParamSpec

import streamlit as st

from analytics.errors import PracticeError
from pages.shared import doors, safe, words
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import TodayList


P = ParamSpec("P")

A_PARAGRAPH: Final = 1000
"""Characters of an error's sentence that are shown."""


def failed(error: PracticeError) -> None:
    """Show an error's own sentence."""
    st.error(safe.md(error, A_PARAGRAPH), icon=":material/info:")


def stale(today: TodayList) -> None:
    """Say that the data are old, and what is held back because of it."""
    data_day = words.day(today.as_of.day, today=doors.local_today())
    st.warning(
        f"I may be wrong: data are from {data_day}. When data are old everybody looks "
        "quiet, so no new name is put forward before a newer export is in.",
        icon=":material/schedule:",
    )
    st.page_link(
        "import_sessions.py",
        label="Import a newer export",
        icon=":material/upload_file:",
    )


def said(action: Callable[P, None]) -> Callable[P, None]:
    """Return a widget's callback whose error the page shows on its next run.

    A callback runs before the page does, so what it raises would pass the
    page's own error door.
    """

    @wraps(action)
    def careful(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            action(*args, **kwargs)
        except PracticeError as error:
            st.session_state[Key.SAID] = error

    return careful


def what_was_said() -> None:
    """Show the error of the last callback, once."""
    error = st.session_state.pop(Key.SAID, None)
    if error is not None:
        failed(error)
