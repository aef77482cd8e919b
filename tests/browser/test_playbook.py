"""Next steps in a real browser: a step is made one's own, and what is due is saved."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Calendar
from playwright.sync_api import expect

from analytics.store import entries, open_practice, own_steps
from tests.browser.harness import axe, ready
from tests.browser.practices import one_client

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.servers import Server


def planned(practice: Path) -> Path:
    """Plan a step for everybody."""
    database = open_practice(practice)
    now = dt.datetime(2026, 11, 16, 9, 0)  # noqa: DTZ001 - UTC, as the store keeps it
    with database.write() as cursor:
        found = cursor.execute("select client_id from clients").fetchall()
        for (client_id,) in found:
            fields = {
                "client_id": client_id,
                "step": "say_hello",
                "on_date": now.date(),
                "due_date": now.date() + dt.timedelta(days=1),
            }
            entries.insert(cursor, "planned_steps", fields, now)
    database.close()
    return practice


def test_a_step_becomes_ones_own_and_what_is_due_is_saved(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    practice = planned(one_client(tmp_path))
    page = visit(serve(practice), "/playbook")

    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as calendar file").click()
    assert saved.value.suggested_filename == "next-steps.ics"
    (event,) = Calendar.from_ical(saved.value.path().read_bytes()).events
    assert event.start == dt.date(2026, 11, 17)

    panel = page.locator("summary").filter(has_text="Understand the why")
    panel.press("Enter")
    page.get_by_role("button", name="Make it your own").press("Enter")
    field = page.get_by_role("textbox", name="Your own words")
    text = field.input_value()
    field.fill(text.replace("{first_name}", "{firstname}", 1))
    page.get_by_role("button", name="Check").press("Enter")
    expect(page.get_by_text("Did you mean first_name?")).to_be_visible()
    assert axe(page) == []

    field.fill(text.replace("title: Understand", "title: Hear"))
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    ready(page)
    own = page.locator("summary").filter(has_text="Hear the why · your own words")
    expect(own).to_be_visible()
    assert list(own_steps.read(practice)) == ["understand_why"]

    page.get_by_role("button", name="Undo").press("Enter")
    expect(panel).to_be_visible()
    ready(page)
    assert own_steps.read(practice) == {}
