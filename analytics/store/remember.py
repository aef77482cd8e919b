"""The one line to remember about a client: the latest counts, the older ones stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, entry_days

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store.database import Database

LONGEST: Final = 280
"""Letters of the line."""

_TOO_LONG = f"One line holds {LONGEST} letters. Keep what you need before the call."


def write(
    database: Database,
    client_id: str,
    line: str,
    *,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep a line, an empty one too; return the entry's id.

    Taking the entry back brings the line before it back.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_told(on, now)
    kept = " ".join((entry_checks.text(line) or "").split())
    if len(kept) > LONGEST:
        raise BadEntryError(_TOO_LONG)
    with database.write() as cursor:
        entries.check_client(cursor, client_id)
        entry_days.check_known_by(cursor, client_id, on, now)
        row = {"client_id": client_id, "line": kept or None, "on_date": on}
        at = entry_days.after_earlier(cursor, "remember_lines", client_id, now)
        return entries.insert(cursor, "remember_lines", row, at)
