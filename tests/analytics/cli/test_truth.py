"""`outcome`, `pulse`, `questions`, `gaps` and `absence`: what they keep and show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran


@pytest.fixture(autouse=True)
def _small(small_path: Path) -> None:
    assert small_path.exists()


def outcome_of(run: Callable[..., Ran], session: str) -> tuple[str, str, str | None]:
    rows = run("sessions", "--json").json["sessions"]
    (row,) = (row for row in rows if row["session_id"] == session)
    return row["outcome"], row["outcome_basis"], row["excused_reason"]


def test_an_outcome_is_kept_and_seen_in_the_log(run: Callable[..., Ran]) -> None:
    ran = run(
        "outcome", "set", "S-2", "no-show", "--excused", "ill", "--on", "2026-11-10",
        "--json",
    )  # fmt: skip

    assert ran.code == 0
    assert ran.json.pop("entry_id").startswith("e-")
    assert ran.json.keys() >= {"session_id", "outcome", "excused", "on"}
    assert ran.json["on"] == "2026-11-10"
    assert outcome_of(run, "S-2") == ("no_show", "confirmed", "ill")
    rows = run("attendance", "--json", "--by", "coach").json["rows"]
    assert [row["excused"] for row in rows if row["group"] == "Marit"] == [1]


def test_an_outcome_taken_back_is_the_file_s_again(run: Callable[..., Ran]) -> None:
    run("outcome", "set", "S-2", "attended")
    assert outcome_of(run, "S-2")[1] == "confirmed"

    assert run("outcome", "clear", "S-2", "--json").json == {
        "session_id": "S-2",
        "cleared": 1,
    }

    assert outcome_of(run, "S-2") == ("no_show", "recorded", None)
    assert run("outcome", "clear", "S-2").out == "Nothing had been said of S-2.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("outcome", "set", "S-9", "attended"), "There is no session with the id"),
        (("outcome", "set", "S-1", "maybe"), "'maybe' cannot be said of a session"),
        (("outcome", "clear", "S-9"), "There is no session with the id 'S-9'"),
        (("pulse", "S-1"), "Give at least one of the two"),
        (("pulse", "S-1", "--engaged", "9"), "A view is a whole number from 1 to 5"),
        (("questions", "--as-of", "soon"), "'soon' is not a date"),
        (("absence", "clear", "e-9"), "There is no such entry"),
        (
            (
                "absence",
                "add",
                "--coach",
                "X",
                "--from",
                "2026-11-01",
                "--until",
                "2026-11-02",
            ),
            "No session is with a coach of that name",
        ),
        (("absence", "add", "--practice", "--from", "2026-11-01"), "The following"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    run: Callable[..., Ran], words: tuple[str, ...], said: str
) -> None:
    ran = run(*words)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_a_word_is_written_to_the_export(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    run("outcome", "set", "S-4", "attended")
    run("export", tmp_path / "out")

    log = (tmp_path / "out" / "sessions.csv").read_text("utf-8").splitlines()

    (row,) = (line for line in log if line.startswith("S-4,"))
    assert ",attended," in row
    tables = tmp_path / "out" / "tables"
    assert "S-4" in (tables / "confirmations.csv").read_text("utf-8")


def test_a_view_is_kept(run: Callable[..., Ran]) -> None:
    ran = run("pulse", "S-1", "--engaged", "4", "--progress", "2", "--json")

    assert ran.code == 0
    assert (ran.json["engaged"], ran.json["goal_progress"]) == (4, 2)
    held = run("export-client", "C-1", "--json").json
    assert [row["engaged"] for row in held["pulses"]] == [4]


def test_questions_say_why(run: Callable[..., Ran]) -> None:
    found = run("questions", "--json").json

    (question,) = found["questions"]
    assert question["session_id"] == "S-4"
    assert question["taken_for"] == "unknown"
    assert question["why"]
    assert "Did Béla Örkény come on" in run("questions").out
    run("outcome", "set", "S-4", "attended")
    assert run("questions", "--json").json["questions"] == []
    assert "what became of it" in run("questions").out


def test_gaps_are_listed_a_source(run: Callable[..., Ran]) -> None:
    (source,) = run("gaps", "--json").json["sources"]

    assert source["name"] == "Driftline's template"
    assert {finding["gap"] for finding in source["findings"]} == {
        "unknown",
        "no_reminder",
    }
    assert "unknown: 1 of 4" in run("gaps").out


def test_an_absence_is_added_listed_and_cleared(run: Callable[..., Ran]) -> None:
    days = ("--from", "2026-12-21", "--until", "2027-01-04")
    made = run("absence", "add", "--practice", *days, "--why", "leave", "--json").json
    run("absence", "add", "--client", "C-1", *days)
    run("absence", "add", "--coach", "Davi", *days)

    listed = run("absence", "list", "--json").json["absences"]

    assert sorted(row["scope"] for row in listed) == ["client", "coach", "practice"]
    assert made["until_date"] == "2027-01-04"
    out = run("absence", "list").out
    assert "Anna Zwirbelbach" in out
    assert "the practice" in out
    assert run("absence", "clear", made["entry_id"]).code == 0
    assert len(run("absence", "list", "--json").json["absences"]) == 2
