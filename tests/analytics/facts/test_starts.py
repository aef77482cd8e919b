"""Who was on board when the log began: the one rule, by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analytics.facts import starts


def rows(first: int, since: float | None, usual: float) -> pd.DataFrame:
    """Return a client of a log that begins on day 100."""
    row = {"first_day": first, "log_day": 100, "since_day": since}
    return pd.DataFrame([{**row, "usual_gap_days": usual}])


@pytest.mark.parametrize(
    ("first", "since", "usual", "expected"),
    [
        pytest.param(128, math.nan, 7, math.nan, id="within four weeks"),
        pytest.param(129, math.nan, 7, 129, id="after four weeks"),
        pytest.param(142, math.nan, 14, math.nan, id="within three of the own gaps"),
        pytest.param(143, math.nan, 14, 143, id="after three of the own gaps"),
        pytest.param(105, 40, 7, 40, id="a list says since before the log"),
        pytest.param(105, 100, 7, 105, id="a list says since the log began"),
    ],
)
def test_a_start_is_known_after_a_horizon_or_from_a_list(
    first: int, since: float, usual: float, expected: float
) -> None:
    (found,) = starts.started(rows(first, since, usual))

    assert found == pytest.approx(expected, nan_ok=True)


def test_of_nobody_nothing_is_known() -> None:
    assert len(starts.started(rows(105, 40, 7).iloc[:0])) == 0
