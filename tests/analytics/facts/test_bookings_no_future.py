"""Nothing that became known after a moment changes a booking's row of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.facts import bookings
from analytics.periods import AsOf, day_of_number
from analytics.simulate.population import population
from tests.analytics.facts.test_features_no_future import cut
from tests.analytics.facts.test_no_future import altered, fill
from tests.support import random_log
from tests.support.log import Slot, utc

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store import Database

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def looked_at(database: Database, at: dt.datetime) -> str:
    """What was ahead at a moment, and the bookings of the eight weeks before it."""
    known = AsOf.at(at, "UTC")
    weeks = [known.days_earlier(7 * week) for week in range(8, -1, -1)]
    found = bookings.rows(database, weeks, known)
    # Those of the days after the moment that are made later are not known by then.
    seen = found[(found["as_of_s"] < known.seconds) | found["is_known"]]
    return seen.round(9).to_csv(index=False)


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

    fill(database, [slot for slot in slots if utc(slot.booked or slot.starts) <= at])

    assert looked_at(database, at) == before


# -- a practice of many clients ------------------------------------------------

WEEKS = [AsOf.end_of(day_of_number(day), "UTC") for day in range(18_201, 18_601, 7)]
CUT_S = AsOf.end_of(day_of_number(18_600), "UTC").seconds


@pytest.fixture(scope="module")
def log() -> pd.DataFrame:
    return population(1, 80, 7)


def known_by_cut(log: pd.DataFrame) -> pd.DataFrame:
    """The rows of a log, with what was known of them at the end of a day."""
    found = bookings.rows_of_log(log, WEEKS)
    seen = found["is_known"] | (found["start_s"] <= CUT_S)
    found["missed"] = found["missed"].where(found["settled_s"] <= CUT_S)
    return found[seen].drop(columns="settled_s").round(9).reset_index(drop=True)


def test_a_log_cut_off_has_the_same_rows(log: pd.DataFrame) -> None:
    whole, short = known_by_cut(log), known_by_cut(cut(log))

    assert whole["missed"].sum() > 10
    assert whole["missed"].isna().any()
    pd.testing.assert_frame_equal(whole, short)


def test_the_check_sees_a_leak(log: pd.DataFrame) -> None:
    def with_mean(sessions: pd.DataFrame) -> pd.DataFrame:
        """Add what a careless feature would: how often each client misses, ever."""
        rows = known_by_cut(sessions)
        missed = sessions["outcome"].isin(["no_show", "late_cancelled"])
        means = missed.groupby(sessions["client_id"]).mean()
        return rows.assign(mean=rows["client_id"].map(means))

    whole, short = with_mean(log), with_mean(cut(log))

    with pytest.raises(AssertionError, match="mean"):
        pd.testing.assert_frame_equal(whole, short)
