"""Whole files: put in place in one step, nothing left over, a full disk said."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analytics import importing
from analytics.errors import DiskFullError, RewriteUnfinishedError
from analytics.reports.export import export_all
from analytics.store import files, open_practice, privacy, queries
from analytics.store.backup import backup
from analytics.store.check import check
from analytics.store.restore import restore
from tests.analytics.small_practice import ANNA, NOW
from tests.support.disks import fill_up, small_disk

ROOT = Path(__file__).parents[3]

CHILD = """
import datetime as dt, pathlib, sys
from analytics.store import open_practice, privacy
from analytics.store.backup import backup
from analytics.store.restore import restore
what, path, other = sys.argv[1], *map(pathlib.Path, sys.argv[2:])
now = dt.datetime(2026, 11, 16, 8)
database = open_practice(path)
print("open", flush=True)
if what == "forget":
    privacy.forget(database, "C-1", now=now)
elif what == "restore":
    restore(database, other, now=now)
else:
    backup(database, other, now=now)
database.close()
print("done", flush=True)
"""


def test_error_leaves_the_file_as_it_was_and_nothing_beside(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("old", "utf-8")

    def fail_midway() -> None:
        with files.written_aside(target) as part:
            part.write_text("new", "utf-8")
            raise DiskFullError

    with pytest.raises(DiskFullError):
        fail_midway()
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_written_aside_takes_the_place(tmp_path: Path) -> None:
    with files.written_aside(tmp_path / "target") as part:
        part.write_text("new", "utf-8")
        assert not (tmp_path / "target").exists()
    assert (tmp_path / "target").read_text("utf-8") == "new"


def test_file_system_without_second_names_gets_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", self, None, target)

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    new, old, kept = (tmp_path / name for name in ("new", "old", "kept"))
    new.write_text("new", "utf-8")
    old.write_text("old", "utf-8")
    files.put_in_place(new, old, kept)
    assert old.read_text("utf-8") == "new"
    assert kept.read_text("utf-8") == "old"


def test_only_our_own_left_overs_are_removed(tmp_path: Path) -> None:
    ours = tmp_path / ".practice.duckdb.0a1b2c3d.part.wal"
    theirs = tmp_path / ".other.duckdb.0a1b2c3d.part"
    spill = tmp_path / ".practice.duckdb.spill"
    spill.mkdir()
    for file in (ours, theirs, spill / "rows.tmp"):
        file.write_text("x", "utf-8")
    files.clear_left_over(tmp_path / "practice.duckdb")
    assert list(tmp_path.iterdir()) == [theirs]


def test_copy_of_a_database_has_only_the_rows_that_are_there(tmp_path: Path) -> None:
    secret = "Zwirbelbach" * 20
    with files.opened(tmp_path / "a.duckdb") as first:
        first.execute("set force_compression = 'uncompressed'")
        first.execute(
            "create table t as select $1 || i as n from range(2000) r (i)", [secret]
        )
        first.execute("checkpoint")
        first.execute("delete from t where n <> $1", [f"{secret}7"])
        first.execute("update t set n = 'kept'")
        first.execute("checkpoint")
        assert secret.encode() in (tmp_path / "a.duckdb").read_bytes()
        files.copy_database(first, tmp_path / "b.duckdb")
    assert secret.encode() not in (tmp_path / "b.duckdb").read_bytes()
    with files.opened(tmp_path / "b.duckdb", read_only=True) as second:
        assert second.execute("select n from t").fetchall() == [("kept",)]


@pytest.mark.slow
def test_full_disk_is_said_and_everything_is_as_it_was(
    small_path: Path,
) -> None:
    with small_disk(16) as disk:
        path = disk / "practice.duckdb"
        shutil.copyfile(small_path, path)
        database = open_practice(path)
        before = queries.rows(database, "select * from sessions order by all")
        ballast = fill_up(disk, 300_000)
        there = sorted(disk.iterdir())
        with pytest.raises(DiskFullError, match="The disk is full"):
            backup(database, disk / "backup.duckdb", now=NOW)
        with pytest.raises(DiskFullError):
            restore(database, small_path, now=NOW)
        (disk / "last").write_bytes(b"\0" * shutil.disk_usage(disk).free)
        with pytest.raises(DiskFullError):
            export_all(database, disk / "out", now=NOW)
        assert set(disk.iterdir()) == {*there, disk / "last"}
        assert queries.rows(database, "select * from sessions order by all") == before
        ballast.unlink()
        assert check(database).is_well
        database.close()


@pytest.mark.slow
def test_forgetting_on_a_full_disk_is_finished_once_there_is_room(
    small_path: Path,
) -> None:
    with small_disk(16) as disk:
        path = disk / "practice.duckdb"
        shutil.copyfile(small_path, path)
        database = open_practice(path)
        ballast = fill_up(disk, 700_000)
        with pytest.raises(RewriteUnfinishedError, match="disk is full"):
            privacy.forget(database, ANNA, now=NOW)
        ballast.unlink()
        assert not check(database).is_well
        privacy.forget(database, ANNA, now=NOW)
        assert check(database).is_well
        database.close()
        assert b"Zwirbelbach" not in path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("what", ["backup", "restore", "forget"])
def test_kill_at_any_instant_leaves_a_whole_practice(
    small_path: Path, tmp_path: Path, what: str
) -> None:
    usual = killed_after(None, what, small_path, tmp_path / "usual")
    counts = set()
    for instant in range(16):
        folder = tmp_path / str(instant)
        killed_after(usual * instant / 13, what, small_path, folder)
        counts.add(clients_left(folder))
    assert counts == ({1, 2} if what == "forget" else {2})


def killed_after(
    seconds: float | None, what: str, small_path: Path, folder: Path
) -> float:
    """Run one job on a copy and kill it; return how long it ran."""
    folder.mkdir()
    path = folder / "practice.duckdb"
    source = folder / "source.duckdb"
    for copy in (path, source):
        shutil.copyfile(small_path, copy)
    other = folder / "backup.duckdb" if what == "backup" else source
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, what, str(path), str(other)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        began = time.perf_counter()
        if seconds is None:
            assert child.stdout.readline() == b"done\n"
        else:
            time.sleep(seconds)
            os.kill(child.pid, signal.SIGKILL)
    return time.perf_counter() - began


def clients_left(folder: Path) -> int:
    """Open what a killed job left, finish it, and return how many clients it has."""
    database = open_practice(folder / "practice.duckdb")
    is_due = privacy.is_rewrite_due(database)
    assert len(check(database).problems) == int(is_due)
    assert importing.verify(database) == []
    if is_due:
        privacy.forget(database, ANNA, now=NOW)
        assert check(database).is_well
    ((clients,),) = queries.rows(database, "select count(*) from clients")
    database.close()
    if (folder / "backup.duckdb").exists():
        with files.opened(folder / "backup.duckdb", read_only=True) as whole:
            assert files.counted(whole) == (5, 2)
    return int(str(clients))
