"""The practice's settings and services in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import settings

if TYPE_CHECKING:
    import duckdb

    from analytics.settings import Settings
    from analytics.store.database import Database


def read(database: Database) -> Settings:
    """Return the practice's settings."""
    with database.read() as cursor:
        return read_with(cursor)


def read_with(cursor: duckdb.DuckDBPyConnection) -> Settings:
    """Return the practice's settings, seen by a transaction."""
    return settings.parse(stored(cursor))


def stored(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the keys and values that somebody has set."""
    return dict(cursor.execute("select key, value from settings").fetchall())


def put(cursor: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    """Keep one setting (canonical key, canonical value)."""
    cursor.execute(
        "merge into settings using (select $key as key, $value as value) as given "
        "on settings.key = given.key "
        "when matched then update set value = given.value "
        "when not matched then insert values (given.key, given.value)",
        {"key": key, "value": value},
    )
