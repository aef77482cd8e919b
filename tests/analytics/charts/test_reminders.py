"""The marks of the reminders' figures stand where the numbers are."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analytics.charts import reminders, theme

NAN = math.nan


def rows(**columns: list[float]) -> pd.DataFrame:
    """Two outcomes, the second of which is not shown."""
    shown = {
        "difference": [-6.0, NAN],
        "low": [-10.0, NAN],
        "high": [-2.0, NAN],
        "raw": [-1.0, NAN],
        "both": [NAN, NAN],
        "both_low": [NAN, NAN],
        "both_high": [NAN, NAN],
    }
    return pd.DataFrame(
        {"label": ["Missed", "Held"], "said": ["<b>6</b>", ""], **shown, **columns}
    )


def test_own_and_plain_stand_on_their_row_and_what_is_not_shown_says_so() -> None:
    shown = reminders.outcomes(rows())

    plain, own = shown.data
    assert (own.x[0], own.y[0]) == (-6, 0)
    assert (own.error_x.array[0], own.error_x.arrayminus[0]) == (4, 4)
    assert own.text[0] == "&lt;b&gt;6&lt;/b&gt;"
    assert plain.x[0] == -1
    assert plain.marker.symbol != own.marker.symbol
    assert plain.marker.color == theme.LIGHT.quiet, "the plain difference is greyed"
    (note,) = shown.layout.annotations
    assert (note.y, note.text) == (1, "not shown: why stands below")
    low, high = shown.layout.xaxis.range
    assert low == -high
    assert low < -10


def test_a_trial_has_a_mark_of_its_own() -> None:
    found = rows(both=[-5.0, NAN], both_low=[-8.0, NAN], both_high=[-2.0, NAN])
    shown = reminders.outcomes(found, dark=True)

    assert [trace.name for trace in shown.data] == [
        "plain difference",
        "with the published trial",
        "like with like",
    ]
    assert len({trace.marker.symbol for trace in shown.data}) == 3
    assert shown.data[1].error_x.arrayminus[0] == 3


def test_chance_does_not_fill_the_axis() -> None:
    tiny = rows(difference=[0.1, NAN], low=[0.0, NAN], high=[0.2, NAN], raw=[0.1, NAN])

    assert reminders.outcomes(tiny).layout.xaxis.range == (-5, 5)


def test_balance_shows_before_and_after() -> None:
    table = pd.DataFrame(
        {
            "label": ["how often the client had missed before", "the hour"],
            "before": [0.5, 0.1],
            "after": [0.02, -0.01],
        }
    )
    shown = reminders.balance(table)

    before, after = shown.data
    assert list(before.x) == [0.5, 0.1]
    assert list(after.x) == [0.02, -0.01]
    assert before.marker.symbol != after.marker.symbol
    assert shown.layout.yaxis.ticktext[0] == "how often the client had<br>missed before"
    assert shown.layout.xaxis.range[1] == pytest.approx(0.575)
