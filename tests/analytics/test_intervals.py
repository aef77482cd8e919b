"""The interval of a rate against published numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intervals import wilson_interval


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        # R. G. Newcombe, Stat. Med. 17 (1998) 857, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_agrees_with_newcombe(count: int, n: int, low: float, high: float) -> None:
    found = wilson_interval(count, n)

    assert found is not None
    assert [round(end, 4) for end in found] == [low, high]


def test_of_nothing_is_nothing() -> None:
    assert wilson_interval(0, 0) is None


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_holds_the_rate_and_stays_within_bounds(case: tuple[int, int]) -> None:
    count, n = case
    found = wilson_interval(count, n)

    assert found is not None
    low, high = found
    assert 0 <= low <= count / n <= high <= 1
    mirrored = wilson_interval(n - count, n)
    assert mirrored is not None
    assert mirrored == pytest.approx((1 - high, 1 - low))
