"""Look at a file before importing it: what it is, what has to be asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import (
    DayFirstUnknownError,
    HalfDayUnknownError,
    SeveralToolsFitError,
    UnrecognisedExportError,
)
from analytics.exports import EXPORTS
from analytics.exports.header import Table, likeliest, with_whole_columns
from analytics.exports.mapped.guess import guess, status_words
from analytics.exports.mapped.mapping import DATES_OF
from analytics.exports.mapped.own import as_own
from analytics.exports.mapped.reading import found_in, is_time_in_slot
from analytics.exports.mapped.shipped import shipped
from analytics.exports.recognition import candidates
from analytics.importing.mappings import reading_of
from analytics.importing.opening import opened
from analytics.store import settings as kept_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from analytics.exports.containers import TextFile
    from analytics.exports.dates import Found
    from analytics.exports.export import Kind
    from analytics.exports.mapped.mapping import MappedExport
    from analytics.store import Database


@dataclass(frozen=True)
class Inspection:
    """What a file looks like before it is imported."""

    file: str
    is_known: bool
    """Recognised as a tool's, or by a mapping made before: nothing to map."""
    tool_name: str | None
    source: str | None
    variant: str | None
    confidence: str | None
    why: str | None
    needs_timezone: bool
    """Its times are local and nobody has said the zone of this source yet."""
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    """First records, as text."""
    values: tuple[tuple[str, ...], ...] = ()
    """The different cells of each column of the whole file, if it is unknown."""
    guess: MappedExport | None = None
    """A first mapping for the wizard, where one is in sight."""
    undecided: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Date fields of `guess` whose day and month could be either: the day-first
    form and the month-first form."""
    kind: Kind = "sessions"
    tool: str | None = None
    """Key of the tool it was recognised as."""
    tools: tuple[tuple[str, str], ...] = ()
    """Key and name of each tool whose columns it has, where more than one fits."""
    open_question: str | None = None
    """What its dates leave open although the tool is known: ``day_first`` or
    ``half_day``; `open_column` holds them."""
    open_column: str | None = None
    open_example: str | None = None


def inspect(
    database: Database,
    path: Path,
    *,
    file_name: str | None = None,
    tool: str | None = None,
    day_first: bool | None = None,
) -> Inspection:
    """Say what a file is.

    Parameters
    ----------
    database
        The open practice.
    path
        The file.
    file_name
        Its name as the owner knows it.
    tool, day_first
        What the owner has said of it, where that was asked.

    Raises
    ------
    PracticeError
        If it is no table of sessions at all. An unknown table is no error, nor is
        one that leaves something open.
    """
    with opened(path, file_name) as file, database.read() as cursor:
        settings = kept_settings.read_with(cursor)
        try:
            reading = reading_of(cursor, file, tool=tool, day_first=day_first)
        except UnrecognisedExportError:
            return _unknown(file, with_whole_columns(file, likeliest(file)))
        except SeveralToolsFitError as error:
            return replace(_bare(file), tools=error.tools)
        except (DayFirstUnknownError, HalfDayUnknownError) as error:
            return _open(cursor, file, tool, error)
    return Inspection(
        file=file.name,
        is_known=True,
        tool_name=reading.tool_name,
        source=reading.source,
        variant=reading.variant,
        confidence=reading.confidence,
        why=reading.why,
        needs_timezone=not reading.has_zone
        and settings.source_zone(reading.source) is None,
        header=reading.table.header,
        sample=reading.table.sample,
        kind=reading.kind,
        tool=reading.tool,
    )


def _bare(file: TextFile) -> Inspection:
    """Return an inspection that says nothing yet but what the file is called."""
    table = likeliest(file)
    return Inspection(
        file=file.name,
        is_known=False,
        tool_name=None,
        source=None,
        variant=None,
        confidence=None,
        why=None,
        needs_timezone=True,
        header=table.header,
        sample=table.sample,
    )


def _open(
    cursor: duckdb.DuckDBPyConnection,
    file: TextFile,
    tool: str | None,
    error: DayFirstUnknownError | HalfDayUnknownError,
) -> Inspection:
    """Return what has to be asked of a file although its tool is known."""
    if isinstance(error, HalfDayUnknownError):
        # Only the wizard can say it, so the file goes there, with all that is known.
        return _to_be_explained(file, tool)
    # Either answer reads the file: what else has to be asked does not hang on it.
    reading = reading_of(cursor, file, tool=tool, day_first=True)
    settings = kept_settings.read_with(cursor)
    return replace(
        _bare(file),
        tool_name=reading.tool_name,
        source=reading.source,
        variant=reading.variant,
        confidence=reading.confidence,
        why=reading.why,
        needs_timezone=not reading.has_zone
        and settings.source_zone(reading.source) is None,
        kind=reading.kind,
        tool=reading.tool,
        open_question="day_first",
        open_column=error.column,
        open_example=error.example,
    )


def _to_be_explained(file: TextFile, tool: str | None) -> Inspection:
    """Return a recognised file as one to explain, with what its tool's mapping says."""
    found = [one for one in candidates(file) if tool in {None, one.tool}]
    if not found or found[0].mapping is None:
        return _unknown(file, with_whole_columns(file, likeliest(file)))
    table = with_whole_columns(file, found[0].table)
    return _unknown(file, table, as_own(found[0].mapping, table.header))


def _unknown(
    file: TextFile, table: Table, known: MappedExport | None = None
) -> Inspection:
    guessed = known or guess(table, Path(file.name).stem)
    return replace(
        _bare(file),
        header=table.header,
        sample=table.sample,
        values=table.values,
        guess=guessed,
        undecided=undecided_dates(table, guessed) if guessed else {},
    )


def guess_as(inspection: Inspection, kind: Kind) -> MappedExport | None:
    """Return a first mapping of an unknown file, if its rows are of this kind."""
    if inspection.guess is not None and inspection.guess.kind == kind:
        return inspection.guess
    return guess(_table(inspection), Path(inspection.file).stem, kind)


def undecided_dates(table: Table, mapping: MappedExport) -> dict[str, tuple[str, str]]:
    """Return the date fields that have to be asked, each with its two forms."""
    positions = mapping.positions(table.header)
    found = _dates(table, positions, mapping.kind)
    return {
        name: (date.forms[0], date.month_first[0])
        for name, date in found.items()
        if date.is_undecided
    }


@dataclass(frozen=True)
class ColumnChoices:
    """What the wizard offers once columns are chosen."""

    dates: Mapping[str, Found]
    """For each chosen date field how its whole column is written."""
    statuses: Mapping[str, str]
    """Each word of the status column and what it seems to stand for."""
    is_start_in_slot: bool
    """The start is a date alone and the slot says its time."""


def choices(
    inspection: Inspection, positions: Mapping[str, int], kind: Kind = "sessions"
) -> ColumnChoices:
    """Return forms of dates and status words for chosen columns (field: position)."""
    table = _table(inspection)
    in_slot = "starts" in positions and is_time_in_slot(table, positions)
    return ColumnChoices(
        _dates(table, positions, kind),
        status_words(table.cells(positions.get("status")), kind),
        in_slot,
    )


def words_in(inspection: Inspection, position: int) -> list[str]:
    """Return the different cells of a column, by the alphabet."""
    return sorted(set(_table(inspection).cells(position)))


def _dates(table: Table, positions: Mapping[str, int], kind: Kind) -> dict[str, Found]:
    return {
        field: found_in(
            table,
            positions,
            field,
            in_slot=field == "starts" and is_time_in_slot(table, positions),
        )
        for field in DATES_OF[kind]
        if field in positions
    }


def _table(inspection: Inspection) -> Table:
    return Table(",", inspection.header, 0, inspection.sample, inspection.values)


def known_tools() -> list[tuple[str, str]]:
    """Return name and way to the export of every tool read without a wizard."""
    ways: dict[str, str] = {}
    known = [(export.name, export.how_to_export) for export in EXPORTS]
    known += [(mapping.name, mapping.how_to_export) for mapping in shipped()]
    for name, how in known:
        ways.setdefault(name, how)
    return list(ways.items())


def inspect_as_unknown(
    path: Path, file_name: str, *, tool: str | None = None
) -> Inspection:
    """Return what the wizard needs of a file, whatever it was recognised as.

    Parameters
    ----------
    path, file_name
        The file, and its name as the owner knows it.
    tool
        Key of the tool that it was taken for: what Driftline knows of its columns is
        the first guess.

    Raises
    ------
    PracticeError
        If it is no table at all.
    """
    with opened(path, file_name) as file:
        if tool is not None:
            return _to_be_explained(file, tool)
        return _unknown(file, with_whole_columns(file, likeliest(file)))
