"""`import --watch`: what is there, what appears, what is half-written, what is bad."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.cli import watch
from analytics.store import open_practice
from tests.analytics.small_practice import HEADER, ROWS, write_log
from tests.support.archives import zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

ZONE = ("--timezone", "Europe/Zurich")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "downloads"
    made.mkdir()
    return made


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[float]]:
    """Give a function that says what happens before each look; then Ctrl-C."""

    def before(*steps: Callable[[], object]) -> list[float]:
        waited: list[float] = []
        remaining = list(steps)

        def pause(seconds: float) -> None:
            waited.append(seconds)
            if not remaining:
                raise KeyboardInterrupt
            remaining.pop(0)()

        monkeypatch.setattr(watch, "pause", pause)
        return waited

    return before


def nothing() -> None:
    """Leave the folder as it is."""


def test_once_imports_what_is_there(run: Callable[..., Ran], folder: Path) -> None:
    write_log(folder, "a.csv", ROWS[:2])
    write_log(folder, "b.csv", ROWS[2:])

    ran = run("import", "--watch", folder, "--once", *ZONE, "--json")

    assert ran.code == 0
    assert [entry["file"] for entry in ran.json["files"]] == ["a.csv", "b.csv"]
    assert sum(entry["new"] for entry in ran.json["files"]) == 5


def test_what_appears_later_is_imported_once_it_is_all_there(
    run: Callable[..., Ran], folder: Path, looks: Callable[..., list[float]]
) -> None:
    def more(text: str) -> Callable[[], object]:
        def write() -> None:
            with (folder / "late.csv").open("a", encoding="utf-8") as file:
                file.write(text)

        return write

    waited = looks(
        nothing, more(f"{HEADER}\n"), more(f"{ROWS[0]}\n"), more(ROWS[1]), nothing
    )

    ran = run("import", "--watch", folder, "--every", "0.5", *ZONE, "--json")

    assert [(e["file"], e["rows"]) for e in ran.json["files"]] == [("late.csv", 2)]
    assert set(waited) == {0.5}
    assert ran.code == 0


def test_a_bad_file_is_told_once(
    run: Callable[..., Ran], folder: Path, looks: Callable[..., list[float]]
) -> None:
    (folder / "bad.csv").write_bytes(b"%PDF-1.7 x")
    looks(nothing, nothing, nothing)

    ran = run("import", "--watch", folder)

    assert ran.code == 2
    assert ran.err.count("bad.csv is a PDF document") == 1


def test_a_file_that_changes_is_imported_again(
    run: Callable[..., Ran], folder: Path, looks: Callable[..., list[float]]
) -> None:
    write_log(folder, "a.csv", ROWS[:1])
    looks(nothing, lambda: write_log(folder, "a.csv", ROWS), nothing, nothing)

    ran = run("import", "--watch", folder, *ZONE, "--json")

    assert [entry["new"] for entry in ran.json["files"]] == [1, 4]


def test_what_was_imported_on_another_day_is_not_told_again(
    run: Callable[..., Ran], folder: Path
) -> None:
    write_log(folder, "a.csv", ROWS[:2])
    (folder / "b.zip").write_bytes(zipped({"c.csv": f"{HEADER}\n{ROWS[2]}\n"}))
    run("import", "--watch", folder, "--once", *ZONE)

    ran = run("import", "--watch", folder, "--once")

    assert ran.code == 0
    assert "a.csv" not in ran.out
    assert "2 imported (2 of them known already), 0 not, 0 left out" in ran.out


@pytest.mark.parametrize(
    "name", [".hidden.csv", "~$book.xlsx", "log.csv.part", "log.csv.crdownload"]
)
def test_what_is_not_a_finished_file_of_the_owner_is_passed_over(
    name: str, run: Callable[..., Ran], folder: Path
) -> None:
    (folder / name).write_text("x", "utf-8")
    (folder / "empty.csv").write_bytes(b"")
    (folder / "inner").mkdir()

    ran = run("import", "--watch", folder, "--once", "--json")

    assert (ran.code, ran.json["files"]) == (0, [])


def test_a_practice_open_elsewhere_is_waited_for(
    run: Callable[..., Ran],
    folder: Path,
    looks: Callable[..., list[float]],
    practice_of_the_test: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from analytics.cli import call  # noqa: PLC0415 - one use
    from analytics.errors import PracticeFileLockedError  # noqa: PLC0415 - one use

    def locked(path: Path) -> None:
        raise PracticeFileLockedError(path, None)

    write_log(folder, "a.csv")
    monkeypatch.setattr(call, "open_practice", locked)
    looks(
        nothing,
        nothing,
        lambda: monkeypatch.setattr(call, "open_practice", open_practice),
        nothing,
    )

    ran = run("import", "--watch", folder, *ZONE, "--json")

    assert ran.err.count("Until then Driftline waits.") == 1
    assert [entry["new"] for entry in ran.json["files"]] == [5]
    monkeypatch.setattr(call, "open_practice", locked)
    write_log(folder, "b.csv", ROWS[:1])
    looks(nothing)
    assert run("import", "--watch", folder, "--once").code == 2
    assert practice_of_the_test.exists()


def test_a_disk_that_comes_and_goes(
    run: Callable[..., Ran], folder: Path, looks: Callable[..., list[float]]
) -> None:
    away = folder.with_name("away")
    write_log(folder, "a.csv")
    looks(lambda: folder.rename(away), lambda: away.rename(folder), nothing, nothing)

    ran = run("import", "--watch", folder, *ZONE, "--json")

    assert [entry["new"] for entry in ran.json["files"]] == [5]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name the files to import, or with --watch one folder"),
        (("a.csv", "--watch", "."), "Name the files to import, or with --watch"),
        (("--watch", "/no/such/folder"), "There is no folder folder at that place"),
        (("--watch", ".", "--every", "0"), "Argument --every: invalid"),
    ],
)
def test_what_cannot_be_watched(
    words: tuple[str, ...], said: str, run: Callable[..., Ran]
) -> None:
    ran = run("import", *words)

    assert ran.code == 2
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1
