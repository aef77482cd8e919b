"""The step of computing the log in which meeting reports become evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.store.queries import text_of

if TYPE_CHECKING:
    import duckdb

    from analytics.settings import Settings

_HERE = Path(__file__).parent

_TABLES = ("visits", "visit_sessions", "attendance_evidence", "visit_questions")


def in_play(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Return whether there is any report, or anything that followed from one."""
    there = " or ".join(f"exists (select 1 from {name})" for name in _TABLES)  # noqa: S608 - names above
    row = cursor.execute(f"select {there}").fetchone()
    return bool(row and row[0])


def touch_everybody(cursor: duckdb.DuckDBPyConnection) -> None:
    """Put all clients into ``touched``.

    Whose stay it was can depend on every other client: a namesake with a session at
    the same time makes a question of what was certain.
    """
    cursor.execute(
        "create or replace temp table touched as select client_id from touched "
        "union select client_id from session_versions "
        "union select client_id from sessions"
    )


def apply(cursor: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Find what reports show of the sessions in ``resolved``, which holds them all.

    Leaves ``found_visits``, ``evidence`` and ``asked`` for `store`; changes
    ``resolved`` where reports count.
    """
    for name in ("macros", "people", "matches", "rows", "missed"):
        cursor.execute(text_of(_HERE / f"{name}.sql"))
    cursor.execute(text_of(_HERE / "apply.sql"), {"is_on": settings.evidence_zoom})
    cursor.execute(text_of(_HERE / "questions.sql"))
    cursor.execute(
        "update resolved set outcome = e.outcome, outcome_basis = 'evidence', "
        "outcome_known_at = e.known_at from evidence as e "
        "where resolved.session_id = e.session_id and e.is_used"
    )


def store(cursor: duckdb.DuckDBPyConnection) -> None:
    """Write what `apply` found."""
    cursor.execute(text_of(_HERE / "store.sql"))
