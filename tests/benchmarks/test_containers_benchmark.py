"""The benchmark of the containers has the same sessions in every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import importing
from analytics.importing import ImportOptions
from benchmarks import containers
from benchmarks.containers import files
from benchmarks.importing.once import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database


def test_every_container_holds_as_many_sessions(
    database: Database, tmp_path: Path
) -> None:
    options = ImportOptions(timezone="UTC", exported_at=NOW, dry_run=True)
    rows = {}
    for made in files.write_all(tmp_path, 20):
        brought = importing.import_parts(database, made.path, now=NOW, options=options)
        assert brought.failed == ()
        rows[made.name] = sum(report.rows for report in brought.reports)

    assert set(rows.values()) == {20}
    assert {"CSV", "ZIP of ten CSV", ".xlsx", ".xls", ".ods", ".ics"} < rows.keys()


def test_a_container_is_measured(tmp_path: Path) -> None:
    (book,) = (f for f in files.write_all(tmp_path, 20) if f.name == ".xlsx")

    name, a_second, *_, peak, reader_peak = containers._row(book, 1)

    assert name == ".xlsx"
    assert float(a_second) > 0
    assert float(peak) > 50
    assert float(reader_peak) > 5
