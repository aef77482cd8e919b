"""A file of prices, reminders or people speaks sensibly on the import page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics import importing

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


def bring(screen: Open, *files: str) -> Screen:
    """Drop samples, answer the zone and import them."""
    page = screen("import_sessions").upload(*files)
    for asked in page.at.selectbox:
        if str(asked.key).startswith("zone-"):
            asked.set_value("Australia/Melbourne")
    page.at.run()
    return page.press("Import 1 file" if len(files) == 1 else "Import 2 files")


def test_prices_before_their_sessions_say_what_they_wait_for(screen: Open) -> None:
    page = bring(screen, "cliniko_invoices.csv")

    assert "prices for 0 sessions;" in page.text
    assert "belong to sessions that no file shows yet." in page.text
    assert "They are kept. As soon as a file shows the session" in page.text
    assert "nobody with a session fits" in page.text
    (line,) = re.findall(r'class="dl-line">.*?</div>', page.html, re.DOTALL)
    assert re.search(r"\d prices</span>", line)


def test_both_files_of_a_tool_tell_of_prices_and_reminders(screen: Open) -> None:
    bring(screen, "cliniko.csv")
    page = bring(screen, "cliniko_invoices.csv")

    assert "told more fully now." in page.text
    assert "prices for" in page.text


def test_flags_in_a_session_log_are_told_as_reminders(screen: Open) -> None:
    page = bring(screen, "cliniko.csv")

    assert "new sessions" in page.text
    assert "reminders for" in page.text


def test_a_practice_of_prices_alone_is_still_an_empty_one(screen: Open) -> None:
    empty = screen("today").text
    bring(screen, "cliniko_invoices.csv")

    assert screen("today").text == empty


def test_who_waits_is_shown_as_initials_where_the_owner_wants_that(
    screen: Open, database: Database
) -> None:
    importing.change_setting(database, "initials", "on")
    waiting = bring(screen, "jane_sales.csv").text

    assert "P. R." in waiting
    assert "Peder Rasmussen" not in waiting
