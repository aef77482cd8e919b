"""The day a step is due: a working day, with room, never today."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.facts.entered import Entered, Entry
from analytics.playbook import diaries
from analytics.playbook.due import PLAIN, Diary
from analytics.settings import parse

MONDAY = dt.date(2026, 11, 23)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


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
    assert PLAIN.day(day(today), days) == day(expected)


@given(st.dates(), st.integers(1, 7))
def test_a_due_day_is_never_a_weekend_and_never_past(today: dt.date, days: int) -> None:
    today = min(today, dt.date(9999, 1, 1))
    found = PLAIN.day(today, days)

    assert found.weekday() < 5
    assert today < found <= today + dt.timedelta(days=days + 2)


@given(
    st.frozensets(st.integers(0, 20)),
    st.dictionaries(st.integers(0, 2), st.integers(0, 4)),
    st.integers(1, 3),
    st.integers(1, 7),
    st.integers(0, 9),
)
def test_no_step_falls_on_a_day_without_work_or_in_a_full_week(
    closed: frozenset[int],
    planned: dict[int, int],
    capacity: int,
    days: int,
    earliest: int,
) -> None:
    days_closed = frozenset(MONDAY + dt.timedelta(days=n) for n in closed)
    weeks = {MONDAY + dt.timedelta(weeks=n): many for n, many in planned.items()}
    first = MONDAY + dt.timedelta(days=earliest)

    found = Diary(days_closed, weeks, capacity).day(MONDAY, days, first)

    assert found.weekday() < 5
    assert found not in days_closed
    assert found > MONDAY
    assert found >= first
    week = found - dt.timedelta(days=found.weekday())
    assert weeks.get(week, 0) < capacity


def test_a_week_that_begins_on_sunday_is_full_as_a_whole() -> None:
    full = Diary(planned={day("2026-11-22"): 1}, capacity=1, is_sunday_first=True)

    assert full.day(MONDAY, 1) == day("2026-11-30")


def test_with_time_for_nobody_a_step_still_has_a_day() -> None:
    assert Diary(capacity=0).day(MONDAY, 1) == day("2026-11-24")


def test_a_coach_who_is_never_there_gets_the_plain_day() -> None:
    never = frozenset(MONDAY + dt.timedelta(days=n) for n in range(500))

    assert Diary(closed=never).day(MONDAY, 2) == day("2026-11-25")


def test_holidays_and_absences_are_days_without_work() -> None:
    away = Entry(
        "absence", None, "Ada", day("2026-12-22"), day("2026-12-24"), "coach", None
    )
    shut = Entry(
        "absence", None, None, day("2026-12-28"), day("2026-12-30"), "practice", None
    )
    settings = parse({"country": "CH", "region": "ZH"})
    known = Entered(day("2026-12-21"), {}, {}, {}, [away, shut])
    found = diaries.gather(known, {}, settings, day("2026-12-21"))

    # The 22nd and 23rd Ada is away, the 25th is Christmas, then comes the weekend.
    assert found.of("Ada").day(day("2026-12-21"), 1) == day("2026-12-24")
    assert found.of("Ada").day(day("2026-12-24"), 1) == day("2026-12-30")
    assert found.of("Ben").day(day("2026-12-21"), 1) == day("2026-12-22")
