"""The model of visits, against numbers worked out by hand and a known process."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.risk import visits
from analytics.risk.visits import Visits


def customers(
    again: list[float], recency: list[float], age: list[float]
) -> pd.DataFrame:
    """Customers whose first visit was on day 0; times in weeks."""
    return pd.DataFrame(
        {
            "sessions_attended": np.array(again) + 1,
            "first_day": 0,
            "last_day": np.array(recency) * 7,
            "as_of_day": np.array(age) * 7,
            "horizon_days": 28,
        }
    )


def test_by_hand() -> None:
    model = Visits(r=1.0, alpha=2.0, a=1.0, b=2.0)
    rows = customers([0, 1], [0, 3], [4, 4])

    odds = model.log_odds(rows)

    # Nobody who came once only can have dropped out; then (6 / 10) to the 1.
    never = 0.6
    # Came once more: alive is 1 / (1 + 1/2 (6/5)^2), quiet if alive (6/10)^2.
    alive = 1 / (1 + 0.5 * 1.2**2)
    once = 1 - alive * (1 - 0.36)
    expected = [np.log(p / (1 - p)) for p in (never, once)]
    assert odds == pytest.approx(expected)


def test_a_fit_finds_the_rate_of_a_steady_crowd() -> None:
    # Nobody drops out, all come at a rate of about one a week.
    rng = np.random.default_rng(0)
    again = rng.poisson(20, 500)
    rows = customers(
        again.tolist(), np.full(500, 19.5).tolist(), np.full(500, 20.0).tolist()
    )

    model = visits.fit(rows)

    assert model is not None
    assert model.r / model.alpha == pytest.approx(1.0, abs=0.1)
    assert (model.log_odds(rows) < -2).all()


def test_a_handful_is_not_fitted() -> None:
    assert visits.fit(customers([1] * 5, [1] * 5, [2] * 5)) is None


def test_a_long_silence_is_likelier_to_last() -> None:
    model = Visits(r=0.5, alpha=2.0, a=0.5, b=2.0)

    odds = model.log_odds(customers([5, 5], [20, 10], [21, 30]))

    assert odds[1] > odds[0]
