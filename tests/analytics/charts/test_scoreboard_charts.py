"""Figures of How right were we?: they hold the numbers, and read without colour."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts import scoreboard as charts

LEADS = pd.DataFrame(
    {
        "weeks": [-1, 0, 1, 2],
        "label": ["2 after", "1 after", "1 before", "2 before"],
        "clients": [1, 2, 5, 0],
    }
)
THIRDS = pd.DataFrame(
    {
        "third": ["Least likely", "In between", "Most likely"],
        "said": [0.02, 0.07, 0.36],
        "happened": [0.03, 0.08, 0.35],
        "low": [0.01, 0.05, 0.3],
        "high": [0.05, 0.11, 0.4],
        "looks": [1200, 1200, 1201],
        "clients": [90, 95, 99],
    }
)


@pytest.mark.parametrize("dark", [False, True])
def test_early_names_stand_left_and_late_ones_are_hatched(dark: bool) -> None:
    found = charts.leads(LEADS, dark=dark)

    before, after = found.data
    assert list(zip(before.x, before.y, strict=True)) == [(-1, 5), (-2, 0)]
    assert list(zip(after.x, after.y, strict=True)) == [(1, 1), (0, 2)]
    assert before.text == ("5", "")
    assert before.marker.pattern.shape != after.marker.pattern.shape
    assert found.layout.shapes[0].x0 == -0.5


def test_thirds_show_what_was_said_what_happened_and_how_sure_that_is() -> None:
    found = charts.thirds(THIRDS)

    happened, said = found.data
    assert happened.x == (0.03, 0.08, 0.35)
    assert happened.error_x.array == pytest.approx((0.02, 0.03, 0.05))
    assert happened.error_x.arrayminus == pytest.approx((0.02, 0.03, 0.05))
    assert said.x == (0.02, 0.07, 0.36)
    assert said.marker.symbol != happened.marker.symbol
    assert found.layout.yaxis.ticktext[2] == "Most likely<br>n = 1,201"


def test_nothing_is_said_in_a_sentence() -> None:
    for found, said in (
        (charts.leads(LEADS[:0]), charts.NOBODY_CAUGHT),
        (charts.thirds(THIRDS[:0]), charts.TOO_FEW),
    ):
        assert [note.text for note in found.layout.annotations] == [said]
        assert not found.data
