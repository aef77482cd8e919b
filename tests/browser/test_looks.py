"""Every page in light, in dark and on a phone: read by axe, kept as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import pytest

from tests.browser.harness import axe, shot
from tests.browser.practices import one_client

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.servers import Server

PAGES: Final = {
    "": "a hello",
    "clients": "Clients",
    "playbook": "Next steps",
    "people": "Who is who",
    "attendance": "were attended",
    "retention": "Do clients stay?",
    "reminders": "Which reminders work?",
    "scoreboard": "How right were we?",
    "data_quality": "Who came?",
    "import_sessions": "Import",
    "endings": "How services end",
    "settings": "Settings",
}


@pytest.fixture(scope="module")
def demo(demo_server: Server) -> Server:
    return demo_server


@pytest.fixture(scope="module")
def small(
    serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> Server:
    return serve(one_client(tmp_path_factory.mktemp("small")))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)]
)
def test_demo(
    demo: Server,
    visit: Callable[..., Page],
    path: str,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(demo, f"/{path}", scheme=scheme, width=width)

    assert PAGES[path] in page.locator("h1").inner_text()
    wider = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
    assert page.evaluate(wider) <= width
    shot(page, f"demo-{path or 'today'}-{scheme}-{width}")
    assert axe(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_one_client(small: Server, visit: Callable[..., Page], path: str) -> None:
    page = visit(small, f"/{path}")

    assert PAGES[path] in page.locator("h1").inner_text()
    shot(page, f"one-client-{path or 'today'}-light-1440")
    assert axe(page) == []


def test_strip_says_its_weeks_without_colour(
    demo: Server, visit: Callable[..., Page]
) -> None:
    page = visit(demo, "/clients")

    strip = page.locator(".dl-strip[role=img]").first
    assert "Of the last 12 weeks" in str(strip.get_attribute("aria-label"))
    heights = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.dl-legend i')]
            .map(bar => [bar.className, bar.offsetHeight]))"""
    )
    assert heights["presumed"] > heights["late"] > heights["missed"] > heights["none"]
