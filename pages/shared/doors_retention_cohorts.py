"""The doors to cohorts, to others like a client and to who came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analytics.periods import day_number, day_of_number
from analytics.reports import retention_client as report_client
from analytics.reports import retention_cohorts as report
from analytics.retention import alike, cohorts, first_sessions, returners, spells
from pages.shared import choice, doors, state

if TYPE_CHECKING:
    from analytics.charts.card import Card
    from analytics.periods import AsOf
    from analytics.selection import Selection


@dataclass(frozen=True)
class _Here:
    """What is looked at: the key of everything that is remembered."""

    path: str
    version: int
    at: AsOf
    selection: Selection

    @property
    def until_day(self) -> int:
        """The last day number looked at: a period may end before the data do."""
        if self.selection.until_day is None:
            return self.at.day_number
        return min(self.at.day_number, day_number(self.selection.until_day) - 1)


@dataclass(frozen=True)
class _Asked:
    """What is looked at, and how it is drawn."""

    here: _Here
    is_dark: bool


def grain() -> str:
    """Return whether ``month`` or ``quarter`` fits the size of the selection."""
    return cohorts.grain(_told(_asked().here))


def cohort_card(by: str, *, is_open_shown: bool) -> Card:
    """Return the share kept of each cohort, as a chart with its answer."""
    return _cohort_card(_asked(), by, is_open_shown=is_open_shown)


@st.cache_resource(show_spinner=False, max_entries=16)
def _cohort_card(asked: _Asked, by: str, *, is_open_shown: bool) -> Card:
    known = _told(asked.here)
    return report.cohorts(
        cohorts.table(known, asked.here.until_day, by),
        by,
        report.told(known),
        is_open_shown=is_open_shown,
        dark=asked.is_dark,
    )


def over_time(by: str) -> tuple[Card, Card]:
    """Return month 3 and session 4 over time, each as a chart with its answer."""
    return _over_time(_asked(), by)


@st.cache_resource(show_spinner=False, max_entries=16)
def _over_time(asked: _Asked, by: str) -> tuple[Card, Card]:
    known, until = _told(asked.here), asked.here.until_day
    told = report.told(known)
    fourths = _fourth_sessions(asked.here.path, asked.here.version, asked.here.at)
    weeks = first_sessions.weeks_needed(known)
    return (
        report.month3(cohorts.month3(known, until, by), by, told, dark=asked.is_dark),
        report.session4(
            first_sessions.session4(known, fourths, until, by, weeks),
            by,
            told,
            weeks=weeks,
            short=int(first_sessions.is_short(cohorts.newcomers(known), fourths).sum()),
            dark=asked.is_dark,
        ),
    )


def who() -> pd.DataFrame:
    """Return the clients who can be put beside others: ``client_id``, name, since."""
    return _who(_asked().here)


@st.cache_resource(show_spinner=False, max_entries=8)
def _who(here: _Here) -> pd.DataFrame:
    known = _told(here)
    going_on = known[known["ending"].isna() & known["is_start_known"]]
    names = doors.clients()[["client_id", "name"]]
    found = names.merge(going_on[["client_id", "start_day"]], on="client_id")
    since = [day_of_number(int(day)) for day in found["start_day"]]
    return found.assign(since=pd.Series(since, index=found.index, dtype=object))


def like(client_id: str) -> Card | None:
    """Return how others like a client went on; ``None`` where nobody can be asked."""
    asked = _asked()
    found = alike.alike(_told(asked.here), client_id)
    return None if found is None else report_client.like(found, dark=asked.is_dark)


def returned() -> Card:
    """Return who came back, after how long and after what, as a chart."""
    return _returned(_asked())


@st.cache_resource(show_spinner=False, max_entries=8)
def _returned(asked: _Asked) -> Card:
    found = returners.returns(doors.database(), asked.here.at, asked.here.selection)
    return report_client.returners(
        found, returners.by_length(found), dark=asked.is_dark
    )


@st.cache_resource(show_spinner=False, max_entries=4)
def _fourth_sessions(path: str, version: int, at: AsOf) -> pd.DataFrame:
    del path, version
    return first_sessions.fourth_sessions(doors.database(), at)


@st.cache_resource(show_spinner=False, max_entries=8)
def _told(here: _Here) -> pd.DataFrame:
    return spells.spells(doors.database(), here.at, here.selection)


def _asked() -> _Asked:
    here = _Here(
        path=str(state.database_path()),
        version=doors.database().data_version,
        at=doors.as_of(),
        selection=choice.selection(),
    )
    return _Asked(here, is_dark=st.context.theme.type == "dark")
