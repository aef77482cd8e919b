"""The mappings the owner has made, kept under the headers they fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analytics.contracts import Outcome
from analytics.errors import MappingNotFoundError, UnrecognisedExportError
from analytics.exports.header import key_of, tables
from analytics.exports.mapped.form import from_json, to_json
from analytics.exports.mapped.reading import fitting_table, mapped_reading
from analytics.exports.recognition import known_reading
from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import duckdb

    from analytics.exports.containers import TextFile
    from analytics.exports.header import Table
    from analytics.exports.mapped.mapping import MappedExport
    from analytics.exports.reading import Reading
    from analytics.store import Database

OWN = "your own mapping"


def mappings(database: Database) -> list[MappedExport]:
    """Return all kept mappings, by name."""
    found = queries.rows(database, "select definition from mappings order by name")
    return [from_json(str(row[0])) for row in found]


def save_mapping(
    database: Database, mapping: MappedExport, *, now: dt.datetime
) -> None:
    """Keep a mapping; one of the same name or header is replaced."""
    values = {
        "name": mapping.name,
        "header_key": key_of(mapping.header),
        "definition": to_json(mapping),
        "now": now,
    }
    with database.write() as cursor:
        cursor.execute(
            "delete from mappings where lower(name) = lower($name) "
            "or header_key = $header_key and header_key <> ''",
            {"name": mapping.name, "header_key": key_of(mapping.header)},
        )
        cursor.execute(
            "insert into mappings values ($name, $header_key, $definition, $now)",
            values,
        )


def named(cursor: duckdb.DuckDBPyConnection, name: str) -> MappedExport:
    """Return the mapping of that name (in any case).

    Raises
    ------
    MappingNotFoundError
        There is none.
    """
    found = cursor.execute("select name, definition from mappings").fetchall()
    for known, definition in found:
        if str(known).casefold() == name.strip().casefold():
            return from_json(definition)
    raise MappingNotFoundError(name, sorted(str(known) for known, _ in found))


def remove_mapping(database: Database, name: str) -> MappedExport:
    """Forget a mapping and return it; what was imported with it stays.

    Raises
    ------
    MappingNotFoundError
        There is none of that name.
    """
    with database.write() as cursor:
        found = named(cursor, name)
        cursor.execute("delete from mappings where name = $1", [found.name])
    return found


def reading_of(
    cursor: duckdb.DuckDBPyConnection,
    file: TextFile,
    *,
    tool: str | None = None,
    day_first: bool | None = None,
) -> Reading:
    """Return how to read a file: by a kept mapping, else as a tool's Driftline knows.

    Before all others comes the mapping made for exactly this header; one for nearly
    this header comes after the tools, so that it takes no tool's file.

    Raises
    ------
    PracticeError
        The file is nobody's, could be several tools', or leaves something open.
    """
    if tool is not None:
        return known_reading(file, tool, day_first=day_first)
    kept = _kept(cursor)
    headers = tables(file) if kept else []
    if mapping := _made_for(headers, kept):
        return mapped_reading(file, mapping, day_first=day_first)
    try:
        return known_reading(file, day_first=day_first)
    except UnrecognisedExportError:
        if near := next((m for m in kept if fitting_table(headers, m)), None):
            return mapped_reading(file, near, day_first=day_first)
        raise


def _kept(cursor: duckdb.DuckDBPyConnection) -> list[MappedExport]:
    found = cursor.execute("select definition from mappings order by name").fetchall()
    return [from_json(str(definition)) for (definition,) in found]


def _made_for(
    headers: Sequence[Table], kept: Sequence[MappedExport]
) -> MappedExport | None:
    """Return the mapping made for this header, or for this tool's files by the owner.

    What the owner has said of a tool's files holds for its next ones too.
    """
    for mapping in kept:
        is_a_tools = mapping.tool or mapping.shared_source
        is_exact = mapping.header and any(
            key_of(table.header) == key_of(mapping.header) for table in headers
        )
        if is_exact or (is_a_tools and fitting_table(headers, mapping)):
            return mapping
    return None


def from_a_stranger(mapping: MappedExport) -> MappedExport:
    """Return a mapping that came as a file, without what is only ours to say.

    It may describe columns; it may not pass for a tool that Driftline knows, nor
    share that tool's numbers and settings.
    """
    return replace(mapping, tool=None, shared_source=None, variant=OWN)


def for_sharing(mapping: MappedExport) -> MappedExport:
    """Return a mapping without the words of a status column that nobody has explained.

    What stands in a file's cells may be a client's name; what is left is what
    somebody has chosen a meaning for.
    """
    told = {w: m for w, m in mapping.statuses.items() if m != Outcome.UNKNOWN}
    return replace(mapping, statuses=told)
