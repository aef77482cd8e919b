"""The demo taken out again, with everything that came with it.

Taking back its imports leaves what a demo brings besides: entries about invented
people, its time zone, what its services are. A real practice that begins in the
same file must meet none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics import importing
from analytics.store import entries, queries
from analytics.store.files import counted

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store import Database

FILES = "demo-"
"""What the names of the demo's files begin with."""

ZONE = "Europe/Zurich"
"""Where the demo's coaches work."""

_PEOPLE = Path(__file__).with_name("demo_people.sql")


def take_out(database: Database, *, now: dt.datetime) -> int:
    """Remove the demo; return how many imports it had.

    Nothing happens where there is none. Files of one's own that were imported
    beside it stay, with the settings they are read by.
    """
    people = queries.rows(database, queries.text_of(_PEOPLE), files=f"{FILES}%")
    found = [
        record
        for record in importing.imports(database)
        if record.file.startswith(FILES) and record.undone_at is None
    ]
    for record in found:
        importing.undo(database, record.import_id, now=now)
    if found:
        _remove_what_it_brought(database, [str(row[0]) for row in people])
    return len(found)


def _remove_what_it_brought(database: Database, people: list[str]) -> None:
    with database.write() as cursor:
        cursor.execute("delete from imports where file_name like $1", [f"{FILES}%"])
        for table in entries.TABLES:
            cursor.execute(
                f"delete from {table} where list_contains($people, client_id) "  # noqa: S608 - a name from TABLES
                "and client_id not in (select client_id from clients)",
                {"people": people},
            )
        if counted(cursor) == (0, 0):
            for table in ("services", "strategy_spans", "strategies"):
                cursor.execute(f"delete from {table}")  # noqa: S608 - named above
            cursor.execute(
                "delete from settings where value = $zone "
                "and (key = 'timezone' or starts_with(key, 'zone.'))",
                {"zone": ZONE},
            )
