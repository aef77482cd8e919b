"""The doors to what the model said and to the runs that were asked for.

Keyed like those of `doors`, so that a run that was just stored is seen at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.store import runs, scores
from pages.shared import doors

if TYPE_CHECKING:
    from analytics.store.runs import ScoreRun
    from analytics.store.scores import Model


def newest_model() -> Model | None:
    """Return the newest run of the model that is in force, up to today."""
    return _newest_model(*doors.version(), doors.as_of().day_number)


@st.cache_resource(show_spinner=False, max_entries=4)
def _newest_model(path: str, version: int, until_day: int) -> Model | None:
    del path, version
    return scores.newest(doors.database(), until_day=until_day)


def last_run() -> ScoreRun | None:
    """Return the run that was asked for last, whatever became of it."""
    return _last_run(*doors.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _last_run(path: str, version: int) -> ScoreRun | None:
    del path, version
    return runs.newest(doors.database())
