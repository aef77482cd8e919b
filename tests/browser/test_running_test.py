"""The Monday of a coach with a running test: from the new export to the next look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.harness import READY_MS, axe, ready, shot
from tests.browser.practices import now
from tests.support import running_test

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server

ALL_SENT = "Every extra word of the coming days is sent."
CARDS = '[class*="st-key-word-"]'


@pytest.fixture(scope="module")
def monday(
    serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Server, Path, Mapping[str, str]]:
    """Serve a practice as it was a week ago; give the newest export and the arms."""
    path = tmp_path_factory.mktemp("monday") / "practice.duckdb"
    newest, arms = running_test.build(path, now())
    return serve(path), newest, arms


def sessions_seen(page: Page) -> int:
    """Return of how many sessions the sequence on the page is made."""
    said = page.get_by_text(re.compile(r"n = [\d,]+ sessions of")).inner_text()
    found = re.search(r"n = ([\d,]+)", said)
    assert found is not None
    return int(found[1].replace(",", ""))


def test_from_the_new_export_to_the_ticked_messages_and_the_next_look(
    monday: tuple[Server, Path, Mapping[str, str]], visit: Callable[..., Page]
) -> None:
    server, newest, arms = monday
    page = visit(server, "/reminders")
    before = sessions_seen(page)
    assert page.get_by_text("Of no session so far has anybody said").count() == 1

    drop(page, server, newest)
    page.get_by_role("link", name="Today", exact=True).click()
    page.get_by_role("heading", name="due an extra word").wait_for()
    ready(page)
    assert "left out on purpose" in page.locator(".dl-known").inner_text()
    shot(page, "running-test-today-light-1440")
    assert axe(page) == []
    words_of_the_first(page)
    sent = tick_all(page)

    # Half of the clients, and nobody of the other arm.
    assert sent == {who for who, arm in arms.items() if arm == "b"}
    page.get_by_role("link", name="Reminders").click()
    page.get_by_role("heading", name="keep sessions from being missed").wait_for()
    ready(page)
    # The week that the new file brought is in the sequence.
    assert sessions_seen(page) == before + running_test.CLIENTS
    assert page.locator(".js-plotly-plot .scatterlayer").count() == 1
    shot(page, "running-test-sequence-light-1440")
    # Streamlit's own toasts have no name; they go by themselves.
    expect(page.locator(".stToast")).to_have_count(0, timeout=READY_MS)
    assert axe(page) == []


def drop(page: Page, server: Server, file: Path) -> None:
    """Drop the new export on the page Import."""
    page.goto(f"{server.address}/import_sessions")
    ready(page)
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Import 1 file").click()
    page.get_by_text("rows read").wait_for()
    ready(page)


def words_of_the_first(page: Page) -> None:
    """Open the words of the first booking: to copy, or in the e-mail program."""
    page.locator(CARDS).first.get_by_role("button", name="Words to use").click()
    text = page.get_by_role("textbox", name="Change anything you like")
    text.wait_for()
    assert "I am looking forward to our session" in text.input_value()
    link = page.get_by_role("link", name="Open in e-mail").get_attribute("href") or ""
    assert link.startswith("mailto:c-")
    page.keyboard.press("Escape")
    ready(page)


def tick_all(page: Page) -> set[str]:
    """Say of every booking on the list that its word is sent; return the clients."""
    names = set()
    # As one is seen to, the next one is drawn.
    while page.locator(CARDS).count():
        card = page.locator(CARDS).first
        names.add(card.locator(".dl-name").inner_text())
        own = re.search(r"st-key-word-\w+", card.get_attribute("class") or "")
        assert own is not None
        card.get_by_role("button", name="Sent").click()
        page.locator(f".{own[0]}").wait_for(state="detached")
        ready(page)
    assert page.get_by_role("heading", name=ALL_SENT).count() == 1
    return {f"C-{int(name.removeprefix('Client '))}" for name in names}


@pytest.mark.parametrize(("scheme", "width"), [("dark", 1440), ("light", 390)])
def test_the_test_and_the_list_can_be_read(
    monday: tuple[Server, Path, Mapping[str, str]],
    visit: Callable[..., Page],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    server, _, _ = monday
    for path in ("reminders", "today"):
        page = visit(server, f"/{path}", scheme=scheme, width=width)
        assert page.evaluate(
            "document.documentElement.scrollWidth <= window.innerWidth"
        )
        shot(page, f"running-test-{path}-{scheme}-{width}")
        assert axe(page) == []
