"""What a practice keeps about itself and no client: taken back, and brought back.

Like the entries about clients nothing is overwritten: a row that is taken back is
marked, and the mark can be taken away again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entry_checks

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store.database import Database

TABLES: Final = ("colleagues", "booking_links")


def withdraw(database: Database, entry_id: str, *, now: dt.datetime) -> None:
    """Take an entry back; one that was taken back before stays so.

    Raises
    ------
    BadEntryError
        If there is no such entry.
    """
    _mark(database, entry_id, "coalesce(withdrawn_at, $now)", {"now": now})


def bring_back(database: Database, entry_id: str) -> None:
    """Let an entry that was taken back hold again.

    Raises
    ------
    BadEntryError
        If there is no such entry.
    """
    _mark(database, entry_id, "null", {})


def _mark(
    database: Database, entry_id: str, value: str, values: dict[str, object]
) -> None:
    with database.write() as cursor:
        found = [
            cursor.execute(
                f"update {table} set withdrawn_at = {value} "  # noqa: S608 - own names
                "where entry_id = $entry_id",
                {"entry_id": entry_id, **values},
            ).fetchone()
            for table in TABLES
        ]
        if not any(row and row[0] for row in found):
            raise BadEntryError(entry_checks.NO_SUCH_ENTRY)
