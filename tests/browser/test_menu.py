"""The menu: all of it on a small laptop, by keyboard, and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.harness import open_page, ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.servers import Server


@pytest.fixture(scope="module")
def empty(serve: Callable[..., Server]) -> Server:
    return serve()


def test_a_small_laptop_shows_all_of_it_and_the_keyboard_opens_it(
    empty: Server, visit: Callable[..., Page]
) -> None:
    page = visit(empty)
    page.set_viewport_size({"width": 1280, "height": 720})
    ready(page)
    titles = page.get_by_test_id("stTopNavLink").all_inner_texts()
    assert [title.split("\n")[-1] for title in titles] == [
        "Today",
        "Monday",
        "Clients",
        "Attendance",
        "Retention",
        "Reminders",
        "How right were we?",
    ]
    menu = page.get_by_test_id("stTopNavSection").last
    box = menu.bounding_box()
    # Another entry has room.
    assert box is not None
    assert box["x"] + box["width"] < 1130

    menu.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Who is who").wait_for()
    page.keyboard.press("Escape")

    open_page(page, "Import")
    assert page.get_by_role("heading", name="Import").is_visible()


def test_a_phone_lists_the_pages_beside_it(
    empty: Server, visit: Callable[..., Page]
) -> None:
    page = visit(empty, width=390)

    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="How services end").click()

    page.get_by_role("heading", name="How services end").wait_for()
