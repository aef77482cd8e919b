"""One file into the temporary table ``staged``: typed, in UTC, judged.

DuckDB reads the rows with the dialect already known; Python touches no row.
Rows that DuckDB cannot split and rows that the SQL refuses end in one list of
refusals with their lines in the file.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.contracts import Refusal
from analytics.errors import UnclosedQuoteError, UnreadableDatesError
from analytics.exports.header import LONGEST_LINE
from analytics.importing import ids, zones
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.exports.containers import TextFile
    from analytics.exports.reading import Reading

_HERE = Path(__file__).parent

LINE_IN_FILE = "line_in_file"
"""Field of a made file: the line in the file that the person has."""

_MOST_DIGITS = 10

_STRUCTURE = {
    "MISSING COLUMNS": "the row has fewer cells than the header (cut off?)",
    "TOO MANY COLUMNS": "the row has more cells than the header",
    "UNQUOTED VALUE": "a quotation mark in the row is never closed",
    "LINE SIZE OVER MAXIMUM": "the line is too long to be a session",
}

_OPTIONAL_COLUMNS = (
    "union all by name (select null::varchar as ignored, null::bigint as record, "
    "null::timestamp as moved_utc "
    "where false)"
)
"""Columns of the normal form that a tool's SQL may leave out."""

LATEST = zones.LAST
"""For looking at a file without dating it."""

csv.field_size_limit(LONGEST_LINE)

_MOST_SWALLOWED_LINES = 10
"""A stray quotation mark that swallows more than this makes the file unsafe."""


@dataclass(frozen=True)
class Staged:
    """What the temporary table ``staged`` came from."""

    rows: int
    """Records below the header, refused ones included."""
    structure_refusals: tuple[Refusal, ...]
    """Rows that could not be split into cells."""
    count_repeated: int
    count_skipped: int
    """Local times at a clock change, taken by the rule in `zones`."""
    ignored: tuple[tuple[str, int], ...] = ()
    """Rows that are no sessions, such as calendar blocks: why, and how many."""


def stage(
    cursor: duckdb.DuckDBPyConnection,
    file: TextFile,
    reading: Reading,
    *,
    zone: str,
    exported_at: dt.datetime,
) -> Staged:
    """Read the file into ``staged``.

    Raises
    ------
    UnclosedQuoteError
        Rows cannot be told apart.
    UnreadableDatesError
        Hardly any start can be read.
    DamagedIdsError
        A spreadsheet has rounded its ids.
    """
    open_rows(cursor, file, reading, zone)
    cursor.execute(
        f"create or replace temp table staged as with reading as "  # noqa: S608 - our own files
        f"(({text_of(reading.sql)}) {_OPTIONAL_COLUMNS}) "
        f"select * from ({text_of(_HERE / 'stage.sql')})",
        {
            "zone": zone,
            "source": reading.source,
            "session_prefix": reading.session_prefix,
            "exported_at": exported_at,
            **reading.parameters,
        },
    )
    refusals = structure_refusals(cursor, file)
    ids.refuse_rounded_in_sessions(cursor, file, reading)
    return _counted(cursor, file, reading, refusals)


def open_rows(
    cursor: duckdb.DuckDBPyConnection, file: TextFile, reading: Reading, zone: str
) -> None:
    """Make the view ``raw`` and what a tool's SQL may use beside it."""
    cursor.execute(text_of(_HERE / "text_macros.sql"))
    _open_raw(cursor, file, reading)
    zones.install_to_utc(cursor, _zones_in(cursor, reading, zone))
    for view in reading.views:
        cursor.execute(view)


def _open_raw(
    cursor: duckdb.DuckDBPyConnection, file: TextFile, reading: Reading
) -> None:
    """Make the view ``raw``: the tool's fields as trimmed text."""
    table = reading.table
    names = [f"c{i}" for i in range(len(table.header))]
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    fields = ", ".join(
        f"nullif(trim({names[reading.columns[f]]}), '') as {f}"
        if f in reading.columns
        else f"null::varchar as {f}"
        for f in reading.fields
    )
    if reading.is_numbered:
        fields += ", row_number() over () as record"
    # Padding goes with reading in order: line breaks inside cells need it.
    ragged = ", null_padding = true, parallel = false" if reading.is_ragged else ""
    quote = '"' if reading.is_quoted else ""
    path = str(file.path).replace("'", "''")
    delimiter = {"\t": "\\t"}.get(table.delimiter, table.delimiter)
    cursor.execute(
        f"create or replace temp view raw as "  # noqa: S608 - names of ours, a quoted path
        f"select {fields} from read_csv("
        f"'{path}', auto_detect = false, header = true, skip = {table.skipped_lines}, "
        f"delim = '{delimiter}', quote = '{quote}', escape = '{quote}', "
        f"columns = {{{columns}}}, store_rejects = true{ragged})"
    )


def _zones_in(
    cursor: duckdb.DuckDBPyConnection, reading: Reading, zone: str
) -> set[str]:
    known = {zone, *reading.zones}
    if "zone" not in reading.columns:
        return known
    found = cursor.execute("select distinct zone from raw").fetchall()
    return {*known, *(row[0] for row in found if row[0] is not None)}


def structure_refusals(
    cursor: duckdb.DuckDBPyConnection, file: TextFile
) -> list[Refusal]:
    """Return the refusals of rows that could not be split into cells."""
    found = cursor.execute(
        "select line_byte_position, any_value(error_type::varchar), "
        "any_value(csv_line) from reject_errors "
        "group by line_byte_position order by line_byte_position"
    ).fetchall()
    lines = _lines_at(file, [position for position, _, _ in found])
    for line, (_, kind, text) in zip(lines, found, strict=True):
        if kind == "UNQUOTED VALUE" and text.count("\n") > _MOST_SWALLOWED_LINES:
            raise UnclosedQuoteError(file.name, line)
    return [
        Refusal(line, _STRUCTURE.get(kind, "the row cannot be read"))
        for line, (_, kind, _) in zip(lines, found, strict=True)
    ]


def _lines_at(file: TextFile, positions: list[int]) -> list[int]:
    """Return the line (from 1) of each byte position, both ascending."""
    lines, line, at = [], 1, 0
    with file.path.open("rb") as raw:
        for position in positions:
            while at < position:
                chunk = raw.read(min(1 << 20, position - at))
                if not chunk:
                    break
                line += chunk.count(b"\n")
                at += len(chunk)
            lines.append(line)
    return lines


def _counted(
    cursor: duckdb.DuckDBPyConnection,
    file: TextFile,
    reading: Reading,
    refusals: list[Refusal],
) -> Staged:
    # Of many rows few start at a time of their own: each is looked at once.
    row = cursor.execute(
        "with clocks as (select local_clock, zone, count(*) as n, "
        "count(*) filter (where refused = 'the start time cannot be read') "
        "as unreadable from staged group by all), "
        "told as (select *, clock_change(local_clock, zone) as change from clocks) "
        "select coalesce(sum(n), 0)::bigint, coalesce(sum(unreadable), 0)::bigint, "
        "coalesce(sum(n) filter (where change = 'repeated'), 0)::bigint, "
        "coalesce(sum(n) filter (where change = 'skipped'), 0)::bigint from told"
    ).fetchone()
    rows, unreadable, repeated, skipped = row or (0, 0, 0, 0)
    if unreadable and unreadable * 2 > rows:
        raise UnreadableDatesError(file.name, reading.starts_column, reading.date_form)
    ignored = cursor.execute(
        "select ignored, count(*) from staged where ignored is not null "
        "group by ignored order by ignored"
    ).fetchall()
    return Staged(
        rows + len(refusals), tuple(refusals), repeated, skipped, tuple(ignored)
    )


def row_refusals(
    cursor: duckdb.DuckDBPyConnection,
    file: TextFile,
    reading: Reading,
    structure: tuple[Refusal, ...],
    *,
    table: str = "staged",
) -> list[Refusal]:
    """Return the refusals of rows that could be split but not understood."""
    # ``staged`` keeps the order of the file, so its rowid counts the records; within
    # a transaction it counts from a large number.
    found = cursor.execute(
        f"select coalesce(record, rowid - (select min(rowid) from {table}) + 1), "  # noqa: S608 - names of our own
        f"refused from {table} where refused is not null order by 1, 2"
    ).fetchall()
    if not found:
        return []
    lines = _lines_of_records(
        file, reading, [r for r, _ in found], {r.line for r in structure}
    )
    return [
        Refusal(line, reason) for line, (_, reason) in zip(lines, found, strict=True)
    ]


def _lines_of_records(
    file: TextFile, reading: Reading, records: list[int], unsplit: set[int]
) -> list[int]:
    """Return the line of each record that DuckDB numbered, both ascending.

    DuckDB numbers the records it could split; those it could not, and empty
    lines, are passed over here as they were there.
    """
    wanted = iter(records)
    searched = next(wanted)
    lines: list[int] = []
    own = reading.columns.get(LINE_IN_FILE)
    with file.path.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(
            text,
            delimiter=reading.table.delimiter,
            quoting=csv.QUOTE_MINIMAL if reading.is_quoted else csv.QUOTE_NONE,
        )
        above, record = 0, -1
        for cells in reader:
            line, above = above + 1, reader.line_num
            if above <= reading.table.skipped_lines or not cells or line in unsplit:
                continue
            record += 1
            while record == searched:  # one record may make several rows
                lines.append(_line_said(cells, own) or line)
                searched = next(wanted, -1)
            if searched < 0:
                break
    return lines + [0] * (len(records) - len(lines))


def _line_said(cells: list[str], own: int | None) -> int | None:
    """Return the line that a row says it is from, if it says one."""
    said = cells[own] if own is not None and own < len(cells) else ""
    return int(said) if said.isdecimal() and len(said) < _MOST_DIGITS else None
