"""Bookings that a newer export leaves out although it covers their time.

They are flagged, never deleted, and asked about. Works on all versions, whoever's
they are: a client whose only booking is missing stands in no row of the newer file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.store.queries import text_of

if TYPE_CHECKING:
    import duckdb

_HERE = Path(__file__).parent

_IS_ANYTHING_SEEN_TWICE = (
    "select 1 from session_versions group by source "
    "having min(exported_at) < max(exported_at) limit 1"
)

_IS_ANYTHING_FLAGGED = (
    "select 1 from sessions where vanished_known_at is not null limit 1"
)


def find(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make ``vanished``; whoever it is about comes into ``touched``.

    As long as no source was exported twice, nothing can be missing.
    """
    is_anything_seen_twice = cursor.execute(_IS_ANYTHING_SEEN_TWICE).fetchone()
    if is_anything_seen_twice:
        cursor.execute(text_of(_HERE / "fingerprint.sql"))
        cursor.execute(text_of(_HERE / "vanished.sql"))
    else:
        cursor.execute(
            "create or replace temp table vanished "
            "(session_id varchar, known_at timestamp)"
        )
    if is_anything_seen_twice or cursor.execute(_IS_ANYTHING_FLAGGED).fetchone():
        cursor.execute(text_of(_HERE / "touch_vanished.sql"))


def flag(cursor: duckdb.DuckDBPyConnection) -> None:
    """Flag the sessions in ``resolved`` that are missing."""
    cursor.execute(text_of(_HERE / "apply_vanished.sql"))
