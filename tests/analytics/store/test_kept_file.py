"""A kept file of the first form opens in every later Driftline.

``tests/data/practice_form_1.duckdb`` was made by running only migration 0001 on an
empty file (block size 16 KiB, to stay small) and inserting three attended sessions
of two invented clients, one import and one refused row.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from analytics import importing
from analytics.errors import NewerPracticeError, NotAPracticeError
from analytics.store import files, migrations, open_practice, queries
from analytics.store.check import check

KEPT = Path(__file__).resolve().parents[2] / "data" / "practice_form_1.duckdb"
NEWEST = migrations.known()[-1].number


@pytest.fixture
def old(practice_of_the_test: Path) -> Path:
    shutil.copyfile(KEPT, practice_of_the_test)
    return practice_of_the_test


def form(path: Path) -> int:
    with files.opened(path, read_only=True) as connection:
        return migrations.form_of(connection, path)


def test_kept_file_is_of_the_first_form() -> None:
    assert form(KEPT) == 1
    assert NEWEST > 1


def test_old_file_is_migrated_and_its_sessions_are_there(old: Path) -> None:
    database = open_practice(old)
    found = queries.rows(
        database,
        "select session_id, client_id, outcome, price_cents from sessions order by 1",
    )
    assert found == [
        ("S-1", "C-1", "attended", 9000),
        ("S-2", "C-1", "attended", 9000),
        ("S-3", "C-2", "attended", 9000),
    ]
    assert check(database).problems == ()
    assert importing.verify(database) == []
    database.close()
    assert form(old) == NEWEST


def test_copy_of_the_old_form_is_kept_beside(old: Path) -> None:
    open_practice(old).close()
    kept = old.with_name("practice.duckdb.form-1.bak")
    assert form(kept) == 1
    with files.opened(kept, read_only=True) as connection:
        assert connection.execute("select count(*) from sessions").fetchall() == [(3,)]
    kept.unlink()
    open_practice(old).close()
    assert not kept.exists(), "a second opening has nothing to migrate"


def test_newer_form_is_refused_and_left_untouched(old: Path) -> None:
    with files.opened(old) as connection:
        connection.execute("insert into schema_migrations values (9999, 'tomorrow')")
    before = old.read_bytes()
    with pytest.raises(
        NewerPracticeError, match=f"9999, this one knows up to {NEWEST}"
    ):
        open_practice(old)
    assert old.read_bytes() == before


def test_foreign_database_is_refused_and_left_untouched(tmp_path: Path) -> None:
    theirs = tmp_path / "invoices.duckdb"
    with duckdb.connect(str(theirs)) as connection:
        connection.execute("create table invoices (id integer)")
    before = theirs.read_bytes()
    with pytest.raises(NotAPracticeError, match=r"invoices\.duckdb is not a Driftline"):
        open_practice(theirs)
    assert theirs.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["invoices.duckdb"]
