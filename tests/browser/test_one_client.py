"""Attendance of one client in a real browser: by keyboard, on a phone, in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.harness import axe, ready, shot

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.servers import Server

NAME: Final = "Anne-Sophie Waldvogel-Mori"
CHARTS: Final = ("client-sessions", "client-gaps")


@pytest.fixture(scope="module")
def demo(demo_server: Server) -> Server:
    return demo_server


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_is_chosen_by_keyboard_and_read_by_everybody(
    demo: Server,
    visit: Callable[..., Page],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(demo, "/attendance", scheme=scheme, width=width)
    page.locator(".st-key-client-chosen input").focus()
    page.keyboard.type(NAME[:8])
    page.keyboard.press("Enter")

    expect(page.get_by_text("What became of each session?")).to_be_visible()
    ready(page)
    for key in CHARTS:
        chart = page.locator(f".st-key-card-{key} .js-plotly-plot")
        expect(chart).to_be_visible()
        assert NAME not in chart.inner_text()
    shot(page, f"one-client-attendance-{scheme}-{width}")
    assert axe(page) == []
    wider = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
    assert page.evaluate(wider) <= width
    assert NAME.split("-", maxsplit=1)[0] not in page.url
