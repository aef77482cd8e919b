"""What a client may ask for: to be forgotten, and to see what is held.

Forgetting takes two steps. The person is removed in one transaction, which also
notes that the file has to be written anew; then the file is written anew without
its freed blocks and put in place in one step. A computer that stops in between
leaves the note, and giving the same command again finishes the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import (
    ClientNotFoundError,
    PracticeError,
    RewriteUnfinishedError,
)
from analytics.store import copies, files, own_steps, people, removal

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store.copies import Copy
    from analytics.store.database import Database

REWRITE_DUE = "rewrite_due"
"""Key in ``meta`` while a file may hold freed blocks with a forgotten name."""


@dataclass(frozen=True)
class ForgetReport:
    """What was removed, and what Driftline cannot reach."""

    client_id: str
    removed: dict[str, int]
    """Rows taken out, a table."""
    texts_changed: int
    """Texts about others in which the person was mentioned."""
    still_named: tuple[str, ...]
    """Columns in which the name stands as a coach's or a service's, and own steps."""
    alike: tuple[str, ...]
    """Ids of other clients with the same name, address or number."""
    out_of_reach: tuple[Copy, ...]
    """Backups, exports and files kept aside, all of which may hold the person."""


def forget(database: Database, client_id: str, *, now: dt.datetime) -> ForgetReport:
    """Remove a person from the practice's file, down to its bytes.

    Salted hashes of their identifiers stay, so that importing them again is
    ignored.

    Raises
    ------
    ClientNotFoundError
        If nothing is held under that id.
    RewriteUnfinishedError
        The person is removed, but the file could not be written anew.
    """
    out_of_reach = tuple(copies.all_copies(database, now))
    removed = _removed(database, client_id, now)
    try:
        _write_anew(database)
    except PracticeError as error:
        raise RewriteUnfinishedError(str(error)) from error
    return ForgetReport(
        client_id=client_id,
        removed=removed.rows,
        texts_changed=removed.texts,
        still_named=removed.still_named,
        alike=removed.alike,
        out_of_reach=out_of_reach,
    )


def is_rewrite_due(database: Database) -> bool:
    """Return whether an earlier `forget` was stopped before its last step."""
    with database.read() as cursor:
        return _is_due(cursor)


def export_client(database: Database, client_id: str) -> dict[str, object]:
    """Return everything held about one client.

    The tables that hold a client, by their names, each a list of rows (column
    name to value, times in UTC); and ``client_id``, ``name``, ``email``,
    ``phone`` on top.

    Raises
    ------
    ClientNotFoundError
        If nothing is held under that id.
    """
    with database.read() as cursor:
        client_id = people.current_id(cursor, client_id)
        held = {
            table: _rows_of(cursor, table, whose, client_id)
            for table, whose in sorted(removal.rows_of(cursor).items())
        }
    if not any(held.values()):
        raise ClientNotFoundError(client_id)
    known = [*held["clients"], *held["client_versions"], {}]
    return {
        "client_id": client_id,
        "name": known[0].get("display_name"),
        "email": known[0].get("email"),
        "phone": known[0].get("phone"),
        **held,
    }


def _removed(database: Database, client_id: str, now: dt.datetime) -> removal.Removed:
    texts = own_steps.texts(database.path)
    with database.write() as cursor:
        is_due = _is_due(cursor)
        try:
            removed = removal.remove(cursor, client_id, now=now, texts=texts)
        except ClientNotFoundError:
            if is_due:
                return removal.Removed({}, 0, (), ())
            raise
        if not is_due:
            cursor.execute(
                "insert into meta values ($key, 'yes')", {"key": REWRITE_DUE}
            )
    return removed


def _is_due(cursor: duckdb.DuckDBPyConnection) -> bool:
    found = cursor.execute(
        "select 1 from meta where key = $key", {"key": REWRITE_DUE}
    ).fetchone()
    return found is not None


def _write_anew(database: Database) -> None:
    path = database.path
    with database.exclusive() as connection, files.aside(path) as clean:
        files.clear_left_over(path)
        files.copy_database(connection, clean)
        with files.opened(clean) as copy:
            copy.execute("delete from meta where key = $key", {"key": REWRITE_DUE})
        connection.close()
        try:
            files.put_in_place(clean, path)
        finally:
            database.reopen()


def _rows_of(
    cursor: duckdb.DuckDBPyConnection, table: str, whose: str, client_id: str
) -> list[dict[str, object]]:
    found = cursor.execute(
        f"select * from {table} where {whose}",  # noqa: S608 - our own tables
        {"client_id": client_id},
    )
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
