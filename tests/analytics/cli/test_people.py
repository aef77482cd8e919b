"""`ending`, `forget`, `export-client`: what they keep, show and remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.store import entries, open_practice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran


@pytest.fixture(autouse=True)
def _small(small_path: Path) -> None:
    assert small_path.exists()


def test_standing_is_kept_from_a_day_on(run: Callable[..., Ran]) -> None:
    ran = run(
        "ending",
        "set",
        "C-1",
        "paused",
        "--on",
        "2026-11-20",
        "--until",
        "2027-01-10",
        "--reason",
        "sabbatical",
        "--json",
    )
    assert ran.code == 0
    assert ran.json.pop("entry_id").startswith("e-")
    assert ran.json.keys() >= {"client_id", "standing", "on", "until", "reason"}
    assert (ran.json["standing"], ran.json["on"]) == ("paused", "2026-11-20")
    assert (ran.json["until"], ran.json["reason"]) == ("2027-01-10", "sabbatical")


def test_standing_is_seen_in_the_client_list(run: Callable[..., Ran]) -> None:
    assert "C-1 is completed from" in run("ending", "set", "C-1", "completed").out
    rows = {c["client_id"]: c for c in run("clients", "--json").json["clients"]}
    assert rows["C-1"]["standing"] == "completed"
    assert rows["C-2"]["standing"] != "completed"
    assert run("ending", "clear", "C-1", "--json").json == {
        "client_id": "C-1",
        "cleared": 1,
    }
    rows = {c["client_id"]: c for c in run("clients", "--json").json["clients"]}
    assert rows["C-1"]["standing"] != "completed"


def test_clearing_says_whether_there_was_anything(run: Callable[..., Ran]) -> None:
    run("ending", "set", "C-1", "completed")
    assert run("ending", "clear", "C-1").out == (
        "What was entered about C-1 was taken back (1).\n"
    )
    assert run("ending", "clear", "C-1").out == "Nothing had been entered about C-1.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("C-1", "gone"), "'gone' is not a standing"),
        (("C-9", "completed"), "There is no client with the id 'C-9'"),
        (("C-1", "paused", "--on", "soon"), "'soon' is not a date"),
        (("C-1", "paused", "--until", "2001-01-01"), "The last date has to come"),
    ],
)
def test_standing_that_cannot_be_kept_is_one_sentence(
    run: Callable[..., Ran], words: tuple[str, ...], said: str
) -> None:
    ran = run("ending", "set", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_everything_held_is_shown_and_nobody_elses(run: Callable[..., Ran]) -> None:
    run("ending", "set", "C-1", "paused", "--reason", "sabbatical")
    held = run("export-client", "C-1", "--json").json
    assert held.keys() >= {"client_id", "name", "email", "phone", "sessions", "endings"}
    assert len(held["sessions"]) == 2
    assert held["endings"][0]["reason"] == "sabbatical"
    told = run("export-client", "C-1").out
    assert "name: Anna Zwirbelbach" in told
    assert "sessions (2)" in told
    assert "- session_id: S-1" in told
    assert "Béla" not in told


def test_forgetting_says_what_went_and_what_stays(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    run("backup", tmp_path / "b.duckdb")
    ran = run("forget", "C-1", "--json")
    assert ran.code == 0
    assert ran.json["client_id"] == "C-1"
    assert ran.json["removed"]["sessions"] == 2
    [copy] = ran.json["out_of_reach"]
    assert copy.keys() >= {"kind", "path", "age_days", "is_there"}
    assert (copy["kind"], copy["age_days"]) == ("backup", 0)
    assert b"Zwirbelbach" not in (tmp_path / "practice.duckdb").read_bytes()
    assert b"Zwirbelbach" not in (tmp_path / "practice.duckdb.log").read_bytes()


def test_forgetting_for_a_person(run: Callable[..., Ran], tmp_path: Path) -> None:
    with_same_name(tmp_path / "practice.duckdb")
    run("backup", tmp_path / "b.duckdb")
    (tmp_path / "b.duckdb").unlink()
    out = run("forget", "C-1").out
    assert "sessions: 2 removed" in out
    assert "The name was taken out of 1 other texts" in out
    assert "C-2 has the same name" in out
    assert "also stands in sessions.coach" in out
    assert "Driftline cannot reach these copies" in out
    assert "backup, 0 days old" in out
    assert "not at that place any more" in out


def with_same_name(path: Path) -> None:
    opened = open_practice(path)
    with opened.write() as cursor:
        cursor.execute("update clients set display_name = 'Anna Zwirbelbach'")
        cursor.execute(
            "update sessions set coach = 'Anna Zwirbelbach' where client_id = 'C-2'"
        )
        cursor.execute("update imports set file_name = 'anna-zwirbelbach.csv'")
    opened.close()


def test_entry_made_here_is_the_stores(
    run: Callable[..., Ran], small_path: Path
) -> None:
    made = run("ending", "set", "C-1", "completed", "--json").json
    opened = open_practice(small_path)
    [entry] = entries.entries(opened, "C-1")
    opened.close()
    assert entry.entry_id == made["entry_id"]
