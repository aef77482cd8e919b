"""Monday: a second export is dropped, and the list is done in under ten minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from analytics import importing
from analytics.importing import ImportOptions
from analytics.store import open_practice
from tests.browser.harness import ready, shot
from tests.browser.practices import ZONE, export, lively, now

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server

WORDS_A_MINUTE: Final = 200
SECONDS_A_TAP: Final = 3
SECONDS_A_MESSAGE: Final = 40
"""To read the words to send, change one, copy and send them."""


@pytest.fixture
def practice(tmp_path: Path) -> tuple[Path, Path]:
    """Make a practice as it was a week ago; give it and this Monday's export."""
    lived = lively(90)
    before, after = tmp_path / "last-week.csv", tmp_path / "this-week.csv"
    exported_at = export(lived, before, days_ago=7)
    export(lived, after, days_ago=0)
    path = tmp_path / "practice.duckdb"
    database = open_practice(path)
    options = ImportOptions(timezone=ZONE, exported_at=exported_at)
    importing.import_file(database, before, now=now(), options=options)
    database.close()
    return path, after


def test_the_monday_walk(
    serve: Callable[..., Server],
    visit: Callable[..., Page],
    practice: tuple[Path, Path],
) -> None:
    path, file = practice
    page = visit(serve(path), "/import_sessions")

    seconds = import_again(page, file) + read_what_changed(page)
    seconds += contact_everybody(page) + answer_all_questions(page)

    shot(page, "monday-after")
    assert seconds < 10 * 60


def import_again(page: Page, file: Path) -> float:
    """Drop the second export; nothing is asked again. Return the seconds it takes."""
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Import 1 file").wait_for()
    ready(page)
    assert page.get_by_role("combobox").count() == 0
    page.get_by_role("button", name="Import 1 file").click()
    page.get_by_text("rows read").wait_for()
    ready(page)
    assert " new session" in page.locator(".dl-report h2").inner_text()
    return reading(page) + 2 * SECONDS_A_TAP


def read_what_changed(page: Page) -> float:
    """Go to Today and read all of it; return the seconds it takes."""
    page.get_by_role("link", name="See who may be worth a hello").click()
    page.get_by_role("heading", name="this week").wait_for()
    ready(page)
    assert "The latest import brought" in page.get_by_text("By rule").inner_text()
    shot(page, "monday-before")
    return reading(page) + SECONDS_A_TAP


def contact_everybody(page: Page) -> float:
    """Write to everybody on the list, one button each; return the seconds it takes."""
    names = page.locator(".dl-client").count()
    assert 1 <= names <= 5
    for left in range(names, 0, -1):
        page.get_by_role("button", name="Contacted").first.click()
        ready(page)
        assert page.locator(".dl-client").count() == left - 1
    page.get_by_role("heading", name="That was everybody for this week.").wait_for()
    return names * (SECONDS_A_MESSAGE + SECONDS_A_TAP)


def answer_all_questions(page: Page) -> float:
    """Answer what is asked, at most five; return the seconds it takes."""
    questions = page.get_by_text("How did it end with").count()
    assert questions <= 5
    for _question in range(questions):
        page.get_by_role("button", name="Don’t know").first.click()
        ready(page)
    return float(questions * SECONDS_A_TAP)


def reading(page: Page) -> float:
    """Return the seconds it takes to read all of a page."""
    words = len(page.locator('[data-testid="stMain"]').inner_text().split())
    return 60 * words / WORDS_A_MINUTE
