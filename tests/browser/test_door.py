"""The first visit to a fresh server, and what the browser is not allowed to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.harness import axe, shot

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Watch
    from tests.servers import Server


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve()


def test_a_first_deep_link_shows_its_page_inside_the_frame(
    serve: Callable[..., Server], visit: Callable[..., Page]
) -> None:
    page = visit(serve(), "/settings")
    assert page.url.endswith("/settings")
    assert page.get_by_role("link", name="Today").is_visible()
    assert page.get_by_role("heading", name="Settings").first.is_visible()
    assert page.get_by_text("Page not found").count() == 0


def test_a_link_to_today_shows_the_first_page(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(server, "/today")
    assert page.get_by_text("Page not found").count() == 0


def test_a_script_put_into_the_page_does_not_run(
    server: Server, visit: Callable[..., Page], watches: list[Watch]
) -> None:
    page = visit(server)
    page.evaluate(
        """() => {
            const image = document.createElement('div');
            image.innerHTML = '<img src="data:," onerror="window.hasRun = true">';
            document.body.append(image);
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.hasRun") is None
    [refused] = watches[0].console_errors
    assert "Content Security Policy" in refused
    watches[0].console_errors.clear()


def test_the_font_is_the_bundled_one(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    assert "Inter" in page.evaluate(loaded)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_page_can_be_used_by_everybody(
    server: Server, visit: Callable[..., Page], scheme: str, width: int
) -> None:
    page = visit(server, scheme=scheme, width=width)
    shot(page, f"first-visit-{scheme}-{width}")
    assert axe(page) == []
