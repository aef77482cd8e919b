"""LatePoint: starts without a year, and words for days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.analytics.exports.staging_steps import Seen, see, text

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "ID,Service,Start Date & Time,Duration,Customer,Customer Phone,Customer Email,"
    "Agent,Agent Phone,Agent Email,Status,Price,Booked On"
)
UNFITTING = (
    "its start has no year, and what is known of when the file was exported does not "
    "fit the day it was booked: say when the file was exported"
)


def row(
    start: str, *, booked: str = "Oct 28, 2026 9:01 am", **cells: str
) -> dict[str, str]:
    return {
        "ID": start,
        "Service": "Hour",
        "Start Date & Time": start,
        "Duration": "60",
        "Customer": "Ana Sousa",
        "Customer Phone": "'+15550100001",
        "Customer Email": "ana@example.com",
        "Agent": "Jo Coach",
        "Status": "Approved",
        "Price": "$1,250.00",
        "Booked On": booked,
        **cells,
    }


def seen_on(tmp_path: Path, exported: str, *rows: dict[str, str]) -> Seen:
    return see(
        tmp_path / "all_bookings_x.csv",
        text(HEADER, rows),
        exported_at=dt.datetime.fromisoformat(exported),
        zone="Europe/Zurich",
    )


@pytest.mark.parametrize(
    ("start", "starts"),
    [
        ("November 3, 2:30 pm", "2026-11-03 13:30:00"),
        ("3 November, 14:30", "2026-11-03 13:30:00"),
        ("February 9, 9:00 am", "2026-02-09 08:00:00"),
        ("Dec 2, 2025, 11:00 am", "2025-12-02 10:00:00"),
        ("2 Dec, 2025, 11:00", "2025-12-02 10:00:00"),
        ("Today, 9:00 am", "2026-11-23 08:00:00"),
        ("Tomorrow, 9:00 am", "2026-11-24 08:00:00"),
        ("Yesterday, 9:00 am", "2026-11-22 08:00:00"),
    ],
)
def test_every_way_to_write_a_start(tmp_path: Path, start: str, starts: str) -> None:
    booked = "Nov 30, 2025 8:00 am" if "Feb" in start or "2025" in start else None

    seen = seen_on(
        tmp_path,
        "2026-11-23T07:00:00",
        row(start, booked=booked or "Oct 28, 2026 9:01 am"),
    )

    assert (seen.starts, seen.refusals) == ([starts], [])


def test_today_is_the_day_of_the_export_where_the_site_is(tmp_path: Path) -> None:
    # Half past eleven at night in UTC is the next day in Zurich.
    seen = seen_on(tmp_path, "2026-11-22T23:30:00", row("Today, 9:00 am"))

    assert seen.starts == ["2026-11-23 08:00:00"]
    assert any("day this file was exported" in s for s in seen.reading.warnings)


def test_without_such_words_there_is_nothing_to_warn_of(tmp_path: Path) -> None:
    seen = seen_on(tmp_path, "2026-11-23T07:00:00", row("November 3, 2:30 pm"))

    assert seen.reading.warnings == ()


def test_a_file_looked_at_after_new_year_keeps_its_year(tmp_path: Path) -> None:
    # LatePoint writes the year of all starts but those in the year of the export:
    # a file that writes 2027 was not exported in 2027.
    rows = (
        row("November 30, 2:30 pm", booked="Nov 20, 2026 9:00 am"),
        row("Jan 11, 2027, 10:00 am", booked="Nov 20, 2026 9:00 am"),
        row("Today, 9:00 am", booked="Nov 20, 2026 9:00 am"),
    )

    seen = seen_on(tmp_path, "2027-01-04T07:00:00", *rows)

    assert seen.starts[:2] == ["2026-11-30 13:30:00", "2027-01-11 09:00:00"]
    assert seen.refusals == [(4, UNFITTING)]


def test_a_year_that_does_not_fit_the_booking_is_refused(tmp_path: Path) -> None:
    rows = (
        row("December 20, 2:30 pm", booked="Nov 20, 2026 9:00 am"),
        row("Dec 2, 2025, 11:00 am", booked="Nov 30, 2025 8:00 am"),
    )

    seen = seen_on(tmp_path, "2027-01-04T07:00:00", *rows)

    assert seen.refusals == [(2, UNFITTING)]


def test_a_file_older_than_its_bookings_is_not_believed(tmp_path: Path) -> None:
    rows = (
        row("Today, 9:00 am", booked="Nov 20, 2026 9:00 am"),
        row("Dec 2, 2025, 11:00 am", booked="Nov 30, 2025 8:00 am"),
    )

    seen = seen_on(tmp_path, "2026-11-01T07:00:00", *rows)

    assert seen.refusals == [(2, UNFITTING)]
    assert seen.starts[1] == "2025-12-02 10:00:00"


def test_statuses_prices_and_guarded_cells(tmp_path: Path) -> None:
    words = ("Approved", "Pending Approval", "Completed", "No Show", "Cancelled", "Own")
    rows = [row(f"November {i}, 9:00 am", Status=w) for i, w in enumerate(words, 1)]
    rows.append(row("November 9, 9:00 am", Customer="'=1+1", **{"Customer Email": ""}))

    seen = seen_on(tmp_path, "2026-11-23T07:00:00", *rows)

    assert seen.column("status")[:6] == [
        *("booked", "unknown", "attended", "no_show", "cancelled", "unknown")
    ]
    assert seen.rows[0]["price_cents"] == 125_000
    assert seen.rows[6]["display_name"] == "=1+1"
    assert seen.rows[6]["phone"] == "15550100001"
