"""The list on Today: words to send, one tap each, by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.harness import ready
from tests.browser.practices import HOSTILE, hostile, made_of, weekly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server


@pytest.fixture
def server(serve: Callable[..., Server], tmp_path: Path) -> Server:
    rows = [*weekly("Rosa Duarte", "c1"), *weekly("Bo Berg", "c2", 20)]
    return serve(made_of(rows, tmp_path))


def test_words_are_changed_copied_and_mailed_without_the_server(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Words to use").first.click()
    text = page.get_by_label("Change anything you like").first
    expect(text).to_have_value(re.compile("^Hi Rosa,"))

    text.fill("Dear Rosa & all, how are you?")
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_text("Copied.").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Dear Rosa & all, how are you?"
    mail = str(page.get_by_role("link", name="Open in e-mail").get_attribute("href"))
    assert mail == (
        "mailto:c1%40example.org?subject=How%20are%20you%3F&body=Dear%20Rosa%20%26%20all%2C%20how%20are%20you%3F"
    )

    short = page.get_by_role("button", name="short")
    short.press("Enter")
    expect(text).to_have_value(re.compile("^Hi Rosa, how are you, really"))
    expect(short).to_have_attribute("aria-pressed", "true")
    mail = str(page.get_by_role("link", name="Open in e-mail").get_attribute("href"))
    assert "%0D%0A%0D%0A" in mail
    page.get_by_role("button", name="warm").click()
    expect(text).to_have_value("Dear Rosa & all, how are you?")


def test_changed_words_are_still_there_when_opened_again(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    words = page.get_by_role("button", name="Words to use").first
    words.click()
    page.get_by_label("Change anything you like").first.fill("Mine")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Contacted").nth(1).click()
    ready(page)

    words.click()
    text = page.get_by_label("Change anything you like").first
    expect(text).to_have_value("Mine")

    page.get_by_role("button", name="Back to the first words").click()
    expect(text).to_have_value(re.compile("^Hi Rosa,"))


def test_contacted_and_undone_by_keyboard_alone(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    reach(page, "Contacted")
    page.keyboard.press("Enter")
    page.get_by_text("was contacted today.").first.wait_for()
    ready(page)

    reach(page, "Undo")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Two people may be worth a hello").wait_for()


def test_no_concern_by_keyboard_alone(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    reach(page, "No concern because")
    page.keyboard.press("Enter")
    page.get_by_text("or in your own words").first.wait_for()
    reach(page, "we have spoken")
    page.keyboard.press("Enter")

    page.get_by_text("is no concern because we have spoken.").first.wait_for()


def reach(page: Page, name: str) -> None:
    """Press Tab until the focus is on a control of this name."""
    label = """() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at.tagName === 'BUTTON' ? at.innerText : '';
    }"""
    for _step in range(80):
        if name in page.evaluate(label):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name!r} cannot be reached with Tab")


@pytest.mark.parametrize(
    "path", ["", "clients", "attendance", "import_sessions", "endings", "settings"]
)
def test_hostile_names_are_text_and_ask_nobody_for_anything(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path, path: str
) -> None:
    dialogs: list[str] = []
    page = visit(serve(hostile(tmp_path)), f"/{path}")
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.wait_for_timeout(500)

    assert dialogs == []
    assert page.locator("a[href*=evil], img[src*=evil]").count() == 0
    assert page.locator("h1").count() == 1
    if path == "clients":
        shown = page.locator(".dl-name").all_inner_texts()
        assert sorted(shown) == sorted(HOSTILE)
