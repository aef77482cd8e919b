"""Who came a fourth time: when, in which time, and of whom it is asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.periods import AsOf, day_number
from analytics.retention import first_sessions
from tests.support.log import Slot, weekly, write
from tests.support.spells import GOES_ON, LOST, spell, spells

if TYPE_CHECKING:
    from analytics.store import Database

JULY_15 = day_number(dt.date(2026, 7, 15))


def fourths(*rows: tuple[str, str | None, int | None]) -> pd.DataFrame:
    days = [
        None if day is None else day_number(dt.date.fromisoformat(day))
        for _, day, _ in rows
    ]
    return pd.DataFrame(
        {
            "client_id": [client for client, _, _ in rows],
            "fourth_day": pd.array(days, dtype="float64"),
            "sessions_planned": pd.array([n for _, _, n in rows], dtype="float64"),
        }
    )


def test_the_fourth_session_attended_counts(database: Database) -> None:
    write(
        database,
        [
            *weekly("anna", "2026-01-05 10:00", 5),
            Slot("anna", "2026-01-06 10:00", "no_show"),
            *weekly("bea", "2026-01-05 11:00", 3),
            Slot("bea", "2026-02-05 11:00", "unknown"),
            # Two sessions on one day are two sessions.
            *(
                Slot("cora", f"2026-01-0{day} {hour}:00")
                for day in (5, 6)
                for hour in (10, 15)
            ),
        ],
    )

    found = first_sessions.fourth_sessions(
        database, AsOf.end_of(dt.date(2026, 7, 15), "UTC")
    )

    assert found["client_id"].tolist() == ["anna", "bea", "cora"]
    days = [dt.date(2026, 1, 26), None, dt.date(2026, 1, 6)]
    assert [None if pd.isna(day) else int(day) for day in found["fourth_day"]] == [
        None if day is None else day_number(day) for day in days
    ]


def test_the_programme_is_that_of_the_first_session(database: Database) -> None:
    first, *others = weekly("anna", "2026-01-05 10:00", 4)
    write(
        database,
        [
            first,
            *(Slot(one.client, one.starts, package_sessions=3) for one in others),
            Slot("bea", "2026-01-05 11:00", package_sessions=3),
        ],
    )

    found = first_sessions.fourth_sessions(
        database, AsOf.end_of(dt.date(2026, 7, 15), "UTC")
    )

    assert [None if pd.isna(n) else int(n) for n in found["sessions_planned"]] == [
        None,
        3,
    ]


def test_an_empty_practice(database: Database) -> None:
    as_of = AsOf.end_of(dt.date(2026, 7, 15), "UTC")
    nobody = first_sessions.fourth_sessions(database, as_of)

    assert nobody.empty
    assert first_sessions.session4(spells(), nobody, JULY_15, "month", 12).empty
    assert first_sessions.weeks_needed(spells()) == 12


@pytest.mark.parametrize(
    ("horizon_days", "weeks"), [(28.0, 12), (42.0, 18), (44.4, 20)]
)
def test_the_time_needed_is_three_horizons(horizon_days: float, weeks: int) -> None:
    table = spells(spell("a", "2026-01-05", GOES_ON, horizon_days=horizon_days))

    assert first_sessions.weeks_needed(table) == weeks


def test_who_came_a_fourth_time_in_the_time() -> None:
    table = spells(
        spell("in time", "2026-01-05", GOES_ON),
        spell("on the last day", "2026-01-05", GOES_ON),
        spell("a day late", "2026-01-05", GOES_ON),
        spell("never", "2026-01-05", LOST, "2026-03-05"),
        spell("short programme", "2026-01-05", GOES_ON),
        spell("on board before", "2026-01-05", GOES_ON, entry="2026-01-06"),
        spell("too new", "2026-07-01", GOES_ON),
    )
    when = fourths(
        ("in time", "2026-01-26", None),
        ("on the last day", "2026-03-30", 8),
        ("a day late", "2026-03-31", None),
        ("never", None, None),
        ("short programme", "2026-01-26", 3),
        ("on board before", "2026-01-26", None),
        ("too new", None, None),
    )

    line = first_sessions.session4(table, when, JULY_15, "month", 12)

    january, july = line.iloc[0], line.iloc[-1]
    assert (january["n"], january["kept"], january["value"]) == (4, 2, 0.5)
    assert (july["started"], july["n"], july["complete"]) == (1, 0, False)
    assert first_sessions.is_short(table, when).sum() == 1
