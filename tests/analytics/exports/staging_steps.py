"""What the tests of the tools do again and again: write a file, see its rows."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from analytics.exports.recognition import known_reading
from analytics.importing import staging
from analytics.importing.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from analytics.exports.containers import TextFile
    from analytics.exports.reading import Reading

EXPORTED_AT = dt.datetime(2026, 11, 23, 7)  # noqa: DTZ001 - UTC, as stored


@dataclass(frozen=True)
class Seen:
    """A file as its tool's module reads it."""

    reading: Reading
    rows: list[dict[str, Any]]
    """In the order of the file."""
    refusals: list[tuple[int, str]]
    """Line and reason."""

    def column(self, name: str) -> list[Any]:
        """Return one value a row."""
        return [row[name] for row in self.rows]

    @property
    def starts(self) -> list[str]:
        """The starts in UTC, as text."""
        return [str(row["starts_at"]) for row in self.rows]


def text(
    header: str,
    rows: Iterable[Mapping[str, object]],
    *,
    delimiter: str = ",",
) -> str:
    """Return a delimited table under a header given as one text with commas."""
    names = header.split(",")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[row.get(name, "") for name in names] for row in rows])
    return out.getvalue()


def see(
    path: Path,
    content: str | bytes,
    *,
    zone: str = "UTC",
    exported_at: dt.datetime = EXPORTED_AT,
    day_first: bool | None = None,
) -> Seen:
    """Write a file and read it as its tool's session log."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    cursor = duckdb.connect()
    with opened(path) as file:
        reading = known_reading(file, day_first=day_first)
        staged = staging.stage(
            cursor, file, reading, zone=zone, exported_at=exported_at
        )
        rows = fetched(cursor, "select * from staged order by rowid")
        refused = staging.row_refusals(cursor, file, reading, staged.structure_refusals)
    cursor.close()
    found = sorted((r.line, r.reason) for r in (*staged.structure_refusals, *refused))
    return Seen(reading, rows, found)


def see_rows(path: Path, content: str, *, zone: str = "UTC") -> list[dict[str, Any]]:
    """Write a file of another kind and return its rows in the normal form."""
    path.write_text(content, "utf-8")
    cursor = duckdb.connect()
    with opened(path) as file:
        reading = known_reading(file)
        rows = normal_form(cursor, file, reading, zone)
    cursor.close()
    return rows


def normal_form(
    cursor: duckdb.DuckDBPyConnection,
    file: TextFile,
    reading: Reading,
    zone: str,
) -> list[dict[str, Any]]:
    """Return what a tool's SQL makes of a file's raw columns."""
    staging.open_rows(cursor, file, reading, zone)
    return fetched(cursor, reading.sql.read_text("utf-8"), dict(reading.parameters))


def fetched(
    cursor: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Mapping[str, object] | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of a query by column name."""
    found = cursor.execute(sql, parameters or None)
    names: Sequence[str] = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
