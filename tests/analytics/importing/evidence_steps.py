"""What the tests of meeting reports do again and again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.store import queries
from tests.analytics.importing.steps import bring
from tests.support.files import write_template
from tests.support.meetings import Meeting, write_zoom

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

Row = dict[str, str]


TODAY = dt.date(2026, 11, 22)


def session(key: str, name: str, **said: str) -> Row:
    """Return a past session of which nobody said what became of it."""
    return {
        "session_id": key,
        "client_name": name,
        "coach": "Noor Vandersteen",
        "service": "Coaching",
        "starts_at": "2026-11-10T10:00",
        "duration_minutes": "60",
        **said,
    }


def bring_sessions(database: Database, folder: Path, *rows: Row) -> None:
    """Import sessions as Driftline's own table."""
    bring(database, write_template(folder / "sessions.csv", rows))


def bring_meeting(
    database: Database, folder: Path, held: Meeting, *, with_meeting: bool = True
) -> str:
    """Import a report and return its import's id."""
    path = write_zoom(folder / "zoom.csv", held, with_meeting=with_meeting)
    return str(bring(database, path).import_id)


def said(database: Database) -> dict[str, tuple[object, ...]]:
    """Return outcome and basis by session."""
    rows = queries.rows(
        database, "select session_id, outcome, outcome_basis from sessions"
    )
    return {str(key): tuple(rest) for key, *rest in rows}


def shown(database: Database, key: str) -> tuple[object, ...]:
    """Return minutes, minutes late, minutes gone early and by what it was matched."""
    ((*found,),) = queries.rows(
        database,
        "select minutes, minutes_late, minutes_early_leave, matched_by "
        "from attendance_evidence where session_id = $key",
        key=key,
    )
    return tuple(found)


CAME = ("attended", "evidence")
MISSED = ("no_show", "evidence")
NOT_KNOWN = ("unknown", "none")
