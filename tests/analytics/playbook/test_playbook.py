"""The next step: which, when, and in what words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.playbook import Situation, next_step
from analytics.playbook.playbook import choose, due_day


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        (Situation(True, True, "low"), "look_forward"),
        (Situation(False, True, "high"), "change_slot"),
        (Situation(False, True, "low"), "change_slot"),
        (Situation(False, False, "high"), "say_hello"),
        (Situation(False, False, "raised"), "suggest_next_booking"),
        (Situation(False, False, "low"), "suggest_next_booking"),
    ],
)
def test_the_first_rule_that_holds_decides(situation: Situation, expected: str) -> None:
    assert choose(situation).step == expected


@pytest.mark.parametrize(
    ("today", "days", "expected"),
    [
        pytest.param("2026-11-23", 1, "2026-11-24", id="Monday, next day"),
        pytest.param("2026-11-26", 1, "2026-11-27", id="Thursday, next day"),
        pytest.param("2026-11-26", 2, "2026-11-27", id="Thursday, within the week"),
        pytest.param("2026-11-27", 1, "2026-11-30", id="Friday, next Monday"),
        pytest.param("2026-11-28", 1, "2026-11-30", id="Saturday, next Monday"),
        pytest.param("2026-11-29", 1, "2026-11-30", id="Sunday, next day"),
        pytest.param("2026-11-27", 3, "2026-11-30", id="Friday, three days"),
    ],
)
def test_a_step_is_due_on_a_working_day(today: str, days: int, expected: str) -> None:
    found = due_day(dt.date.fromisoformat(today), days)

    assert found == dt.date.fromisoformat(expected)


@given(st.dates(), st.integers(1, 7))
def test_a_due_day_is_never_a_weekend_and_never_past(today: dt.date, days: int) -> None:
    today = min(today, dt.date(9999, 1, 1))
    found = due_day(today, days)

    assert found.weekday() < 5
    assert today < found <= today + dt.timedelta(days=days + 2)


def test_a_next_step_has_the_words_filled_in() -> None:
    found = next_step(
        Situation(False, False, "high"),
        name="Anna Weber",
        coach="Ada",
        today=dt.date(2026, 11, 23),
    )

    assert (found.step, found.title) == ("say_hello", "Say hello")
    assert found.due == dt.date(2026, 11, 24)
    assert found.draft.startswith("Hi Anna,\n\nhow are you, really?")
    assert found.draft.endswith("Warm wishes,\nAda")
