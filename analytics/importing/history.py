"""The import history, and taking an import back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.contracts import ImportRecord
from analytics.errors import ImportNotFoundError
from analytics.importing import resolve
from analytics.importing.kinds import KINDS, follow
from analytics.store import queries
from analytics.store import settings as kept_settings

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store import Database

_COLUMNS = (
    "import_id, file_name, tool, variant, source, timezone, exported_at, imported_at, "
    "first_starts_at, last_starts_at, count_rows, count_accepted, count_duplicate, "
    "count_refused, count_ignored, count_new, count_changed, undone_at, kind"
)


def imports(database: Database) -> list[ImportRecord]:
    """Return the import history, newest first, taken-back imports included."""
    found = queries.rows(
        database,
        f"select {_COLUMNS} from imports order by imported_at desc, import_id",  # noqa: S608 - a constant
    )
    return [ImportRecord(*row) for row in found]  # type: ignore[arg-type]  # columns in the dataclass's order


def undo(database: Database, import_id: str, *, now: dt.datetime) -> ImportRecord:
    """Take an import back: the log becomes what it is without that file.

    Raises
    ------
    ImportNotFoundError
        There is no such import, or it was taken back already.
    """
    with database.write() as cursor:
        found = cursor.execute(
            "update imports set undone_at = $now "
            "where import_id = $import_id and undone_at is null returning import_id",
            {"now": now, "import_id": import_id},
        ).fetchone()
        if found is None:
            raise ImportNotFoundError(import_id)
        cursor.execute(
            "create or replace temp table touched as "
            "select distinct client_id from session_versions where import_id = $1",
            [import_id],
        )
        # While the import is still there: it may have taken sessions from others.
        resolve.widen(cursor)
        follow.touch(cursor, import_id)
        of_kinds = (kind.table for kind in KINDS.values())
        for kept in ("session_versions", "client_versions", "refused_rows", *of_kinds):
            cursor.execute(f"delete from {kept} where import_id = $1", [import_id])  # noqa: S608 - names above
        resolve.resolve(cursor, kept_settings.read_with(cursor))
    return next(r for r in imports(database) if r.import_id == import_id)
