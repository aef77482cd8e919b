"""The doors to the extra word and to a fair test, remembered as those of `doors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.reminders.trial import practice, running
from analytics.reminders.trial import status as standing
from analytics.reports import extra_word
from analytics.reports import fair_test as reports
from analytics.store import trials
from pages.shared import doors, doors_today, state

if TYPE_CHECKING:
    import datetime as dt

    from analytics.charts.card import Card
    from analytics.periods import AsOf
    from analytics.reminders.trial.planner import Past
    from analytics.reminders.trial.running import Proposal, Wish
    from analytics.reminders.trial.status import Status
    from analytics.reports.extra_word import ExtraWords
    from analytics.store.trials import Trial


def extra_words(coach: str | None) -> ExtraWords:
    """Return the bookings of the coming days and for which a word is due."""
    # To the minute: a booking is ahead until it begins.
    now = state.now().replace(second=0)
    return _extra_words(*doors.version(), doors.as_of(), now, coach)


@st.cache_resource(show_spinner=False, max_entries=8)
def _extra_words(
    path: str, version: int, at: AsOf, now: dt.datetime, coach: str | None
) -> ExtraWords:
    del path, version
    week = doors_today.this_week(coach)
    return extra_word.extra_words(doors.database(), at, week, now=now, coach=coach)


def tests() -> list[Trial]:
    """Return all tests, the one set up last first."""
    return _tests(*doors.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _tests(path: str, version: int) -> list[Trial]:
    del path, version
    return trials.trials(doors.database())


def draw_who_is_new() -> None:
    """Draw whom the latest files brought, where a test is running; once a file."""
    trial = next((one for one in tests() if one.stop_day is None), None)
    if trial is not None:
        files = tuple(one.import_id for one in doors.imports_in_force())
        _draw(str(state.database_path()), trial.trial_id, files)


@st.cache_resource(show_spinner=False, max_entries=16)
def _draw(path: str, trial_id: str, files: tuple[str, ...]) -> int:
    del path, files
    database = doors.database()
    trial = trials.trial(database, trial_id)
    return len(running.draw_more(database, trial, doors.as_of(), state.now()))


def status(trial_id: str) -> Status:
    """Return how a test stands."""
    return _status(*doors.version(), doors.as_of(), trial_id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _status(path: str, version: int, at: AsOf, trial_id: str) -> Status:
    del path, version
    database = doors.database()
    return standing.status(database, trials.trial(database, trial_id), at)


def sequence(trial_id: str, *, dark: bool) -> Card:
    """Return the card of a test over time."""
    return reports.sequence(status(trial_id), dark=dark)


def past() -> Past:
    """Return what the practice's last year says about a test in it."""
    return _past(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=4)
def _past(path: str, version: int, at: AsOf) -> Past:
    del path, version
    return practice.past(doors.database(), at)


def propose(wish: Wish) -> Proposal:
    """Return a plan with a seed of its own; each call makes another one.

    Raises
    ------
    TrialStartError, TrialNotPossibleError, TrialTooLongError
        No test can come of it.
    """
    return running.propose(doors.database(), wish, doors.as_of(), state.now())
