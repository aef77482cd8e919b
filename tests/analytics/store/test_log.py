"""The log tells what happened and can name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import ClientNotFoundError, PracticeError
from analytics.store import log

if TYPE_CHECKING:
    from pathlib import Path


def lines(practice: Path) -> list[str]:
    return [line.split(" ", 2)[2] for line in log.last_lines(practice, 100)]


def test_event_is_a_word_an_id_and_counts(tmp_path: Path) -> None:
    practice = tmp_path / "practice.duckdb"
    log.set_up(practice)
    log.event("import", import_id="i-1", rows=5, refused=0)
    log.event("forget", error=ClientNotFoundError("Anna"))
    log.close()
    assert log.log_path(practice) == tmp_path / "practice.duckdb.log"
    assert lines(practice) == [
        "INFO import import_id=i-1 rows=5 refused=0",
        "WARNING forget error=ClientNotFoundError",
    ]


def test_bug_is_its_classes_and_places_without_values(tmp_path: Path) -> None:
    def fail_on(name: str) -> None:
        message = f"{name} spoils it"
        raise ValueError(message)

    log.set_up(tmp_path / "practice.duckdb")
    try:
        try:
            fail_on("Anna")
        except ValueError as error:
            name = "Anna"
            raise KeyError(name) from error
    except KeyError as error:
        log.bug(error)
    log.bug(PracticeError("Anna"))
    log.close()
    first, second = lines(tmp_path / "practice.duckdb")
    assert first.startswith("ERROR bug KeyError at tests/analytics/store/test_log.py:")
    assert " <- ValueError at tests/analytics/store/test_log.py:" in first
    assert "fail_on" in first
    assert second == "ERROR bug PracticeError at no place"
    assert "Anna" not in first + second
    assert str(tmp_path) not in first


def test_place_outside_the_project_is_only_its_file(tmp_path: Path) -> None:
    log.set_up(tmp_path / "practice.duckdb")
    try:
        int("Anna")
        "Anna".encode("ascii").decode("no such thing")
    except ValueError as error:
        log.bug(error)
    log.close()
    assert str(tmp_path) not in lines(tmp_path / "practice.duckdb")[0]


def test_nothing_to_say_makes_no_file(tmp_path: Path) -> None:
    log.set_up(tmp_path / "practice.duckdb")
    log.close()
    assert list(tmp_path.iterdir()) == []
    assert log.last_lines(tmp_path / "practice.duckdb", 10) == []


def test_folder_that_cannot_be_written_costs_only_the_log(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way", "utf-8")
    log.set_up(file / "practice.duckdb")
    log.event("import", rows=1)
    log.close()
    assert file.read_text("utf-8") == "in the way"


def test_log_never_grows_without_end(tmp_path: Path) -> None:
    practice = tmp_path / "practice.duckdb"
    log.set_up(practice)
    for number in range(9000):
        log.event("import", rows=number)
    log.close()
    sizes = [file.stat().st_size for file in tmp_path.iterdir()]
    assert len(sizes) == 2
    assert max(sizes) <= 250_000
    assert lines(practice)[-1] == "INFO import rows=8999"
