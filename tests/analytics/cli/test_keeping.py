"""`backup`, `restore`, `check`, `export`: the practice as a whole."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from analytics.store import open_practice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran


def spoil(path: Path, sql: str) -> None:
    opened = open_practice(path)
    with opened.write() as cursor:
        cursor.execute(sql)
    opened.close()


def test_backup_and_back(
    run: Callable[..., Ran], small_path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "b.duckdb"
    made = run("backup", target, "--json")
    assert made.code == 0
    assert made.json.keys() >= {"path", "size_bytes", "sessions", "clients", "made_at"}
    assert (made.json["path"], made.json["sessions"]) == (str(target), 5)
    run("ending", "set", "C-1", "completed")
    back = run("restore", target, "--json")
    assert back.code == 0
    assert back.json.keys() >= {"restored", "path", "kept", "sessions", "clients"}
    assert (back.json["restored"], back.json["path"]) == (str(target), str(small_path))
    assert (tmp_path / back.json["kept"]).is_file()
    assert run("export-client", "C-1", "--json").json["endings"] == []


def test_backup_and_back_for_a_person(
    run: Callable[..., Ran], small_path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "b.duckdb"
    assert "holds 5 sessions of 2 clients" in run("backup", target).out
    run("forget", "C-1")
    told = run("restore", target).out
    assert "back to 3 sessions of 1 clients" in told
    assert f"kept as {small_path.name}.before-restore-" in told
    assert "1 clients who had been forgotten since were left out again" in told
    elsewhere = tmp_path / "new.duckdb"
    told = run("restore", target, "--database", elsewhere).out
    assert "kept as" not in told
    assert elsewhere.is_file()


@pytest.mark.parametrize("command", ["backup", "export", "check", "forget"])
def test_practice_that_is_not_there_is_not_made(
    run: Callable[..., Ran], practice_of_the_test: Path, tmp_path: Path, command: str
) -> None:
    words = () if command == "check" else (tmp_path / "out",)
    ran = run(command, *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("There is no file practice.duckdb at that place")
    assert not practice_of_the_test.exists()


def test_backup_is_never_overwritten(
    run: Callable[..., Ran], small_path: Path, tmp_path: Path
) -> None:
    assert small_path.exists()
    target = tmp_path / "b.duckdb"
    run("backup", target)
    before = target.read_bytes()
    again = run("backup", target, "--json")
    assert again.code == 2
    assert "exists already" in again.json["error"]
    assert target.read_bytes() == before


def test_file_that_is_no_practice_is_not_restored(
    run: Callable[..., Ran], small_path: Path, tmp_path: Path
) -> None:
    before = small_path.read_bytes()
    notes = tmp_path / "notes.txt"
    notes.write_text("Dear diary", "utf-8")
    ran = run("restore", notes)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("notes.txt is not a Driftline practice file")
    assert small_path.read_bytes() == before


def test_check_of_a_sound_practice(run: Callable[..., Ran], small_path: Path) -> None:
    assert small_path.exists()
    ran = run("check", "--json")
    assert ran.code == 0
    assert ran.json.keys() >= {"ok", "problems", "rows", "bundle"}
    assert (ran.json["ok"], ran.json["problems"]) == (True, [])
    assert ran.json["rows"]["sessions"] == 5
    assert run("check").out.startswith("All is well")


def test_check_that_finds_something_exits_1(
    run: Callable[..., Ran], small_path: Path
) -> None:
    spoil(small_path, "delete from clients where client_id = 'C-1'")
    ran = run("check", "--json")
    assert (ran.code, ran.json["ok"]) == (1, False)
    assert "2 sessions belong to no client" in ran.json["problems"]
    told = run("check")
    assert told.code == 1
    assert "Something is wrong" in told.out
    assert "2 sessions belong to no client" in told.out
    assert "restore BACKUP" in told.out


def test_check_holds_the_log_against_its_imports(
    run: Callable[..., Ran], small_path: Path
) -> None:
    spoil(
        small_path,
        "update sessions set outcome = 'no_show', outcome_basis = 'recorded' "
        "where session_id = 'S-1'",
    )
    ran = run("check", "--json")
    assert ran.code == 1
    assert ran.json["problems"] == ["1 sessions are not what their imports say"]


def test_note_is_no_problem(run: Callable[..., Ran], small_path: Path) -> None:
    spoil(
        small_path,
        "update sessions set replaces = 'S-0' where session_id = 'S-4'; "
        "update session_versions set replaces = 'S-0' where session_id = 'S-4'",
    )
    ran = run("check")
    assert "Note: 1 sessions were moved from one that no imported file" in ran.out


def test_spoiled_file_is_told_from_a_contradiction(
    run: Callable[..., Ran], small_path: Path
) -> None:
    whole = small_path.read_bytes()
    place = whole.index(b"Programme")
    small_path.write_bytes(whole[:place] + b"Pr0gramme" + whole[place + 9 :])
    ran = run("check", "--json")
    assert ran.code == 1
    assert ran.json["problems"][0].endswith("is damaged and cannot be read")
    small_path.write_bytes(whole[:20_000])
    cut = run("check", "--json")
    assert cut.code == 2
    assert "Restore your latest backup" in cut.json["error"]


def test_bundle_is_written_and_named(
    run: Callable[..., Ran], small_path: Path, tmp_path: Path
) -> None:
    assert small_path.exists()
    target = tmp_path / "support.zip"
    ran = run("check", "--bundle", target, "--json")
    assert (ran.code, ran.json["bundle"]) == (0, str(target))
    with zipfile.ZipFile(target) as bundle:
        assert "check.json" in bundle.namelist()
    again = run("check", "--bundle", target)
    assert again.code == 2
    assert "it names no client" in run("check", "--bundle", tmp_path / "b.zip").out


def test_export_names_its_files(
    run: Callable[..., Ran], small_path: Path, tmp_path: Path
) -> None:
    assert small_path.exists()
    ran = run("export", tmp_path / "out", "--json")
    assert ran.code == 0
    assert ran.json["files"][0] == {"file": "sessions.csv", "rows": 5}
    for entry in ran.json["files"]:
        assert (tmp_path / "out" / entry["file"]).is_file()
    told = run("export", tmp_path / "again").out
    assert "sessions.csv: 5 rows" in told
    full = run("export", tmp_path / "out")
    assert full.code == 2


def test_export_can_be_imported_again(
    run: Callable[..., Ran], small_path: Path, tmp_path: Path
) -> None:
    assert small_path.exists()
    before = run("sessions", "--json").json
    run("export", tmp_path / "out")
    other = ("--database", tmp_path / "other.duckdb")
    at = ("--exported-at", "2026-11-16T08:00:00Z", "--timezone", "Europe/Zurich")
    assert run("import", tmp_path / "out" / "sessions.csv", *at, *other).code == 0
    assert run("sessions", "--json", *other).json == before
