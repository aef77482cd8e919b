"""The way back from a backup.

The backup is copied beside the practice, checked, brought to today's form and
only then put in the practice's place, in one step. The file that was there stays
under a dated name. What has to outlive a return to the past is carried over: who
was forgotten (they stay forgotten), where copies lie, and the data version,
which never falls.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import (
    DamagedPracticeError,
    MissingFileError,
    NewerPracticeError,
    NotAPracticeError,
    SameFileError,
)
from analytics.store import files, migrations, own_steps, removal
from analytics.store.database import Database, errors_said, open_practice
from analytics.store.files import counted, opened

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import duckdb


@dataclass(frozen=True)
class RestoreReport:
    """A backup that took the practice's place."""

    path: Path
    kept: Path | None
    """Where the file that was there lies now."""
    sessions: int
    clients: int
    forgotten_again: int
    """Clients of the backup who had been forgotten since, and stay so."""
    own_steps: int = 0
    """Files of the practice's own steps that came back with it."""


@dataclass(frozen=True)
class _Carried:
    """What a practice hands on to the backup that replaces it."""

    salt: str
    data_version: int
    forgotten: list[tuple[object, ...]]
    copies: list[tuple[object, ...]]


def restore(
    practice: Database | Path, source: Path, *, now: dt.datetime
) -> RestoreReport:
    """Put a backup in the practice's place and keep the file that was there.

    Parameters
    ----------
    practice
        The open practice, which goes on with the restored data; or the path of
        one that is not open, which may be damaged or missing.

    Raises
    ------
    MissingFileError, NotAPracticeError, NewerPracticeError, SameFileError
        The backup cannot be used. Nothing was changed.
    PracticeFileLockedError, PracticeNotWritableError, DiskFullError
        The practice cannot be replaced. Nothing was changed.
    """
    path = practice.path if isinstance(practice, Database) else practice
    with errors_said(source):
        _check_source(source, path)
    with errors_said(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _closed(practice) as carried:
            files.clear_left_over(path)
            return _replace(path, source, carried, now)


def _check_source(source: Path, path: Path) -> None:
    if not source.is_file():
        raise MissingFileError(source)
    if path.exists() and path.samefile(source):
        raise SameFileError(source)
    try:
        with errors_said(source), opened(source, read_only=True) as connection:
            form = migrations.form_of(connection, source)
    except DamagedPracticeError as error:
        raise NotAPracticeError(source) from error
    newest = migrations.known()[-1].number
    if form == 0:
        raise NotAPracticeError(source)
    if form > newest:
        raise NewerPracticeError(source, form, newest)


@contextmanager
def _closed(practice: Database | Path) -> Iterator[_Carried | None]:
    """Keep the practice's file closed; give what it hands on, if it can be read."""
    if isinstance(practice, Path):
        yield _carried_from(practice) if practice.exists() else None
        return
    with practice.exclusive() as connection:
        carried = _carried(connection)
        # Closing merges the log. A checkpoint of our own would, on a full disk,
        # make DuckDB refuse everything until the next start.
        connection.close()
        try:
            yield carried
        finally:
            practice.reopen()


def _carried_from(path: Path) -> _Carried | None:
    try:
        with errors_said(path), opened(path) as connection:
            form = migrations.form_of(connection, path)
            return _carried(connection) if form else None
    except DamagedPracticeError:
        return None


def _carried(connection: duckdb.DuckDBPyConnection) -> _Carried:
    meta = dict(connection.execute("select key, value from meta").fetchall())
    return _Carried(
        salt=meta["salt"],
        data_version=int(meta["data_version"]),
        forgotten=_rows(connection, "forgotten"),
        copies=_rows(connection, "copies"),
    )


def _replace(
    path: Path, source: Path, carried: _Carried | None, now: dt.datetime
) -> RestoreReport:
    with files.aside(path) as part, files.aside(path) as clean:
        shutil.copyfile(source, part)
        open_practice(part).close()
        with opened(part) as connection:
            again = _carry(connection, carried, now) if carried else 0
            sessions, clients = counted(connection)
            # Written anew, so that no block keeps the text of who was forgotten.
            files.copy_database(connection, clean)
        kept = _kept_name(path, now) if path.exists() else None
        files.put_in_place(clean, path, kept)
    if kept:
        own_steps.copy(path, kept)
    steps = own_steps.copy(source, path)
    return RestoreReport(path, kept, sessions, clients, again, steps)


def _carry(
    connection: duckdb.DuckDBPyConnection, carried: _Carried, now: dt.datetime
) -> int:
    """Hand on what outlives a return to the past; return how many stay forgotten."""
    connection.execute("begin transaction")
    connection.execute(
        "update meta set value = greatest(value::bigint, $version)::varchar "
        "where key = 'data_version'",
        {"version": carried.data_version + 1},
    )
    _unite(connection, "copies", carried.copies)
    salt = connection.execute("select value from meta where key = 'salt'").fetchone()
    if salt != (carried.salt,):
        # Another practice's file: nobody was ever forgotten in it.
        connection.execute("commit")
        return 0
    known = {row[0] for row in _rows(connection, "forgotten")}
    _unite(connection, "forgotten", [r for r in carried.forgotten if r[0] not in known])
    forgotten = removal.known_again(connection)
    for client_id in forgotten:
        removal.remove(connection, client_id, now=now)
    # Who is on a list without ever having had a session is no client.
    for person_id in removal.rows_known_again(connection):
        removal.remove(connection, person_id, now=now)
    connection.execute("commit")
    return len(forgotten)


def _unite(
    connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]
) -> None:
    for row in sorted(set(rows) - set(_rows(connection, table)), key=str):
        places = ", ".join("?" for _ in row)
        connection.execute(f"insert into {table} values ({places})", row)  # noqa: S608 - our own tables


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str
) -> list[tuple[object, ...]]:
    """Return a table's rows; none where an older form lacks the table."""
    there = connection.execute(
        "select 1 from duckdb_tables() where database_name = current_database() "
        "and table_name = $table",
        {"table": table},
    ).fetchone()
    if there is None:
        return []
    return connection.execute(f"select * from {table}").fetchall()  # noqa: S608 - our own tables


def _kept_name(path: Path, now: dt.datetime) -> Path:
    """Return a free dated name beside: ``….before-restore-20261123-090000.bak``."""
    lead = f"{path.name}.before-restore-{now:%Y%m%d-%H%M%S}"
    number = 1
    kept = path.with_name(f"{lead}.bak")
    while kept.exists():
        number += 1
        kept = path.with_name(f"{lead}-{number}.bak")
    return kept
