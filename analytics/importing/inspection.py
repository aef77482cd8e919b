"""Look at a file before importing it: what it is, what has to be asked."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import UnrecognisedExportError
from analytics.exports import EXPORTS
from analytics.exports.container import open_text
from analytics.exports.dates import day_first_form, is_undecided
from analytics.exports.guess import guess, start_forms, status_words
from analytics.exports.header import Table, likeliest, with_whole_columns
from analytics.exports.reading import known_reading, mapped_reading
from analytics.importing import mappings, staging
from analytics.store import settings as kept_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pandas as pd

    from analytics.exports.container import TextFile
    from analytics.exports.mapping import MappedExport
    from analytics.exports.reading import Reading
    from analytics.store import Database

PREVIEW_ROWS = 20


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
    """Date fields (starts, booked, cancelled) of `guess` whose day and month
    could be either: the day-first form and the month-first form."""


def inspect(
    database: Database, path: Path, *, file_name: str | None = None
) -> Inspection:
    """Say what a file is.

    Raises
    ------
    PracticeError
        If it is no table of sessions at all. An unknown table is no error.
    """
    with tempfile.TemporaryDirectory(prefix="driftline-") as workplace:
        file = open_text(path, file_name or path.name, Path(workplace))
        with database.read() as cursor:
            reading = _known(cursor, file)
            settings = kept_settings.read_with(cursor)
        if reading is None:
            return _unknown(file, with_whole_columns(file, likeliest(file)))
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
    )


def _known(cursor: duckdb.DuckDBPyConnection, file: TextFile) -> Reading | None:
    if kept := mappings.fitting(cursor, file):
        return mapped_reading(file, kept)
    try:
        return known_reading(file)
    except UnrecognisedExportError:
        return None


def _unknown(file: TextFile, table: Table) -> Inspection:
    name = Path(file.name).stem
    guessed = guess(table, name)
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
        values=table.values,
        guess=guessed,
        undecided=undecided_dates(table, guessed) if guessed else {},
    )


def undecided_dates(table: Table, mapping: MappedExport) -> dict[str, tuple[str, str]]:
    """Return the date fields that have to be asked, each with its two forms."""
    positions = mapping.positions(table.header)
    asked = {}
    for name in ("starts", "booked", "cancelled"):
        time = positions.get("start_time") if name == "starts" else None
        forms = start_forms(table, positions.get(name), time)
        first = day_first_form(forms, day_first=True)
        second = day_first_form(forms, day_first=False)
        if is_undecided(forms) and first and second:
            asked[name] = (first, second)
    return asked


@dataclass(frozen=True)
class ColumnChoices:
    """What the wizard offers once columns are chosen."""

    forms: Mapping[str, tuple[str, ...]]
    """For each date field the forms that fit its whole sample."""
    statuses: Mapping[str, str]
    """Each word of the status column and what it seems to stand for."""


def choices(inspection: Inspection, positions: Mapping[str, int]) -> ColumnChoices:
    """Return date forms and status words for chosen columns (field: position)."""
    table = Table(",", inspection.header, 0, inspection.sample, inspection.values)
    forms = {}
    for name in ("starts", "booked", "cancelled"):
        time = positions.get("start_time") if name == "starts" else None
        forms[name] = tuple(start_forms(table, positions.get(name), time))
    return ColumnChoices(forms, status_words(table.cells(positions.get("status"))))


def preview(
    database: Database,
    path: Path,
    mapping: MappedExport,
    *,
    timezone: str,
    file_name: str | None = None,
) -> pd.DataFrame:
    """Return the first rows as a mapping would store them, the refused with why.

    Columns: client, coach, service, starts_at (UTC), duration_minutes, status,
    price_cents, refused.

    Raises
    ------
    PracticeError
        If the mapping does not fit the file.
    """
    with tempfile.TemporaryDirectory(prefix="driftline-") as workplace:
        file = open_text(path, file_name or path.name, Path(workplace))
        reading = mapped_reading(file, mapping)
        with database.read() as cursor:
            staging.stage(
                cursor,
                file,
                reading,
                zone=timezone,
                exported_at=staging.LATEST,
            )
            return cursor.execute(
                "select display_name as client, coach, service, starts_at, "
                "duration_minutes, status, price_cents, refused from staged "
                "order by rowid limit $rows",
                {"rows": PREVIEW_ROWS},
            ).df()


def known_tools() -> list[tuple[str, str]]:
    """Return name and way to the export of every tool read without a wizard."""
    return [(export.name, export.how_to_export) for export in EXPORTS]
