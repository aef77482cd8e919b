"""Everything as plain files: complete, safe to open, and read again as it was."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import (
    ExportFolderNotEmptyError,
    FileThereError,
    MissingFolderError,
    PracticeNotWritableError,
)
from analytics.exports.tools.template import COLUMNS
from analytics.importing import ImportOptions
from analytics.reports.export import export_all
from analytics.store import copies, entries, open_practice, queries
from tests.analytics.small_practice import ANNA, HEADER, NOW, ROWS, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.store import Database

LATER = NOW + dt.timedelta(hours=1)

HOSTILE = (
    '=HYPERLINK("http://evil.example";"x")',
    "+1-1",
    "-2+3",
    "@SUM(A1)",
    "'=1+1",
    "''=1+1",
    "'Tis herself",
    "<img src=x onerror=alert(1)>",
    'Quo"te, comma',
    "＝1+1",
)


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def log_of(database: Database) -> list[tuple[object, ...]]:
    return queries.rows(
        database,
        "select session_id, s.client_id, display_name, email, coach, service, "
        "starts_at, duration_minutes, booked_at, outcome, outcome_basis, cancelled_at, "
        "cancelled_by, replaces, price_cents, currency, reminder_strategy, "
        "package_sessions from sessions as s join clients using (client_id) "
        "order by session_id",
    )


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Database]:
    opened = open_practice(tmp_path / "another.duckdb")
    yield opened
    opened.close()


def imported_again(another: Database, folder: Path) -> list[tuple[object, ...]]:
    options = ImportOptions(timezone="Europe/Zurich", exported_at=NOW)
    report = importing.import_file(
        another, folder / "sessions.csv", now=LATER, options=options
    )
    assert (report.refused, report.warnings) == (0, ())
    return log_of(another)


def test_template_has_the_exact_header_and_one_row_a_session(
    small: Database, tmp_path: Path
) -> None:
    done = export_all(small, tmp_path / "out", now=NOW)
    text = (tmp_path / "out" / "sessions.csv").read_text("utf-8")
    assert text.splitlines()[0] == HEADER == ",".join(COLUMNS)
    assert text.splitlines()[1] == (
        "S-1,C-1,Anna Zwirbelbach,anna.zwirbelbach@example.org,Marit,Coaching,"
        "2026-11-02T09:00:00+00:00,60,2026-10-20T07:00:00+00:00,attended,,,,90.00,"
        "EUR,text,"
    )
    assert (done.files[0].file, done.files[0].rows) == ("sessions.csv", 5)


def test_export_read_again_gives_the_same_log(
    small: Database, another: Database, tmp_path: Path
) -> None:
    export_all(small, tmp_path / "out", now=NOW)
    assert imported_again(another, tmp_path / "out") == log_of(small)


def test_presumption_does_not_become_a_record(
    database: Database, another: Database, tmp_path: Path
) -> None:
    importing.change_setting(database, "presume.template", "attended")
    fill(database, tmp_path)
    assert ("attended", "presumed") in {row[9:11] for row in log_of(database)}
    export_all(database, tmp_path / "out", now=NOW)
    statuses = {row["status"] for row in cells(tmp_path / "out" / "sessions.csv")}
    assert statuses == {"attended", "no_show", "rescheduled", "scheduled", ""}
    importing.change_setting(another, "presume.template", "attended")
    assert imported_again(another, tmp_path / "out") == log_of(database)


def test_formulas_are_shown_as_text_and_come_back_as_they_were(
    database: Database, another: Database, tmp_path: Path
) -> None:
    rows = tuple(
        f'S-{number},,"{name.replace(chr(34), chr(34) * 2)}",{number}@example.org,'
        f"Marit,Coaching,2026-11-02T10:00:00+01:00,60,,attended,,,,-5.00,EUR,,"
        for number, name in enumerate(HOSTILE)
    )
    with database.write() as cursor:
        cursor.execute("set timezone = 'UTC'")
    fill(database, tmp_path)
    fill_hostile(database, tmp_path, rows)
    export_all(database, tmp_path / "out", now=NOW)
    for path in (tmp_path / "out").rglob("*.csv"):
        for row in cells(path):
            for column, cell in row.items():
                if column not in {"price", "price_cents"}:
                    assert not cell.startswith(("=", "+", "-", "@", "＝")), cell
    assert imported_again(another, tmp_path / "out") == log_of(database)
    names = {row[2] for row in log_of(another)}
    assert names >= {'=HYPERLINK("http://evil.example";"x")', "+1-1", "'Tis herself"}


def fill_hostile(database: Database, folder: Path, rows: tuple[str, ...]) -> None:
    path = folder / "hostile.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", "utf-8")
    options = ImportOptions(timezone="Europe/Zurich", exported_at=NOW)
    assert importing.import_file(database, path, now=NOW, options=options).refused == 0


def test_every_table_is_a_file_but_for_our_own_book_keeping(
    small: Database, tmp_path: Path
) -> None:
    entries.add_ending(small, ANNA, "completed", on=NOW.date(), reason="=1+1", now=NOW)
    done = export_all(small, tmp_path / "out", now=NOW)
    tables = {
        str(row[0])
        for row in queries.rows(small, "select table_name from duckdb_tables()")
    }
    written = {Path(file.file).stem for file in done.files[1:]}
    assert written == tables - {"meta", "forgotten", "schema_migrations"}
    [ending] = cells(tmp_path / "out" / "tables" / "endings.csv")
    assert ending["reason"] == "'=1+1"
    assert ending["entered_at"] == "2026-11-16T08:00:00+00:00"
    [salt] = queries.rows(small, "select value from meta where key = 'salt'")
    for file in (tmp_path / "out").rglob("*.*"):
        assert str(salt[0]) not in file.read_text("utf-8")


def test_readme_says_what_is_there(small: Database, tmp_path: Path) -> None:
    done = export_all(small, tmp_path / "out", now=NOW)
    readme = (tmp_path / "out" / "README.txt").read_text("utf-8")
    assert "Written on 2026-11-16 at 08:00 (UTC)" in readme
    for file in done.files:
        assert file.file in readme


def test_empty_practice_gives_headers(database: Database, tmp_path: Path) -> None:
    done = export_all(database, tmp_path / "out", now=NOW)
    assert sum(file.rows for file in done.files) == 0
    text = (tmp_path / "out" / "sessions.csv").read_text("utf-8")
    assert text == HEADER + "\n"


def test_fractions_of_a_second_are_kept(small: Database, tmp_path: Path) -> None:
    with small.write() as cursor:
        cursor.execute("update sessions set booked_at = '2026-10-20 07:00:00.25'")
    export_all(small, tmp_path / "out", now=NOW)
    first = cells(tmp_path / "out" / "sessions.csv")[0]
    assert first["booked_at"] == "2026-10-20T07:00:00.250000+00:00"


def test_export_is_remembered_as_a_copy(small: Database, tmp_path: Path) -> None:
    export_all(small, tmp_path / "out", now=NOW)
    [copy] = copies.all_copies(small, NOW)
    assert (copy.kind, copy.path) == ("export", str(tmp_path / "out"))


def test_empty_folder_is_used_and_a_full_one_refused(
    small: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    export_all(small, folder, now=NOW)
    with pytest.raises(ExportFolderNotEmptyError, match="holds files already"):
        export_all(small, folder, now=NOW)


def test_place_that_cannot_be_used_is_refused_and_nothing_left(
    small: Database, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("mine", "utf-8")
    with pytest.raises(FileThereError):
        export_all(small, file, now=NOW)
    with pytest.raises(MissingFolderError):
        export_all(small, tmp_path / "no" / "out", now=NOW)
    with pytest.raises(PracticeNotWritableError):
        export_all(small, tmp_path / ("x" * 300), now=NOW)
    assert file.read_text("utf-8") == "mine"
    assert [f.name for f in tmp_path.iterdir() if ".part" in f.name] == []


def test_rows_of_the_small_practice_are_all_of_the_templates_columns() -> None:
    assert {len(next(csv.reader([row]))) for row in ROWS} == {len(COLUMNS)}
