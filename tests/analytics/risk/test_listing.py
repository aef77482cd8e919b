"""The choice of the week's names: capacity, snooze, returners, order."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.risk import listing
from analytics.risk.listing import SNOOZE_DAYS, Candidate, Listed, Listing

MONDAY = 20_000
"""Any week: its days are `MONDAY` to `MONDAY` + 6."""


def quieter(client_id: str, score: float, **more: Any) -> Candidate:  # noqa: ANN401
    return Candidate(client_id, score, **({"word": "high"} | more))


def shown_on(found: Listing) -> dict[str, int]:
    return {one.client_id: one.since_day for one in found.listed}


def test_nobody_gives_an_empty_list() -> None:
    assert listing.choose([], {}, MONDAY, MONDAY, 3) == Listing((), {})


def test_one_client_is_shown() -> None:
    found = listing.choose([quieter("ana", 0.5)], {}, MONDAY + 2, MONDAY, 1)

    assert found.listed == (Listed("ana", MONDAY + 2),)


def test_the_highest_scores_take_the_places() -> None:
    clients = [quieter("ana", 0.5), quieter("ben", 0.9), quieter("cy", 0.7)]

    found = listing.choose(clients, {}, MONDAY, MONDAY, 2)

    assert [one.client_id for one in found.listed] == ["ben", "cy"]


def test_of_equal_scores_the_longer_silence_comes_first() -> None:
    clients = [
        quieter("ana", 0.5, last_attended_day=MONDAY - 9),
        quieter("ben", 0.5, last_attended_day=MONDAY - 30),
        quieter("cy", 0.5, last_attended_day=MONDAY - 9),
    ]

    found = listing.choose(clients, {}, MONDAY, MONDAY, 3)

    assert [one.client_id for one in found.listed] == ["ben", "ana", "cy"]


@pytest.mark.parametrize(
    "unfit", [{"word": "low"}, {"is_held_back": True}], ids=["as usual", "has to wait"]
)
def test_who_is_as_usual_or_held_back_leaves_the_place_to_the_next(
    unfit: dict[str, Any],
) -> None:
    clients = [quieter("ana", 0.9, **unfit), quieter("ben", 0.5)]

    found = listing.choose(clients, {}, MONDAY, MONDAY, 1)

    assert shown_on(found) == {"ben": MONDAY}
    assert found.snoozed == {}


def test_this_weeks_names_stay_and_no_more_come_than_the_week_has_places() -> None:
    clients = [quieter("ana", 0.3, word="low"), quieter("ben", 0.9)]

    found = listing.choose(clients, {"ana": MONDAY}, MONDAY + 3, MONDAY, 1)

    assert shown_on(found) == {"ana": MONDAY}


def test_a_new_week_has_new_places() -> None:
    clients = [quieter("ana", 0.9), quieter("ben", 0.5)]

    found = listing.choose(clients, {"ana": MONDAY - 7}, MONDAY, MONDAY, 1)

    assert shown_on(found) == {"ben": MONDAY}
    assert found.snoozed == {"ana": MONDAY - 7 + SNOOZE_DAYS}


def test_who_came_since_leaves_but_their_place_is_spent() -> None:
    clients = [
        quieter("ana", 0.9, last_attended_day=MONDAY + 1),
        quieter("ben", 0.5),
    ]

    found = listing.choose(clients, {"ana": MONDAY}, MONDAY + 2, MONDAY, 1)

    assert found.listed == ()


@pytest.mark.parametrize(("word", "is_listed"), [("low", False), ("high", True)])
def test_a_session_on_the_day_of_the_showing_counts_if_all_is_as_usual(
    word: str,
    is_listed: bool,
) -> None:
    client = quieter("ana", 0.9, word=word, last_attended_day=MONDAY)

    found = listing.choose([client], {"ana": MONDAY}, MONDAY + 1, MONDAY, 1)

    assert bool(found.listed) is is_listed


def test_who_has_to_wait_since_leaves() -> None:
    client = quieter("ana", 0.9, is_held_back=True)

    found = listing.choose([client], {"ana": MONDAY}, MONDAY + 1, MONDAY, 1)

    assert found == Listing((), {})


@pytest.mark.parametrize("days", [7, 27])
def test_who_was_shown_is_left_alone_for_four_weeks(days: int) -> None:
    today = MONDAY + days

    found = listing.choose([quieter("ana", 0.9)], {"ana": MONDAY}, today, today, 1)

    assert found == Listing((), {"ana": MONDAY + 28})


def test_after_four_weeks_a_name_is_new_again() -> None:
    today = MONDAY + 28

    found = listing.choose([quieter("ana", 0.9)], {"ana": MONDAY}, today, today, 1)

    assert shown_on(found) == {"ana": today}


@pytest.mark.parametrize(
    ("missed_day", "is_listed"),
    [(MONDAY - 1, False), (MONDAY, False), (MONDAY + 1, True), (MONDAY + 15, False)],
    ids=["before", "on the day", "after", "not yet"],
)
def test_a_session_missed_after_the_showing_ends_the_rest(
    missed_day: int,
    is_listed: bool,
) -> None:
    client = quieter("ana", 0.9, last_missed_day=missed_day)
    today = MONDAY + 14

    found = listing.choose([client], {"ana": MONDAY}, today, today, 1)

    assert bool(found.listed) is is_listed
    assert bool(found.snoozed) is not is_listed


def test_who_came_and_then_missed_within_the_week_is_a_new_name() -> None:
    client = quieter(
        "ana", 0.9, last_attended_day=MONDAY + 1, last_missed_day=MONDAY + 3
    )

    full = listing.choose([client], {"ana": MONDAY}, MONDAY + 4, MONDAY, 1)
    roomy = listing.choose([client], {"ana": MONDAY}, MONDAY + 4, MONDAY, 2)

    assert full == Listing((), {})
    assert shown_on(roomy) == {"ana": MONDAY + 4}


def test_a_clock_set_back_forgets_what_was_shown_later() -> None:
    found = listing.choose(
        [quieter("ana", 0.9)], {"ana": MONDAY + 40}, MONDAY, MONDAY, 1
    )

    assert shown_on(found) == {"ana": MONDAY}


@pytest.mark.parametrize("capacity", [0, -1])
def test_no_capacity_shows_nobody_new(capacity: int) -> None:
    assert listing.choose([quieter("a", 1.0)], {}, MONDAY, MONDAY, capacity) == (
        Listing((), {})
    )


def test_a_missing_score_is_refused() -> None:
    with pytest.raises(ValueError, match="no score"):
        listing.choose([quieter("ana", math.nan)], {}, MONDAY, MONDAY, 1)


def test_a_client_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        listing.choose([quieter("a", 1.0)] * 2, {}, MONDAY, MONDAY, 1)


@pytest.mark.parametrize(
    ("active", "expected"), [(0, 1), (1, 1), (29, 1), (34, 2), (100, 5), (1000, 50)]
)
def test_capacity_is_one_in_twenty_and_at_least_one(active: int, expected: int) -> None:
    assert listing.default_capacity(active) == expected


DAYS = st.none() | st.integers(MONDAY - 60, MONDAY + 10)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        client_id=st.sampled_from("abcdefghijkl"),
        score=st.sampled_from([0.0, 0.1, 0.3, 0.3, 0.8, 2.5]),
        word=st.sampled_from(["low", "raised", "high"]),
        is_held_back=st.booleans(),
        last_missed_day=DAYS,
        last_attended_day=DAYS,
    ),
    unique_by=lambda one: one.client_id,
    max_size=12,
)
HISTORIES = st.dictionaries(
    st.sampled_from("abcdefghijklmn"), st.integers(MONDAY - 60, MONDAY + 10)
)
CASES = st.tuples(
    CANDIDATES, HISTORIES, st.integers(MONDAY, MONDAY + 6), st.integers(0, 5)
)


@given(CASES)
def test_a_week_never_has_more_new_names_than_places(case: Any) -> None:  # noqa: ANN401
    candidates, history, today, capacity = case

    found = listing.choose(candidates, history, today, MONDAY, capacity)

    before = sum(MONDAY <= day <= today for day in history.values())
    new = sum(history.get(one.client_id) != one.since_day for one in found.listed)
    assert new <= max(0, capacity - before)


@given(CASES)
def test_who_is_listed_may_be_and_places_are_left_for_nobody(case: Any) -> None:  # noqa: ANN401
    candidates, history, today, capacity = case
    by_id = {one.client_id: one for one in candidates}

    found = listing.choose(candidates, history, today, MONDAY, capacity)

    listed = shown_on(found)
    assert not any(by_id[who].is_held_back for who in [*listed, *found.snoozed])
    assert not listed.keys() & found.snoozed.keys()
    assert all(until > today for until in found.snoozed.values())
    for who, since in listed.items():
        assert since == history.get(who) or since == today
        came = by_id[who].last_attended_day
        assert since == today or came is None or came <= since
    before = sum(MONDAY <= day <= today for day in history.values())
    new = [who for who, since in listed.items() if history.get(who) != since]
    if before + len(new) < capacity:
        # Nobody waits for a place while one is free.
        waiting = by_id.keys() - listed.keys() - found.snoozed.keys()
        assert all(by_id[w].is_held_back or by_id[w].word == "low" for w in waiting)


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_given_does_not_matter(case: Any, random: Any) -> None:  # noqa: ANN401
    candidates, history, today, capacity = case
    shuffled = random.sample(candidates, len(candidates))

    assert listing.choose(
        candidates, history, today, MONDAY, capacity
    ) == listing.choose(shuffled, history, today, MONDAY, capacity)


@given(CASES)
def test_showing_the_same_day_again_changes_nothing(case: Any) -> None:  # noqa: ANN401
    candidates, history, today, capacity = case
    # A session of today cannot be told from one after the showing.
    candidates = [
        dataclasses.replace(
            one, last_attended_day=min(one.last_attended_day or 0, today - 1)
        )
        for one in candidates
    ]
    first = listing.choose(candidates, history, today, MONDAY, capacity)

    again = listing.choose(candidates, first.after(history), today, MONDAY, capacity)

    assert again == first
