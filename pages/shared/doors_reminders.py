"""The doors to the diary of reminders and to what a comparison shows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from analytics.quality import questions as quality_questions
from analytics.reminders import outlook, published
from analytics.reports import reminders as report
from analytics.store import strategies
from pages.shared import doors, state

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.quality.questions import Unvouched
    from analytics.reminders.outlook import Pace
    from analytics.reminders.worked import Worked
    from analytics.reports.reminders import Side
    from analytics.store.bundles import Strategy
    from analytics.store.strategies import Span


def diary() -> list[Span]:
    """Return the entries of the diary, the latest first day first."""
    return _diary(*doors.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _diary(path: str, version: int) -> list[Span]:
    del path, version
    return strategies.spans(doors.database())


def known() -> list[Strategy]:
    """Return the strategies that were described, the first first."""
    return _known(*doors.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _known(path: str, version: int) -> list[Strategy]:
    del path, version
    return strategies.known(doors.database())


def is_anything_known() -> bool:
    """Return whether anything is known of any session's reminder."""
    return _is_anything_known(*doors.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _is_anything_known(path: str, version: int) -> bool:
    del path, version
    return outlook.is_anything_known(doors.database())


def pace() -> Pace:
    """Return how often sessions are missed and how many there are."""
    return _pace(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _pace(path: str, version: int, at: AsOf) -> Pace:
    del path, version
    return outlook.pace(doors.database(), at)


def sides(found: Worked, trial: str | None) -> list[Side]:
    """Return what is said of each strategy, with a published trial's key or without."""
    return _sides(found, trial, is_dark=state.is_dark())


# An answer is one object as long as it holds, and stays alive while it is remembered.
@lru_cache(maxsize=8)
def _sides(found: Worked, trial: str | None, *, is_dark: bool) -> list[Side]:
    chosen = None if trial is None else published.trial(trial)
    return report.sides(found, chosen, dark=is_dark)


def unvouched(session_ids: tuple[str, ...]) -> list[Unvouched]:
    """Return those of these sessions for which nobody has vouched."""
    return _unvouched(*doors.version(), doors.as_of(), session_ids)


@st.cache_resource(show_spinner=False, max_entries=4)
def _unvouched(
    path: str, version: int, at: AsOf, session_ids: tuple[str, ...]
) -> list[Unvouched]:
    del path, version
    return quality_questions.unvouched(
        doors.database(), at, sessions=session_ids, with_presumed=True
    )
