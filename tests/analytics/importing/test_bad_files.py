"""Files that cannot be imported: one clear sentence, nothing stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import (
    DamagedFileError,
    EmptyExportError,
    HalfDayUnknownError,
    MissingFileError,
    NoRowsError,
    NotATableError,
    OversizedRowError,
    PracticeError,
    UnclosedQuoteError,
    UnknownTimeZoneError,
    UnreadableDatesError,
    UnrecognisedExportError,
    WrongToolError,
)
from analytics.exports.header import LONGEST_LINE
from tests.analytics.importing.steps import at, bring, outcomes, sessions
from tests.support.files import (
    CALENDLY_BEGINNING,
    acuity_row,
    calendly_header,
    calendly_row,
    table,
    write_acuity,
    write_calendly,
)

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

GOOD = calendly_row("a", "2026-11-02 10:00 am")
HEADER = ",".join(calendly_header())

BAD_FILES: dict[str, tuple[bytes, type[PracticeError], str]] = {
    "empty": (b"", EmptyExportError, "is empty"),
    "blank": (b" \r\n\n\t ", EmptyExportError, "is empty"),
    "mark only": (b"\xef\xbb\xbf", EmptyExportError, "is empty"),
    "header only": (HEADER.encode(), NoRowsError, "no rows"),
    "pdf": (b"%PDF-1.7\n1 0 obj", NotATableError, "a PDF document"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", NotATableError, "a picture"),
    "program": (b"MZ\x90\0\x03\0", NotATableError, "a program"),
    "workbook": (b"PK\x03\x04\x14\0", DamagedFileError, "damaged or cut off"),
    "web page": (b"<!DOCTYPE html><html>", NotATableError, "a web page"),
    "nul bytes": (f"{HEADER}\nx\0y".encode(), NotATableError, "a binary file"),
    "prose": (b"Dear Ana\nthank you\nfor coming\n", NoRowsError, "no rows"),
    "10,000 columns": (
        ",".join(f"c{i}" for i in range(10_000)).encode(),
        OversizedRowError,
        "10,000 columns",
    ),
    "one endless line": (b"x" * (LONGEST_LINE + 5_000_000), OversizedRowError, "line"),
    "unknown table": (
        b"Who,When,What\nAna,2026-11-02,ok\n",
        UnrecognisedExportError,
        "the columns Who, When, What",
    ),
    "columns without a name": (
        b",Who,,When\n1,Ana,x,2026-11-02\n",
        UnrecognisedExportError,
        "the columns Who, When. They",
    ),
    "broken utf-16": (b"\xff\xfeA\0B\0\0\xd8A\0", NotATableError, "damaged text"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_it_is_one_sentence_and_nothing_is_stored(
    case: str, database: Database, tmp_path: Path
) -> None:
    content, kind, said = BAD_FILES[case]
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    version = database.data_version

    with pytest.raises(kind, match=said):
        bring(database, path)

    assert importing.imports(database) == []
    assert database.data_version == version


def test_a_file_that_is_not_there(database: Database, tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"no file gone\.csv"):
        bring(database, tmp_path / "gone.csv")


def test_an_unknown_zone(database: Database, tmp_path: Path) -> None:
    path = write_calendly(tmp_path / "e.csv", [GOOD])

    with pytest.raises(UnknownTimeZoneError, match="Mars"):
        bring(database, path, timezone="Mars/Base")


def test_two_tools_files_swapped(database: Database, tmp_path: Path) -> None:
    calendly = write_calendly(tmp_path / "c.csv", [GOOD])
    acuity = write_acuity(
        tmp_path / "a.csv", [acuity_row("1", "November 2, 2026 9:00 am")]
    )

    with pytest.raises(WrongToolError, match="as acuity, but it looks like Calendly"):
        bring(database, calendly, tool="acuity")
    with pytest.raises(WrongToolError, match="as calendly, but it looks like Acuity"):
        bring(database, acuity, tool="calendly")
    with pytest.raises(WrongToolError, match="as sabre"):
        bring(database, acuity, tool="sabre")
    assert bring(database, acuity, tool="Acuity").new == 1


def test_dates_that_a_spreadsheet_has_rewritten(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        GOOD | {"Start Date & Time": "2/4/2026 10:00", "Invitee UUID": u} for u in "ab"
    ]

    with pytest.raises(UnreadableDatesError, match="Start Date & Time"):
        bring(database, write_calendly(tmp_path / "e.csv", rows))


def test_a_quotation_mark_that_swallows_the_file(
    database: Database, tmp_path: Path
) -> None:
    rows = [calendly_row(f"s{i}", "2026-11-02 10:00 am") for i in range(40)]
    text = table(calendly_header(), rows).splitlines()
    text[3] = text[3].replace("Coach One", '"Coach One', 1)
    path = tmp_path / "e.csv"
    path.write_text("\n".join(text), "utf-8")

    with pytest.raises(UnclosedQuoteError, match="line 4"):
        bring(database, path)
    assert outcomes(database) == {}


def test_a_line_too_long_in_the_middle_is_refused_alone(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        calendly_row("a", "2026-11-02 10:00 am"),
        calendly_row("b", "2026-11-03 10:00 am") | {"Location": "x" * 3_000_000},
        calendly_row("c", "2026-11-04 10:00 am"),
    ]

    report = bring(database, write_calendly(tmp_path / "e.csv", rows))

    assert [(r.line, r.reason) for r in report.refusals] == [
        (3, "the line is too long to be a session")
    ]
    assert set(outcomes(database)) == {"a", "c"}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_recognised(
    encoding: str, delimiter: str, database: Database, tmp_path: Path
) -> None:
    row = calendly_row("a", "2026-11-02 10:00 am", name="Zoë Müller", price="90")
    row |= {"Location": "Room 1,\n2; 3|\t4"}
    text = table(calendly_header(), [row], delimiter=delimiter)
    path = tmp_path / "e.csv"
    path.write_bytes(text.encode(encoding))

    report = bring(database, path)

    assert (report.tool, report.new, report.refused) == ("calendly", 1, 0)
    with database.read() as cursor:
        names = cursor.execute("select display_name from clients").fetchall()
    assert names == [("Zoë Müller",)]


def test_a_header_under_preamble_lines(database: Database, tmp_path: Path) -> None:
    text = "Export of events\nMade on,2026-11-20\n\n" + table(calendly_header(), [GOOD])
    path = tmp_path / "e.csv"
    path.write_text(text, "utf-8")

    assert bring(database, path).new == 1


def test_question_columns_that_carry_fixed_names_do_not_mislead(
    database: Database, tmp_path: Path
) -> None:
    from tests.support.files import ACUITY  # noqa: PLC0415 - one use

    header = [*ACUITY[:-1], "Type", "Appointment ID", "Start Time", "Appointment ID"]
    row = acuity_row("77", "November 2, 2026 9:00 am")
    cells = [row.get(name, "") for name in ACUITY[:-1]] + ["pickup", "no", "soon", "77"]
    path = tmp_path / "a.csv"
    path.write_text(
        "\n".join(",".join(f'"{c}"' for c in line) for line in (header, cells)), "utf-8"
    )

    bring(database, path, timezone=None)

    assert outcomes(database) == {"77": "attended"}


@pytest.mark.parametrize("questions", [0, 1, 2, 8])
def test_any_number_of_question_pairs(
    questions: int, database: Database, tmp_path: Path
) -> None:
    path = write_calendly(tmp_path / "e.csv", [GOOD], questions=questions)

    report = bring(database, path)

    assert report.new == 1
    assert "35 of the 35 columns" in report.why


def test_the_older_acuity_form_with_slashed_days(
    database: Database, tmp_path: Path
) -> None:
    from tests.support.files import ACUITY  # noqa: PLC0415 - one use

    older = [c for c in ACUITY if c not in {"Timezone", "Date Rescheduled"}]
    rows = [
        acuity_row("1", "November 2, 2026 9:00 am", booked="13/10/2026"),
        acuity_row("2", "November 3, 2026 9:00 am", booked="01/11/2026"),
    ]
    path = tmp_path / "a.csv"
    path.write_text(table(older, rows), "utf-8")

    report = bring(database, path)

    assert (report.variant, report.confidence) == ("appointments, older", "likely")
    assert report.warnings[0].startswith("This form of Acuity's file")
    with database.read() as cursor:
        booked = cursor.execute(
            "select booked_at::date::varchar from sessions order by 1"
        ).fetchall()
    assert booked == [("2026-10-13",), ("2026-11-01",)]


def test_slashed_days_that_nothing_settles_are_left_out_and_said(
    database: Database, tmp_path: Path
) -> None:
    row = acuity_row("1", "November 2, 2026 9:00 am", booked="01/02/2026")

    report = bring(database, write_acuity(tmp_path / "a.csv", [row]))

    assert any("day-first or month-first" in warning for warning in report.warnings)


@pytest.mark.parametrize("hours", [("9:00", "1:30", "12:00"), ("2:15",)])
def test_a_clock_that_has_lost_its_am_and_pm_is_asked_about(
    hours: tuple[str, ...], database: Database, tmp_path: Path
) -> None:
    rows = [acuity_row(at, f"November 2, 2026 {at}") for at in hours]
    path = write_acuity(tmp_path / "a.csv", rows)

    with pytest.raises(HalfDayUnknownError, match="'Start Time' run from 1 to 12"):
        bring(database, path)
    looks = importing.inspect(database, path)

    assert outcomes(database) == {}
    assert not looks.is_known, "the page has to ask"
    assert looks.guess is not None


@pytest.mark.parametrize(
    "hours",
    [
        ("9:00", "1:30", "13:00"),
        ("1:30 pm", "2:00 pm"),
        ("9:00", "12:00"),
        ("01:00 PM",),
    ],
    ids=["24 hours", "pm", "mornings", "in capitals"],
)
def test_a_clock_that_says_which_half_of_the_day_is_not(
    hours: tuple[str, ...], database: Database, tmp_path: Path
) -> None:
    rows = [acuity_row(at, f"November 2, 2026 {at}") for at in hours]

    assert bring(database, write_acuity(tmp_path / "a.csv", rows)).new == len(hours)


def test_calendly_columns_in_another_order_or_fewer(
    database: Database, tmp_path: Path
) -> None:
    header = sorted(
        set(calendly_header()) - {"Team", "Group", *CALENDLY_BEGINNING[7:9]}
    )
    path = tmp_path / "e.csv"
    path.write_text(table(header, [GOOD]), "utf-8")

    assert bring(database, path).new == 1


LATEPOINT_IN_FRENCH = (
    "ID,Prestation,Date et heure de début,Durée,Client,Téléphone du client,"
    "E-mail du client,Agent,Statut,Prix,Réservé le\n"
    "1,Séance,3 novembre 2026 14:30,60,Ana Sousa,,ana@example.com,Jo,Approuvé,$90,"
    "28 octobre 2026 09:01\n"
    "2,Séance,13 décembre 2026 14:30,60,Ben Li,,ben@example.com,Jo,Annulé,$90,"
    "28 octobre 2026 09:01\n"
)


def test_a_known_tool_in_another_language_is_told_by_the_form(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "all_bookings.csv"
    path.write_text(LATEPOINT_IN_FRENCH, "utf-8")
    with pytest.raises(UnrecognisedExportError, match=r"language.*in the form on"):
        bring(database, path)

    guess = importing.inspect(database, path).guess
    assert guess is not None
    bring(database, path, mapping=guess)

    assert list(sessions(database, "starts_at", "outcome").values()) == [
        (at("2026-11-03T14:30:00"), "unknown"),
        (at("2026-12-13T14:30:00"), "cancelled"),
    ]


def test_months_in_another_language_under_known_columns_are_told_by_the_form(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "all_bookings.csv"
    path.write_text(
        "ID,Service,Start Date & Time,Duration,Customer,Agent,Status,Booked On\n"
        '1,Hour,"novembre 3, 14:30",60,Ana,Jo,Approved,"octobre 28, 2026 09:01"\n',
        "utf-8",
    )

    with pytest.raises(UnreadableDatesError, match=r"another language.*Not right"):
        bring(database, path)
