"""The doors to where and when sessions are attended, remembered as those of `doors`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from analytics.attendance import where
from analytics.reports import attendance_called_off, attendance_where
from pages.shared import choice, doors, doors_policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analytics.attendance.where import Groups
    from analytics.charts.card import Card
    from analytics.periods import AsOf
    from analytics.selection import Selection


@dataclass(frozen=True, eq=False)
class _Counts:
    """All that the section counts, of one selection."""

    cells: Groups
    groups: Mapping[str, Groups]
    called_off: pd.DataFrame


def when(*, dark: bool) -> Card:
    """Return the card of weekday and hour."""
    return _when(*_asked(), dark)


def by(grouping: str, *, dark: bool) -> Card:
    """Return the card of a grouping, a key of `CHOICES`."""
    return _by(*_asked(), grouping, dark)


def _asked() -> tuple[str, int, AsOf, Selection]:
    return *doors.version(), doors.as_of(), choice.selection()


@st.cache_resource(show_spinner=False, max_entries=8)
def _when(path: str, version: int, at: AsOf, selection: Selection, dark: bool) -> Card:  # noqa: FBT001 - part of the key
    cells = _counts(path, version, at, selection).cells
    return attendance_where.when(cells, doors.settings().week_start, dark=dark)


@st.cache_resource(show_spinner=False, max_entries=32)
def _by(
    path: str,
    version: int,
    at: AsOf,
    selection: Selection,
    grouping: str,
    dark: bool,  # noqa: FBT001 - part of the key
) -> Card:
    counts, settings = _counts(path, version, at, selection), doors.settings()
    if grouping == "who":
        return attendance_called_off.who_called_off(counts.called_off, dark=dark)
    if grouping == "notice":
        agreed = doors_policy.agreements().listed
        return attendance_called_off.notice(
            counts.called_off,
            settings.notice_hours,
            is_agreed=any(one.notice_hours is not None for one in agreed),
            dark=dark,
        )
    return attendance_where.by(
        grouping, counts.groups[grouping], settings.week_start, dark=dark
    )


@st.cache_resource(show_spinner=False, max_entries=8)
def _counts(path: str, version: int, at: AsOf, selection: Selection) -> _Counts:
    del path, version
    database = doors.database()
    cells = where.heat(database, at, selection)
    groups = where.by_groups(database, at, selection)
    return _Counts(
        cells,
        {name: replace(one, unknown=cells.unknown) for name, one in groups.items()},
        where.called_off(database, at, selection),
    )
