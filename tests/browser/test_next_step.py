"""The next step in a real browser: from the list to an answer, a talk a click away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.harness import axe, ready, shot
from tests.browser.practices import one_client

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server

PREPARE = "Take a moment to prepare in your own way."


def test_from_the_list_to_an_answer_and_a_talk_to_think_about(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(serve(one_client(tmp_path)), width=390)
    page.get_by_role("link", name="Rosa Duarte").click()
    expect(page.get_by_role("heading", name="What is next")).to_be_visible()
    ready(page)

    page.get_by_role("button", name="Words to use").click()
    expect(page.locator("textarea").first).to_have_value(re.compile(r"^Hi Rosa,"))
    page.get_by_role("radio", name="Understand the why").click()
    expect(page.locator("textarea").first).to_have_value(
        re.compile("I would like to understand how things are for you")
    )
    ready(page)
    shot(page, "next-words-390")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Other options").click()
    expect(page.get_by_text(PREPARE)).to_have_count(0)
    page.get_by_role("radio", name="Refer to someone else").click()
    expect(page.get_by_text(PREPARE)).to_be_visible()
    ready(page)
    shot(page, "next-talk-390")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Done today").click()
    expect(page.get_by_text("Leave them room to answer.")).to_be_visible()
    # What was kept is said for a moment, in a box of Streamlit's own without a name.
    expect(page.get_by_test_id("stToast")).to_have_count(0, timeout=15_000)
    ready(page)
    assert axe(page) == []

    page.get_by_role("button", name="What came of it").first.click()
    page.get_by_role("radio", name="They answered").click()
    keep = page.get_by_role("button", name="Keep", exact=True)
    if keep.count():
        keep.first.click()
    expect(
        page.get_by_text("They answered. A time for the next session")
    ).to_be_visible()
