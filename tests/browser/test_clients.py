"""The list of clients: its names, heads and boxes, by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.harness import ready
from tests.browser.practices import made_of, weekly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server


@pytest.fixture
def clients(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> Page:
    """Open the list of two clients; Bo came last longer ago."""
    rows = [*weekly("Rosa Duarte", "c1"), *weekly("Bo Berg", "c2", 40)]
    return visit(serve(made_of(rows, tmp_path)), "/clients")


def names(page: Page) -> list[str]:
    """Return the names in the table, from the top."""
    return page.locator(".dl-clients a").all_inner_texts()


def test_a_head_sorts_and_the_middle_button_opens_a_tab(clients: Page) -> None:
    head = clients.get_by_role("button", name="Last came")
    head.focus()
    clients.keyboard.press("Enter")
    clients.wait_for_url("**/clients?sort=last")
    ready(clients)
    assert names(clients) == ["Bo Berg", "Rosa Duarte"]

    head.click()
    clients.wait_for_url("**/clients?sort=-last")
    ready(clients)
    assert names(clients) == ["Rosa Duarte", "Bo Berg"]

    clients.go_back()
    clients.wait_for_url("**/clients?sort=last")
    ready(clients)
    assert names(clients) == ["Bo Berg", "Rosa Duarte"]

    with clients.context.expect_page() as opened:
        clients.get_by_role("link", name="Rosa Duarte").click(button="middle")
    opened.value.get_by_role("heading", name="Rosa Duarte").wait_for()
    assert clients.url.endswith("/clients?sort=last")


def test_a_name_opens_the_file_and_the_list_is_as_it_was(clients: Page) -> None:
    clients.get_by_text("Choose several").click()
    box = clients.get_by_role("checkbox", name="Choose Bo Berg")
    box.focus()
    clients.keyboard.press("Space")
    clients.get_by_text("1 client chosen").wait_for()
    expect(box).to_be_focused()

    clients.keyboard.press("Tab")
    clients.keyboard.press("Enter")
    clients.get_by_role("heading", name="Bo Berg").wait_for()
    assert "/client?who=" in clients.url
    assert "Berg" not in clients.url

    clients.go_back()
    clients.get_by_text("1 client chosen").wait_for()
    expect(box).to_be_checked()
