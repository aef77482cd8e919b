"""Queries of one look at the practice, each kept as a table for the next.

A comparison is worked out in steps over as many rows as the log has; kept where DuckDB
keeps them, in memory or on the disk, a million sessions fit into a small machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.facts import facts
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb
    import pandas as pd

    from analytics.periods import AsOf
    from analytics.store import Database


class Held:
    """The tables of one cursor; they go with it."""

    def __init__(
        self, database: Database, cursor: duckdb.DuckDBPyConnection, as_of: AsOf
    ) -> None:
        self.database = database
        self.as_of = as_of
        self.cursor = cursor
        self._names: frozenset[str] = frozenset()

    def keep(self, name: str, query: Path | str, **values: object) -> None:
        """Keep what a query finds as a table; it stands for the fact of that name."""
        text, bound = self._asked(query, values)
        self.cursor.execute(
            f"create or replace temp table {name} as {text}", bound or None
        )
        self._names |= {name}

    def give(self, name: str, rows: pd.DataFrame) -> None:
        """Let queries read rows as a table."""
        self.cursor.register(name, rows)

    def rows(self, query: Path) -> pd.DataFrame:
        """Return what a query finds."""
        text, bound = self._asked(query, {})
        return self.cursor.execute(text, bound or None).df()

    def _asked(
        self, query: Path | str, values: Mapping[str, object]
    ) -> tuple[str, dict[str, object]]:
        sql = query if isinstance(query, str) else queries.text_of(query)
        return facts.asked_beside(self.database, self.as_of, sql, self._names, values)
