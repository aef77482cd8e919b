"""The door to the record of past lists: what a run has stored, nothing computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.periods import day_of_number
from analytics.reports import scoreboard as report
from analytics.risk import record as records
from pages.shared import doors

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from analytics.risk.record import Record


@dataclass(frozen=True)
class Past:
    """A stored record, ready to be shown; no page changes it."""

    record: Record
    as_of: dt.date
    mode: str
    """On which step the list stands: ``rule``, ``words`` or ``percent``."""
    fitted_at: dt.datetime
    """UTC, no zone."""
    names: pd.DataFrame
    missed: pd.DataFrame
    leads: pd.DataFrame
    thirds: pd.DataFrame
    headline: str
    caught: str
    basis: str
    outlook: str
    card: tuple[str, ...]
    """How it was made, a sentence each."""


def past() -> Past | None:
    """Return the newest stored record, ``None`` before the first run."""
    return _past(*doors.version(), doors.as_of().day_number)


@st.cache_resource(show_spinner=False, max_entries=4)
def _past(path: str, version: int, until_day: int) -> Past | None:
    del path, version
    kept = records.stored(doors.database(), until_day)
    if kept is None:
        return None
    found = kept.record
    return Past(
        record=found,
        as_of=day_of_number(found.as_of_day),
        mode=kept.model.mode,
        fitted_at=kept.model.fitted_at,
        names=report.names(found),
        missed=report.missed(found),
        leads=report.leads(found),
        thirds=report.thirds(found),
        headline=report.headline(found),
        caught=report.caught(found),
        basis=report.basis(found),
        outlook=report.outlook(found.outlook),
        card=tuple(report.card(kept.model.card)),
    )
