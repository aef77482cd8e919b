"""Before and after a session in a browser: by keyboard, in two tabs, on a phone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import pytest

from analytics.store import open_practice, promises, queries
from analytics.store.promises import Told
from pages.shared.choice import token
from tests.browser.harness import axe, ready, shot
from tests.browser.practices import made_of, now, weekly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server

JUST = "just-held"


def practice(folder: Path) -> Path:
    """Make a practice with a session just held and promises of both sides."""
    at = now() - dt.timedelta(hours=1)
    held = (
        f"{JUST},rosa,Rosa Duarte,rosa@example.org,Marit,Coaching,{at.isoformat()}Z,60,"
        f"{(at - dt.timedelta(days=3)).isoformat()}Z,"
    )
    path = made_of([*weekly("Rosa Duarte", "rosa", 8), held], folder)
    database = open_practice(path)
    ((client_id,),) = queries.rows(database, "select client_id from clients")
    on = now().date() - dt.timedelta(days=8)
    for owner, action in (("coach", "Send the notes"), ("client", "Write one page")):
        told = Told(owner, action, on + dt.timedelta(days=3), 30, "a quiet hour")
        promises.add(database, str(client_id), told, on=on, now=now())
    database.close()
    return path


@pytest.fixture(scope="module")
def served(
    serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> Server:
    return serve(practice(tmp_path_factory.mktemp("after")))


def address() -> str:
    return f"/client?who={token('rosa')}&look=together"


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)]
)
def test_a_brief_can_be_read_in_a_minute(
    served: Server,
    visit: Callable[..., Page],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(served, address(), scheme=scheme, width=width)

    first = page.locator(".dl-parts h4").first
    assert first.inner_text() == "What you owe them"
    brief = page.locator(".dl-brief")
    assert brief.evaluate("found => found.scrollWidth <= found.clientWidth")
    page.get_by_role("button", name="After the session").click()
    page.get_by_text("How did it go?").wait_for()
    ready(page)
    shot(page, f"after-session-{scheme}-{width}")
    assert axe(page) == []
    page.get_by_role("button", name="Not now").click()


def test_ten_seconds_by_keyboard_and_a_second_tab_is_told(
    served: Server, visit: Callable[..., Page]
) -> None:
    first, second = (visit(served, address()) for _ in range(2))
    for page in (first, second):
        page.get_by_role("button", name="After the session").focus()
        page.keyboard.press("Enter")
        page.get_by_text("How did it go?").wait_for()
        ready(page)

    first.get_by_role("radio", name="Came", exact=True).focus()
    first.keyboard.press("Space")
    first.get_by_label("What was agreed", exact=True).focus()
    first.keyboard.type("Go to bed at ten")
    first.keyboard.press("Enter")
    first.get_by_text("they came and 1 promise").wait_for()

    second.get_by_role("radio", name="Did not come").click()
    second.get_by_role("button", name="Keep", exact=True).last.focus()
    second.get_by_text("How did it go?").wait_for()
    second.locator('[class*="st-key-after-keep"] button').click()
    second.get_by_text("This session was seen to in the meantime").wait_for()
    assert "they came and 1 promise" in second.inner_text("body")

    first.get_by_role("button", name="Take it back").click()
    first.get_by_text("nothing is noted yet").wait_for()
