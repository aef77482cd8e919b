"""Hard steps: by sessions and promises alone, never proposed, never in a hurry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.playbook.due import PLAIN
from analytics.playbook.hard import Behind, due, options
from analytics.playbook.step import HARD
from tests.analytics.playbook.cases import MONDAY, days_ago, pattern


@pytest.mark.parametrize(
    ("letters", "undone", "attended", "expected"),
    [
        ("aaaaaa", 0, 2, ()),
        ("aaaaaa", 0, 3, ("refer",)),
        ("nnaaaa", 0, 9, ("refer",)),
        ("nlanaa", 0, 9, ("last_review", "refer")),
        # For a good reason is for a good reason.
        ("NLNLaa", 0, 9, ("refer",)),
        # Moves and cancellations in time are no missed sessions.
        ("mmmccc", 0, 9, ("refer",)),
        ("nnannl", 0, 9, ("last_review", "refer", "part_kindly")),
        ("aaaaaa", 3, 9, ("last_review", "refer")),
        ("aaaaaa", 5, 9, ("last_review", "refer", "part_kindly")),
        ("nnnnnn", 0, 0, ("last_review", "part_kindly")),
    ],
)
def test_options_rest_on_sessions_and_promises(
    letters: str, undone: int, attended: int, expected: tuple[str, ...]
) -> None:
    behind = Behind(pattern(letters), undone, None, attended)

    assert options(behind) == expected


def test_nobody_takes_a_hard_step_within_a_day_of_what_happened() -> None:
    yesterday = Behind(pattern("nnaaaa", since=1))
    long_ago = Behind(pattern("nnaaaa", since=30))
    undone_today = Behind(undone_in_a_row=3, undone_day=MONDAY)

    assert due("refer", yesterday, PLAIN, MONDAY, 1) == days_ago(-1)
    assert due("refer", long_ago, PLAIN, MONDAY, 1) == days_ago(-1)
    assert due("refer", undone_today, PLAIN, MONDAY, 1) == days_ago(-2)


@given(st.sampled_from(sorted(HARD)), st.integers(0, 20), st.integers(0, 7))
def test_a_day_lies_between_what_happened_and_the_step(
    step: str, since: int, days: int
) -> None:
    found = due(step, Behind(pattern("n", since=since)), PLAIN, MONDAY, days)

    assert (found - days_ago(since)).days >= 2
    assert found > MONDAY


def test_only_a_hard_step_has_such_a_day() -> None:
    with pytest.raises(KeyError):
        due("say_hello", Behind(), PLAIN, MONDAY, 1)
