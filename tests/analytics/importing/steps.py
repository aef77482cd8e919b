"""What the tests of importing do again and again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics import importing
from analytics.importing import ImportOptions
from analytics.store import queries

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.store import Database

NOW = dt.datetime(2026, 11, 22, 8)  # noqa: DTZ001 - UTC without a zone, as stored


def at(text: str) -> dt.datetime:
    """Return a UTC instant without a zone."""
    return dt.datetime.fromisoformat(text)


def bring(
    database: Database,
    path: Path,
    *,
    exported_at: str | None = "2026-11-20T18:00:00",
    timezone: str | None = "UTC",
    **said: object,
) -> ImportReport:
    """Import a file as exported at an instant, its times in a zone."""
    options = ImportOptions(
        exported_at=at(exported_at) if exported_at else None,
        timezone=timezone,
        **said,  # type: ignore[arg-type]  # the test names fields of ImportOptions
    )
    return importing.import_file(database, path, now=NOW, options=options)


def sessions(database: Database, *columns: str) -> dict[str, tuple[object, ...]]:
    """Return columns of the log by session id without its tool."""
    found = queries.rows(
        database,
        f"select session_id, {', '.join(columns)} from sessions order by session_id",  # noqa: S608 - columns of the test
    )
    return {str(row[0]).split(":")[-1]: row[1:] for row in found}


def outcomes(database: Database) -> dict[str, str]:
    """Return the outcome of each session by its id without its tool."""
    return {key: str(row[0]) for key, row in sessions(database, "outcome").items()}


LOG_TABLES = ("sessions", "moved_slots", "clients", "client_keys")


def log(
    database: Database, *, ids_too: bool = False
) -> dict[str, list[tuple[object, ...]]]:
    """Return all that the log holds, in an order of its own.

    Which import won is left out by default: it is no fact about the practice.
    """
    left_out = "" if ids_too else "exclude (import_id)"
    return {
        name: queries.rows(
            database,
            f"select * {left_out if name == 'sessions' else ''} "  # noqa: S608 - names above
            f"from {name} order by all",
        )
        for name in LOG_TABLES
    }
