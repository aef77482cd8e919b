"""Money as bars: the same fills as the outcomes, in whole units."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pandas as pd
import pytest

from analytics.attendance.money import CENTS
from analytics.charts import attendance_money as charts

MONTHS = pd.DataFrame(
    {
        "month": [dt.date(2026, 1, 1), dt.date(2026, 2, 1)],
        "sessions": [3, 1],
        **{key: [0, 0] for key in CENTS},
        "kept_cents": [25_000, 1_000],
        "presumed_cents": [5_000, 0],
        "missed_cents": [300, 0],
        "is_open": [False, True],
    }
)


def drawn(months: pd.DataFrame, currency: str = "EUR") -> dict[str, Any]:
    return dict(json.loads(charts.months(months, currency).to_json()))


def test_stacks_what_there_is_in_whole_units() -> None:
    figure = drawn(MONTHS)

    assert {one["name"]: one["y"] for one in figure["data"][:-1]} == {
        "kept": [200.0, 10.0],
        "kept, presumed": [50.0, 0.0],
        "not earned: missed": [3.0, 0.0],
    }
    assert figure["layout"]["yaxis"]["title"]["text"] == "EUR"
    fills = [one["marker"]["pattern"]["shape"] for one in figure["data"][:2]]
    assert fills == ["", "/"]


def test_hatches_the_month_that_is_not_over() -> None:
    found = drawn(MONTHS)["data"][-1]

    assert found["name"] == "not over yet"
    assert sorted(set(found["x"])) == ["2026-02-01", "2026-03-01"]
    assert max(found["y"]) == pytest.approx(253)


def test_a_hostile_currency_is_text() -> None:
    found = drawn(MONTHS, "<b>")

    assert found["layout"]["yaxis"]["title"]["text"] == "&lt;b&gt;"


def test_nothing_gets_a_sentence() -> None:
    figure = drawn(MONTHS.head(0))

    assert figure["layout"]["annotations"][0]["text"] == charts.EMPTY


def test_months_without_an_amount_are_no_error() -> None:
    free = MONTHS.assign(kept_cents=0, presumed_cents=0, missed_cents=0)

    assert drawn(free)["data"] == []
