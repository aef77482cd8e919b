"""Everything as plain files: the session log as a template, and every table.

The folder is written beside its place and moved there whole. Cells that a
spreadsheet would run as a formula get an apostrophe in front; importing
``sessions.csv`` again takes it away, so the log comes back as it was.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import (
    ExportFolderNotEmptyError,
    FileThereError,
    MissingFolderError,
)
from analytics.facts import facts
from analytics.periods import AsOf
from analytics.store import copies, files, own_steps
from analytics.store import settings as stored_settings
from analytics.store.database import errors_said
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store import Database

TEMPLATE = "sessions.csv"

_HERE = Path(__file__).parent

_KEPT_AT_HOME = frozenset({"meta", "forgotten", "schema_migrations"})
"""Driftline's own book-keeping; the salt of the forgotten must not leave."""


@dataclass(frozen=True)
class ExportedFile:
    """A file of the export."""

    file: str
    """Path below the folder."""
    rows: int


@dataclass(frozen=True)
class ExportReport:
    """What was written where."""

    folder: Path
    files: tuple[ExportedFile, ...]


def export_all(database: Database, folder: Path, *, now: dt.datetime) -> ExportReport:
    """Write the whole practice to a new or empty folder and remember where.

    Raises
    ------
    ExportFolderNotEmptyError, FileThereError, MissingFolderError
        The folder cannot be used.
    PracticeNotWritableError, DiskFullError
        Nothing was written.
    """
    with errors_said(folder):
        _check_folder(folder)
    part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    as_of = AsOf.at(now, stored_settings.read(database).zone_name)
    log = facts.asked(database, as_of, text_of(_HERE / "template.sql"))
    try:
        with database.read() as cursor, errors_said(folder):
            (part / "tables").mkdir(parents=True)
            written = _write(cursor, part, log)
            written += _own_steps(database.path, part)
            _write_readme(part, written, now)
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    copies.record(database, "export", folder, now)
    return ExportReport(folder, tuple(written))


def _check_folder(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise MissingFolderError(folder.parent)
    if folder.exists() and not folder.is_dir():
        raise FileThereError(folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise ExportFolderNotEmptyError(folder)


def _write(
    cursor: duckdb.DuckDBPyConnection, part: Path, log: tuple[str, dict[str, object]]
) -> list[ExportedFile]:
    """Write the files, all of one state of the practice."""
    cursor.execute(text_of(_HERE / "text_macros.sql"))
    cursor.execute("begin transaction")
    try:
        template = _copy(cursor, *log, part / TEMPLATE)
        tables = [
            _copy(cursor, _select(table, columns), {}, part / "tables" / f"{table}.csv")
            for table, columns in _tables(cursor).items()
        ]
    finally:
        cursor.execute("rollback")
    return [template, *tables]


def _copy(
    cursor: duckdb.DuckDBPyConnection,
    select: str,
    values: dict[str, object],
    path: Path,
) -> ExportedFile:
    target = files.quoted(str(path))
    row = cursor.execute(
        f"copy ({select}) to {target} (format csv, header true)", values or None
    ).fetchone()
    is_table = path.parent.name == "tables"
    name = f"tables/{path.name}" if is_table else path.name
    return ExportedFile(name, int(row[0]) if row else 0)


def _tables(cursor: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    """Return the tables to write, with their columns and types."""
    found = cursor.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and not internal "
        "order by table_name, column_index"
    ).fetchall()
    tables: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in found:
        if table not in _KEPT_AT_HOME:
            tables.setdefault(table, []).append((column, kind))
    return tables


def _select(table: str, columns: list[tuple[str, str]]) -> str:
    cells = ", ".join(f"{_cell(name, kind)} as {name}" for name, kind in columns)
    return f"select {cells} from {table} order by all"  # noqa: S608 - from the catalogue


def _cell(column: str, kind: str) -> str:
    if kind == "VARCHAR":
        return f"safe_text({column})"
    if kind == "VARCHAR[]":
        return f"safe_text(array_to_string({column}, '; '))"
    return f"utc_text({column})" if kind == "TIMESTAMP" else column


def _own_steps(practice: Path, part: Path) -> list[ExportedFile]:
    """Write the practice's own steps as they are."""
    found = own_steps.read(practice)
    if found:
        (part / "steps").mkdir()
    for key, content in found.items():
        (part / "steps" / f"{key}.md").write_bytes(content)
    return [
        ExportedFile(f"steps/{key}.md", len(content.splitlines()))
        for key, content in found.items()
    ]


def _write_readme(part: Path, written: list[ExportedFile], now: dt.datetime) -> None:
    listed = "\n".join(f"{file.file:32} {file.rows:>9} rows" for file in written)
    text = text_of(_HERE / "export_readme.txt").format(listed=listed, now=now)
    (part / "README.txt").write_text(text, "utf-8")
