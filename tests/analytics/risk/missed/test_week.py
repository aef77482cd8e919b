"""The number of misses to be expected, and the bookings that are named."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.risk.missed import week
from analytics.risk.missed.week import Expected, chances_of, expected

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=8)


@dataclass(frozen=True)
class Chance:
    """As much of a booking as is counted."""

    probability: float | None


@given(CHANCES)
def test_the_distribution_is_that_of_all_ways_it_can_go(chances: list[float]) -> None:
    found = week.distribution(np.array(chances))

    by_hand = np.zeros(len(chances) + 1)
    for ways in product((0, 1), repeat=len(chances)):
        weights = (
            chance if is_missed else 1 - chance
            for chance, is_missed in zip(chances, ways, strict=True)
        )
        by_hand[sum(ways)] += math.prod(weights)
    assert found == pytest.approx(by_hand, abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_four_in_five_lie_in_the_interval(chances: list[float]) -> None:
    found = expected(chances)

    assert found is not None
    distribution = week.distribution(np.array(chances))
    inside = distribution[found.low : found.high + 1].sum()
    assert inside >= 0.8 - 1e-6
    assert 0 <= found.low <= found.high <= found.n
    assert found.expected == pytest.approx(sum(chances))
    # No narrower interval of equal tails would do.
    assert distribution[: found.low].sum() < 0.1 + 1e-9
    assert distribution[: found.high].sum() < 0.9 + 1e-9


@pytest.mark.parametrize(
    ("chances", "found"),
    [
        ([0.0] * 5, Expected(5, 0.0, 0, 0)),
        ([1.0] * 3, Expected(3, 3.0, 3, 3)),
        ([0.5, 0.5], Expected(2, 1.0, 0, 2)),
    ],
)
def test_what_is_certain_is_certain(chances: list[float], found: Expected) -> None:
    assert expected(chances) == found


def test_of_no_bookings_nothing_is_expected() -> None:
    assert expected([]) is None


def test_ten_thousand_bookings_on_one_day() -> None:
    found = expected([0.1] * 10_000)

    assert found is not None
    assert found.expected == pytest.approx(1000)
    # As the normal distribution has it: 1.28 times the square root of 900.
    assert found.low == pytest.approx(1000 - 1.2816 * 30, abs=2)
    assert found.high == pytest.approx(1000 + 1.2816 * 30, abs=2)


def test_a_handful_at_most_is_named_and_only_what_stands_out() -> None:
    chances = np.array([0.05, 0.3, 0.2, 0.14, 0.31, 0.33, 0.34, 0.32])

    assert week.worth_a_word(chances, 0.1).tolist() == [
        False,
        True,
        False,
        False,
        True,
        True,
        True,
        True,
    ]
    # Where a third of all is missed, one in three is nothing to speak of.
    assert not week.worth_a_word(chances, 0.3).any()
    assert not week.worth_a_word(np.array([]), 0.1).any()


def test_what_the_number_is_counted_by() -> None:
    bookings = [Chance(0.2), Chance(None), Chance(0.4)]

    assert chances_of("none", 0.1, bookings) == []
    assert chances_of("share", 0.1, bookings) == [0.1, 0.1, 0.1]
    assert chances_of("model", 0.1, bookings) == [0.2, 0.4]
