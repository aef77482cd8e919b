"""How right were we?, with a year behind it: light, dark, on a phone, by keyboard."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from analytics.store import open_practice
from tests.browser.harness import axe, ready, shot
from tests.browser.practices import now
from tests.support import past_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server


@pytest.fixture(scope="module")
def looked_back(
    serve: Callable[..., Server],
    demo_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Server:
    path = tmp_path_factory.mktemp("past") / "practice.duckdb"
    shutil.copyfile(demo_file, path)
    database = open_practice(path)
    past_record.keep(database, now())
    database.close()
    return serve(path)


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)]
)
def test_a_year_of_lists(
    looked_back: Server,
    visit: Callable[..., Page],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(looked_back, "/scoreboard", scheme=scheme, width=width)

    assert "in the past year" in page.locator("h1").inner_text()
    shot(page, f"past-{scheme}-{width}")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_names_are_chosen_by_keyboard(
    looked_back: Server, visit: Callable[..., Page]
) -> None:
    page = visit(looked_back, "/scoreboard")
    rows = page.locator(".dl-names tbody tr")
    before = rows.count()

    page.get_by_role("button", name="Still here").first.focus()
    page.keyboard.press("Enter")
    expect(rows.filter(has_not_text="Still here")).to_have_count(0)
    ready(page)

    assert 0 < rows.count() <= before
