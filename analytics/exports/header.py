"""Find the header of a delimited text file, under preamble lines if need be.

Only the first part of a file is looked at, with Python's own CSV reader; the
rows themselves are read by DuckDB with the dialect found here.
"""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analytics.errors import NoRowsError, OversizedRowError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analytics.exports.containers import TextFile

DELIMITERS = (",", ";", "\t", "|")

MOST_COLUMNS = 1_000
"""A session log has tens of columns; ten thousand are some other matrix."""

LONGEST_LINE = 2_000_000
"""Characters; also DuckDB's own limit for one record."""

MOST_VALUES = 20_000
"""Different cells kept of a column: more settle nothing that these leave open."""

_LOOKED_AT_BYTES = 1 << 20
_LOOKED_AT_RECORDS = 60


@dataclass(frozen=True)
class Table:
    """A header and how to read what stands below it."""

    delimiter: str
    header: tuple[str, ...]
    """Trimmed names in file order, repeats included."""
    skipped_lines: int
    """Physical lines above the header."""
    sample: tuple[tuple[str, ...], ...]
    """The first records below the header."""
    values: tuple[tuple[str, ...], ...] = ()
    """The different cells of each column of the whole file, where that was read."""

    def cells(self, position: int | None) -> list[str]:
        """Return the filled cells of one column: all different ones, or a sample."""
        if position is None or position >= len(self.header):
            return []
        if self.values:
            return list(self.values[position])
        return [row[position] for row in self.sample if position < len(row)]


def tables(file: TextFile) -> list[Table]:
    """Return what could be the file's header, likeliest first.

    Raises
    ------
    OversizedRowError
        The first line or the header is out of all proportion.
    """
    text = _beginning(file)
    found = [t for d in DELIMITERS for t in _candidates(text, d)]
    return sorted(found, key=_likelihood, reverse=True)


def likeliest(file: TextFile) -> Table:
    """Return the likeliest header.

    Raises
    ------
    NoRowsError
        No record stands below any header.
    """
    for table in tables(file):
        if table.sample:
            return table
    raise NoRowsError(file.name)


def as_wide_as_its_rows(table: Table, *, is_ragged: bool = False) -> Table:
    """Return the table with a nameless last column where rows have one cell more.

    Some tools end their rows, but not their header, with a delimiter: all of them, or
    some of a table that is ragged anyway.
    """
    width = len(table.header) + 1
    longer = [len(row) == width for row in table.sample]
    if longer and (any(longer) if is_ragged else all(longer)):
        return replace(table, header=(*table.header, ""))
    return table


def with_whole_columns(file: TextFile, table: Table) -> Table:
    """Return the table with the different cells of each column of the whole file.

    What a column means and how it writes dates is settled by all of it, not by its
    beginning.
    """
    seen: list[dict[str, None]] = [{} for _ in table.header]
    with file.path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        reader = csv.reader(text, delimiter=table.delimiter)
        for cells in _below(reader, table):
            for column, cell in zip(seen, cells, strict=False):
                if len(column) < MOST_VALUES and (trimmed := cell.strip()):
                    column[trimmed] = None
    return replace(table, values=tuple(tuple(column) for column in seen))


def _below(reader: Iterator[list[str]], table: Table) -> Iterator[list[str]]:
    """Give the records below the header, as far as they can be told apart."""
    is_below = False
    with suppress(csv.Error):
        for cells in reader:
            if is_below:
                yield cells
            is_below = is_below or tuple(c.strip() for c in cells) == table.header


def _beginning(file: TextFile) -> str:
    with file.path.open("rb") as raw:
        head = raw.read(_LOOKED_AT_BYTES)
        if b"\n" not in head and b"\r" not in head:
            head += raw.read(LONGEST_LINE)
            if len(head) > LONGEST_LINE and b"\n" not in head and b"\r" not in head:
                found = f"a first line of more than {LONGEST_LINE:,} characters"
                raise OversizedRowError(file.name, found)
    text = head.decode("utf-8-sig", errors="ignore")
    first = text.split("\n", 1)[0]
    most = max(first.count(d) for d in DELIMITERS) + 1
    if most > MOST_COLUMNS:
        raise OversizedRowError(file.name, f"{most:,} columns")
    return text


def _candidates(text: str, delimiter: str) -> Iterable[Table]:
    records = _records(text, delimiter)
    for index, (line, cells) in enumerate(records):
        filled = [cell for cell in cells if cell]
        if len(filled) < 2 or len(cells) > MOST_COLUMNS:
            continue
        below = [r for _, r in records[index + 1 :] if any(r)]
        yield Table(delimiter, cells, line, tuple(below[:_LOOKED_AT_RECORDS]))


def _records(text: str, delimiter: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the first records, each with the number of lines above it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[tuple[int, tuple[str, ...]]] = []
    above = 0
    try:
        for cells in reader:
            if len(records) >= _LOOKED_AT_RECORDS:
                break
            if cells:
                records.append((above, tuple(cell.strip() for cell in cells)))
            above = reader.line_num
    except csv.Error:
        # A field beyond the reader's limit: what was read so far must do.
        return records
    return records


def _likelihood(table: Table) -> tuple[float, int, int]:
    """Rank a header: as wide as the rows below it, wordy, and high up."""
    width = len(table.header)
    below = table.sample[:20]
    same = sum(len(row) == width for row in below) / len(below) if below else 0.0
    wordy = sum(_is_a_name(cell) for cell in table.header) / width
    return (
        round(same * wordy * min(width, 8), 3),
        width,
        -table.skipped_lines,
    )


def _is_a_name(cell: str) -> bool:
    return bool(cell) and not cell[:1].isdigit() and "@" not in cell


def key_of(header: Sequence[str]) -> str:
    """Return the text by which a mapping remembers a header."""
    return "\x1f".join(name.casefold() for name in header)
