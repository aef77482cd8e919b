"""Whole files of the practice: written aside, then put in place in one step.

A file under its final name is complete, whatever happens in between. What a
killed process leaves behind has ``.part`` in its name and is removed by the next
run.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.store.database import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

_WORK = "work-"


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """Give a free name beside `target` to write to, and remove what remains."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
    finally:
        _discard(part)


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """Give a name beside `target` to write to; at the end it takes its place.

    An error leaves nothing behind, and whatever was at `target` as it was.
    """
    with aside(target) as part:
        yield part
        settle(part)
        part.replace(target)
        settle(target.parent)


def copy_database(cursor: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Write the last committed state of the cursor's database to a new file.

    Only rows that are there are written: no block of the new file holds text of
    deleted ones. Readers and writers go on meanwhile.
    """
    alias = f"copy_{secrets.token_hex(4)}"
    row = cursor.execute("select current_database()").fetchone()
    source = str(row[0]).replace('"', '""') if row else ""
    # Neither a path nor a database's name can be bound; both are quoted.
    cursor.execute(f"attach {quoted(str(target))} as {alias}")
    try:
        cursor.execute(f'copy from database "{source}" to {alias}')
    finally:
        cursor.execute(f"detach {alias}")


@contextmanager
def opened(
    path: Path, *, read_only: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a bare connection to a database file, and close it."""
    connection = connect(path, read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()


def counted(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Return how many sessions and clients a practice has."""
    row = connection.execute(
        "select (select count(*) from sessions), (select count(*) from clients)"
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def put_in_place(new: Path, path: Path, keep: Path | None = None) -> None:
    """Let `new` become `path` in one step; nothing may have either open.

    At every instant one of the two complete files lies at `path`.

    Parameters
    ----------
    keep
        A name under which the file that was at `path` stays.
    """
    settle(new)
    log = log_of(path)
    if keep is not None:
        _name_also(path, keep)
        if log.exists():
            _name_also(log, log_of(keep))
    # The old file's log must never be played on top of the new file.
    log.unlink(missing_ok=True)
    new.replace(path)
    settle(path.parent)


@contextmanager
def private_folder(path: Path) -> Iterator[Path]:
    """Give a new folder beside the practice that nobody else may read; remove it."""
    folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.{_WORK}", dir=path.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_work(path: Path) -> None:
    """Remove the private folders beside a practice, also one that is in use."""
    for folder in path.parent.iterdir():
        if folder.name.startswith(f".{path.name}.{_WORK}"):
            shutil.rmtree(folder, ignore_errors=True)


def clear_left_over(path: Path) -> None:
    """Remove what killed runs left beside the practice, and its spilled rows.

    A folder in which something is being worked out goes as well: whoever forgets a
    client must not leave a copy behind. The work is then done again.
    """
    clear_work(path)
    lead = f".{path.name}."
    for file in path.parent.iterdir():
        if file.name.startswith(lead) and ".part" in file.name:
            file.unlink(missing_ok=True)
    shutil.rmtree(path.with_name(f"{lead}spill"), ignore_errors=True)


def log_of(path: Path) -> Path:
    """Return the name of a database's write-ahead log."""
    return path.with_name(f"{path.name}.wal")


def settle(path: Path) -> None:
    """Wait until a file or folder has reached the disk."""
    if os.name == "nt" and path.is_dir():
        # Windows lets nobody open a folder, and keeps it safe itself.
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def quoted(text: str) -> str:
    """Return a text as an SQL literal, where a value cannot be bound."""
    return "'" + text.replace("'", "''") + "'"


def _discard(part: Path) -> None:
    for file in part.parent.iterdir():
        if file.name.startswith(part.name):
            file.unlink(missing_ok=True)


def _name_also(path: Path, keep: Path) -> None:
    try:
        keep.hardlink_to(path)
    except OSError:
        # A memory stick's file system has no second names.
        shutil.copyfile(path, keep)
        settle(keep)
