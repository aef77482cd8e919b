"""The list once a model orders it: looked at in every light, and used by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

import pytest
from playwright.sync_api import expect

from analytics import importing
from analytics.store import open_practice
from tests.browser.harness import axe, ready, shot
from tests.browser.practices import now
from tests.support.scored_practice import on_step

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.servers import Server

MODES: Final = ("words", "percent")
BASED_ON: Final = "What this is based on"


@pytest.fixture(scope="module")
def servers(
    serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Server]:
    """Serve a practice on each step, with time for three names a week."""
    found = {}
    for mode in MODES:
        path = on_step(tmp_path_factory.mktemp(mode), mode, now())
        database = open_practice(path)
        importing.change_setting(database, "capacity", "3")
        database.close()
        found[mode] = serve(path)
    return found


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)]
)
def test_list_and_what_it_is_based_on(
    servers: dict[str, Server],
    visit: Callable[..., Page],
    mode: str,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(servers[mode], scheme=scheme, width=width)
    said = "like this go quiet" if mode == "percent" else "quieter"
    expect(page.locator(".dl-likely").first).to_contain_text(said)
    shot(page, f"list-{mode}-{scheme}-{width}")
    assert axe(page) == []

    page.get_by_role("button", name=BASED_ON).first.click()
    based = page.locator(".dl-based")
    based.wait_for()
    expect(based.locator("td").first).to_be_visible()
    page.mouse.move(0, 0)
    ready(page)

    shot(page, f"list-{mode}-{scheme}-{width}-based-on")
    assert axe(page) == []
    wider = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
    assert page.evaluate(wider) <= width


def test_sessions_behind_a_fact_by_keyboard_alone(
    servers: dict[str, Server], visit: Callable[..., Page]
) -> None:
    page = visit(servers["percent"])
    button = page.get_by_role("button", name=BASED_ON).first
    for _step in range(80):
        if button.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    based = page.locator(".dl-based")
    expect(based.locator("td").first).to_have_text(re.compile(r"day \d+ "))
    expect(page.get_by_text("The range is about the estimate")).to_be_visible()

    page.keyboard.press("Escape")
    expect(based).to_be_hidden()
    expect(button).to_be_focused()


def test_more_names_say_why_they_wait_or_stand_lower(
    servers: dict[str, Server], visit: Callable[..., Page]
) -> None:
    page = visit(servers["percent"])
    before = page.locator(".dl-client").count()

    page.get_by_role("button", name=re.compile("^More: ")).click()
    page.get_by_role("button", name=re.compile("^Show ")).wait_for()
    ready(page)

    assert page.locator(".dl-client").count() == before + 5
    assert axe(page) == []
