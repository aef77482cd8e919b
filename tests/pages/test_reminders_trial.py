"""A fair test on its page: planned, started, looked at, ended."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from analytics.store import open_practice, trials
from tests.pages.test_words import WORDS_OF_THE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store.trials import Trial
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


@pytest.fixture
def underway(practice_of_the_test: Path, test_underway: Path) -> Path:
    """Let a test be in its tenth week."""
    shutil.copyfile(test_underway, practice_of_the_test)
    return practice_of_the_test


def stored(path: Path) -> list[Trial]:
    database = open_practice(path)
    try:
        return trials.trials(database)
    finally:
        database.close()


@pytest.mark.usefixtures("one_client")
def test_where_no_test_can_come_of_it_the_reason_is_said(screen: Open) -> None:
    page = screen("reminders").press("How long would it take?")

    assert "a test by client needs 16 or more" in page.text
    assert "--" not in page.text
    assert "Start this test" not in page.buttons


def test_a_test_is_ended_and_another_one_planned_and_started(
    screen: Open, underway: Path
) -> None:
    page = screen("reminders")
    page.at.text_input(key="end-why").set_value("enough seen").run()
    page.press("End it today")

    assert "It was ended on 2026-11-16, and it is undecided" in page.text
    page.at.number_input(key="test-worth").set_value(15).run()
    page.press("How long would it take?")
    assert "The test is made to find 15 fewer missed in 100." in page.text
    assert "From 2026-11-23 on, each client by lot" in page.text
    assert len(stored(underway)) == 1

    page.press("Start this test")

    assert "It starts on 2026-11-23; 10 clients are drawn for arm a" in page.text
    second, first = stored(underway)
    assert first.stopped_because == "enough seen"
    assert (second.start_day, second.stop_day) == (
        (dt.date(2026, 11, 23) - dt.date(1970, 1, 1)).days,
        None,
    )
    assert second.plan_sha256 in page.text


def test_a_plan_made_for_another_wish_is_not_started(
    screen: Open, underway: Path
) -> None:
    page = screen("reminders").press("End it today")
    page.at.number_input(key="test-worth").set_value(15).run()
    page.press("How long would it take?")
    assert "Start this test" in page.buttons

    page.at.number_input(key="test-worth").set_value(12).run()

    assert "Start this test" not in page.buttons
    assert len(stored(underway)) == 1


@pytest.mark.usefixtures("underway")
def test_how_a_running_test_stands(screen: Open) -> None:
    page = screen("reminders")
    text = page.text

    assert "Does the extra word keep sessions from being missed?" in text
    assert "So far" in text
    assert "more sessions" in text or "cannot be made sure" in text
    assert "were missed" in text
    assert "took place as booked" in text
    assert "Every arm follows from the seed, as drawn." in text
    assert "as even as a fair drawing makes them" in text
    assert "Of no session so far has anybody said that" in text
    assert "a wrong winner comes in at most 5% of tests" in text
    assert "How long would it take?" not in page.buttons
    assert not WORDS_OF_THE_CODE.findall(text)


def test_a_plan_that_was_changed_is_said(screen: Open, underway: Path) -> None:
    database = open_practice(underway)
    with database.write() as cursor:
        cursor.execute("update trials set plan = replace(plan, '0.15', '0.05')")
    database.close()

    assert "does not match its hash" in screen("reminders").text
    # The rest of Today does not hang on it.
    today = screen("today").text
    assert "does not match its hash" in today
    assert "The latest import brought" in today
