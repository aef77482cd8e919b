"""How sure a rate is when clients are counted more than once."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm

from analytics.attendance.clustered import Clustered, difference
from analytics.intervals import wilson_interval

THREE_CLIENTS = [(3, 4), (1, 4), (2, 2)]
"""Attended and counted sessions of each client."""


def of(clients: list[tuple[int, int]]) -> Clustered:
    return Clustered(
        attended=sum(x for x, _ in clients),
        n=sum(n for _, n in clients),
        clients=sum(n > 0 for _, n in clients),
        attended_squared=sum(x * x for x, _ in clients),
        attended_by_n=sum(x * n for x, n in clients),
        n_squared=sum(n * n for _, n in clients),
    )


def test_the_design_effect_by_hand() -> None:
    # The rate is 6 of 10; residuals are 3 - 2.4, 1 - 2.4, 2 - 1.2, so the variance is
    # 3/2 * (0.36 + 1.96 + 0.64) / 100 = 0.0444, against 0.24 / 9 of ten drawn alone.
    counted = of(THREE_CLIENTS)

    assert counted.design_effect == pytest.approx(0.0444 / (0.24 / 9))
    assert counted.effective_n == pytest.approx(6.006006)
    assert counted.interval == wilson_interval(0.6 * counted.effective_n, 10 / 1.665)


@pytest.mark.parametrize(
    "clients",
    [THREE_CLIENTS, [(9, 10), (2, 8), (5, 5), (1, 1), (0, 3)], [(1, 2)] * 9 + [(7, 8)]],
)
def test_the_variance_is_that_of_statsmodels(clients: list[tuple[int, int]]) -> None:
    came = np.concatenate([[1.0] * x + [0.0] * (n - x) for x, n in clients])
    whose = np.repeat(np.arange(len(clients)), [n for _, n in clients])
    fitted = sm.OLS(came, np.ones(len(came))).fit(
        cov_type="cluster", cov_kwds={"groups": whose}
    )
    counted = of(clients)
    rate, n = counted.attended / counted.n, counted.n

    alone = rate * (1 - rate) / (n - 1)
    expected = max(1.0, float(fitted.cov_params()[0, 0]) / alone)

    assert counted.design_effect == pytest.approx(expected)


def test_the_interval_covers_what_clients_make_of_it() -> None:
    # 25 clients with 12 sessions each, who differ: between 60 and 100 % with mean 80.
    draws = np.random.default_rng(5)
    covered, plain = 0, 0
    for _ in range(400):
        habits = draws.beta(4, 1, 25)
        counted = of([(int(x), 12) for x in draws.binomial(12, habits)])
        low, high = counted.interval or (0, 0)
        covered += low <= 0.8 <= high
        low, high = wilson_interval(counted.attended, counted.n) or (0, 0)
        plain += low <= 0.8 <= high

    assert covered / 400 > 0.92
    # Taken for independent, the sessions promise too much.
    assert plain / 400 < 0.85


def test_clients_who_count_once_leave_wilson_as_it_is() -> None:
    counted = of([(1, 1)] * 7 + [(0, 1)] * 3)

    assert counted.design_effect == 1.0
    assert counted.interval == pytest.approx(wilson_interval(7, 10))


@pytest.mark.parametrize(
    ("clients", "expected"),
    [
        pytest.param([(4, 6)], wilson_interval(4, 6), id="one client"),
        pytest.param([(4, 4), (6, 6)], wilson_interval(10, 10), id="all attended"),
        pytest.param([(0, 4), (0, 6)], wilson_interval(0, 10), id="none attended"),
        pytest.param([(1, 2)] * 20, wilson_interval(20, 40), id="all alike"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_where_nothing_tells_how_clients_differ(
    clients: list[tuple[int, int]], expected: tuple[float, float] | None
) -> None:
    assert of(clients).interval == expected


class TestDifference:
    def test_is_the_published_one(self) -> None:
        # Newcombe 1998, table II, (a): 56 of 70 less 48 of 80, method 10.
        later = of([(1, 1)] * 56 + [(0, 1)] * 14)
        earlier = of([(1, 1)] * 48 + [(0, 1)] * 32)

        found = difference(later, earlier)

        assert found is not None
        assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)
        assert math.isclose(found.value, 0.2)
        assert found.is_clear

    def test_of_few_is_not_clear(self) -> None:
        found = difference(of([(1, 2)]), of([(2, 2)]))

        assert found is not None
        assert not found.is_clear
        assert -1 <= found.low < 0 < found.high <= 1

    def test_with_nothing_is_none(self) -> None:
        assert difference(of([(1, 2)]), of([])) is None
