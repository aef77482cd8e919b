"""One open practice: a connection, a cursor a query, one lock round writes.

The module owns the connection and the translation of DuckDB's errors into
sentences an owner can act on. A connection is not safe to share between
threads, a cursor of it is; DuckDB serves readers from the last committed state
while a write is going on.
"""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

from analytics.errors import (
    DamagedPracticeError,
    DiskFullError,
    NewerPracticeError,
    NotAPracticeError,
    PracticeFileLockedError,
    PracticeNotWritableError,
)
from analytics.store import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEMORY_LIMIT = "1GB"
"""What DuckDB may use before it spills: leaves room on an 8 GB laptop."""

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY_LIMIT,
    # Nothing is fetched from the network, ever.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # SQL must never read a Python variable by its name.
    "python_enable_replacements": False,
}


class Database:
    """An open practice file. Make one with `open_practice`."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        self._writing = threading.RLock()
        self._readers = 0
        self._no_readers = threading.Condition()
        self._is_exclusive_wanted = False
        self._reading = threading.local()
        self._is_closed = False

    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor that sees the last committed state."""
        depth: int = getattr(self._reading, "depth", 0)
        with self._no_readers, errors_said(self.path):
            # Without this, readers that take turns would keep `exclusive` waiting
            # for ever. One that is inside already has to be let finish.
            while self._is_exclusive_wanted and not depth:
                self._no_readers.wait()
            cursor = self._cursor()
            self._readers += 1
            self._reading.depth = depth + 1
        try:
            with errors_said(self.path):
                yield cursor
        finally:
            cursor.close()
            with self._no_readers:
                self._readers -= 1
                self._reading.depth = depth
                self._no_readers.notify_all()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.cursor()
        except duckdb.ConnectionException:
            if self._is_closed:
                raise
            # An earlier attempt to open the file anew failed, on a full disk say.
            self._connection = connect(self.path)
            return self._connection.cursor()

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor inside one transaction; commit at the end, or nothing.

        The data version is raised in the same transaction, so that whoever
        caches by it never shows an older state than the one stored.

        A disk that fills up while a commit is tidied away makes DuckDB give up
        the whole connection. Then the file is opened anew, and its data version
        tells whether the commit had reached it.
        """
        with self._writing:
            before = self.data_version
            try:
                with self._transaction() as cursor:
                    yield cursor
            except BaseException:
                if not self._is_given_up():
                    raise
                with self.exclusive():
                    self.reopen()
                if self.data_version == before:
                    raise

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self.read() as cursor:
            cursor.execute("begin transaction")
            try:
                yield cursor
                cursor.execute(
                    "update meta set value = (value::bigint + 1)::varchar "
                    "where key = 'data_version'"
                )
                cursor.execute("commit")
            except BaseException:
                _roll_back(cursor)
                raise

    def _is_given_up(self) -> bool:
        try:
            with self._connection.cursor() as cursor:
                cursor.execute("select 1")
        except duckdb.Error:
            return True
        return False

    @property
    def data_version(self) -> int:
        """A number that rises with every committed write."""
        with self.read() as cursor:
            row = cursor.execute(
                "select value::bigint from meta where key = 'data_version'"
            ).fetchone()
        return int(row[0]) if row else 0

    @contextmanager
    def exclusive(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give the connection itself once no reader is left; readers wait.

        For the few jobs that replace the file under the connection.
        """
        with self._writing, self._no_readers:
            self._is_exclusive_wanted = True
            try:
                while self._readers:
                    self._no_readers.wait()
            finally:
                self._is_exclusive_wanted = False
                self._no_readers.notify_all()
            with errors_said(self.path):
                yield self._connection

    def reopen(self) -> None:
        """Open the file anew, inside `exclusive`, after it was replaced."""
        self._connection.close()
        self._connection = connect(self.path)

    def close(self) -> None:
        """Close the file; the object cannot be used afterwards."""
        with self._writing:
            self._is_closed = True
            self._connection.close()


def open_practice(path: Path) -> Database:
    """Open a practice, making an empty one where there is no file.

    A file of an older form is migrated forward after a copy is kept beside it.

    Raises
    ------
    PracticeFileLockedError
        Another process holds the file.
    NotAPracticeError, NewerPracticeError, DamagedPracticeError
        The file is not one this Driftline can open; it is left untouched.
    PracticeNotWritableError, DiskFullError
        The file cannot be written.
    """
    with errors_said(path):
        _make_folder(path)
        connection = connect(path)
        try:
            if form := migrations.form_to_keep(connection, path):
                # Closed first: Windows copies no file that somebody has open.
                connection.close()
                migrations.keep_copy(path, form)
                connection = connect(path)
            migrations.migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return Database(path, connection)


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Return a bare connection with Driftline's configuration."""
    spill = path.parent / f".{path.name}.spill"
    config = _CONFIG | {"temp_directory": str(spill)}
    connection = duckdb.connect(str(path), read_only=read_only, config=config)
    connection.execute("set timezone = 'UTC'")
    # It would be drawn on standard output, in the middle of what --json prints.
    connection.execute("set enable_progress_bar = false")
    return connection


@contextmanager
def errors_said(path: Path) -> Iterator[None]:
    """Turn the engine's errors into sentences; whatever is a bug stays one."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        said = _sentence(path, str(error))
        if said is None:
            raise
        raise said from error


def _sentence(path: Path, message: str) -> Exception | None:
    low = message.lower()
    if "could not set lock" in low or "being used by another process" in low:
        return PracticeFileLockedError(path, _holder(message))
    if "no space left" in low or "out of disk space" in low:
        return DiskFullError()
    if any(words in low for words in _NOT_WRITABLE):
        return PracticeNotWritableError(path)
    return _unreadable(path, low)


def _unreadable(path: Path, low: str) -> Exception | None:
    newer = re.search(r"version number (\d+), but we can only read .* (\d+)", low)
    if newer is not None:
        return NewerPracticeError(path, int(newer[1]), int(newer[2]))
    if "is a directory" in low:
        return NotAPracticeError(path)
    if any(words in low for words in _DAMAGED):
        return DamagedPracticeError(path)
    return None


_NOT_WRITABLE = (
    "permission denied",
    "access is denied",
    "read-only file system",
    "not a directory",
    "file exists",
    "file name too long",
)
_DAMAGED = (
    "not a valid duckdb database",
    "corrupt",
    "could not read enough bytes",
    "database has been invalidated",
)


def _holder(message: str) -> str | None:
    found = re.search(r"held in (\S+) \(PID (\d+)\)", message)
    if found is None:
        return None
    return f"{found[1].rsplit('/', 1)[-1]}, process {found[2]}"


def _make_folder(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    # A failed commit has rolled back already, and a full disk may have closed
    # the transaction: both refuse a second rollback.
    try:
        cursor.execute("rollback")
    except duckdb.Error:
        return
