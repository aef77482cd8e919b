"""On Today: the days ahead, in a colleague's words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.reports.this_week import ThisWeek
from analytics.risk.missed.week import Expected
from analytics.simulate.population import population
from pages.shared import extra_word, this_week
from pages.shared.view import View
from tests.pages.conftest import NOW
from tests.pages.screens import Screen
from tests.pages.test_words import WORDS_OF_THE_CODE
from tests.support import missed_run, population_log

if TYPE_CHECKING:
    from analytics.store import Database

SEEN = View(dt.date(2026, 11, 16), "UTC", "EUR", is_initials=False)
HOSTILE = "<img src=x onerror=go(1)>"


def fill(database: Database) -> None:
    log = population_log.up_to(population(1, 100, 11), NOW)
    population_log.write(database, log, exported=NOW)
    with database.write() as cursor:
        cursor.execute(
            "update clients set display_name = $name", {"name": f"Ana {HOSTILE}"}
        )


def test_how_many_may_be_missed_and_which_are_worth_a_word(database: Database) -> None:
    fill(database)
    week = missed_run.store(database, NOW)
    database.close()
    named = sum(one.is_worth_a_word for one in week.bookings)
    assert named
    assert week.expected is not None

    screen = Screen("today")

    assert "The days ahead" in screen.text
    assert f"of {week.expected.n} bookings until Monday 23 November" in screen.text
    assert extra_word.headline(named, 0) in screen.text
    assert screen.html.count("like it are missed") == named
    assert HOSTILE not in screen.html
    assert not WORDS_OF_THE_CODE.findall(screen.text)


def test_where_nobody_says_who_came_one_quiet_line_says_so(database: Database) -> None:
    fill(database)
    with database.write() as cursor:
        cursor.execute(
            "update sessions set outcome_basis = 'presumed' where outcome = 'attended'"
        )
    missed_run.store(database, NOW)
    database.close()

    screen = Screen("today")

    assert "marking who came would tell" in screen.text
    assert "The days ahead" not in screen.text
    assert not WORDS_OF_THE_CODE.findall(screen.text)


def test_before_the_first_run_nothing_is_said(database: Database) -> None:
    fill(database)
    database.close()

    text = Screen("today").text

    assert "The days ahead" not in text
    assert "may be missed" not in text


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        (
            Expected(41, 2.9, 1, 5),
            "About 3 of 41 bookings until {} may be missed (between 1 and 5).",
        ),
        (
            Expected(1, 0.6, 0, 1),
            "About 1 of 1 booking until {} may be missed (at most 1).",
        ),
        (
            Expected(12, 0.3, 0, 1),
            "Of 12 bookings until {} hardly any may be missed (at most 1).",
        ),
        (
            Expected(2, 0.01, 0, 0),
            "Of 2 bookings until {} hardly any may be missed.",
        ),
        (None, ""),
    ],
)
def test_the_sentence(expected: Expected | None, said: str) -> None:
    week = ThisWeek("percent", "", dt.date(2026, 11, 23), (), expected)

    assert this_week.headline(week, SEEN) == said.format("Monday 23 November")
