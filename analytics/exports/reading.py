"""How one file is to be read: dialect, columns, SQL, and what the SQL needs.

A `Reading` is all that importing has to know of a tool. The normal form that
every tool's SQL gives, one row a record:

session_key, client_given_id, client_name, client_email, client_phone,
coach, service, starts_text, starts_local | starts_utc, ends_local,
duration_minutes, zone, booked_local | booked_utc, moved_local, status, problem,
cancelled_local | cancelled_utc, cancelled_by, replaces_key, price_text, currency,
reminder_strategy, package_sessions.

``status`` is what the tool says: booked, unknown, attended, no_show, cancelled,
cancelled_by_coach, late_cancelled or rescheduled. What it means is decided later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analytics.errors import (
    DayFirstUnknownError,
    NoRowsError,
    UnrecognisedExportError,
    WrongToolError,
)
from analytics.exports import EXPORTS, of_tool, recognise
from analytics.exports.dates import is_day_first
from analytics.exports.header import (
    key_of,
    likeliest,
    tables,
    with_whole_columns,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from analytics.exports.container import TextFile
    from analytics.exports.export import Match
    from analytics.exports.header import Table
    from analytics.exports.mapping import MappedExport


NO_FORM = "-"
"""A date form that fits no date: DuckDB refuses an empty one."""


@dataclass(frozen=True)
class Reading:
    """How to read one file."""

    tool: str
    tool_name: str
    variant: str
    confidence: str
    why: str
    source: str
    """What settings are kept by: the tool, or the mapping's name."""
    session_prefix: str
    """Put before the tool's own ids, which are unique only within it."""
    table: Table
    fields: tuple[str, ...]
    """Raw fields the SQL expects; those the file lacks are null."""
    columns: Mapping[str, int]
    sql: Path
    parameters: Mapping[str, object]
    starts_column: str
    date_form: str
    has_zone: bool
    cannot_tell: tuple[str, ...]
    status_words: Mapping[str, str] = field(default_factory=dict)
    """For mapped files: a status cell (folded) and the outcome it stands for."""
    warnings: tuple[str, ...] = ()


def known_reading(file: TextFile, tool: str | None = None) -> Reading:
    """Recognise a file by its columns.

    Parameters
    ----------
    file
        The text.
    tool
        Key of the tool the owner named; the file has to be its.

    Raises
    ------
    UnrecognisedExportError, WrongToolError, NoRowsError
        The file is not one that Driftline knows by itself.
    """
    found = _first_match(file)
    if tool is not None:
        named = of_tool(tool)
        if named is None or found is None or found[1].export.tool != named.tool:
            raise WrongToolError(
                file.name, tool, found[1].export.name if found else None
            )
    if found is None:
        table = likeliest(file)
        raise UnrecognisedExportError(
            file.name, table.header, [export.name for export in EXPORTS]
        )
    return _of_match(file, *found)


def _first_match(file: TextFile) -> tuple[Table, Match] | None:
    matches = [(t, m) for t in tables(file) if (m := recognise(t.header))]
    return max(matches, key=lambda found: found[1].share, default=None)


def _of_match(file: TextFile, table: Table, match: Match) -> Reading:
    if not table.sample:
        raise NoRowsError(file.name)
    export = match.export
    parameters: dict[str, object] = {}
    warnings: list[str] = []
    if export.tool == "acuity":
        parameters["slashed_date"], said = _slashed_dates(file, table, match)
        warnings += said
    return Reading(
        tool=export.tool,
        tool_name=export.name,
        variant=match.variant,
        confidence=match.confidence,
        why=match.why,
        source=export.tool,
        session_prefix="" if export.tool == "template" else f"{export.tool}:",
        table=table,
        fields=tuple(export.fields),
        columns=match.columns,
        sql=export.sql,
        parameters=parameters,
        starts_column=_starts_column(table, match),
        date_form=export.date_form,
        has_zone=export.has_zone and _gives_zone(match),
        cannot_tell=export.cannot_tell,
        warnings=tuple(warnings),
    )


def _starts_column(table: Table, match: Match) -> str:
    field = next(iter(match.export.required & {"starts", "starts_at"}))
    return table.header[match.columns[field]]


def _gives_zone(match: Match) -> bool:
    # Driftline's template has its offsets inside the times.
    return match.export.tool == "template" or "zone" in match.columns


def _slashed_dates(file: TextFile, table: Table, match: Match) -> tuple[str, list[str]]:
    """Return the form of the booking dates an older account writes."""
    positions = [match.columns.get("booked"), match.columns.get("moved")]
    if not any("/" in cell for p in positions for cell in table.cells(p)):
        return NO_FORM, []
    whole = with_whole_columns(file, table)
    day_first = is_day_first(cell for p in positions for cell in whole.cells(p))
    if day_first is None:
        said = (
            "The days of booking could be day-first or month-first and no row "
            "settles it, so they were left out."
        )
        return NO_FORM, [said]
    return ("%d/%m/%Y" if day_first else "%m/%d/%Y"), []


def mapped_reading(file: TextFile, mapping: MappedExport) -> Reading:
    """Return how to read a file with a mapping made in the wizard.

    Raises
    ------
    BadMappingError
        The mapping names columns the file does not have.
    DayFirstUnknownError
        The mapping leaves the order of day and month open.
    """
    table = table_of(file, mapping.header)
    if mapping.forms.get("starts") in (None, ""):
        column = mapping.columns["starts"].name
        raise DayFirstUnknownError(file.name, column, "03/04/2026")
    return Reading(
        tool="mapping",
        tool_name=mapping.name,
        variant="your own mapping",
        confidence="mapped",
        why=f"it has the columns that your mapping {mapping.name!r} describes",
        source=mapping.source,
        session_prefix=f"{mapping.source}:",
        table=table,
        fields=mapping.FIELDS,
        columns=mapping.positions(table.header),
        sql=mapping.SQL,
        parameters={
            f"{name}_form": mapping.forms.get(name) or NO_FORM
            for name in ("starts", "booked", "cancelled")
        },
        starts_column=mapping.columns["starts"].name,
        date_form="the form you chose",
        has_zone="zone" in mapping.columns,
        cannot_tell=mapping.cannot_tell(),
        status_words={word.casefold(): said for word, said in mapping.statuses.items()},
    )


def table_of(file: TextFile, header: Sequence[str]) -> Table:
    """Return the table in the file that has this header, else the likeliest."""
    wanted = key_of(header)
    for table in tables(file):
        if key_of(table.header) == wanted:
            return table
    return likeliest(file)
