"""Contacts in a real browser: one tap, a line, what came of it, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.harness import axe, ready, shot
from tests.browser.practices import one_client

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server


def keep_a_line(page: Page, text: str) -> None:
    page.get_by_role("button", name="Add a line").click()
    line = page.get_by_label("One line to remember it by")
    line.fill(text)
    line.press("Enter")
    expect(page.get_by_role("button", name="Add a line")).to_have_attribute(
        "aria-expanded", "false"
    )
    ready(page)


def looked_at(page: Page, name: str) -> None:
    # What was kept is said for a moment, in a box of Streamlit's own without a name.
    expect(page.get_by_test_id("stToast")).to_have_count(0, timeout=15_000)
    ready(page)
    shot(page, name)
    assert axe(page) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_contacted_with_a_line_then_booked_then_how_it_stands(
    serve: Callable[..., Server],
    visit: Callable[..., Page],
    tmp_path: Path,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(serve(one_client(tmp_path)), scheme=scheme, width=width)
    page.get_by_role("button", name="Contacted", exact=True).click()
    expect(page.get_by_text("was contacted today.")).to_be_visible()
    keep_a_line(page, "A call <b>about</b> mornings")

    page.goto(page.url.split("?")[0].rstrip("/") + "/clients")
    ready(page)
    page.get_by_role("link", name="Rosa Duarte").first.click()
    page.locator("h1").wait_for()
    ready(page)
    expect(page.locator("h1")).to_have_text("Rosa Duarte")
    note = page.get_by_text("A call <b>about</b> mornings")
    expect(note).to_be_visible()
    page.get_by_role("button", name="What came of it").first.click()
    page.get_by_role("radio", name="They booked").click()
    expect(page.get_by_text("They booked.")).to_be_visible()
    looked_at(page, f"contacts-{scheme}-{width}")

    page.get_by_test_id("stMain").get_by_role("radio", name="Agreement").click()
    page.get_by_role("button", name="A change", exact=True).click()
    page.get_by_label("Because", exact=True).fill("a long journey")
    page.get_by_role("button", name="Keep", exact=True).last.click()
    expect(page.get_by_text("Because a long journey")).to_be_visible()
    looked_at(page, f"standing-{scheme}-{width}")
