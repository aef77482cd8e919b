"""Which weeks are unusual."""

from __future__ import annotations

import math

import pytest

from analytics.attendance import control
from analytics.attendance.control import limit, limits

EVEN = [(9, 10)] * 12


def test_the_limit_by_hand() -> None:
    # Rates .8, .9, .7, .8 of ten each: centre .8, one week's chance sqrt(.016).
    # In these units 0, .79, -.79, 0: moving ranges .79, 1.58, .79, mean 1.054, so
    # sigma z is 1.054 / 1.128 = .934, which is below chance and counts as 1.
    found = limit([(8, 10), (9, 10), (7, 10), (8, 10)], 400)

    assert found.centre == pytest.approx(0.8)
    assert found.spread == 1.0
    # Three sigmas of 0.02.
    assert found.low == pytest.approx(0.74)
    assert found.high == pytest.approx(0.86)


def test_the_limit_of_few_by_the_binomial_table() -> None:
    # Of 16 at 20 %, P(at most 8 missed) = .9985 and P(at most 9) = .9998; .99865 lies
    # between. P(none) = .0281 is more than .00135.
    found = limit([(8, 10)] * 12, 16)

    assert found.low == pytest.approx(7 / 16)
    assert found.high == 1.0


def test_weeks_that_vary_more_than_chance_widen_it() -> None:
    # Rates .9 and .5 of a hundred each in turn: centre .7, sigma sqrt(.0021) = .0458;
    # each moving range is .4 / .0458 = 8.73, so sigma z is 7.738.
    found = limit([(90, 100), (50, 100)] * 6, 100)

    assert found.spread == pytest.approx(0.4 / math.sqrt(0.0021) / 1.128)
    assert (found.low, found.high) == (0.0, 1.0)
    assert not found.is_unusual(0.5)


@pytest.mark.parametrize(
    ("rate", "expected"), [(0.4, True), (0.7, False), (1.0, False)]
)
def test_outside_is_unusual(rate: float, expected: bool) -> None:
    assert limit(EVEN, 10).is_unusual(rate) is expected


def test_a_year_of_chance_alone_is_nearly_all_usual() -> None:
    # 30 a week at 80 %, drawn by a fixed rule: sums of a linear congruential stream.
    state, weeks = 12345, []
    for _ in range(300):
        came = 0
        for _ in range(30):
            state = (1103515245 * state + 12345) % 2**31
            came += state / 2**31 < 0.8
        weeks.append((came, 30))

    found = limits(weeks)
    outside = [
        one.is_unusual(came / n)
        for one, (came, n) in zip(found, weeks, strict=True)
        if one is not None
    ]

    assert len(outside) == 288
    assert sum(outside) / len(outside) < 0.02


def test_twelve_weeks_come_first() -> None:
    found = limits([*EVEN, (4, 10)])

    assert found[:12] == [None] * 12
    (last,) = found[12:]
    assert last is not None
    assert last.weeks == 12
    assert last.is_unusual(0.4)


def test_newer_weeks_never_change_what_was_said() -> None:
    weeks = [(9 - number % 3, 10) for number in range(80)]

    before, after = limits(weeks[:60]), limits(weeks)

    assert after[:60] == before


def test_a_slow_slide_does_not_make_itself_usual() -> None:
    # A good year, then eleven weeks that fall a little each.
    weeks = [(90, 100)] * 52 + [(88 - 2 * number, 100) for number in range(11)]

    last = limits(weeks)[-1]

    assert last is not None
    assert last.centre == pytest.approx(0.9, abs=0.01)
    assert last.is_unusual(0.68)


@pytest.mark.parametrize("counted", [(0, 0), (1, 4)])
def test_a_week_with_hardly_anything_is_not_judged(counted: tuple[int, int]) -> None:
    assert limits([*EVEN, counted])[-1] is None


def test_empty_weeks_are_passed_over() -> None:
    found = limits([*EVEN[:6], (0, 0), *EVEN[6:], (9, 10)])

    assert found[-1] is not None
    assert found[-1].weeks == 12


def test_where_everybody_always_came_one_who_missed_is_usual_and_three_are_not() -> (
    None
):
    last = limits([*[(10, 10)] * 12, (9, 10)])[-1]

    assert last is not None
    assert last.high == 1.0
    assert not last.is_unusual(0.9)
    assert last.is_unusual(0.7)


def test_nothing_has_no_limits() -> None:
    assert control.limits([]) == []
