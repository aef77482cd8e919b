"""`import`, `imports`, `undo`: keys, exit codes, several files, bad ones."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.analytics.small_practice import HEADER, ROWS, write_log
from tests.support.archives import zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

FILE_KEYS = {
    "file",
    "tool",
    "variant",
    "confidence",
    "rows",
    "accepted",
    "new",
    "changed",
    "duplicate",
    "refused",
    "ignored",
    "refusals",
    "warnings",
    "import_id",
}
AT = ("--exported-at", "2026-11-16T08:00:00Z", "--timezone", "Europe/Zurich")
BAD_ROW = "S-9,C-9,Ute,u@example.org,Marit,Coaching,never,60,,attended,,,,,,,"


def test_import_says_what_the_file_brought(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = run("import", write_log(tmp_path), *AT, "--json")
    assert ran.code == 0
    [entry] = ran.json["files"]
    assert entry.keys() >= FILE_KEYS
    assert (entry["file"], entry["tool"]) == ("log.csv", "template")
    assert (entry["rows"], entry["accepted"], entry["new"]) == (5, 5, 5)
    assert (entry["refusals"], entry["warnings"], entry["error"]) == ([], [], None)
    assert entry["exported_at"] == "2026-11-16T08:00:00Z"
    assert isinstance(entry["import_id"], str)
    assert "error" not in ran.json


def test_same_file_twice_changes_nothing(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    path = write_log(tmp_path)
    run("import", path, *AT)
    before = run("sessions", "--json").out
    [again] = run("import", path, "--json").json["files"]
    assert (again["rows"], again["duplicate"], again["new"]) == (5, 5, 0)
    assert run("sessions", "--json").out == before


def test_refused_row_is_listed_and_the_exit_code_is_1(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    path = write_log(tmp_path, rows=(ROWS[0], BAD_ROW))
    ran = run("import", path, *AT, "--json")
    assert ran.code == 1
    [entry] = ran.json["files"]
    assert entry["refusals"] == [{"line": 3, "reason": "the start time cannot be read"}]
    counted = ("accepted", "duplicate", "refused", "ignored")
    assert sum(entry[key] for key in counted) == entry["rows"] == 2
    told = run("import", write_log(tmp_path, "b.csv", (BAD_ROW, ROWS[1])), *AT)
    assert told.code == 1
    assert "Line 2 was refused: the start time cannot be read" in told.out


def test_a_person_reads_why_the_file_was_recognised(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    lines = run("import", write_log(tmp_path), *AT).out.splitlines()

    assert lines[1] == (
        "  Recognised by 17 of the 17 columns that Driftline's template writes"
    )


def test_only_the_first_refusals_are_told_to_a_person(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    rows = (*[BAD_ROW] * 25, *ROWS * 20)
    ran = run("import", write_log(tmp_path, rows=rows), *AT)
    assert "… and 5 more; --json lists them all" in ran.out
    assert ran.out.count("was refused") == 20


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file bad.csv at that place"),
        (b"", "bad.csv is empty"),
        (HEADER.encode() + b"\n", "bad.csv has column names but no rows"),
        (b"%PDF-1.7 x", "bad.csv is a PDF document, not a table of sessions"),
        (b"a,b,c\n1,2,3\n", "bad.csv has the columns a, b, c. They match no export"),
    ],
)
def test_file_that_cannot_be_imported_is_one_sentence_and_exit_2(
    run: Callable[..., Ran], tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    ran = run("import", path, "--json")
    assert ran.code == 2
    [entry] = ran.json["files"]
    assert entry.keys() >= FILE_KEYS
    assert entry["error"].startswith(said)
    assert ran.json["error"] == entry["error"]
    assert ran.err == entry["error"] + "\n"
    assert (entry["rows"], entry["import_id"]) == (0, None)
    assert run("imports", "--json").json == {"imports": []}


def test_rows_of_the_forgotten_are_told_as_ignored(
    run: Callable[..., Ran], small_path: Path
) -> None:
    run("forget", "C-1")
    newer = write_log(small_path.parent, rows=(ROWS[1].replace("S-2", "S-7"), ROWS[2]))
    told = run("import", newer)
    assert told.code == 0
    assert "Ignored: 1, because the person asked to be forgotten" in told.out


def test_folder_is_no_file(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("import", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_several_files_the_worst_code_and_no_one_stops_the_others(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = run(
        "import",
        write_log(tmp_path, "a.csv", ROWS[:2]),
        tmp_path / "gone.csv",
        write_log(tmp_path, "b.csv", (*ROWS[2:], BAD_ROW)),
        *AT,
        "--json",
    )
    assert ran.code == 2
    first, second, third = ran.json["files"]
    assert (first["new"], third["new"], third["refused"]) == (2, 3, 1)
    assert second["error"] == ran.json["error"]
    assert len(run("sessions", "--json").json["sessions"]) == 5


def test_a_zip_is_told_part_by_part(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    log = "\n".join((HEADER, *ROWS))
    path.write_bytes(zipped({"a/log.csv": log, "b.pdf": b"%PDF-1.7"}))

    ran = run("import", path, *AT, "--dry-run", "--json")
    [entry] = ran.json["files"]
    assert (ran.code, entry["file"], entry["new"]) == (0, "all.zip › a/log.csv", 5)
    reason = "it is a PDF document, not a table of sessions"
    assert ran.json["left_out"] == [{"file": "all.zip › b.pdf", "reason": reason}]
    told = run("import", path, *AT)
    assert f"all.zip › b.pdf: left out, because {reason}" in told.out
    assert "In all: 1 imported (0 of them known already), 0 not, 1 left out" in told.out


def test_a_damaged_part_is_an_error_beside_the_others(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    damaged = ROWS[0].replace("S-1", "1.01E+18")
    log, bad = (f"{HEADER}\n{row}" for row in (ROWS[1], damaged))
    path.write_bytes(zipped({"a.csv": bad, "b.csv": log}))

    ran = run("import", path, *AT, "--json")

    assert ran.code == 2
    assert [(e["file"], e["new"]) for e in ran.json["files"]] == [
        ("all.zip › b.csv", 1),
        ("all.zip › a.csv", 0),
    ]
    assert "a spreadsheet has rounded" in ran.json["error"]
    assert ran.err == ran.json["error"] + "\n"


def test_each_of_many_files_is_told_as_soon_as_it_is_in(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    paths = [write_log(tmp_path, f"{n}.csv", (ROWS[n % 5],)) for n in range(60)]
    ran = run("import", *paths, tmp_path / "gone.csv", *AT)
    assert ran.code == 2
    assert "In all: 60 imported (55 of them known already), 1 not" in ran.out
    assert "  60 rows read, 0 refused; sessions: 5 new, 0 changed" in ran.out
    assert ran.err.startswith("There is no file gone.csv")


def test_dry_run_stores_nothing(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = write_log(tmp_path)
    ran = run("import", path, *AT, "--dry-run", "--json")
    [entry] = ran.json["files"]
    assert (ran.code, entry["new"], entry["import_id"]) == (0, 5, None)
    assert run("sessions", "--json").json == {"sessions": []}
    assert "nothing was stored" in run("import", path, *AT, "--dry-run").out


def test_time_of_the_file_counts_where_none_is_said(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    path = write_log(tmp_path)
    os.utime(path, (1_790_000_000, 1_790_000_000))
    [entry] = run("import", path, "--json").json["files"]
    assert entry["exported_at"] == "2026-09-21T14:13:20Z"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026-11-13T08:00", "2026-11-13T07:00:00Z"),
        ("2026-11-13T08:00-05:00", "2026-11-13T13:00:00Z"),
        ("2026-11-13", "2026-11-13T23:00:00Z"),
    ],
)
def test_time_that_is_said_is_local_to_the_practice(
    run: Callable[..., Ran], tmp_path: Path, said: str, kept: str
) -> None:
    path = write_log(tmp_path)
    ran = run(
        "import", path, "--exported-at", said, "--timezone", "Europe/Zurich", "--json"
    )
    assert ran.json["files"][0]["exported_at"] == kept


def test_zone_of_the_practice_beats_the_files_for_that_time(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    run("settings", "set", "timezone", "America/New_York")
    path = write_log(tmp_path)
    words = ("--exported-at", "2026-11-13T08:00", "--timezone", "Europe/Zurich")
    [entry] = run("import", path, *words, "--json").json["files"]
    assert entry["exported_at"] == "2026-11-13T13:00:00Z"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--exported-at", "Monday"), "'Monday' is not a date"),
        (("--exported-at", "2026-13-01"), "'2026-13-01' is not a date"),
        (("--timezone", "Mars/Phobos"), "'Mars/Phobos' is not a time zone"),
        (("--mapping", "mine"), "There is no mapping called 'mine'"),
        (("--tool", "calendly"), "log.csv was to be read as"),
        (("--tool", "abacus"), "log.csv was to be read as abacus"),
    ],
)
def test_what_is_said_about_a_file_is_checked(
    run: Callable[..., Ran], tmp_path: Path, words: tuple[str, str], said: str
) -> None:
    ran = run("import", write_log(tmp_path), *words)
    assert ran.code == 2
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1


def test_machines_zone_is_used_and_warned_of_where_none_is_known(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    path = write_calendly_row(tmp_path)
    [entry] = run("import", path, "--json").json["files"]
    assert entry["timezone"] == "Asia/Kathmandu"
    assert any("read as Asia/Kathmandu" in said for said in entry["warnings"])


def write_calendly_row(folder: Path) -> Path:
    path = folder / "calendly.csv"
    path.write_text(
        "Invitee Name,Invitee Email,Event Type Name,Start Date & Time,Canceled,"
        "Invitee UUID\nAnn,ann@example.org,Coaching,2026-11-02 09:00 am,false,u-1\n",
        "utf-8",
    )
    return path


def test_history_is_listed_and_an_import_taken_back(
    run: Callable[..., Ran], small_path: Path
) -> None:
    [record] = run("imports", "--json").json["imports"]
    assert record.keys() >= {"import_id", "file", "tool", "rows", "undone_at"}
    assert (record["rows"], record["undone_at"]) == (5, None)
    undone = run("undo", record["import_id"], "--json")
    assert undone.code == 0
    assert undone.json.keys() >= {"import_id", "undone"}
    assert undone.json["import_id"] == record["import_id"]
    assert undone.json["undone"] is True
    assert run("sessions", "--json").json == {"sessions": []}
    again = run("undo", record["import_id"])
    assert (again.code, again.out) == (2, "")
    assert small_path.exists()


def test_history_for_a_person(run: Callable[..., Ran], small_path: Path) -> None:
    assert small_path.exists()
    [record] = run("imports", "--json").json["imports"]
    assert record["import_id"] in run("imports").out
    assert "log.csv was taken back" in run("undo", record["import_id"]).out
    assert "taken back" in run("imports").out


def test_history_of_an_empty_practice_says_what_to_do(run: Callable[..., Ran]) -> None:
    assert "Nothing has been imported yet" in run("imports").out


def test_undo_makes_no_practice_by_a_slip(
    run: Callable[..., Ran], practice_of_the_test: Path
) -> None:
    ran = run("undo", "i-1")
    assert ran.code == 2
    assert ran.err.startswith("There is no file practice.duckdb at that place.")
    assert not practice_of_the_test.exists()
