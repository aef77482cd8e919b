"""The mappings the owner has made, kept under the headers they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import MappingNotFoundError
from analytics.exports.header import key_of, tables
from analytics.exports.mapping import MappedExport
from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.exports.container import TextFile
    from analytics.store import Database


def mappings(database: Database) -> list[MappedExport]:
    """Return all kept mappings, by name."""
    found = queries.rows(database, "select definition from mappings order by name")
    return [MappedExport.from_json(str(row[0])) for row in found]


def save_mapping(
    database: Database, mapping: MappedExport, *, now: dt.datetime
) -> None:
    """Keep a mapping; one of the same name or header is replaced."""
    values = {
        "name": mapping.name,
        "header_key": key_of(mapping.header),
        "definition": mapping.to_json(),
        "now": now,
    }
    with database.write() as cursor:
        cursor.execute(
            "delete from mappings where lower(name) = lower($name) "
            "or header_key = $header_key",
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
            return MappedExport.from_json(definition)
    raise MappingNotFoundError(name, sorted(str(known) for known, _ in found))


def fitting(cursor: duckdb.DuckDBPyConnection, file: TextFile) -> MappedExport | None:
    """Return the kept mapping whose header the file has."""
    kept = dict(
        cursor.execute("select header_key, definition from mappings").fetchall()
    )
    if not kept:
        return None
    for table in tables(file):
        if definition := kept.get(key_of(table.header)):
            return MappedExport.from_json(definition)
    return None
