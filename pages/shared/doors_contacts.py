"""The doors to contacts, standings and what came of steps, as those of `doors`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analytics.facts import contacts, entered
from analytics.facts.may_write import may_be_written_to
from analytics.periods import day_number, local_day
from analytics.playbook import came_of_it
from analytics.reports import came_of_it as reports
from pages.shared import doors, doors_client

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.charts.card import Card
    from analytics.facts.contacts import AnswerDue, Contact, Planned, Remark
    from analytics.facts.entered import Entry
    from analytics.facts.may_write import MayWrite
    from analytics.periods import AsOf
    from analytics.playbook.came_of_it import CameOfIt


@dataclass(frozen=True)
class OfClient:
    """What was said, meant and noticed about one client."""

    taken: Sequence[Contact]
    """Oldest first."""
    planned: Sequence[Planned]
    """Open ones, the first due first."""
    open_remarks: Sequence[Remark]
    """Worries and wishes to stop that nothing has settled."""
    reasons: Sequence[Remark]
    """What lies behind moves and silence, oldest first."""
    answer_due: AnswerDue | None
    standings: Sequence[Entry]
    """Every change, oldest first."""
    ending: Entry | None
    """The one in force."""
    may_write: MayWrite
    may_welcome: MayWrite


def of_client(client_id: str) -> OfClient:
    """Return what was said, meant and noticed about one client."""
    return _of_client(*doors.version(), doors.as_of(), client_id)


@st.cache_resource(show_spinner=False, max_entries=32)
def _of_client(path: str, version: int, at: AsOf, client_id: str) -> OfClient:
    del path, version
    database, settings = doors.database(), doors.settings()
    taken = contacts.contacts(database, at, client_id)
    mine = taken.get(client_id, ())
    remarks = contacts.remarks(database, at, client_id).get(client_id, ())
    standings = entered.standings(database, at, client_id).get(client_id, [])
    changed_on = standings[-1].from_date if standings else None
    open_remarks = contacts.open_remarks(remarks, mine, changed_on)
    came_at = doors_client.row(client_id)["last_attended_at"]
    came = None if pd.isna(came_at) else local_day(came_at, settings.zone_name)
    known = entered.known(database, at, client_id)
    ending = known.ending(client_id, None if came is None else day_number(came))
    since = [one for one in mine if came is None or one.on_date >= came]
    due = contacts.answers_due(
        taken,
        at.entry_day,
        settings.answer_hours,
        {} if came is None else {client_id: came},
    )
    return OfClient(
        taken=mine,
        planned=[
            one
            for one in contacts.planned(database, at, client_id).get(client_id, ())
            if not one.is_done
        ],
        open_remarks=open_remarks,
        reasons=[one for one in remarks if one.kind == "why"],
        answer_due=due.get(client_id),
        standings=standings,
        ending=ending,
        may_write=may_be_written_to(ending, since, open_remarks, at.entry_day),
        may_welcome=may_be_written_to(
            ending, mine, open_remarks, at.entry_day, is_welcome=True
        ),
    )


def by_step(window_days: int, *, dark: bool) -> Card:
    """Return the card of who came again after each step."""
    return _card(*doors.version(), doors.as_of(), ("step", window_days, dark))


def by_reason(window_days: int, *, dark: bool) -> Card:
    """Return the card of who came again, by the reason that was known."""
    return _card(*doors.version(), doors.as_of(), ("reason", window_days, dark))


def results() -> pd.DataFrame:
    """Return how often each result was noted, one row a step."""
    return _results(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=8)
def _card(path: str, version: int, at: AsOf, how: tuple[str, int, bool]) -> Card:
    by, window_days, dark = how
    made = reports.by_step if by == "step" else reports.by_reason
    return made(_came(path, version, at), window_days, dark=dark)


@st.cache_resource(show_spinner=False, max_entries=4)
def _results(path: str, version: int, at: AsOf) -> pd.DataFrame:
    return reports.results(_came(path, version, at))


@st.cache_resource(show_spinner=False, max_entries=4)
def _came(path: str, version: int, at: AsOf) -> CameOfIt:
    del path, version
    return came_of_it.came_of_it(doors.database(), at)
