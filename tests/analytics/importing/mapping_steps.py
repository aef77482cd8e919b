"""What the tests of mappings do again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from analytics.contracts import ImportReport
from analytics.exports.mapped.mapping import Column, MappedExport
from analytics.exports.mapped.rules import Condition, When
from analytics.store import queries
from tests.analytics.importing.steps import bring

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

Bring = Callable[[str, dict[str, Any]], ImportReport]
"""Imports a text as a file, with a mapping of `WHO` and what else is said."""

WHO = {"starts": Column("When"), "client_name": Column("Who")}


def bringer(database: Database, path: Path) -> Bring:
    """Return what imports a text as this file, with a mapping of what is said."""

    def bring_text(text: str, said: dict[str, Any]) -> ImportReport:
        path.write_text(text, "utf-8")
        columns = {**WHO, **said.get("columns", {})}
        given = {"name": "Tool", "header": (), **said, "columns": columns}
        return bring(database, path, mapping=MappedExport(**given))

    return bring_text


def log(database: Database, *columns: str) -> list[tuple[object, ...]]:
    """Return columns of the log with the client's name, by start."""
    chosen = ", ".join(columns)
    return queries.rows(
        database,
        f"select display_name, {chosen} from sessions join clients using (client_id) "  # noqa: S608 - columns of the test
        "order by starts_at, display_name",
    )


def is_(column: str, *words: str) -> When:
    """Return the condition that a column holds one of these words."""
    return When("all", (Condition(column, "is", words),))
