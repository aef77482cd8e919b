"""Who is who in a real browser: seen, answered by keyboard, taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import pytest

from analytics import importing
from analytics.importing import ImportOptions
from analytics.store import open_practice
from tests.browser.harness import axe, ready, shot
from tests.browser.practices import HOSTILE, now
from tests.support.files import Row, calendly_row, write_calendly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server


def row(key: str, days: int, name: str, email: str, *, is_off: bool = False) -> Row:
    starts = f"{now() + dt.timedelta(days=days):%Y-%m-%d} 10:00 am"
    booked = f"{now() + dt.timedelta(days=min(days, 0) - 3):%Y-%m-%d} 09:00 am"
    return calendly_row(
        key,
        starts,
        name=name,
        email=email,
        booked=booked,
        cancelled_by="Invitee" if is_off else None,
    )


ROWS = [
    row("a1", -60, "Amara Okonkwo", "amara@old.org"),
    row("a2", -53, "Amara Okonkwo", "amara@old.org"),
    row("a3", -20, "Amara Okonkwo", "amara@new.org"),
    row("a4", 20, "Amara Okonkwo", "amara@new.org"),
    row("b1", -30, "Bjørn Åsen", "we@example.org"),
    row("b2", -23, "Kiri Ngata", "we@example.org"),
    row("b3", 5, "Bjørn Åsen", "we@example.org"),
    row("m1", -16, "Mia Lund", "mia@example.org", is_off=True),
    row("m2", -14, "Mia Lund", "mia@example.org"),
    row("h1", -12, HOSTILE[0], "h@example.org"),
    row("h2", 6, HOSTILE[6], "h@example.org"),
]


@pytest.fixture(scope="module")
def server(
    serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> Server:
    """Serve a practice of two exports: the newer one leaves two bookings out."""
    folder: Path = tmp_path_factory.mktemp("people")
    path = folder / "practice.duckdb"
    database = open_practice(path)
    newer = [one for one in ROWS if one["Invitee UUID"] not in {"b3", "h2"}]
    for days, rows in ((7, ROWS), (0, newer)):
        file = write_calendly(folder / f"{days}.csv", rows)
        at = now() - dt.timedelta(days=days)
        options = ImportOptions(exported_at=at, timezone="UTC")
        importing.import_file(database, file, now=now(), options=options)
    database.close()
    return serve(path)


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)]
)
@pytest.mark.parametrize("path", ["people", "import_sessions"])
def test_it_can_be_read(
    server: Server,
    visit: Callable[..., Page],
    path: str,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(server, f"/{path}", scheme=scheme, width=width)
    if path == "import_sessions":
        page.get_by_text("Since the export of").click()
        page.get_by_text("Gone from the newest file").wait_for()

    shot(page, f"{path}-changed-{scheme}-{width}")

    wide = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
    assert page.evaluate(wide) <= width
    assert page.locator("h1").count() == 1, "a hostile name made a heading"
    assert axe(page) == []


def test_an_answer_by_keyboard_and_its_undo(
    server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(server, "/people")
    button = page.get_by_role("button", name="Same person", exact=True)
    before = button.count()

    button.first.focus()
    page.keyboard.press("Enter")
    answers = page.get_by_text("What you said so far (1)")
    answers.wait_for()
    ready(page)
    assert button.count() == before - 1
    answers.click()
    page.get_by_text("are one person.").wait_for()
    page.get_by_role("button", name="Take back").click()
    answers.wait_for(state="detached")

    assert button.count() == before
