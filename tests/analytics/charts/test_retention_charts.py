"""How long clients stay, as figures: read without colour, drawn as far as told."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.charts import retention as charts
from analytics.reports import retention as report
from analytics.retention.curve import Point
from analytics.retention.groups import compared
from analytics.retention.horizon import Under
from tests.analytics.reports.test_retention import TEN, looked
from tests.analytics.retention.life_steps import CHANCE, lived
from tests.analytics.retention.test_groups import spells


@pytest.mark.parametrize("dark", [False, True])
def test_the_two_curves_differ_in_more_than_colour(*, dark: bool) -> None:
    shown = charts.stay(looked(TEN), dark=dark)

    assert shown is not None
    dashes = [trace.line.dash for trace in shown.data if trace.line.dash]
    assert dashes == ["solid", "dash"]
    assert shown.data[-1].fillpattern.shape == "/"


def test_one_curve_where_every_ending_is_confirmed() -> None:
    known = lived([40, *[200] * 9], ["ended_by_client", *[None] * 9])
    shown = charts.stay(looked(known))

    assert shown is not None
    assert [trace.name for trace in shown.data[1:]] == [
        "95 % interval",
        "still clients",
    ]


def test_how_many_are_watched_stands_beneath_each_month() -> None:
    shown = charts.stay(looked(TEN))

    assert shown is not None
    assert shown.layout.xaxis.ticktext[:4] == (
        *("0<br>n 10", "1<br>n 10", "2<br>n 5", "3<br>n 5"),
    )


def test_a_curve_ends_where_fewer_than_five_are_watched() -> None:
    known = lived([*[100] * 6, 900], [None] * 7)
    shown = charts.stay(looked(known))

    assert shown is not None
    assert shown.layout.xaxis.range[1] == 100
    assert charts.stay(looked(lived([100] * 4, [None] * 4))) is None


def test_endings_are_hatched_each_in_its_way() -> None:
    shown = report.how_it_ends(looked(TEN)).figure

    assert shown is not None
    assert [trace.name for trace in shown.data] == [
        *("still clients", "finished their programme", "ended it themselves"),
        "went quiet without a word why",
    ]
    patterns = [trace.fillpattern.shape for trace in shown.data]
    assert patterns[1:] == ["", ".", "/"]
    ends = [trace.y[-1] for trace in shown.data]
    assert sum(ends) == pytest.approx(1.0, abs=1e-3)


def test_thirty_years_stay_small() -> None:
    rng = np.random.default_rng(CHANCE)
    until = rng.integers(1, 10_950, 5_000)
    known = lived(until.tolist(), ["ended_by_client"] * 5_000)

    shown = charts.stay(looked(known))

    assert shown is not None
    assert len(shown.to_json()) < 60_000
    assert len(shown.layout.xaxis.tickvals) <= 8


def test_the_chosen_horizon_is_the_larger_mark() -> None:
    point = Point(0.5, 0.4, 0.6, 20)
    rows = [Under(gaps, point, point, 1, 2) for gaps in (2.0, 3.0)]

    shown = charts.by_horizon(rows, 3.0)

    assert shown is not None
    small, large = shown.data[0].marker.size
    assert large > small


def test_a_name_is_shown_letter_by_letter() -> None:
    found = compared(spells({"A": [50] * 9, "B": [60] * 9}), "service", 30)

    shown = charts.side_by_side(found, {"A": "<b>Bold</b>", "B": "Plain"})

    assert shown is not None
    names = [trace.name for trace in shown.data if trace.name]
    assert names == ["&lt;b&gt;Bold&lt;/b&gt; (9)", "Plain (9)"]
    assert {trace.line.dash for trace in shown.data if trace.name} == {"solid", "dash"}
