"""Workbooks, pages and archives through the whole import."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import (
    DamagedIdsError,
    NothingUsableError,
    PracticeError,
    SeveralTablesError,
    UnrecognisedExportError,
)
from analytics.exports.calendars.text import HEADER
from analytics.importing import ImportOptions
from analytics.store import queries
from tests.analytics.importing.steps import NOW, bring, outcomes
from tests.support.archives import zipped
from tests.support.calendars import COACH, IDA, TUE, calendar, event, hours
from tests.support.files import (
    ACUITY,
    Row,
    acuity_row,
    calendly_header,
    calendly_row,
    table,
    write_acuity,
    write_calendly,
)
from tests.support.workbooks import xls, xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.importing import Brought
    from analytics.store import Database

ROWS = [
    calendly_row("a", "2026-11-02 10:00 am", name="=HYPERLINK(1)"),
    calendly_row("b", "2026-11-30 10:00 am", email="b@example.com"),
]
OTHERS = [calendly_row("c", "2026-11-03 10:00 am", email="c@example.com")]
UNKNOWN = (("Colour", "Size"), ("red", "3"))


def cells(rows: Sequence[Row], header: Sequence[str] | None = None) -> list[list[str]]:
    """Return header and rows as a sheet has them."""
    names = header or calendly_header()
    return [list(names), *([row.get(name, "") for name in names] for row in rows)]


def html(rows: Sequence[Row]) -> bytes:
    lines = "".join(f"<tr><td>{'<td>'.join(row)}" for row in cells(rows))
    return f"<h1>Events</h1><table>{lines}</table>".encode()


def parts(database: Database, path: Path, **said: object) -> Brought:
    options = ImportOptions(timezone="UTC", **said)  # type: ignore[arg-type]  # fields of ImportOptions
    return importing.import_parts(database, path, now=NOW, options=options)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.xlsx", xlsx({"Events": [["Calendly"], [], *cells(ROWS)]})),
        ("log.xls", xls({"Events": cells(ROWS)})),
        ("page.xls", html(ROWS)),
        ("log.zip", zipped({"log.csv": table(calendly_header(), ROWS)})),
        ("sheet.csv", xlsx({"Events": cells(ROWS)})),
        ("text.xls", table(calendly_header(), ROWS, delimiter="\t").encode()),
        ("text.csv", table(calendly_header(), ROWS).encode("utf-16")),
    ],
)
def test_the_same_rows_in_any_container_are_the_same_practice(
    name: str, content: bytes, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    report = bring(database, path)

    assert (report.tool, report.new, report.refused) == ("calendly", 2, 0)
    assert outcomes(database) == {"a": "attended", "b": "scheduled"}
    plain = bring(database, write_calendly(tmp_path / "plain.csv", ROWS))
    assert (plain.new, plain.changed) == (0, 0)
    assert bring(database, path).is_repeat
    names = queries.rows(database, "select display_name from clients order by 1")
    assert names[0] == ("=HYPERLINK(1)",)


def test_true_dates_of_a_workbook_are_read(database: Database, tmp_path: Path) -> None:
    header = ["session_id", "client_id", "client_name", "starts_at", "status"]
    start = dt.datetime(2026, 11, 2, 10)  # noqa: DTZ001 - a sheet has no zone
    path = tmp_path / "log.xlsx"
    path.write_bytes(xlsx({"A": [header, [7, 12, "Ana", start, "attended"]]}))

    bring(database, path, timezone="Europe/Zurich")

    assert queries.rows(
        database, "select session_id, client_id, starts_at from sessions"
    ) == [("7", "12", start - dt.timedelta(hours=1))]


def test_lines_of_refused_rows_are_the_rows_of_the_sheet(
    database: Database, tmp_path: Path
) -> None:
    rows = cells([*ROWS, calendly_row("d", "never"), *OTHERS])
    rows[1][2] = "a name\nof two lines"
    path = tmp_path / "log.xlsx"
    path.write_bytes(xlsx({"A": [["Made on", "2026-11-20"], [], *rows]}))

    report = bring(database, path)

    assert [(r.line, r.reason) for r in report.refusals] == [
        (6, "the start time cannot be read")
    ]


def test_each_part_has_a_report_and_the_rest_a_reason(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    book = xlsx({"June": cells(ROWS), "Notes": [["hello"]], "Sizes": UNKNOWN})
    acuity = table(ACUITY, [acuity_row("77", "November 2, 2026 9:00 am")])
    files: dict[str, bytes | str] = {"a.csv": acuity, "c.csv": "", "b.xlsx": book}
    path.write_bytes(zipped(files | {"d.png": b"\x89PNG"}))

    brought = parts(database, path)

    assert [(r.file, r.tool, r.new) for r in brought.reports] == [
        ("all.zip › a.csv", "acuity", 1),
        ("all.zip › b.xlsx › June", "calendly", 2),
    ]
    assert {x.name: x.reason for x in brought.left_out} == {
        "all.zip › b.xlsx › Notes": "it has column names but no rows",
        "all.zip › b.xlsx › Sizes": "its columns are of no export that Driftline "
        "knows; choose it as a file of its own to say what they mean",
        "all.zip › c.csv": "it is empty",
        "all.zip › d.png": "it is a picture, not a table of sessions",
    }
    assert brought.failed == ()
    assert [r.file for r in importing.imports(database)] == [
        r.file for r in sorted(brought.reports, key=lambda r: str(r.import_id))
    ]


def test_parts_are_dated_by_their_file(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "log.zip"
    path.write_bytes(zipped({"a.csv": table(calendly_header(), ROWS)}))
    os.utime(path, (1_790_000_000, 1_790_000_000))

    (report,) = parts(database, path).reports

    assert report.exported_at == dt.datetime(2026, 9, 21, 14, 13, 20)  # noqa: DTZ001 - UTC


def test_a_damaged_part_costs_no_other(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    damaged = [calendly_row("1.01E+18", "2026-11-02 10:00 am")]
    path.write_bytes(
        zipped(
            {
                "a.csv": table(calendly_header(), damaged),
                "b.csv": table(calendly_header(), ROWS),
            }
        )
    )

    brought = parts(database, path)

    assert [r.new for r in brought.reports] == [2]
    assert [(x.name, type(x.error)) for x in brought.failed] == [
        ("all.zip › a.csv", DamagedIdsError)
    ]


def test_the_same_sheet_again_is_known_in_any_book(
    database: Database, tmp_path: Path
) -> None:
    first, second = tmp_path / "june.xlsx", tmp_path / "all.xlsx"
    first.write_bytes(xlsx({"June": cells(ROWS)}))
    second.write_bytes(xlsx({"June": cells(ROWS), "July": cells(OTHERS)}))
    parts(database, first)

    june, july = parts(database, second).reports

    assert june.is_repeat
    assert july.new == 1


def test_one_unknown_sheet_is_told_like_an_unknown_file(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(xlsx({"Sizes": UNKNOWN, "Notes": [["hello"]]}))

    with pytest.raises(UnrecognisedExportError, match="Colour, Size"):
        parts(database, path)
    assert importing.imports(database) == []


def test_a_workbook_of_an_unknown_tool_goes_the_wizards_way(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "Studio.xlsx"
    start = dt.datetime(2026, 11, 2, 10)  # noqa: DTZ001 - a sheet has no zone
    path.write_bytes(xlsx({"A": [["Kunde", "Beginn"], ["Ana Sousa", start]]}))

    found = importing.inspect(database, path)

    assert (found.is_known, found.header) == (False, ("Kunde", "Beginn"))
    assert found.guess is not None
    report = bring(database, path, mapping=found.guess)
    assert report.new == 1


@pytest.mark.parametrize(
    "content",
    [
        zipped({"a.csv": b"", "b.pdf": b"%PDF"}),
        xlsx({"A": [["hello"]], "B": [["x"]]}),
    ],
)
def test_nothing_usable_is_one_sentence(
    content: bytes, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "all.bin"
    path.write_bytes(content)

    with pytest.raises(PracticeError) as failure:
        parts(database, path)

    assert str(failure.value).startswith("all.bin")
    assert importing.imports(database) == []


def test_two_unknown_things_say_both(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    other = "Letter,Number\nx,1\n"
    path.write_bytes(zipped({"a.csv": "Colour,Size\nred,3\n", "b.csv": other}))

    with pytest.raises(NothingUsableError, match=r"a\.csv: its columns.*b\.csv: its"):
        parts(database, path)


def test_one_table_is_asked_of_a_file_of_several(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "all.xlsx"
    path.write_bytes(xlsx({"A": cells(ROWS), "B": cells(OTHERS)}))

    with pytest.raises(SeveralTablesError, match="2 tables"):
        bring(database, path)


def test_a_dry_run_stores_no_part(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    path.write_bytes(xlsx({"A": cells(ROWS), "B": cells(OTHERS)}))

    brought = parts(database, path, dry_run=True)

    assert [r.new for r in brought.reports] == [2, 1]
    assert importing.imports(database) == []


DAMAGED = {
    "as a spreadsheet shows it": ["1.01E+18"],
    "with a comma": ["1,01E+18"],
    "in small letters": ["1.01e+18"],
    "all ending in zeros": ["1010000000000000000", "1020000000000000000"],
    "sixteen digits, three of them": [
        "1000000000000070",
        "1000000000000180",
        "1000000000000290",
    ],
}


@pytest.mark.parametrize("case", DAMAGED)
def test_ids_that_a_spreadsheet_has_rounded_stop_the_file(
    case: str, database: Database, tmp_path: Path
) -> None:
    rows = [acuity_row(i, "November 2, 2026 9:00 am") for i in DAMAGED[case]]

    with pytest.raises(DamagedIdsError, match="in the column 'Appointment ID'"):
        bring(database, write_acuity(tmp_path / "a.csv", rows))
    assert importing.imports(database) == []


def test_numbers_of_a_workbook_too_long_to_be_exact_stop_it(
    database: Database, tmp_path: Path
) -> None:
    rows: list[list[object]] = [list(ACUITY)]
    row = acuity_row("", "November 2, 2026 9:00 am")
    rows.append([*(row.get(n, "") for n in ACUITY[:-1]), 1.0100000000000001e18])
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx({"A": rows}))  # type: ignore[dict-item]  # cells of any type

    with pytest.raises(DamagedIdsError, match=r"1\.01E\+18"):
        bring(database, path)


def test_a_clients_number_counts_too_also_in_a_mapping(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "Tool.csv"
    path.write_text(
        "Kundennummer,Kunde,Beginn\n1.01E+18,Ana Sousa,2026-11-02 10:00\n", "utf-8"
    )
    guess = importing.inspect(database, path).guess
    assert guess is not None
    assert "client_id" in guess.columns

    with pytest.raises(DamagedIdsError, match="Kundennummer"):
        bring(database, path, mapping=guess)


@pytest.mark.parametrize(
    "ids",
    [
        ["1E10", "2E11"],
        ["1234567890123450"],
        ["1010000000000000000", "1010000000000000007"],
        ["100000000000000"],
        ["e+18", "5E+"],
    ],
)
def test_ids_that_only_look_odd_are_kept(
    ids: list[str], database: Database, tmp_path: Path
) -> None:
    rows = [acuity_row(i, "November 2, 2026 9:00 am") for i in ids]

    assert bring(database, write_acuity(tmp_path / "a.csv", rows)).new == len(ids)


def test_a_refused_entry_of_a_calendar_names_its_line_in_the_calendar(
    database: Database, tmp_path: Path
) -> None:
    raw = calendar(
        event(*hours()),
        event(*hours("RRULE:FREQ=SECONDLY"), uid="e2", people=(COACH, IDA, TUE)),
        event("DTSTART:19000101T100000Z", "DURATION:PT1H", uid="e3"),
    )
    path = tmp_path / "diary.ics"
    path.write_bytes(raw)
    begins = [
        number
        for number, line in enumerate(raw.decode().splitlines(), start=1)
        if line == "BEGIN:VEVENT"
    ]

    (report,) = parts(database, path).reports

    assert report.new == 1
    # Two clients of the second entry are two rows of one line.
    assert [refusal.line for refusal in report.refusals] == [
        begins[1],
        begins[1],
        begins[2],
    ]
    stored = queries.rows(database, "select line from refused_rows order by line")
    assert [line for (line,) in stored] == [begins[1], begins[1], begins[2]]


def test_a_table_that_says_odd_lines_is_read_all_the_same(
    database: Database, tmp_path: Path
) -> None:
    names = [*HEADER[:-2], "name_from_guests", "zone"]
    row = {"calendar_event": "e", "client_name": "Ida", "starts": "never"}
    rows = [row | {"line_in_file": said} for said in ("x", "²", "9" * 30)]
    good = row | {"starts": "2026-03-03T10:00:00Z", "zone": "UTC"}
    path = tmp_path / "odd.csv"
    path.write_text(table(names, [*rows, *[good] * 4]), "utf-8")

    report = bring(database, path)

    assert [refusal.line for refusal in report.refusals] == [2, 3, 4]
