"""Dates, counts and gaps the way one says them."""

from __future__ import annotations

import datetime as dt

import pytest

from pages.shared import words

MONDAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (1200, "1,200")],
)
def test_number(count: int, said: str) -> None:
    assert words.number(count) == said


@pytest.mark.parametrize(
    ("count", "many", "said"),
    [
        (1, None, "1 session"),
        (0, None, "0 sessions"),
        (1200, None, "1,200 sessions"),
        (2, "sessions in all", "2 sessions in all"),
    ],
)
def test_counted(count: int, many: str | None, said: str) -> None:
    assert words.counted(count, "session", many) == said


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (dt.date(2026, 11, 23), "today"),
        (dt.date(2026, 11, 22), "yesterday"),
        (dt.date(2026, 11, 20), "Friday"),
        (dt.date(2026, 11, 16), "Monday 16 November"),
        (dt.date(2025, 11, 23), "Sunday 23 November 2025"),
        (dt.date(2026, 11, 24), "Tuesday 24 November"),
    ],
)
def test_near_day(date: dt.date, said: str) -> None:
    assert words.near_day(date, MONDAY) == said


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (dt.date(2026, 11, 23), "today"),
        (dt.date(2026, 11, 24), "tomorrow"),
        (dt.date(2026, 11, 26), "by Thu 26 Nov"),
        (dt.date(2027, 1, 4), "by Mon 4 Jan 2027"),
    ],
)
def test_due(date: dt.date, said: str) -> None:
    assert words.due(date, MONDAY) == said


def test_moment_is_said_on_the_local_clock() -> None:
    late = dt.datetime(2026, 11, 20, 23, 40)  # noqa: DTZ001 - UTC, as the store keeps it

    said = words.moment(late, "Europe/Zurich", today=MONDAY)

    assert said == "Saturday 21 November, 00:40"


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_joined(parts: list[str], said: str) -> None:
    assert words.joined(parts) == said
