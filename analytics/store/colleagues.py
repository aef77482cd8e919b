"""Whom a practice refers to: colleagues, and support for when somebody is worried.

A small directory that the practice fills itself; `practice_entries` takes one back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store.database import Database

COLLEAGUE: Final = "colleague"
SUPPORT: Final = "support"
KINDS: Final = (COLLEAGUE, SUPPORT)

MOST_LETTERS: Final = 200
MOST: Final = 100
"""Entries of the directory that hold at once."""

_WHO = "Say who it is: a name, a practice or a service."
_TOO_LONG = f"That is too long for a directory: at most {MOST_LETTERS} letters each."
_UNKNOWN_KIND = "Say whether it is a colleague or support."
_FULL = f"The directory holds {MOST} entries. Take out one that nobody needs."


@dataclass(frozen=True)
class Colleague:
    """Somebody to refer a client to."""

    entry_id: str
    kind: str
    """``colleague``, or ``support`` such as a helpline or a doctor."""
    name: str
    what_for: str | None
    reached_by: str | None


def add(
    database: Database,
    name: str,
    *,
    kind: str = COLLEAGUE,
    what_for: str | None = None,
    reached_by: str | None = None,
    now: dt.datetime,
) -> str:
    """Keep somebody in the directory; return the entry's id.

    Raises
    ------
    BadEntryError
        Nothing was kept.
    """
    if kind not in KINDS:
        raise BadEntryError(_UNKNOWN_KIND)
    fields = {
        "kind": kind,
        "name": entry_checks.needed(name, _WHO),
        "what_for": entry_checks.text(what_for),
        "reached_by": entry_checks.text(reached_by),
    }
    if any(len(text or "") > MOST_LETTERS for text in fields.values()):
        raise BadEntryError(_TOO_LONG)
    with database.write() as cursor:
        row = cursor.execute(
            "select count(*) from colleagues where withdrawn_at is null"
        ).fetchone()
        if row and row[0] >= MOST:
            raise BadEntryError(_FULL)
        return entries.insert(cursor, "colleagues", fields, now)


def known(database: Database) -> list[Colleague]:
    """Return the directory: colleagues, then support, each by name."""
    with database.read() as cursor:
        rows = cursor.execute(
            "select entry_id, kind, name, what_for, reached_by from colleagues "
            "where withdrawn_at is null order by kind, lower(name), entry_id"
        ).fetchall()
    return [Colleague(*row) for row in rows]
