"""A fair test on a page, on the Monday sheet, in one line."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from analytics.facts import default_as_of
from analytics.quality import monday
from analytics.reminders.trial import running, status
from analytics.reports import digest_text
from analytics.reports import today as reports_today
from analytics.reports.digest_words import Naming
from analytics.reports.fair_test import on_monday, sequence
from analytics.selection import Selection
from analytics.store import open_practice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database

NOW = dt.datetime(2026, 11, 16, 9)  # noqa: DTZ001 - UTC, as the store keeps it


@pytest.fixture
def tested(practice_of_the_test: Path, test_underway: Path) -> Iterator[Database]:
    """Open a practice with a test in its tenth week."""
    shutil.copyfile(test_underway, practice_of_the_test)
    opened = open_practice(practice_of_the_test)
    yield opened
    opened.close()


def sheet(database: Database, coach: str | None) -> str:
    as_of = default_as_of(database, NOW)
    today = reports_today.today(database, as_of, now=NOW)
    found = monday.digest(database, as_of, Selection(coach=coach), today=today)
    return digest_text.markdown(found, Naming())


def test_the_sequence_stands_in_a_card(tested: Database) -> None:
    found = status.status(
        tested, running.find(tested, None), default_as_of(tested, NOW)
    )
    card = sequence(found)

    assert len(card.table) == len(found.looks) == 10
    last = card.table.iloc[-1]
    seen = found.outcomes["missed"]
    assert last["missed_b"] == seen.b.hits
    assert last["low"] / 100 == pytest.approx(seen.low, abs=1e-4)
    assert last["low"] < last["difference"] < last["high"]
    assert card.figure is not None
    assert len(card.figure.data) == 3
    assert f"n = {seen.a.sessions + seen.b.sessions} sessions of 20 clients" in (
        card.basis
    )
    assert "So far" in card.answer


def test_before_the_first_sessions_there_is_nothing_to_draw(tested: Database) -> None:
    first = dt.datetime(2026, 9, 15, 9)  # noqa: DTZ001 - as above
    found = status.status(
        tested, running.find(tested, None), default_as_of(tested, first)
    )
    card = sequence(found)

    assert card.figure is None
    assert "Too early to say" in card.answer


def test_monday_says_in_one_line_how_the_test_stands(tested: Database) -> None:
    line = on_monday(tested, default_as_of(tested, NOW))

    assert line.startswith("Week 10 of ")
    assert "that the extra word is better" in line
    assert "The fair test of reminders" in sheet(tested, None)
    assert "Week 10 of " in sheet(tested, None)


def test_a_coach_s_sheet_says_nothing_of_what_was_seen(tested: Database) -> None:
    text = sheet(tested, "Ana Sol")

    assert "A fair test is running, first day 14 Sep" in text
    assert "is better" not in text


def test_without_a_running_test_monday_is_silent(tested: Database) -> None:
    running.stop(tested, None, NOW, None)

    assert on_monday(tested, default_as_of(tested, NOW)) == ""
    assert "fair test" not in sheet(tested, None)


def test_a_changed_plan_does_not_take_monday_away(tested: Database) -> None:
    with tested.write() as cursor:
        cursor.execute("update trials set plan = replace(plan, '0.15', '0.05')")

    assert "does not match its hash" in on_monday(
        tested, default_as_of(tested, NOW)
    ).replace("\n", " ")
