"""Backups: whole, consistent while somebody writes, never over another file."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

import pytest

from analytics.errors import (
    BackupExistsError,
    MissingFolderError,
    PracticeNotWritableError,
)
from analytics.store import files, open_practice, queries
from analytics.store.backup import backup
from analytics.store.check import check
from analytics.store.copies import all_copies
from tests.analytics.small_practice import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database


def test_backup_is_a_practice_with_the_same_rows(
    small: Database, tmp_path: Path
) -> None:
    target = tmp_path / "backup.duckdb"
    made = backup(small, target, now=NOW)
    assert (made.path, made.sessions, made.clients) == (target, 5, 2)
    assert made.size_bytes == target.stat().st_size
    copy = open_practice(target)
    for table in ("sessions", "session_versions", "clients", "imports", "settings"):
        sql = f"select * from {table} order by all"  # noqa: S608 - names above
        assert queries.rows(copy, sql) == queries.rows(small, sql)
    assert check(copy).is_well
    copy.close()


def test_backup_of_an_empty_practice(database: Database, tmp_path: Path) -> None:
    made = backup(database, tmp_path / "backup.duckdb", now=NOW)
    assert (made.sessions, made.clients) == (0, 0)


def test_backup_to_a_folder_is_named_by_the_time(
    small: Database, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = backup(small, stick, now=NOW)
    assert made.path == stick / "practice-2026-11-16-0800.duckdb"
    assert made.path.is_file()


def test_backup_never_overwrites(small: Database, tmp_path: Path) -> None:
    target = tmp_path / "backup.duckdb"
    target.write_text("mine", "utf-8")
    with pytest.raises(BackupExistsError, match="never overwrites a backup"):
        backup(small, target, now=NOW)
    assert target.read_text("utf-8") == "mine"


def test_folder_that_is_missing_is_not_made(small: Database, tmp_path: Path) -> None:
    with pytest.raises(MissingFolderError, match="no folder unplugged"):
        backup(small, tmp_path / "unplugged" / "backup.duckdb", now=NOW)
    assert not (tmp_path / "unplugged").exists()


def test_name_that_cannot_be_written_leaves_nothing(
    small: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(PracticeNotWritableError, match="cannot be written"):
        backup(small, folder / ("x" * 300), now=NOW)
    assert list(folder.iterdir()) == []


def test_quotes_in_names_are_only_names(small_path: Path, tmp_path: Path) -> None:
    odd = tmp_path / 'it\'s a "practice".duckdb'
    small_path.rename(odd)
    opened = open_practice(odd)
    made = backup(opened, tmp_path / "o'clock; detach.duckdb", now=NOW)
    opened.close()
    assert made.sessions == 5


def test_backup_is_remembered_with_its_age(small: Database, tmp_path: Path) -> None:
    target = tmp_path / "backup.duckdb"
    backup(small, target, now=NOW)
    later = NOW + dt.timedelta(days=12, hours=3)
    [copy] = all_copies(small, later)
    assert (copy.kind, copy.path, copy.made_at) == ("backup", str(target), NOW)
    assert (copy.age_days, copy.is_there) == (12, True)
    target.unlink()
    [copy] = all_copies(small, later)
    assert not copy.is_there


def test_files_kept_beside_are_copies_too(small: Database, tmp_path: Path) -> None:
    kept = tmp_path / "practice.duckdb.form-1.bak"
    kept.write_text("old", "utf-8")
    (tmp_path / "other.duckdb.form-1.bak").write_text("not ours", "utf-8")
    [copy] = all_copies(small, NOW)
    assert (copy.kind, copy.path) == ("kept", str(kept))


def test_backup_while_somebody_writes_is_one_committed_state(
    small: Database, tmp_path: Path
) -> None:
    """Every write adds one row to two tables; no copy may have only one of them."""
    stop = threading.Event()

    def keep_writing() -> None:
        while not stop.is_set():
            with small.write() as cursor:
                cursor.execute("insert into settings values ('a', 'b')")
                cursor.execute("insert into services values ('a', 'b', null, now())")

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        copies = [tmp_path / f"{number}.duckdb" for number in range(5)]
        for target in copies:
            backup(small, target, now=NOW)
    finally:
        stop.set()
        writer.join()
    for target in copies:
        with files.opened(target, read_only=True) as copy:
            [(settings, services)] = copy.execute(
                "select (select count(*) from settings where key = 'a'), "
                "(select count(*) from services)"
            ).fetchall()
        assert settings == services
