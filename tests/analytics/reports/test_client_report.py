"""A client's report: what was kept, moved and promised, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from analytics import facts, importing
from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.importing import ImportOptions
from analytics.periods import AsOf
from analytics.reports import client_report_sheet, client_report_words
from analytics.reports.client_report import SINCE_THE_START, client_report
from analytics.store import pulses
from tests.analytics import small_practice
from tests.analytics.small_practice import NOW
from tests.support import other_rows, sheets
from tests.support.log import Slot, write

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.reports.client_report import ClientReport
    from analytics.store import Database

EXPORTED = "2026-11-20 18:00"
AS_OF = AsOf.at(dt.datetime(2026, 11, 20, 18), "UTC")  # noqa: DTZ001 - UTC, as stored

LOG = (
    Slot("ada", "2026-04-30 10:00"),
    Slot("ada", "2026-05-01 10:00"),
    Slot("ada", "2026-05-08 10:00", basis="presumed"),
    Slot("ada", "2026-05-15 10:00", "no_show"),
    Slot("ada", "2026-05-22 10:00", "cancelled_by_coach"),
    Slot("ada", "2026-05-29 10:00", "unknown"),
    Slot("ada", "2026-11-06 10:00", package_sessions=8),
    Slot("ada", "2026-11-13 10:00", package_sessions=8),
    Slot("ada", "2026-11-27 10:00", "scheduled", booked="2026-11-13 11:00"),
    Slot("ben", "2026-11-06 10:00"),
)


NOTE = (
    "1 of these is as booked; nobody has noted it by hand. "
    "Of 1 more session nobody has noted yet what became of it. "
    "1 booked session did not take place. "
    "1 session was called off by the coach."
)


def told(found: ClientReport) -> dict[str, list[str]]:
    """Return the sheet's lines and notes by section."""
    return {
        one.key: [f"{line.who} {line.text}".strip() for line in one.lines]
        + ([one.note] if one.note else [])
        for one in client_report_words.sections(found)
    }


@pytest.fixture
def ada(database: Database) -> Database:
    write(database, LOG, exported=EXPORTED, names={"ada": "Ada Quist"})
    return database


def test_what_was_kept_stands_by_month(ada: Database) -> None:
    found = client_report(ada, AS_OF, "ada")

    assert (found.from_day, found.until_day) == (
        dt.date(2026, 5, 1),
        dt.date(2026, 11, 21),
    )
    assert told(found) == {
        "kept": [
            "November 2026 6 and 13",
            "May 2026 1 and 8",
            NOTE,
        ],
        "ahead": ["Fri 27 Nov, 10:00"],
        "agreed": [
            "Programme: 2 of 8 sessions so far.",
            "We have been meeting about every 7 days.",
        ],
    }


def test_a_period_holds_its_first_day_and_not_its_last(ada: Database) -> None:
    one_day = client_report(
        ada,
        AS_OF,
        "ada",
        from_day=dt.date(2026, 5, 1),
        until_day=dt.date(2026, 5, 8),
    )
    everything = client_report(ada, AS_OF, "ada", from_day=SINCE_THE_START)

    assert len(one_day.kept) == 1
    assert everything.from_day == dt.date(2026, 4, 30)
    assert len(everything.kept) == 5
    with pytest.raises(BadEntryError, match="ends before it begins"):
        client_report(
            ada,
            AS_OF,
            "ada",
            from_day=dt.date(2026, 5, 8),
            until_day=dt.date(2026, 5, 8),
        )


def test_nobody_learns_what_was_not_known_then(ada: Database) -> None:
    earlier = AsOf.at(dt.datetime(2026, 5, 8, 9), "UTC")  # noqa: DTZ001 - UTC, as stored

    found = client_report(ada, earlier, "ada")

    assert len(found.kept) == 2
    assert found.ahead == ()


def test_a_client_who_is_not_there(ada: Database) -> None:
    with pytest.raises(ClientNotFoundError):
        client_report(ada, AS_OF, "nobody")


def test_moves_and_homework_of_real_files(database: Database, tmp_path: Path) -> None:
    small_practice.fill(database, tmp_path)
    with_tool = other_rows.installed()
    next(with_tool)
    path = other_rows.write(
        tmp_path / "actions.csv",
        "actions",
        [
            {"email": "bela@example.org", "task": "a page", "due": "2026-11-20"},
            {
                "email": "bela@example.org",
                "task": "a call",
                "due": "2026-11-09",
                "done": "2026-11-08",
            },
        ],
    )
    options = ImportOptions(exported_at=NOW, timezone="Europe/Zurich")
    importing.import_file(database, path, now=NOW, options=options)
    next(with_tool, None)
    pulses.add(database, "S-4", engaged=1, goal_progress=2, on=NOW.date(), now=NOW)

    found = client_report(database, facts.default_as_of(database, NOW), "C-2")

    said = told(found)
    assert said["moved"] == ["Tue 10 Nov, 15:30 → Thu 12 Nov, 15:30"]
    assert said["open"] == ["a page"]
    assert said["done"] == ["a call"]
    page = client_report_sheet.page(found)
    assert "Béla Örkény" in page
    assert "B. Ö." in client_report_sheet.page(found, is_initials=True)
    assert "Örkény" not in client_report_sheet.page(found, is_initials=True)


@pytest.mark.parametrize("make", ["page", "markdown"])
def test_the_sheet_says_nothing_that_judges(make: str) -> None:
    text = getattr(client_report_sheet, make)(sheets.full_report()).casefold()

    for word in (
        "driftline",
        "risk",
        "likely",
        "score",
        "no-show",
        "missed",
        "late",
        "€",
        "paid",
    ):
        assert not re.search(rf"\b{word}\b", text), word


def test_a_hostile_name_is_text() -> None:
    page = client_report_sheet.page(sheets.full_report(name=sheets.HOSTILE))

    assert "<img" not in page
    assert not re.search(
        r"(?:src|href)\s*=\s*[\"']?http", page.replace("&lt;img src", "")
    )


def test_many_years_are_counted_by_year() -> None:
    lines = told(sheets.full_report())["kept"]

    assert lines[0] == "November 2026 2, 9, 16 and 23"
    assert lines[12] == "Earlier in 2025 47 times"
    assert lines[20].startswith("Before that ")
