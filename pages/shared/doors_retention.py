"""The doors to how long clients stay, remembered as those of `doors`.

The story of all clients is read once an import; a selection or another horizon is
worked out from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import retention as reports
from analytics.reports import retention_groups as group_reports
from analytics.retention import groups, horizon, look, spells
from analytics.retention.lives import days_of
from pages.shared import choice, doors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.charts.card import Card
    from analytics.periods import AsOf
    from analytics.retention.groups import By
    from analytics.retention.look import Look
    from analytics.retention.spells import Story
    from analytics.selection import Selection

USUAL_GAPS: Final = 3.0
"""As everywhere else."""

LONGEST_TOLD: Final = (24, 12, 6, 3, 1)
"""The months that can be chosen, as far as enough were watched."""


def story() -> Story:
    """Return what is known of everybody who came."""
    return _story(*doors.version(), doors.as_of())


@st.cache_resource(show_spinner=False, max_entries=2)
def _story(path: str, version: int, at: AsOf) -> Story:
    del path, version
    return spells.story(doors.database(), at)


def retention(gaps: float = USUAL_GAPS) -> Look:
    """Return how long the chosen clients stay."""
    return _look(*doors.version(), doors.as_of(), choice.selection(), gaps)


@st.cache_resource(show_spinner=False, max_entries=24)
def _look(path: str, version: int, at: AsOf, selection: Selection, gaps: float) -> Look:
    del path, version, at
    return look.looked(story(), selection, gaps=gaps)


def months() -> list[int]:
    """Return the months on which something can be said, the first one first."""
    found = retention()
    return [
        month
        for month in reversed(LONGEST_TOLD)
        if reports.told_month(found, [month]) is not None
    ]


def stay(gaps: float, *, dark: bool) -> Sequence[Card]:
    """Return the cards of the curve and of how it ends."""
    return _stay(*doors.version(), doors.as_of(), choice.selection(), (gaps, dark))


@st.cache_resource(show_spinner=False, max_entries=24)
def _stay(
    path: str, version: int, at: AsOf, selection: Selection, how: tuple[float, bool]
) -> Sequence[Card]:
    del path, version, at, selection
    gaps, dark = how
    found = retention(gaps)
    return reports.stay(found, dark=dark), reports.how_it_ends(found, dark=dark)


def by_horizon(gaps: float, month: int, *, dark: bool) -> Card:
    """Return the card of when a silent client is gone."""
    how = (gaps, month, dark)
    return _by_horizon(*doors.version(), doors.as_of(), choice.selection(), how)


@st.cache_resource(show_spinner=False, max_entries=24)
def _by_horizon(
    path: str,
    version: int,
    at: AsOf,
    selection: Selection,
    how: tuple[float, int, bool],
) -> Card:
    del path, version, at
    gaps, month, dark = how
    rows = horizon.by_horizon(story(), days_of(month), selection)
    return reports.horizon(retention(gaps), rows, month, dark=dark)


def beside(
    by: By, month: int, gaps: float, *, is_chosen: bool, dark: bool
) -> Sequence[Card]:
    """Return the cards of clients of different kinds."""
    how = (by, month, gaps, is_chosen, dark)
    return _beside(*doors.version(), doors.as_of(), choice.selection(), how)


@st.cache_resource(show_spinner=False, max_entries=24)
def _beside(
    path: str,
    version: int,
    at: AsOf,
    selection: Selection,
    how: tuple[By, int, float, bool, bool],
) -> Sequence[Card]:
    del path, version, at, selection
    by, month, gaps, is_chosen, dark = how
    found = groups.compared(retention(gaps).spells, by, days_of(month))
    names = {group.name: _named(group.name, by) for group in found.groups}
    return group_reports.compared(
        found, by, month, names, is_chosen=is_chosen, dark=dark
    )


def _named(name: str, by: By) -> str:
    return doors.tool_name(name) if by == "source" and name else name or "not given"
