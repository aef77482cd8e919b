"""Microsoft Bookings: tabs, raw quotation marks, the order of day and month."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.errors import DayFirstUnknownError
from tests.analytics.exports.staging_steps import see
from tests.support import workbooks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMES = (
    *("Date Time", "Customer Name", "Customer Email", "Customer Phone"),
    *("Customer Address", "Staff", "Staff Name", "Staff Email", "Service"),
    *("Location", "Duration (mins.)", "Pricing Type", "Price", "Currency"),
    *("Cc Attendees", "Signed Up Attendees Count", "Text Notifications Enabled"),
    *(" Custom Fields", "Event Type", "Booking Id", "Tracking Data"),
)
JSON = '{  "Topic": "Work",  "Say": "a \\"b\\""}'


def row(when: str, name: str = "Ana Sousa", **cells: str) -> list[str]:
    given = {
        "Date Time": when,
        "Customer Name": name,
        "Customer Email": "ana@example.com",
        "Staff Name": "Jo Coach",
        "Service": "Hour",
        "Duration (mins.)": "50",
        "Pricing Type": "Fixed price",
        "Price": "90",
        "Currency": "CHF",
        " Custom Fields": JSON,
        "Booking Id": "AAk1",
    }
    given |= {key.replace("_", " "): value for key, value in cells.items()}
    return [given.get(column, "") for column in NAMES]


def tabs(*rows: list[str]) -> str:
    return "".join("\t".join(cells) + "\r\n" for cells in (list(NAMES), *rows))


def test_quotation_marks_enclose_nothing(tmp_path: Path) -> None:
    content = tabs(
        row("13/03/2026 07:50", name='"Bo"', Booking_Id="1"),
        row("14/03/2026 07:50", name='6" Sam', Booking_Id="2"),
    )

    seen = see(tmp_path / "b.tsv", content, zone="Europe/Zurich")

    assert seen.column("display_name") == ['"Bo"', '6" Sam']
    assert seen.starts == ["2026-03-13 06:50:00", "2026-03-14 06:50:00"]
    assert seen.column("price_cents") == [9000, 9000]
    assert (seen.refusals, seen.reading.is_quoted) == ([], False)


def test_a_mark_that_is_never_closed_hides_no_line(tmp_path: Path) -> None:
    content = tabs(
        row("13/03/2026 07:50", name='"Bo', _Custom_Fields=""),
        row("14/03/2026 07:50"),
        row("at noon"),
        row("15/03/2026 07:50"),
    )

    seen = see(tmp_path / "b.tsv", content)

    assert seen.column("display_name")[0] == '"Bo'
    assert seen.refusals == [(4, "the start time cannot be read")]


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_saved_again_by_a_spreadsheet_they_do(tmp_path: Path, delimiter: str) -> None:
    def cell(value: str) -> str:
        special = delimiter in value or '"' in value
        return '"' + value.replace('"', '""') + '"' if special else value

    rows = [list(NAMES), row("13/03/2026 07:50"), row("14/03/2026 07:50")]
    content = "".join(delimiter.join(map(cell, cells)) + "\n" for cells in rows)

    seen = see(tmp_path / "b.csv", content)

    assert (seen.refusals, len(seen.rows)) == ([], 2)
    assert seen.reading.is_quoted


def test_a_workbook_of_it_is_read_as_well(tmp_path: Path) -> None:
    typed: list[workbooks.Cell] = [*row("")]
    typed[0] = dt.datetime(2026, 3, 14, 7, 50)  # noqa: DTZ001 - a spreadsheet's clock
    rows: list[Sequence[workbooks.Cell]] = [NAMES, row("13/03/2026 07:50"), typed]

    seen = see(tmp_path / "b.xlsx", workbooks.xlsx({"Bookings": rows}))

    assert seen.starts == ["2026-03-13 07:50:00", "2026-03-14 07:50:00"]
    assert seen.column("display_name") == ["Ana Sousa"] * 2


@pytest.mark.parametrize(
    ("days", "said", "starts"),
    [
        (("13/04/2026 07:50", "03/04/2026 07:50"), None, "2026-04-03 07:50:00"),
        (("4/13/2026 7:50 AM", "4/3/2026 7:50 PM"), None, "2026-04-03 19:50:00"),
        (("03/04/2026 07:50", "02/04/2026 07:50"), True, "2026-04-02 07:50:00"),
        (("03/04/2026 07:50", "02/04/2026 07:50"), False, "2026-02-04 07:50:00"),
        (("05/05/2026 07:50", "06/06/2026 07:50"), None, "2026-06-06 07:50:00"),
        (("2026-04-13 07:50:00", "2026-04-03 07:50:00"), None, "2026-04-03 07:50:00"),
    ],
)
def test_the_whole_column_settles_day_and_month(
    tmp_path: Path,
    days: tuple[str, str],
    said: bool | None,
    starts: str,
) -> None:
    content = tabs(row(days[0]), row(days[1]))

    seen = see(tmp_path / "b.tsv", content, day_first=said)

    assert seen.starts[1] == starts


def test_nothing_is_guessed_where_it_does_not(tmp_path: Path) -> None:
    content = tabs(row("03/04/2026 07:50"), row("04/04/2026 07:50"))

    with pytest.raises(DayFirstUnknownError, match="03/04/2026"):
        see(tmp_path / "b.tsv", content)


def test_a_group_shares_an_id_and_stays_apart(tmp_path: Path) -> None:
    content = tabs(
        row("13/03/2026 07:50"),
        row("13/03/2026 07:50", name="Ben Li", Customer_Email="ben@example.org"),
        row("13/03/2026 07:50", name="Cleo Ny", Customer_Email=""),
        row("13/03/2026 07:50"),
    )

    ids = see(tmp_path / "b.tsv", content).column("session_id")

    assert len(set(ids)) == 3
    assert ids[0] == ids[3]


def test_what_is_no_price_and_no_service_stays_out(tmp_path: Path) -> None:
    content = tabs(
        row("13/03/2026 07:50", Pricing_Type="Not set", Price="0"),
        row("13/03/2026 08:50", Pricing_Type="Free", Price="0"),
        row("13/03/2026 09:50", Service="Hour - Ana Sousa"),
    )

    seen = see(tmp_path / "b.tsv", content)

    assert seen.column("price_cents") == [None, 0, 9000]
    assert seen.column("service") == ["Hour"] * 3
    assert seen.column("status") == ["booked"] * 3


def test_the_older_form_has_no_ids(tmp_path: Path) -> None:
    names = [*NAMES[:6], "Service", "Location", "Duration (mins.)", "Type"]
    cells = ["13/03/2026 07:50", "Ana", "ana@example.com", "", "", "Jo", "Hour"]
    content = "\t".join(names) + "\n" + "\t".join([*cells, "", "50", "x"]) + "\n"

    seen = see(tmp_path / "b.tsv", content)

    assert (seen.reading.variant, seen.reading.confidence) == (
        "reporting data, older",
        "likely",
    )
    assert seen.column("coach") == ["Jo"]
    assert seen.rows[0]["session_id"].startswith("msbookings:")
