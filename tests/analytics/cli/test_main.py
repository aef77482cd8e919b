"""The door: help is quick, slips and errors are one sentence, bugs name nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics.cli import run as running
from analytics.store import log

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.analytics.cli.conftest import Ran

ROOT = Path(__file__).resolve().parents[3]


def python(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "analytics", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_lists_the_commands_without_the_database_engine() -> None:
    seen = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "analytics", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert seen.returncode == 0
    assert "export-client" in seen.stdout
    for heavy in ("duckdb", "pandas", "numpy", "streamlit", "sklearn"):
        assert f" {heavy}\n" not in seen.stderr


@pytest.mark.slow
def test_help_is_quick() -> None:
    python("--help")
    began = time.perf_counter()
    python("--help")
    assert time.perf_counter() - began < 0.3


def test_help_of_a_command(run: Callable[..., Ran]) -> None:
    ran = run("import", "--help")
    assert ran.code == 0
    assert "--exported-at" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "The following arguments are required: COMMAND."),
        (("imprt",), "Argument COMMAND: invalid choice: 'imprt'"),
        (("import",), "Name the files to import, or with --watch one folder."),
        (("clients", "--frob"), "Unrecognized arguments: --frob."),
        (("clients", "--databas", "x"), "Unrecognized arguments: --databas x."),
        (("attendance", "--by", "mood"), "Argument --by: invalid choice: 'mood'"),
        (
            ("demo", "--clients", "many"),
            "Argument --clients: invalid int value: 'many'",
        ),
        (("ending", "stop", "C-1"), "Argument set|clear: invalid choice: 'stop'"),
        (("settings",), "The following arguments are required: get|set."),
    ],
)
def test_slip_is_one_sentence_and_exit_2(
    run: Callable[..., Ran], words: tuple[str, ...], said: str
) -> None:
    ran = run(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith(said)
    assert ran.err.endswith("says what it takes.\n")
    assert ran.err.count("\n") == 1


def test_slip_with_json_is_an_object_too(run: Callable[..., Ran]) -> None:
    ran = run("clients", "--json", "--frob")
    assert ran.code == 2
    assert ran.json["error"] == ran.err.strip()


@pytest.mark.parametrize(
    "words",
    [
        ("clients", "--json", "--database", "{path}"),
        ("--json", "--database", "{path}", "clients"),
        ("--json", "clients", "--database", "{path}"),
    ],
)
def test_options_stand_before_or_after_the_command(
    run: Callable[..., Ran], small_path: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    moved = small_path.rename(tmp_path / "elsewhere.duckdb")
    ran = run(*(word.format(path=moved) for word in words))
    assert ran.code == 0
    assert len(ran.json["clients"]) == 2
    assert not small_path.exists()


def test_options_stand_after_a_sub_command(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    path = tmp_path / "other.duckdb"
    ran = run("settings", "get", "notice_hours", "--json", "--database", path)
    assert ran.json == {"key": "notice_hours", "value": "24"}
    assert path.exists()


def test_environment_names_the_practice(
    small_path: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    assert len(run("clients", "--json").json["clients"]) == 2
    other = tmp_path / "none" / "other.duckdb"
    seen = python("clients", "--json", DRIFTLINE_DATABASE=str(other))
    assert json.loads(seen.stdout) == {"clients": []}
    assert small_path.exists()


def test_error_is_a_sentence_on_stderr_and_an_object_with_json(
    run: Callable[..., Ran], small_path: Path
) -> None:
    plain = run("forget", "C-9")
    assert (plain.code, plain.out) == (2, "")
    assert plain.err == (
        "There is no client with the id 'C-9'. `python -m analytics clients` lists "
        "them.\n"
    )
    as_json = run("forget", "C-9", "--json")
    assert (as_json.code, as_json.err) == (2, plain.err)
    assert as_json.json == {"error": plain.err.strip()}
    assert log.last_lines(small_path, 1)[0].endswith("forget error=ClientNotFoundError")


def test_bug_is_a_sentence_and_its_places_in_the_log(
    run: Callable[..., Ran],
    practice_of_the_test: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: object) -> object:
        message = "Anna Zwirbelbach"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(running, "command_of", lambda _: broken)
    ran = run("clients", "--json")
    assert ran.code == 2
    assert ran.err.startswith("Driftline met an error of its own and stopped")
    [line] = log.last_lines(practice_of_the_test, 10)
    assert "ZeroDivisionError at analytics/cli/run.py" in line
    assert "Anna" not in ran.out + ran.err + line


def test_stopping_by_hand_is_quiet(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "command_of", lambda _: stopped)
    ran = run("clients")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Stopped. Whatever was not finished was not stored.\n"


def test_reader_who_has_heard_enough_is_left_quietly(demo_file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "analytics", "sessions", "--json"],
        cwd=ROOT,
        env={**os.environ, "DRIFTLINE_DATABASE": str(demo_file)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10) == b'{"sessions'
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize("name", ["a file", "a folder", "a file as folder"])
def test_practice_that_cannot_be_opened_is_one_sentence(
    run: Callable[..., Ran], tmp_path: Path, name: str
) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Dear diary", "utf-8")
    path = {
        "a file": text,
        "a folder": tmp_path,
        "a file as folder": text / "practice.duckdb",
    }[name]
    ran = run("clients", "--database", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert text.read_text("utf-8") == "Dear diary"


def test_practice_held_by_another_process_names_the_holder(
    run: Callable[..., Ran], small_path: Path
) -> None:
    hold = (
        "import sys, pathlib\n"
        "from analytics.store import open_practice\n"
        "held = open_practice(pathlib.Path(sys.argv[1]))\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(small_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        ran = run("import", small_path.parent / "log.csv", "--json")
        assert ran.code == 2
        assert f"process {holder.pid}" in ran.json["error"]
        assert "Close the other Driftline" in ran.err
