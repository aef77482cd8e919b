"""An interrupted time series: a trend and a summer are not taken for the change."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analytics import series


def weeks(before: int, after: int) -> np.ndarray:
    return np.arange(-before, after)


def full(count: int) -> np.ndarray:
    return np.full(count, 50.0)


def test_a_step_is_found_beside_a_trend() -> None:
    time = weeks(20, 20)
    shares = 0.3 - 0.004 * time - 0.1 * (time >= 0)

    found = series.step(time, shares, full(40))

    assert found is not None
    assert found.level == pytest.approx(-0.1, abs=1e-9)
    assert found.slope_change == pytest.approx(0, abs=1e-9)
    assert found.raw == pytest.approx(-0.18)
    assert found.fitted == pytest.approx(shares)
    assert (found.weeks_before, found.weeks_after) == (20, 20)


def test_a_summer_is_no_step_where_there_is_a_year() -> None:
    time = weeks(52, 26)
    wave = 0.1 * np.sin(2 * math.pi * time / (365.2425 / 7))
    shares = 0.3 + wave

    plain = series.step(time, shares, full(78))
    found = series.step(time, shares, full(78), with_season=True)

    assert plain is not None
    assert found is not None
    assert abs(plain.level) > 0.02
    assert found.level == pytest.approx(0, abs=1e-9)
    assert (plain.has_season, found.has_season) == (False, True)


def test_less_than_a_year_tells_no_season() -> None:
    time = weeks(26, 26)
    found = series.step(time, 0.3 + 0.001 * time, full(52), with_season=True)

    assert found is not None
    assert not found.has_season


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [(8, 8, True), (7, 60, False), (60, 7, False)],
)
def test_eight_weeks_on_each_side(before: int, after: int, *, is_told: bool) -> None:
    time = weeks(before, after)
    shares = np.random.default_rng(1).uniform(0.1, 0.2, len(time))

    found = series.step(time, shares, full(len(time)))

    assert (found is not None) == is_told


def test_its_interval_keeps_its_promise() -> None:
    draw = np.random.default_rng(7)
    time = weeks(30, 30)
    held = 0
    for _ in range(200):
        shares = draw.binomial(25, 0.2, 60) / 25
        found = series.step(time, shares, full(60))
        assert found is not None
        held += found.low <= 0 <= found.high

    # 95 % promised; 184 is what chance leaves of that in 200.
    assert held >= 184
