"""Nothing that became known after an origin changes a row or a label of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.facts import features
from analytics.periods import SECONDS_PER_DAY, AsOf, day_of_number
from analytics.simulate.population import population
from analytics.store import outcomes
from tests.analytics.facts.test_no_future import altered
from tests.support import random_log
from tests.support.log import Slot, utc, weekly, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.store import Database

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def fill(database: Database, slots: Sequence[Slot]) -> None:
    with database.write() as cursor:
        for table in ("sessions", "clients", "imports"):
            cursor.execute(f"delete from {table}")  # noqa: S608 - names of our own
    write(database, slots, exported="2026-06-01 12:00")


def looked_at(database: Database, at: dt.datetime) -> str:
    """Rows of a moment and of every fifth day of the eight weeks before it."""
    known = AsOf.at(at, "UTC")
    origins = [known.days_earlier(days) for days in range(55, -1, -5)]
    found = features.rows(database, origins, known)
    return found.round(9).to_csv()


@SHARED
@given(random_log.logs(), random_log.moments(), st.data())
def test_shuffling_the_future_changes_no_row(
    database: Database, slots: list[Slot], at: dt.datetime, data: st.DataObject
) -> None:
    fill(database, slots)
    before = looked_at(database, at)

    changed = [altered(slot, at, data) for slot in slots]
    fill(database, [slot for slot in changed if slot is not None])

    assert looked_at(database, at) == before


@SHARED
@given(random_log.logs(), random_log.moments())
def test_cutting_the_future_off_changes_no_row(
    database: Database, slots: list[Slot], at: dt.datetime
) -> None:
    fill(database, slots)
    before = looked_at(database, at)

    fill(database, [s for s in slots if utc(s.booked or s.starts) <= at])

    assert looked_at(database, at) == before


# -- a practice of many clients ------------------------------------------------

CUT_DAY = 18_600
ORIGINS = [AsOf.end_of(day_of_number(day), "UTC") for day in range(18_200, 18_601, 25)]
CUT_S = ORIGINS[-1].seconds


@pytest.fixture(scope="module")
def log() -> pd.DataFrame:
    return population(1, 80, 7)


def cut(log: pd.DataFrame) -> pd.DataFrame:
    """The log as it was known at the end of a day."""
    seen = log[log["slot_known_s"] <= CUT_S].copy()
    is_open = seen["outcome_known_s"] > CUT_S
    seen.loc[is_open, "outcome"] = "scheduled"
    seen.loc[is_open, "outcome_known_s"] = seen.loc[is_open, "start_s"]
    return seen


def known_by_cut(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the labels that were known at the end of the day, others open."""
    rows = rows.copy()
    rows["went_quiet"] = rows["went_quiet"].where(rows["close_day"] <= CUT_DAY)
    return rows.round(9)


def test_a_log_cut_off_has_the_same_rows(log: pd.DataFrame) -> None:
    whole = known_by_cut(features.rows_of_log(log, ORIGINS))
    short = known_by_cut(features.rows_of_log(cut(log), ORIGINS))

    assert whole["went_quiet"].sum() > 10
    pd.testing.assert_frame_equal(whole, short)


def test_the_check_sees_a_leak(log: pd.DataFrame) -> None:
    def with_mean(sessions: pd.DataFrame) -> pd.DataFrame:
        """Add what a careless feature would: how often each client comes, ever."""
        rows = known_by_cut(features.rows_of_log(sessions, ORIGINS))
        came = (sessions["outcome"] == "attended").groupby(sessions["client_id"])
        return rows.assign(mean=rows["client_id"].map(came.mean()))

    whole, short = with_mean(log), with_mean(cut(log))

    with pytest.raises(AssertionError, match="mean"):
        pd.testing.assert_frame_equal(whole, short)


def test_no_session_after_an_origin_is_seen_by_the_season(log: pd.DataFrame) -> None:
    later = log["start_s"] > CUT_S - SECONDS_PER_DAY
    fewer = log[~later | (log["slot_known_s"] <= CUT_S - SECONDS_PER_DAY)]
    origins = ORIGINS[:-1]

    columns = ["client_id", "as_of_day", *features.NAMES]
    whole = features.rows_of_log(log, origins)[columns]

    pd.testing.assert_frame_equal(whole, features.rows_of_log(fewer, origins)[columns])


def test_a_word_said_later_is_not_known_before(database: Database) -> None:
    slots = [
        *weekly("anna", "2025-11-03 10:00", 9),
        replace(Slot("anna", "2026-01-05 10:00"), outcome="unknown", session="s-1"),
    ]
    write(database, slots, exported="2026-01-06 08:00")
    outcomes.confirm(
        database,
        [outcomes.Said("s-1", "attended")],
        on=dt.date(2026, 1, 20),
        now=utc("2026-01-20 09:00"),
    )
    days = [AsOf.end_of(dt.date(2026, 1, day), "UTC") for day in (12, 19, 20, 21)]

    groups = features.epochs(database, days)

    assert [len(group) for group in groups] == [2, 2]
    since = [
        features.rows(database, [group[0]], group[-1])["days_since_last"].tolist()
        for group in groups
    ]
    assert since == [[14], [15]]
