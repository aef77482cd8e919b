"""Agreements in a real browser: a fee is decided by the keyboard, and taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics import importing
from analytics.store import agreements, open_practice
from analytics.store.agreements import Terms
from tests.browser.harness import axe, ready, shot
from tests.browser.practices import made_of, now, weekly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server


def missed(client: str, name: str) -> str:
    """Return a session that was missed a week ago, booked ten days ago."""
    at, booked = now() - dt.timedelta(7), now() - dt.timedelta(10)
    return (
        f"{client}-missed,{client},{name},{client}@example.org,Ana Sol,Coaching,"
        f"{at.isoformat()}Z,60,{booked.isoformat()}Z,no_show"
    )


def agreed(folder: Path) -> Path:
    """Make a practice of a client who accepted a fee, and later missed a session."""
    rows = [*weekly("Rosa Duarte", "c1"), missed("c1", "Rosa Duarte")]
    path = made_of(rows, folder)
    day = (now() - dt.timedelta(40)).date()
    database = open_practice(path)
    terms = Terms(notice_hours=48, no_show_fee_cents=9000, currency="EUR")
    kept = importing.agree(database, terms, on=day, now=now())
    agreements.accept(database, ["c1"], kept, on=day, now=now())
    database.close()
    return path


def test_a_fee_is_waived_by_the_keyboard_and_taken_back(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(serve(agreed(tmp_path)), "/policy")
    page.get_by_text("accepted by all of them").wait_for()
    assert axe(page) == []
    shot(page, "agreements")

    page.get_by_role("button", name="Waive it").focus()
    page.keyboard.press("Enter")
    page.get_by_text("There is nothing to decide.").wait_for()
    ready(page)
    page.get_by_text("1 decision").click()
    page.get_by_text("Goodwill").wait_for()
    ready(page)

    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Note it").wait_for()
    assert "Duarte" not in page.url
