"""Who came?: answered by keys alone, taken back with one, seen on Today at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.browser.harness import axe, ready, shot
from tests.browser.practices import made_of, now, weekly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server


def unsure(folder: Path) -> Path:
    """Make a practice in which nobody has marked the latest sessions of three."""
    people = (("Rosa Duarte", "c1"), ("Iven Okoro", "c2"), ("Mai Lund", "c3"))
    open_ones = []
    for hours, (name, client) in enumerate(people, 2):
        start = now() - dt.timedelta(hours=hours)
        open_ones.append(
            f"{client}-open,{client},{name},{client}@example.org,Ana Sol,Coaching,"
            f"{start.isoformat()}Z,60,{(start - dt.timedelta(days=9)).isoformat()}Z,"
        )
    came = [row for name, client in people for row in weekly(name, client, 14)]
    return made_of([*came, *open_ones], folder)


def answered(page: Page) -> list[str]:
    """Return what the lines of answered sessions say."""
    return page.locator('[class*="st-key-done-"] .dl-done').all_inner_texts()


def no_toast(page: Page) -> None:
    """Wait until Streamlit's toasts, which have no name, are gone."""
    gone = "() => !document.querySelector('.stToast')"
    page.wait_for_function(gone, timeout=20_000)


def test_three_answers_by_keys_and_one_taken_back(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(serve(unsure(tmp_path)), "/data_quality")
    assert page.locator("h1").inner_text() == "Who came?"
    assert answered(page) == []

    for count, key in enumerate("125", 1):
        page.keyboard.press(key)
        page.locator('[class*="st-key-done-"]').nth(count - 1).wait_for()
        ready(page)

    said = " ".join(answered(page))
    assert "came." in said
    assert "did not come." in said
    assert "is excused." in said
    page.get_by_text("How engaged were they?").wait_for()
    no_toast(page)
    assert axe(page) == []
    shot(page, "who-came-answered-light-1440")

    undo = page.get_by_role("button", name="Undo").first
    undo.focus()
    page.keyboard.press("Enter")
    page.locator(".dl-now").wait_for()
    ready(page)
    assert len(answered(page)) == 2


def test_all_of_them_in_one_tap_on_a_phone(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(serve(unsure(tmp_path)), "/data_quality", scheme="dark", width=390)

    page.get_by_role("button", name="All three of these came").click()
    page.get_by_role("button", name="Ask me more").wait_for()
    ready(page)

    assert len(answered(page)) == 3
    wide = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
    assert page.evaluate(wide) <= 390
    no_toast(page)
    shot(page, "who-came-answered-dark-390")
    assert axe(page) == []
