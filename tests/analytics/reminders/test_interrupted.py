"""Before and after one day: the day is found, the trend is not taken for the change."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.reminders import interrupted
from analytics.reminders.contracts import NONE, Outcome


def weeks(shares: list[float], switch: int, sessions: int = 100) -> pd.DataFrame:
    """Return `sessions` a week, a share of them missed; the text comes at a week."""
    rows = [
        (7 * week, "text" if week >= switch else NONE, float(n < share * sessions))
        for week, share in enumerate(shares)
        for n in range(sessions)
    ]
    return pd.DataFrame(rows, columns=["start_day", "strategy", "missed"])


def test_a_step_is_found_beside_a_trend() -> None:
    shares = [0.30 - 0.005 * week - 0.08 * (week >= 20) for week in range(40)]
    table = weeks(shares, 20, 1_000)

    day = interrupted.switch_day(table, "text")
    found = interrupted.interrupted(table, Outcome.MISSED, day or 0)

    assert day == 140
    assert found is not None
    assert (found.weeks_before, found.weeks_after) == (20, 20)
    assert found.level.difference == pytest.approx(-0.08, abs=0.002)
    assert found.slope_change == pytest.approx(0, abs=0.001)
    # The plain difference takes the trend along.
    assert found.raw == pytest.approx(-0.18, abs=0.002)


def test_a_trend_alone_is_no_step() -> None:
    draw = np.random.default_rng(3)
    shares = [
        0.30 - 0.005 * week + noise
        for week, noise in enumerate(draw.normal(0, 0.02, 40))
    ]

    found = interrupted.interrupted(weeks(shares, 20), Outcome.MISSED, 140)

    assert found is not None
    assert found.level.low < 0 < found.level.high
    assert found.raw < -0.05


def test_seven_weeks_are_too_few() -> None:
    table = weeks([0.2] * 27, 20)

    assert interrupted.interrupted(table, Outcome.MISSED, 140) is None


@pytest.mark.parametrize(("late_none", "expected"), [(0, 140), (40, 140), (120, None)])
def test_a_few_stragglers_leave_it_a_switch(
    late_none: int, expected: int | None
) -> None:
    table = weeks([0.2] * 40, 20)
    after = table.index[table["strategy"] == "text"]
    if late_none:
        table.loc[after[:: len(after) // late_none][:late_none], "strategy"] = NONE

    assert interrupted.switch_day(table, "text") == expected


def test_side_by_side_and_backwards_are_no_switch() -> None:
    table = weeks([0.2] * 40, 20)
    mixed = table.assign(strategy=["text", NONE] * 2_000)

    assert interrupted.switch_day(mixed, "text") is None
    assert interrupted.switch_day(table, NONE) is None
    assert interrupted.switch_day(table[table["strategy"] == NONE], "text") is None
