"""Reminders in a real Chromium: the work apart, the answer, and the diary by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from analytics.store import open_practice
from tests.browser import practices
from tests.browser.harness import axe, ready, shot
from tests.support import reminded

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.servers import Server

WORK_MS: Final = 120_000


@pytest.fixture(scope="module")
def server(
    serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> Server:
    folder = tmp_path_factory.mktemp("reminded")
    path = folder / "practice.duckdb"
    database = open_practice(path)
    now = practices.now()
    reminded.fill(database, folder, reminded.rows(now), now)
    database.close()
    return serve(path)


def test_the_answer_comes_by_itself_and_is_kept(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(server, "/reminders")
    # Nobody touches the page: when the work is done it draws itself anew.
    answer = page.locator(".dl-answer").filter(has_text="fewer missed sessions in 100")
    expect(answer).to_be_visible(timeout=WORK_MS)
    ready(page)
    assert page.locator(".st-key-comparing").count() == 0
    page.get_by_text("What this rests on").click()
    page.get_by_role("heading", name="Are both sides alike?").wait_for()
    ready(page)
    assert axe(page) == []
    shot(page, "reminders-light-1440")

    again = visit(server, "/reminders", scheme="dark", width=390)
    expect(
        again.locator(".dl-answer").filter(has_text="fewer missed sessions in 100")
    ).to_be_visible()
    again.get_by_text("What published trials found").click()
    beside = again.get_by_text("Put one beside my own sessions")
    beside.wait_for()
    # What is folded open moves until it stands, and a click goes beside it.
    ready(again)
    beside.click()
    again.get_by_text("From your own sessions alone").wait_for(timeout=WORK_MS)
    ready(again)
    assert again.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(again) == []
    shot(again, "reminders-dark-390")


def test_the_diary_is_written_and_undone_by_keyboard(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(server, "/reminders", width=390)
    keep = page.get_by_role("button", name="Keep", exact=True)
    keep.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Kept what is sent.").wait_for()
    ready(page)
    entry = page.locator('[class*="st-key-diary-"] .dl-done').filter(
        has_text="email 3 days"
    )
    assert "since" in entry.first.inner_text()
    # Streamlit's own message in the corner has no name for axe; it goes by itself.
    page.locator(".stToast").wait_for(state="detached")
    assert axe(page) == []
    shot(page, "reminders-diary-390")

    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The diary is empty").wait_for()
