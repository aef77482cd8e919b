"""Copies of the practice outside its file: backups, exports, files kept aside.

Driftline cannot take a forgotten client out of them. It can say where they are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import duckdb

    from analytics.store.database import Database

Kind = Literal["backup", "export", "kept"]


@dataclass(frozen=True)
class Copy:
    """A copy of the practice as it was once."""

    kind: Kind
    """``kept`` is a file laid aside by a restore or by a change of form."""
    path: str
    made_at: dt.datetime
    age_days: int
    is_there: bool
    """Whether a file or folder is still at that place."""


def record(
    database: Database, kind: Literal["backup", "export"], path: Path, now: dt.datetime
) -> None:
    """Remember that a copy was written."""
    values = {"kind": kind, "path": str(path.resolve()), "now": now}
    with database.write() as cursor:
        cursor.execute("insert into copies values ($kind, $path, $now)", values)


def all_copies(database: Database, now: dt.datetime) -> list[Copy]:
    """Return every copy known of, oldest first: recorded, or lying beside."""
    with database.read() as cursor:
        recorded = _recorded(cursor)
    found = [*recorded, *_kept_beside(database.path)]
    return [
        Copy(kind, path, made_at, max((now - made_at).days, 0), Path(path).exists())
        for kind, path, made_at in sorted(found, key=lambda copy: (copy[2], copy[1]))
    ]


def _recorded(
    cursor: duckdb.DuckDBPyConnection,
) -> list[tuple[Kind, str, dt.datetime]]:
    return cursor.execute("select kind, path, made_at from copies").fetchall()


def _kept_beside(path: Path) -> list[tuple[Kind, str, dt.datetime]]:
    lead = f"{path.name}."
    return [
        ("kept", str(file.resolve()), _changed_at(file))
        for file in path.parent.iterdir()
        if file.name.startswith(lead) and file.name.endswith((".bak", ".bak.wal"))
    ]


def _changed_at(file: Path) -> dt.datetime:
    changed = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
    return changed.replace(tzinfo=None)
