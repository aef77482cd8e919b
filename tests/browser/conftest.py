"""Fixtures of the tests in a real browser: `chromium` and `visit`.

Every visit fails its test when the page asked another host for anything, when the
browser's console showed an error or when the server logged that a page failed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.harness import (
    CHROMIUM_FLAGS,
    WIDTHS,
    find_chromium,
    ready,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

    from tests.servers import Server

NO_CHROMIUM = (
    "There is no Chromium here (chromium, chromium-browser or google-chrome on the "
    "PATH); Debian and Ubuntu: sudo apt-get install chromium"
)
EXPECTED_404 = ("/_stcore/health", "/_stcore/host-config")
"""On a deep link Streamlit looks for its server below the page's own path first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder `browser`."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Chromium, for one module: Playwright holds the thread's event loop."""
    path = find_chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=list(CHROMIUM_FLAGS)
        )
        yield browser
        browser.close()


class Watch:
    """What the browser did that it should not."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.host = urlsplit(server.address).netloc
        self.log = server.log
        self.log_before = server.log.stat().st_size
        self.requests_elsewhere: list[str] = []
        self.console_errors: list[str] = []
        context.on("request", lambda request: self._asked(request.url))
        context.on("page", self._follow)
        context.on("console", self._said)
        context.on(
            "weberror", lambda error: self.console_errors.append(str(error.error))
        )

    def pages_failed(self) -> str:
        """Return what the server's log says of failed pages since the visit began."""
        written = self.log.read_bytes()[self.log_before :].decode()
        return written if "A page failed" in written else ""

    def _follow(self, page: Page) -> None:
        page.on("websocket", lambda opened: self._asked(opened.url))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.host:
            self.requests_elsewhere.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        is_expected = message.location["url"].endswith(EXPECTED_404)
        if message.type == "error" and not is_expected:
            self.console_errors.append(message.text)


@pytest.fixture
def watches() -> list[Watch]:
    """Give what is known of each visitor; a test that provokes an error clears it."""
    return []


@pytest.fixture
def visit(chromium: Browser, watches: list[Watch]) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page as a new visitor and waits until it is drawn.

    `visit(server, "/clients", scheme="dark", width=390)`; each visitor starts without
    cookies and is watched until the end of the test.
    """
    contexts: list[BrowserContext] = []

    def open_page(
        server: Server,
        path: str = "/",
        scheme: Literal["light", "dark"] = "light",
        width: int = 1440,
    ) -> Page:
        context = chromium.new_context(
            accept_downloads=True,
            color_scheme=scheme,
            locale="en-GB",
            reduced_motion="reduce",
            timezone_id="UTC",
            viewport={"width": width, "height": WIDTHS[width]},
        )
        contexts.append(context)
        watches.append(Watch(context, server))
        page = context.new_page()
        page.goto(server.address + path)
        ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    for watch in watches:
        assert watch.requests_elsewhere == []
        assert watch.console_errors == []
        assert watch.pages_failed() == ""
