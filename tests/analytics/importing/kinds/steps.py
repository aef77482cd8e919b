"""What the tests of other kinds of rows do again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.store import queries
from tests.analytics.importing.steps import bring
from tests.support import other_rows
from tests.support.files import write_template

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.contracts import ImportReport, OtherRows
    from analytics.store import Database
    from tests.support.files import Row

COMPUTED = ("sessions", "clients", "client_keys", "reminders", "actions")


def session(number: str, starts: str, **said: str) -> Row:
    """Return a row of the template: session `number` of Ada, C-1."""
    return {
        "session_id": number,
        "client_id": "C-1",
        "client_name": "Ada Quist",
        "client_email": "ada@example.org",
        "service": "Coaching",
        "starts_at": starts,
        "status": "attended",
        **said,
    }


def bring_sessions(
    database: Database,
    folder: Path,
    *rows: Row,
    exported_at: str = "2026-11-20T18:00:00",
) -> ImportReport:
    """Import rows of the template."""
    path = write_template(folder / f"log-{exported_at[:10]}.csv", list(rows))
    return bring(database, path, exported_at=exported_at)


def bring_rows(
    database: Database,
    folder: Path,
    kind: str,
    *rows: Row,
    exported_at: str = "2026-11-20T18:00:00",
) -> ImportReport:
    """Import rows of another kind."""
    name = f"{kind}-{exported_at.replace(':', '')}.csv"
    path = other_rows.write(folder / name, kind, rows)
    return bring(database, path, exported_at=exported_at)


def told(report: ImportReport) -> OtherRows:
    """Return what a report says of its one other kind of rows."""
    [found] = report.others
    return found


def found(database: Database, sql: str) -> list[tuple[object, ...]]:
    """Return the rows of a query."""
    return queries.rows(database, sql)


def prices(database: Database) -> dict[str, tuple[object, ...]]:
    """Return price and currency of each session."""
    rows = found(database, "select session_id, price_cents, currency from sessions")
    return {str(row[0]).split(":")[-1]: row[1:] for row in rows}


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is computed, whichever import won."""
    left_out = {
        "sessions": "exclude (import_id)",
        "reminders": "exclude (import_id)",
        "actions": "exclude (import_id)",
    }
    return {
        name: found(
            database,
            f"select * {left_out.get(name, '')} from {name} order by all",  # noqa: S608 - names above
        )
        for name in COMPUTED
    }
