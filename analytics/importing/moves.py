"""Which session took the place of which: said by the tool, by a person, by the rule.

Works on the temporary table ``resolved``. What a person said goes before the rule,
and before the tool where the two differ. The rule stands in docs/definitions.md.
A booking that keeps its id when it is moved took its own place: the times it had
before (``given_up``) are told by the exports that showed them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.importing import zones
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import duckdb

_HERE = Path(__file__).parent

_IS_ANYTHING_SAID = "select 1 from session_links where withdrawn_at is null limit 1"


def find_slots(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make ``slot_runs`` and ``given_up``: the times that bookings had and left."""
    found = cursor.execute(text_of(_HERE / "moved_zones.sql")).fetchall()
    zones.install_to_local(cursor, [str(name) for (name,) in found])
    cursor.execute(text_of(_HERE / "slot_runs.sql"))
    cursor.execute(text_of(_HERE / "given_up.sql"))


def link(cursor: duckdb.DuckDBPyConnection) -> None:
    """Link moved sessions to the slots that took their place."""
    is_said = cursor.execute(_IS_ANYTHING_SAID).fetchone() is not None
    if is_said:
        cursor.execute(text_of(_HERE / "said_links.sql"))
        cursor.execute(text_of(_HERE / "cut_slots.sql"))
    cursor.execute(text_of(_HERE / "first_slots.sql"))
    cursor.execute(
        "create or replace temp table possible_moves as "
        + text_of(_HERE / "possible_moves.sql")
    )
    cursor.execute(
        "create or replace temp table links "
        "(old_id varchar, new_id varchar, basis varchar)"
    )
    if is_said:
        cursor.execute(text_of(_HERE / "join_said.sql"))
    while cursor.execute(text_of(_HERE / "links.sql")).fetchone():
        continue
    cursor.execute(text_of(_HERE / "apply_links.sql"))
