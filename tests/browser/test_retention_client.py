"""Do clients stay?, in Chromium: a client is picked, and the address names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.harness import axe, ready, shot

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.servers import Server


def test_a_client_beside_others_on_a_phone(
    demo_server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(demo_server, "/retention", width=390)
    page.locator(".st-key-like-client input").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_text("How did clients like this go on from here?").wait_for()
    ready(page)

    picked = page.locator(".st-key-like-client input").input_value()
    assert " · since " in picked
    # The demo names clients by first and last name; neither may stand in the address.
    words = picked.partition(" · ")[0].casefold().split()
    assert not [word for word in words if word in page.url.casefold()]
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    shot(page, "retention-client-light-390")
    assert axe(page) == []
