"""Run SQL files against the practice."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from analytics.store.database import Database


@lru_cache(maxsize=256)
def text_of(query: Path) -> str:
    """Return the SQL in a file (read once a process)."""
    return query.read_text("utf-8")


def table(database: Database, query: Path, **values: object) -> pd.DataFrame:
    """Run one SQL file that holds one ``select`` and return its rows.

    Parameters
    ----------
    database
        The open practice.
    query
        The file. Its ``$name`` placeholders take `values`; DuckDB refuses a
        missing or an unused one.
    """
    return frame(database, text_of(query), **values)


def frame(database: Database, sql: str, **values: object) -> pd.DataFrame:
    """Run one ``select`` and return its rows."""
    with database.read() as cursor:
        return cursor.execute(sql, values or None).df()


def rows(database: Database, sql: str, **values: object) -> list[tuple[object, ...]]:
    """Run one ``select`` and return its rows as tuples."""
    with database.read() as cursor:
        return cursor.execute(sql, values or None).fetchall()
