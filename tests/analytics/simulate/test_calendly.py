"""The Calendly export: its exact form and quirks, and two of them a week apart."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from analytics.simulate import Practice, write_calendly
from analytics.simulate.calendly import zone_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    RowsOf = Callable[[Path], list[dict[str, str]]]

HEADER = (
    "User Name,Team,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,"
    "Invitee Time Zone,Invitee accepted marketing emails,Text Reminder Number,"
    "Event Type Name,Start Date & Time,End Date & Time,Location,"
    "Event Created Date & Time,Canceled,Canceled By,Cancellation reason,"
    "Question 1,Response 1,Question 2,Response 2,UTM Campaign,UTM Source,UTM Medium,"
    "UTM Term,UTM Content,Salesforce UUID,Event Price,Payment Currency,"
    "Guest Email(s),Invitee Reconfirmed,Marked as No-Show,Meeting Notes,Group,"
    "User Email,Event UUID,Invitee UUID,Invitee scheduled by,Scheduling method"
)


def test_calendly_has_its_form(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path, rows_of: RowsOf
) -> None:
    path = tmp_path / "calendly.csv"
    count = write_calendly(practice, path, this_monday)
    raw = path.read_bytes()
    rows = rows_of(path)

    assert raw.startswith(HEADER.encode() + b"\n")
    assert b"\r" not in raw
    assert len(rows) == count
    for row in rows:
        for column in ("Start Date & Time", "Event Created Date & Time"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d [01]\d:\d\d [ap]m", row[column])
        assert row["Canceled"] in ("true", "false")
        assert (row["Canceled By"] != "") == (row["Canceled"] == "true")
        assert row["Canceled By"] in ("", "Host", "Invitee")
        assert row["Marked as No-Show"] in ("Yes", "No")
        assert row["Event Price"] in ("", "140.00", "155.00")
    assert len({row["Invitee UUID"] for row in rows}) == count
    assert {row["User Name"] for row in rows} == {"Marit Sonnwald"}


def test_calendly_has_the_quirks_of_a_real_file(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path, rows_of: RowsOf
) -> None:
    write_calendly(practice, tmp_path / "calendly.csv", this_monday)
    rows = rows_of(tmp_path / "calendly.csv")

    assert any("\n" in row["Location"] for row in rows)
    assert any("\n" in row["Response 1"] for row in rows)
    assert any(row["Location"].startswith("'+1") for row in rows)
    assert any(row["Invitee scheduled by"] for row in rows)
    assert any(row["Marked as No-Show"] == "Yes" for row in rows)
    assert any(row["Cancellation reason"].endswith(" ") for row in rows)
    assert len({row["Question 1"] for row in rows}) == 3
    assert len({row["Invitee Time Zone"] for row in rows}) > 1


def test_calendly_keeps_both_rows_of_a_move(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path, rows_of: RowsOf
) -> None:
    write_calendly(practice, tmp_path / "calendly.csv", this_monday)
    rows = rows_of(tmp_path / "calendly.csv")
    moved = practice.sessions[
        practice.sessions["replaces_session_id"].notna()
        & (practice.sessions["tool"] == "Calendly")
    ]
    made = {(row["Invitee Email"], row["Event Created Date & Time"]) for row in rows}
    local = moved["booked_at"].dt.tz_convert(practice.timezone)
    wanted = zip(
        moved["client_id"],
        local.dt.strftime("%Y-%m-%d %I:%M %p").str.lower(),
        strict=True,
    )

    assert len(moved) > 5
    assert set(wanted) <= made


def test_calendly_a_week_later_has_every_earlier_row(
    practice: Practice,
    last_monday: dt.datetime,
    this_monday: dt.datetime,
    tmp_path: Path,
    rows_of: RowsOf,
) -> None:
    write_calendly(practice, tmp_path / "last.csv", last_monday)
    write_calendly(practice, tmp_path / "this.csv", this_monday)
    last = {row["Invitee UUID"]: row for row in rows_of(tmp_path / "last.csv")}
    this = {row["Invitee UUID"]: row for row in rows_of(tmp_path / "this.csv")}
    changed = [this[one] for one, row in last.items() if this[one] != row]

    assert last.keys() < this.keys()
    assert changed
    for row in changed:
        started = dt.datetime.strptime(
            row["Start Date & Time"] + " +0100", "%Y-%m-%d %I:%M %p %z"
        )
        # Cancelled, marked or noted since: only what was ahead or just over.
        assert started > last_monday - dt.timedelta(days=3)
    assert any(
        row["Canceled"] == "true" and last[row["Invitee UUID"]]["Canceled"] == "false"
        for row in changed
    )


def test_a_one_word_name_has_no_last_name(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path, rows_of: RowsOf
) -> None:
    write_calendly(practice, tmp_path / "calendly.csv", this_monday)
    names = {
        (row["Invitee Name"], row["Invitee First Name"], row["Invitee Last Name"])
        for row in rows_of(tmp_path / "calendly.csv")
    }

    assert ("Kestrel", "Kestrel", "") in names
    assert all(" ".join(filter(None, parts)) == name for name, *parts in names)


def test_calendly_names_zones_its_own_way() -> None:
    assert zone_name("America/New_York") == "Eastern Time - US & Canada"
    assert zone_name("America/Argentina/Buenos_Aires") == "Buenos Aires"
