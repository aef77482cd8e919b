"""Arketa: zones by abbreviation, a waitlist, reservations booked anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analytics.exports.staging_steps import see, text

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "First Name,Last Name,Time Booked,Class Name,Class Time,Instructor,Location,"
    "Status,Client ID,Class ID,Class Date,Type"
)


def row(**cells: str) -> dict[str, str]:
    return {
        "First Name": "Ana",
        "Last Name": "Sousa",
        "Time Booked": "Feb 22, 2026, 9:37 AM PST",
        "Class Name": "Reformer",
        "Class Time": "Feb 24, 2026, 10:00 AM PST",
        "Instructor": "Jo Coach",
        "Status": "Confirmed",
        "Client ID": "c_1",
        "Class ID": "k_1",
        "Class Date": "02/24/2026",
    } | {name.replace("_", " "): value for name, value in cells.items()}


@pytest.mark.parametrize(
    ("written", "starts"),
    [
        ("Feb 24, 2026, 10:00 AM PST", "2026-02-24 18:00:00"),
        ("Jul 2, 2026, 10:00 AM PDT", "2026-07-02 17:00:00"),
        ("Jul 2, 2026, 10:00 AM PT", "2026-07-02 17:00:00"),
        ("Feb 24, 2026, 10:00 AM ET", "2026-02-24 15:00:00"),
        ("Jul 2, 2026, 10:00 PM EDT", "2026-07-03 02:00:00"),
        # Both halves of the hour that occurs twice are told apart.
        ("Nov 1, 2026, 1:30 AM PDT", "2026-11-01 08:30:00"),
        ("Nov 1, 2026, 1:30 AM PST", "2026-11-01 09:30:00"),
        ("Feb 24, 2026, 10:00 AM", "2026-02-24 01:00:00"),
    ],
)
def test_an_abbreviation_says_where(tmp_path: Path, written: str, starts: str) -> None:
    content = text(HEADER, [row(Class_Time=written)])

    seen = see(tmp_path / "r.csv", content, zone="Asia/Tokyo")

    assert seen.starts == [starts]
    assert seen.reading.has_zone


def test_a_zone_of_several_meanings_is_not_guessed(tmp_path: Path) -> None:
    rows = [row(), row(Class_Time="Feb 24, 2026, 10:00 AM IST"), row(Client_ID="c_2")]

    seen = see(tmp_path / "r.csv", text(HEADER, rows))

    assert seen.refusals == [(3, "the start time cannot be read")]


def test_quotation_marks_belong_to_no_name(tmp_path: Path) -> None:
    content = text(HEADER, [row(First_Name='"Ana"', Last_Name='"Sousa"')])
    assert '"""Ana"""' in content

    seen = see(tmp_path / "r.csv", content)

    assert seen.column("display_name") == ["Ana Sousa"]


def test_a_place_on_the_waitlist_was_never_a_booking(tmp_path: Path) -> None:
    rows = [row(Status="Confirmed"), row(Status="Waitlist"), row(Status="Checked In")]

    seen = see(tmp_path / "r.csv", text(HEADER, rows))

    assert seen.column("ignored") == [
        "a later row says the same reservation anew",
        "it is a place on the waitlist, not a booking",
        None,
    ]
    assert seen.column("status")[2] == "attended"


def test_of_repeats_the_last_counts(tmp_path: Path) -> None:
    rows = [
        row(Status="Canceled"),
        row(Time_Booked="Feb 23, 2026, 9:37 AM PST"),
        row(Client_ID="c_2", Status="Confirmed"),
        row(Client_ID="c_2", Status="Cancelled"),
        row(Class_Date="02/25/2026"),
    ]

    seen = see(tmp_path / "r.csv", text(HEADER, rows))

    kept = [r["status"] for r in seen.rows if r["ignored"] is None]
    assert kept == ["booked", "cancelled", "booked"]
    assert seen.column("record") == [1, 2, 3, 4, 5]


def test_no_status_says_who_stayed_away(tmp_path: Path) -> None:
    seen = see(tmp_path / "r.csv", text(HEADER, [row(), row(Status="Late")]))

    assert seen.rows[0]["status"] == "booked"
    assert any("no mark" in said for said in seen.reading.cannot_tell)
