"""Entries put in the place of others: taken back, they let the old ones stand again.

A change takes the old entry back and keeps a new one that names it (`replaces_id`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import duckdb

_CHANGED: Final = ("promises", "follow_ups")
"""Entries that are changed by one in their place, which names them."""

_STANDS_AGAIN: Final = (
    "update {table} as old set withdrawn_at = null from {table} as changed "
    "where changed.entry_id = $entry_id and changed.withdrawn_at is null "
    "and old.entry_id = changed.replaces_id"
)

_WITH_ITS_RESULTS: Final = (
    "update follow_ups as came set about_id = changed.replaces_id "
    "from follow_ups as changed where changed.entry_id = $entry_id "
    "and changed.withdrawn_at is null and changed.replaces_id is not null "
    "and came.about_id = changed.entry_id"
)


def stand_again(cursor: duckdb.DuckDBPyConnection, entry_id: str) -> None:
    """Let what an entry was put in the place of stand again, with what came of it.

    For just before the entry is taken back; of one that is taken back already, or was
    put in no other's place, nothing changes.
    """
    for table in _CHANGED:
        cursor.execute(_STANDS_AGAIN.format(table=table), {"entry_id": entry_id})
    cursor.execute(_WITH_ITS_RESULTS, {"entry_id": entry_id})
