"""A client's file in a real browser: opened from a name, written in, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.harness import READY_MS, axe, ready, shot
from tests.browser.practices import HOSTILE, hostile, one_client

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server

LOOKS = ("Now", "Together", "Story", "Agreement", "Entries")


def look_at(page: Page, look: str) -> None:
    page.get_by_test_id("stMain").get_by_role("radio", name=look).click()
    expect(page.locator("h2.dl-unseen")).to_have_text(look, timeout=READY_MS)
    ready(page)


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_from_a_name_to_a_goal_and_back(
    serve: Callable[..., Server],
    visit: Callable[..., Page],
    tmp_path: Path,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(serve(one_client(tmp_path)), scheme=scheme, width=width)
    page.get_by_role("link", name="Rosa Duarte").click()
    expect(page.locator("h1")).to_have_text("Rosa Duarte", timeout=READY_MS)
    ready(page)
    assert "Rosa" not in page.url
    assert "c1" not in page.url

    page.get_by_role("button", name="A new goal").click()
    goal = page.get_by_label("The goal, in their own words")
    goal.fill("Sleep through <b>the night</b>")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".dl-aim")).to_have_text(
        "Sleep through <b>the night</b>", timeout=READY_MS
    )

    # What was kept is said for a moment, in a box of Streamlit's own without a name.
    expect(page.get_by_test_id("stToast")).to_have_count(0, timeout=READY_MS)
    for look in LOOKS:
        look_at(page, look)
        shot(page, f"client-{look.lower()}-{scheme}-{width}")
        assert axe(page) == []
        wider = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
        assert page.evaluate(wider) <= width

    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("taken back on")).to_be_visible(timeout=READY_MS)
    look_at(page, "Now")
    expect(page.get_by_text("No goal is written down yet.")).to_be_visible(
        timeout=READY_MS
    )


def test_hostile_names_are_text_and_the_next_file_is_a_key_away(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(serve(hostile(tmp_path)), "/client")
    page.locator(".st-key-file-chosen input").focus()
    page.keyboard.type(HOSTILE[-1][:4])
    page.keyboard.press("Enter")
    seen: set[str] = set()
    expect(page.locator(".dl-head h1")).to_be_visible(timeout=READY_MS)
    for letter in "p" * len(HOSTILE) + "n" * len(HOSTILE):
        ready(page)
        seen.add(page.locator("h1").inner_text())
        page.keyboard.press(letter)

    assert seen == set(HOSTILE)
    assert page.locator("a[href*=evil], img[src*=evil]").count() == 0
