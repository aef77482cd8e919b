"""Of very many rows a sample is kept: the same one each time, and whole where asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.facts import features
from analytics.periods import AsOf
from tests.support.log import weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

KNOWN = AsOf.end_of(dt.date(2026, 6, 1), "UTC")
WEEKS = [
    AsOf.end_of(dt.date(2026, 2, 2) + dt.timedelta(days=7 * step), "UTC")
    for step in range(12)
]


@pytest.fixture
def practice(database: Database) -> Database:
    slots = [
        slot
        for client in range(40)
        for slot in weekly(f"c{client:02d}", "2026-01-05 10:00", 20)
    ]
    write(database, slots, exported="2026-06-01 12:00")
    return database


def test_all_rows_of_a_usual_practice_are_drawn(practice: Database) -> None:
    rows = features.rows(practice, WEEKS, KNOWN, whole=WEEKS[-1:])

    assert len(rows) == 40 * len(WEEKS)
    assert rows["is_drawn"].all()


def test_of_too_many_a_sample_is_kept_and_some_days_whole(
    practice: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = features.rows(practice, WEEKS, KNOWN)
    monkeypatch.setattr(features, "MOST_ROWS", 120)

    found = features.rows(practice, WEEKS, KNOWN, whole=WEEKS[-1:])
    again = features.rows(practice, WEEKS, KNOWN, whole=WEEKS[-1:])

    pd.testing.assert_frame_equal(found, again)
    last = found["as_of_day"] == WEEKS[-1].day_number
    assert last.sum() == 40
    assert 80 < found["is_drawn"].sum() < 160
    assert found.loc[~last, "is_drawn"].all()
    # A row that is kept is the row that it was.
    both = found.merge(whole, on=["client_id", "as_of_day"], suffixes=("", "_whole"))
    assert len(both) == len(found)
    assert (both["log_natt"] == both["log_natt_whole"]).all()


def test_a_sample_of_nobody_is_empty(database: Database) -> None:
    rows = features.rows(database, WEEKS, KNOWN, whole=())

    assert len(rows) == 0
    assert rows["is_drawn"].dtype == bool
