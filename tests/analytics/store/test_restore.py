"""The way back: only from a practice, in one step, and the forgotten stay so."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from analytics.errors import (
    MissingFileError,
    NewerPracticeError,
    NotAPracticeError,
    PracticeFileLockedError,
    SameFileError,
)
from analytics.store import entries, files, open_practice, queries, restore
from analytics.store.backup import backup
from analytics.store.check import check
from analytics.store.copies import all_copies
from analytics.store.privacy import forget
from tests.analytics.small_practice import ANNA, BELA, NOW

if TYPE_CHECKING:
    from analytics.store import Database

ROOT = Path(__file__).resolve().parents[3]
FORM_1 = ROOT / "tests" / "data" / "practice_form_1.duckdb"
KEPT = "practice.duckdb.before-restore-20261116-080000.bak"
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def saved(small: Database, tmp_path: Path) -> Path:
    """Back the small practice up, then change it: Anna's story has ended since."""
    target = tmp_path / "backup.duckdb"
    backup(small, target, now=NOW)
    entries.add_ending(small, ANNA, "completed", on=NOW.date(), now=NOW)
    return target


def left_over(folder: Path) -> list[str]:
    return sorted(f.name for f in folder.iterdir() if ".part" in f.name)


def test_open_practice_goes_on_with_the_restored_data(
    small: Database, saved: Path, tmp_path: Path
) -> None:
    assert entries.entries(small, ANNA)
    done = restore.restore(small, saved, now=NOW)
    assert entries.entries(small, ANNA) == []
    assert (done.sessions, done.clients, done.forgotten_again) == (5, 2, 0)
    assert check(small).is_well
    assert done.kept == tmp_path / KEPT
    assert left_over(tmp_path) == []


def test_file_that_was_there_is_kept_whole(
    small: Database, saved: Path, tmp_path: Path
) -> None:
    restore.restore(small, saved, now=NOW)
    old = open_practice(tmp_path / KEPT)
    assert [entry.what for entry in entries.entries(old, ANNA)] == ["completed"]
    old.close()


def test_two_restores_in_a_second_keep_two_files(
    small: Database, saved: Path, tmp_path: Path
) -> None:
    first = restore.restore(small, saved, now=NOW)
    second = restore.restore(small, saved, now=NOW)
    assert first.kept != second.kept
    assert len(list(tmp_path.glob("*.bak"))) == 2


def test_restoring_raises_the_data_version(small: Database, saved: Path) -> None:
    before = small.data_version
    restore.restore(small, saved, now=NOW)
    assert small.data_version > before


def test_backups_stay_known_after_going_back(small: Database, saved: Path) -> None:
    restore.restore(small, saved, now=NOW)
    kinds = [(copy.kind, Path(copy.path).name) for copy in all_copies(small, LATER)]
    assert ("backup", "backup.duckdb") in kinds
    assert ("kept", KEPT) in kinds


def test_practice_that_is_not_open_is_replaced(
    small: Database, saved: Path, tmp_path: Path
) -> None:
    small.close()
    done = restore.restore(small.path, saved, now=NOW)
    assert (done.sessions, done.kept) == (5, tmp_path / KEPT)


def test_practice_that_is_missing_is_made(small_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "practice.duckdb"
    done = restore.restore(target, small_path, now=NOW)
    assert done.kept is None
    opened = open_practice(target)
    assert queries.rows(opened, "select count(*) from sessions") == [(5,)]
    opened.close()


@pytest.mark.parametrize("spoil", ["garbage", "truncated", "empty"])
def test_damaged_practice_is_replaced_and_kept(
    small: Database, saved: Path, tmp_path: Path, spoil: str
) -> None:
    small.close()
    whole = small.path.read_bytes()
    spoiled = {"garbage": b"x" * 5000, "truncated": whole[:20000], "empty": b""}[spoil]
    small.path.write_bytes(spoiled)
    done = restore.restore(small.path, saved, now=NOW)
    assert done.sessions == 5
    assert (tmp_path / KEPT).read_bytes() == spoiled
    opened = open_practice(small.path)
    assert check(opened).is_well
    opened.close()


def test_log_of_a_damaged_practice_is_kept_and_never_played_on_the_backup(
    small: Database, saved: Path, tmp_path: Path
) -> None:
    small.close()
    small.path.write_bytes(b"DUCK" * 2000)
    log = files.log_of(small.path)
    log.write_bytes(b"of the file that was")
    restore.restore(small.path, saved, now=NOW)
    assert not log.exists()
    assert (tmp_path / f"{KEPT}.wal").read_bytes() == b"of the file that was"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"Dear diary"),
        ("scan.pdf", b"%PDF-1.7" + b"x" * 20000),
        ("empty.duckdb", b""),
        ("half.duckdb", b"\0" * 8 + b"DUCK" + b"\0" * 100),
    ],
)
def test_file_that_is_no_practice_is_refused(
    small: Database, tmp_path: Path, name: str, content: bytes
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    before = queries.rows(small, "select * from sessions order by all")
    with pytest.raises(NotAPracticeError, match=f"{name} is not a Driftline practice"):
        restore.restore(small, source, now=NOW)
    assert queries.rows(small, "select * from sessions order by all") == before
    assert list(tmp_path.glob("*.bak")) == []
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("tables", ["", "create table invoices (id integer)"])
def test_somebody_elses_database_is_refused(
    small: Database, tmp_path: Path, tables: str
) -> None:
    source = tmp_path / "invoices.duckdb"
    with duckdb.connect(str(source)) as other:
        other.execute(tables or "select 1")
    before = source.read_bytes()
    with pytest.raises(NotAPracticeError):
        restore.restore(small, source, now=NOW)
    assert source.read_bytes() == before


def test_somebody_elses_database_is_not_replaced(
    small_path: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "invoices.duckdb"
    with duckdb.connect(str(theirs)) as other:
        other.execute("create table invoices (id integer)")
    before = theirs.read_bytes()
    with pytest.raises(NotAPracticeError):
        restore.restore(theirs, small_path, now=NOW)
    assert theirs.read_bytes() == before


def test_backup_of_a_newer_driftline_is_refused(small: Database, saved: Path) -> None:
    with files.opened(saved) as newer:
        newer.execute("insert into schema_migrations values (9999, 'tomorrow')")
    with pytest.raises(NewerPracticeError, match=r"its form is 9999.*Update Driftline"):
        restore.restore(small, saved, now=NOW)


def test_missing_backup_folder_and_the_practice_itself_are_refused(
    small: Database, tmp_path: Path
) -> None:
    with pytest.raises(MissingFileError, match=r"no file gone\.duckdb"):
        restore.restore(small, tmp_path / "gone.duckdb", now=NOW)
    with pytest.raises(MissingFileError):
        restore.restore(small, tmp_path, now=NOW)
    with pytest.raises(SameFileError, match="the practice itself"):
        restore.restore(small, small.path, now=NOW)


def test_old_backup_is_brought_to_todays_form(small: Database, tmp_path: Path) -> None:
    old = tmp_path / "old.duckdb"
    shutil.copyfile(FORM_1, old)
    done = restore.restore(small, old, now=NOW)
    assert done.sessions == 3
    assert check(small).is_well
    assert old.read_bytes() == FORM_1.read_bytes()
    assert left_over(tmp_path) == []


def test_forgotten_client_does_not_come_back_with_an_old_backup(
    small: Database, saved: Path
) -> None:
    forget(small, ANNA, now=NOW)
    done = restore.restore(small, saved, now=LATER)
    assert done.forgotten_again == 1
    assert queries.rows(small, "select client_id from clients") == [(BELA,)]
    assert b"Zwirbelbach" not in small.path.read_bytes()
    assert b"Zwirbelbach" in saved.read_bytes()


def test_another_practices_forgotten_do_not_concern_this_one(
    small: Database, saved: Path
) -> None:
    forget(small, ANNA, now=NOW)
    with files.opened(saved) as other:
        other.execute("update meta set value = 'another salt' where key = 'salt'")
    done = restore.restore(small, saved, now=LATER)
    assert (done.forgotten_again, done.clients) == (0, 2)


def test_readers_wait_and_then_see_the_restored_practice(
    small: Database, saved: Path
) -> None:
    troubles: list[BaseException] = []
    stop = threading.Event()

    def keep_reading() -> None:
        try:
            while not stop.is_set():
                [(count,)] = queries.rows(small, "select count(*) from sessions")
                assert count == 5
        except BaseException as error:  # noqa: BLE001 - handed to the test below
            troubles.append(error)

    readers = [threading.Thread(target=keep_reading) for _ in range(4)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        restore.restore(small, saved, now=NOW)
    stop.set()
    for reader in readers:
        reader.join()
    assert troubles == []
    assert entries.entries(small, ANNA) == []


def test_practice_held_by_another_process_is_left_alone(
    small: Database, saved: Path
) -> None:
    small.close()
    hold = (
        "import sys, pathlib\n"
        "from analytics.store import open_practice\n"
        "held = open_practice(pathlib.Path(sys.argv[1]))\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(small.path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        said = f"python.*process {holder.pid}.*Close the other Driftline"
        with pytest.raises(PracticeFileLockedError, match=said):
            restore.restore(small.path, saved, now=NOW)
        assert list(small.path.parent.glob("*.bak")) == []


def test_what_a_killed_restore_left_is_removed_by_the_next(
    small: Database, saved: Path, tmp_path: Path
) -> None:
    (tmp_path / ".practice.duckdb.0a1b2c3d.part").write_text("rest", "utf-8")
    (tmp_path / ".practice.duckdb.0a1b2c3d.part.wal").write_text("rest", "utf-8")
    restore.restore(small, saved, now=NOW)
    assert left_over(tmp_path) == []
