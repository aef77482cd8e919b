"""A copy saved as a workbook has true dates and TRUE or FALSE: the same log."""

from __future__ import annotations

import csv
import datetime as dt
from contextlib import suppress
from pathlib import Path

import pytest

from analytics import importing
from analytics.importing import ImportOptions
from analytics.store import open_practice

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
NOW = dt.datetime(2026, 11, 24)  # noqa: DTZ001 - UTC without a zone, as stored

FORMS = (
    "%Y-%m-%d %I:%M %p",
    "%B %d, %Y %I:%M %p",
    "%B %d, %Y %H:%M",
    "%Y-%m-%d",
)


def as_a_workbook_writes(cell: str) -> str:
    for form in FORMS:
        with suppress(ValueError):
            return f"{dt.datetime.strptime(cell.strip(), form):%Y-%m-%d %H:%M:%S}"  # noqa: DTZ007
    return cell.upper() if cell in {"true", "false"} else cell


def log_of(file: Path, practice: Path) -> list[tuple[object, ...]]:
    database = open_practice(practice)
    try:
        options = ImportOptions(timezone="Europe/Zurich", exported_at=NOW)
        report = importing.import_file(database, file, now=NOW, options=options)
        assert (report.refused, report.rows > 100) == (0, True)
        with database.read() as cursor:
            return cursor.execute(
                "select * exclude (import_id) from sessions order by session_id"
            ).fetchall()
    finally:
        database.close()


@pytest.mark.parametrize("tool", ["calendly", "acuity"])
def test_a_copy_with_true_dates_gives_the_same_log(tool: str, tmp_path: Path) -> None:
    original = SAMPLES / f"{tool}.csv"
    copy = tmp_path / "copy.csv"
    with (
        original.open(encoding="utf-8", newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        rows = [
            [as_a_workbook_writes(cell) for cell in row] for row in csv.reader(source)
        ]
        csv.writer(target).writerows(rows)

    assert copy.read_text("utf-8").count(" 00:00:00") or tool == "calendly"
    assert log_of(copy, tmp_path / "a.duckdb") == log_of(
        original, tmp_path / "b.duckdb"
    )
