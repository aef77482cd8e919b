"""Cohorts by hand: who counts, when a share is complete, and one number over time."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analytics.intervals import wilson_interval
from analytics.periods import day_number
from analytics.retention import cohorts
from analytics.retention.endings import endings
from analytics.retention.lives import days_of, lives
from tests.support.spells import GOES_ON, LOST, OTHERWISE, spell, spells

JULY_15 = day_number(dt.date(2026, 7, 15))


def cell(table: pd.DataFrame, cohort: str | None, month: int) -> dict[str, object]:
    is_it = (table["cohort"] == cohort) & (table["month"] == month)
    (row,) = table[is_it].to_dict("records")
    return {str(key): value for key, value in row.items()}


# Four who started in January; the last of them on the 31st.
JANUARY = spells(
    spell("a", "2026-01-05", GOES_ON),
    spell("b", "2026-01-12", LOST, "2026-02-11"),  # after 30 days
    spell("c", "2026-01-20", LOST, "2026-04-22"),  # after 92 days
    spell("d", "2026-01-31", OTHERWISE, "2026-02-10"),
)


def test_kept_is_who_neither_went_quiet_nor_ended_it() -> None:
    table = cohorts.table(JANUARY, JULY_15)

    # A month is 30 days here, three are 91: b is lost on day 30, c on day 92.
    assert cell(table, "2026-01", 1)["kept"] == 3
    three = cell(table, "2026-01", 3)
    low, high = wilson_interval(3, 4) or (0, 0)
    assert three == {
        "cohort": "2026-01",
        "starts_on": dt.date(2026, 1, 1),
        "n": 4,
        "month": 3,
        "base": 4,
        "kept": 3,
        "retained": 0.75,
        "low": low,
        "high": high,
        "complete": True,
    }
    assert cell(table, "2026-01", 4)["kept"] == 2


def test_complete_once_the_last_to_start_has_had_the_time() -> None:
    # d's three months (91 days) are over on 2 May.
    before = cohorts.table(JANUARY, day_number(dt.date(2026, 5, 1)))
    after = cohorts.table(JANUARY, day_number(dt.date(2026, 5, 2)))

    assert cell(before, "2026-01", 3)["complete"] is False
    assert cell(before, "2026-01", 3)["base"] == 3
    assert str(cell(before, "2026-01", 3)["retained"]) == "nan"
    assert cell(after, "2026-01", 3)["complete"] is True


def test_a_month_that_is_not_over_may_get_more_clients() -> None:
    early = spells(spell("a", "2026-01-01", GOES_ON))

    one = cohorts.table(early, day_number(dt.date(2026, 1, 31)))
    quarter = cohorts.table(early, day_number(dt.date(2026, 2, 28)), "quarter")

    assert cell(one, "2026-01", 1)["complete"] is True
    assert cell(quarter, "2026-Q1", 1)["complete"] is False


def test_nothing_beyond_the_time_that_anybody_had() -> None:
    table = cohorts.table(JANUARY, day_number(dt.date(2026, 4, 7)))

    # a began 92 days before.
    assert table["month"].max() == 3


def test_who_was_on_board_before_the_log_is_in_no_cohort() -> None:
    on_board = spell("z", "2026-01-05", LOST, "2026-01-20", entry="2026-01-06")
    table = cohorts.table(spells(on_board), JULY_15)

    assert table.empty
    assert len(cohorts.newcomers(spells(on_board))) == 0


def test_by_service_each_share_counts_who_started_that_long_ago() -> None:
    table = cohorts.table(
        spells(
            spell("a", "2026-01-05", GOES_ON, service="Group"),
            spell("b", "2026-07-01", GOES_ON, service="Group"),
            spell("c", "2026-01-05", LOST, "2026-01-20", service=None),
            spell("d", "2026-06-01", GOES_ON, service="Coaching"),
        ),
        JULY_15,
        "service",
    )

    assert table["cohort"].drop_duplicates().tolist() == ["Coaching", "Group", None]
    group = cell(table, "Group", 1)
    assert (group["n"], group["base"], group["kept"]) == (2, 1, 1)
    assert table["complete"].all()
    assert table["starts_on"].isna().all()


def test_by_quarter() -> None:
    more = spells(spell("a", "2025-12-31", GOES_ON), spell("b", "2026-03-31", GOES_ON))

    table = cohorts.table(more, JULY_15, "quarter")

    assert table["cohort"].drop_duplicates().tolist() == ["2025-Q4", "2026-Q1"]
    assert table["starts_on"].drop_duplicates().tolist() == [
        dt.date(2025, 10, 1),
        dt.date(2026, 1, 1),
    ]


@pytest.mark.parametrize("by", ["month", "quarter", "service", "source"])
def test_nobody(by: str) -> None:
    assert cohorts.table(spells(), JULY_15, by).empty
    assert cohorts.month3(spells(), JULY_15, "month").empty


def test_everybody_started_today() -> None:
    today = spells(spell("a", "2026-07-15", GOES_ON))

    assert cohorts.table(today, JULY_15).empty
    (row,) = cohorts.month3(today, JULY_15).to_dict("records")
    assert (row["started"], row["n"], row["complete"]) == (1, 0, False)


def test_month3_agrees_with_the_table_and_shows_empty_periods() -> None:
    later = spell("e", "2026-04-01", GOES_ON)
    both = pd.concat([JANUARY, spells(later)])

    line = cohorts.month3(both, JULY_15)

    assert line["period"].tolist() == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert line["n"].tolist() == [4, 0, 0, 1]
    assert line["kept"].tolist() == [3, 0, 0, 1]
    assert line["value"].isna().tolist() == [False, True, True, False]
    assert line["complete"].tolist() == [True, True, True, True]
    january = cell(cohorts.table(both, JULY_15), "2026-01", 3)
    assert line["value"][0] == january["retained"]
    assert line["low"][0] == january["low"]


def test_an_open_period_is_no_complete_one() -> None:
    line = cohorts.month3(JANUARY, day_number(dt.date(2026, 5, 1)))

    assert line["complete"].tolist() == [False]
    assert (line["started"][0], line["n"][0]) == (4, 3)


@pytest.mark.parametrize(
    ("a_month", "said"), [(10, "month"), (9, "quarter"), (1, "quarter")]
)
def test_the_size_decides_between_months_and_quarters(a_month: int, said: str) -> None:
    many = spells(
        *(
            spell(f"{month}-{i}", f"2026-0{month}-05", GOES_ON)
            for month in (1, 2, 3)
            for i in range(a_month)
        )
    )

    assert cohorts.grain(many) == said


def test_grain_of_nobody() -> None:
    assert cohorts.grain(spells()) == "month"


def test_thirty_years_of_quarters_and_days_before_1970() -> None:
    old = spells(
        spell("a", "1969-11-30", LOST, "1969-12-15"),
        spell("b", "1996-02-01", GOES_ON),
        spell("c", "2026-02-01", GOES_ON),
    )

    line = cohorts.month3(old, JULY_15, "quarter")

    assert line["period"].iloc[0] == "1969-Q4"
    assert line["period"].iloc[-1] == "2026-Q1"
    assert line["n"].sum() == 3
    assert line["kept"].sum() == 2


def test_of_a_complete_cohort_the_share_is_that_of_the_endings() -> None:
    known = lives(JANUARY)
    found = endings(known)
    is_lost = [not way.is_confirmed for way in found.ways]
    table = cohorts.table(JANUARY, JULY_15)

    for month in (1, 3, 4, 5):
        place = int(np.searchsorted(found.days, days_of(month), side="right"))
        lost = found.share[is_lost, place - 1].sum()
        assert cell(table, "2026-01", month)["retained"] == pytest.approx(1 - lost)
