"""The doors to cohorts, to others like a client and to who came back.

Clients' times are those of `doors_retention`, under the horizon that is chosen there,
so that a cohort and the curve above it tell the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.periods import day_number
from analytics.reports import retention_client as report_client
from analytics.reports import retention_cohorts as report
from analytics.reports import retention_over_time
from analytics.reports.retention_behind import told
from analytics.retention import alike, cohorts, first_sessions, returners
from analytics.store import people
from pages.shared import choice, doors, doors_retention, state

if TYPE_CHECKING:
    import pandas as pd

    from analytics.charts.card import Card
    from analytics.periods import AsOf
    from analytics.selection import Selection


@dataclass(frozen=True)
class _Asked:
    """What is looked at and how it is drawn: the key of all that is remembered."""

    path: str
    version: int
    at: AsOf
    selection: Selection
    gaps: float
    """The horizon in usual gaps."""
    is_dark: bool

    @property
    def until_day(self) -> int:
        """The last day number looked at: a period may end before the data do."""
        if self.selection.until_day is None:
            return self.at.day_number
        return min(self.at.day_number, day_number(self.selection.until_day) - 1)


def grain() -> str:
    """Return whether ``month`` or ``quarter`` fits the size of the selection."""
    return _grain(_asked())


@st.cache_resource(show_spinner=False, max_entries=8)
def _grain(asked: _Asked) -> str:
    del asked
    return cohorts.grain(_spells())


def cohort_card(by: str, *, is_open_shown: bool) -> Card:
    """Return the share kept of each cohort, as a chart with its answer."""
    return _cohort_card(_asked(), by, is_open_shown=is_open_shown)


@st.cache_resource(show_spinner=False, max_entries=24)
def _cohort_card(asked: _Asked, by: str, *, is_open_shown: bool) -> Card:
    known = _spells()
    cells = cohorts.table(known, asked.until_day, by)
    if by == "source":
        cells["cohort"] = cells["cohort"].map(doors.tool_name)
    return report.cohorts(
        cells, by, told(known), is_open_shown=is_open_shown, dark=asked.is_dark
    )


def over_time(by: str) -> tuple[Card, Card]:
    """Return month 3 and session 4 over time, each as a chart with its answer."""
    return _over_time(_asked(), by)


@st.cache_resource(show_spinner=False, max_entries=24)
def _over_time(asked: _Asked, by: str) -> tuple[Card, Card]:
    known, until = _spells(), asked.until_day
    # How long a fourth session may take is the practice's matter, not the slider's.
    usual = doors_retention.retention().spells
    behind = told(known)
    fourths = _fourth_sessions(asked.path, asked.version, asked.at)
    weeks = first_sessions.weeks_needed(usual)
    return (
        retention_over_time.month3(
            cohorts.month3(known, until, by), by, behind, dark=asked.is_dark
        ),
        retention_over_time.session4(
            first_sessions.session4(usual, fourths, until, by, weeks),
            by,
            behind,
            weeks=weeks,
            short=int(first_sessions.is_short(cohorts.newcomers(usual), fourths).sum()),
            dark=asked.is_dark,
        ),
    )


def who() -> pd.DataFrame:
    """Return who can be put beside others, by name.

    Returns
    -------
    pandas.DataFrame
        ``client_id``, ``name`` and ``start_day``, the day number of the first session.
    """
    return _who(_asked())


@st.cache_resource(show_spinner=False, max_entries=8)
def _who(asked: _Asked) -> pd.DataFrame:
    del asked
    known = _spells()
    going_on = known[known["ending"].isna() & known["is_start_known"]]
    # The list of clients would do as well, and take seconds in a large practice.
    names = people.names(doors.database())
    own = going_on["client_id"]
    found = going_on[["client_id", "start_day"]].assign(name=own.map(names).fillna(own))
    return found.sort_values("name", key=lambda name: name.str.casefold())


def is_anybody_here() -> bool:
    """Return whether anybody chosen is still a client, however long they have been."""
    return bool(_spells()["ending"].isna().any())


def like(client_id: str) -> Card | None:
    """Return how others like a client went on; ``None`` where nobody can be asked."""
    return _like(_asked(), client_id)


@st.cache_resource(show_spinner=False, max_entries=24)
def _like(asked: _Asked, client_id: str) -> Card | None:
    found = alike.alike(_spells(), client_id)
    return None if found is None else report_client.like(found, dark=asked.is_dark)


def returned() -> Card:
    """Return who came back, after how long and after what, as a chart."""
    return _returned(_asked())


@st.cache_resource(show_spinner=False, max_entries=8)
def _returned(asked: _Asked) -> Card:
    found = returners.returns(doors.database(), asked.at, asked.selection)
    lengths = returners.by_length(found)
    return report_client.returners(found, lengths, dark=asked.is_dark)


@st.cache_resource(show_spinner=False, max_entries=4)
def _fourth_sessions(path: str, version: int, at: AsOf) -> pd.DataFrame:
    del path, version
    return first_sessions.fourth_sessions(doors.database(), at)


def _spells() -> pd.DataFrame:
    return doors_retention.retention(_gaps()).spells


def _gaps() -> float:
    """Return the horizon that is chosen on the page, in usual gaps."""
    return float(st.session_state.get("gaps", doors_retention.USUAL_GAPS))


def _asked() -> _Asked:
    path, version = doors.version()
    return _Asked(
        path=path,
        version=version,
        at=doors.as_of(),
        selection=choice.selection(),
        gaps=_gaps(),
        is_dark=state.is_dark(),
    )
