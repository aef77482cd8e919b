"""The next step: which, when, and in what words."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.playbook import EXTRA_WORDS, STEPS, Situation, next_step
from analytics.playbook.playbook import choose, due_day
from analytics.playbook.steps import first_name

BANNED = (
    "notice",
    "notis",
    "observ",
    "detect",
    "data",
    "risk",
    "churn",
    "drift",
    "alert",
    "likel",
    "probab",
    "score",
    "percent",
    "absen",
    "miss",
    "quiet",
    "overdue",
    "late",
    "cancel",
    "no-show",
    "since your last",
    "haven't seen",
    "have not seen",
    "long time",
    "sorry to",
    "unfortunately",
    "disappoint",
    "should have",
    "must",
    "need to",
    "have to",
    "fee",
    "charge",
    "policy",
    "last chance",
    "only a few",
    "don't lose",
    "commit",
    "guilt",
    "driftline",
)
"""What a client should never read: judgement, pressure, or that somebody counted."""


@pytest.mark.parametrize("key", [*STEPS, *EXTRA_WORDS])
def test_words_are_warm_and_count_nothing(key: str) -> None:
    step = {**STEPS, **EXTRA_WORDS}[key]
    words = step.draft("Anna Weber", "Ada", "on Thursday").lower()

    found = [banned for banned in BANNED if re.search(rf"\b{banned}", words)]
    assert not found
    assert not re.search(r"[\d%!]", words)


@pytest.mark.parametrize("key", STEPS)
def test_a_step_is_complete(key: str) -> None:
    step = STEPS[key]

    assert step.step == key
    assert step.title
    assert step.when.endswith(".")
    assert 1 <= step.due_in_days <= 7
    assert set(re.findall(r"\{(\w*)\}", step.words)) == {"first_name", "coach"}


@pytest.mark.parametrize("key", EXTRA_WORDS)
def test_an_extra_word_says_when_the_booking_is(key: str) -> None:
    step = EXTRA_WORDS[key]

    assert step.step == key
    assert step.when.endswith(".")
    assert "you on Thursday." in step.draft("A", None, "on Thursday").replace(
        "our session", "you"
    )
    blanks = re.findall(r"\{(\w*)\}", step.words)
    assert sorted(blanks) == ["coach", "day", "first_name"]


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        (Situation(True, True, "low"), "look_forward"),
        (Situation(False, True, "high"), "offer_other_times"),
        (Situation(False, True, "low"), "offer_other_times"),
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
    assert found.draft.startswith("Hi Anna,\n\nyou came to mind")
    assert found.draft.endswith("Warm wishes,\nAda")


def test_without_a_coach_the_owner_signs() -> None:
    draft = STEPS["say_hello"].draft("Anna", None)

    assert draft.endswith("Warm wishes,")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Weber", "Anna"),
        ("Weber, Anna Maria", "Anna"),
        ("Dr. Anna Weber", "Anna"),
        ("Prof. Dr. Anna Weber", "Anna"),
        ("  Łucja   Nowak ", "Łucja"),
        ("李 明", "李"),
        ("Mary-Jane O'Neil", "Mary-Jane"),
        ("Weber,", "Weber"),
        ("", "there"),
        ("anna@example.org", "there"),
        ("+41 79 000 00 00", "there"),
        ("c-0123456789ab", "there"),
        ("<img src=x>", "there"),
        ("=HYPERLINK(1)", "there"),
        ("\u202eannA", "annA"),
        ("An\x1b[31mna", "An"),
        ("Anna\nWeber", "Anna"),
        ("{coach}", "{coach}"),
    ],
)
def test_first_name(name: str, expected: str) -> None:
    assert first_name(name) == expected


def test_blanks_in_a_name_are_not_filled() -> None:
    draft = STEPS["say_hello"].draft("{coach}", "Ada")

    assert draft.startswith("Hi {coach},")


@given(st.text(max_size=60), st.none() | st.text(max_size=60))
def test_any_name_gives_one_clean_line_of_address(name: str, coach: str | None) -> None:
    draft = STEPS["say_hello"].draft(name, coach)

    lines = STEPS["say_hello"].draft("Anna", "Ada").splitlines()
    assert len(draft.split("\n")) <= len(lines)
    assert all(mark == "\n" or mark.isprintable() for mark in draft)
    assert len(draft.split("\n")[0]) <= len("Hi ,") + 40
