"""The lot: even, kept to, and the same for whoever works it out anew."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from analytics.reminders.trial import assign

SEED = "5f" * 32


@given(
    some.dictionaries(some.text(max_size=6), some.sampled_from("xyz"), max_size=40),
    some.integers(0, 2**32),
)
def test_arms_are_even_within_each_stratum(strata: dict[str, str], seed: int) -> None:
    drawn = assign.draw(f"{seed:064x}", strata, {})
    assert {one.unit for one in drawn} == set(strata)
    for stratum in set(strata.values()):
        arms = Counter(one.arm for one in drawn if one.stratum == stratum)
        assert abs(arms["a"] - arms["b"]) <= 1


def test_a_drawing_is_the_same_whoever_lists_first() -> None:
    strata = {f"C-{i}": "x" if i % 3 else "y" for i in range(30)}
    backwards = dict(reversed(strata.items()))
    assert assign.draw(SEED, strata, {}) == assign.draw(SEED, backwards, {})
    assert assign.draw("60" * 32, strata, {}) != assign.draw(SEED, strata, {})


def test_every_arm_follows_from_seed_stratum_and_place() -> None:
    for one in assign.draw(SEED, {f"C-{i}": "x" for i in range(20)}, {}):
        assert assign.arm_at(SEED, one.stratum, one.place) == one.arm


def test_who_comes_later_fills_the_open_pair() -> None:
    first = assign.draw(SEED, {"A": "x", "B": "x", "C": "x"}, {})
    later = assign.draw(SEED, {"D": "x"}, {"x": 3})
    assert later[0].place == 3
    assert Counter(one.arm for one in [*first, *later]) == {"a": 2, "b": 2}


def test_both_orders_of_a_pair_come_up() -> None:
    first = Counter(assign.arm_at(SEED, "x", 2 * pair) for pair in range(400))
    assert 160 < first["b"] < 240


def test_nobody_to_draw_is_no_drawing() -> None:
    assert assign.draw(SEED, {}, {}) == []
    assert assign.strata_of({}, {}) == {}


def test_each_pair_of_weeks_has_both_arms() -> None:
    days = [f"2026-12-{day:02}" for day in (7, 14, 21, 28)]
    drawn = assign.draw_weeks(SEED, days)
    assert [one.unit for one in drawn] == days
    assert {drawn[0].arm, drawn[1].arm} == {drawn[2].arm, drawn[3].arm} == {"a", "b"}
    more = assign.draw_weeks(SEED, ["2027-01-04"], taken=4)
    assert more[0].place == 4


def test_strata_are_coach_and_third() -> None:
    coaches = {f"C-{i}": "Ada" for i in range(6)} | {"C-6": None}
    chances = {f"C-{i}": i / 10 for i in range(6)}
    found = assign.strata_of(coaches, chances)
    assert found["C-5"] == found["C-4"] == "likeliest | Ada"
    assert found["C-0"] == "least likely | Ada"
    assert found["C-6"] == "not known | "


def test_somebody_who_comes_alone_finds_their_third_among_all() -> None:
    chances = {f"C-{i}": i / 10 for i in range(9)}
    assert assign.strata_of({"C-0": "Ada"}, chances) == {"C-0": "least likely | Ada"}


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (2, [1, 1]), (7, [3, 2, 2])])
def test_thirds_are_as_even_as_can_be(count: int, sizes: list[int]) -> None:
    found = assign.thirds({str(i): float(i) for i in range(count)})
    assert list(Counter(found.values()).values()) == sizes


def test_a_new_seed_is_new() -> None:
    assert assign.new_seed() != assign.new_seed()
    assert len(bytes.fromhex(assign.new_seed())) == 32
