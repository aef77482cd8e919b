"""`follow-up`: what it keeps, lists and refuses."""

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


def test_a_step_is_planned_taken_once_and_has_a_result(
    run: Callable[..., Ran],
) -> None:
    planned = run(
        "follow-up", "add", "C-1", "say-hello", "--due", "2027-01-04", "--json"
    )
    plan_id = planned.json["entry_id"]
    assert (planned.json["step"], planned.json["due"]) == ("say_hello", "2027-01-04")

    taken = run(
        "follow-up", "done", plan_id, "--channel", "phone", "--wrote-last", "client",
        "--on", "2026-11-20", "--note", "=a call", "--json",
    )  # fmt: skip
    again = run("follow-up", "done", plan_id)
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("This step was taken already, on 2026-11-20")

    found = run("follow-up", "list", "--json").json
    assert [one["is_done"] for one in found["planned"]] == [True]
    assert [one["note"] for one in found["taken"]] == ["=a call"]
    assert [one["entry_id"] for one in found["answers_due"]] == [taken.json["entry_id"]]
    assert "answers due" in run("follow-up", "list").out

    result = run("follow-up", "done", taken.json["entry_id"], "--result", "new-goal")
    assert result.code == 0
    found = run("follow-up", "list", "C-1", "--json").json
    assert [one["result"] for one in found["taken"]] == ["new_goal"]
    assert found["answers_due"] == []
    assert run("follow-up", "list", "C-2", "--json").json["taken"] == []
    open_ = run("follow-up", "list", "--open", "--json").json
    assert (open_["planned"], open_["taken"]) == ([], [])

    assert run("follow-up", "clear", result.out.split()[-1].strip(".")).code == 0
    back = run("follow-up", "clear", taken.json["entry_id"], "--json").json
    assert back == {"entry_id": taken.json["entry_id"], "cleared": True}
    found = run("follow-up", "list", "--json").json
    assert ([one["is_done"] for one in found["planned"]], found["taken"]) == (
        [False],
        [],
    )


def test_an_empty_list_says_how_to_begin(run: Callable[..., Ran]) -> None:
    assert run("follow-up", "list").out.startswith("No step is known. `python -m")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "C-1", "shout"), "'shout' is not a step of the playbook. Use one of"),
        (("add", "C-9", "say_hello"), "There is no client with the id 'C-9'"),
        (
            ("add", "C-1", "say_hello", "--on", "1999-01-01"),
            "The date 1999-01-01 is before",
        ),
        (("add", "C-1", "say_hello", "--note", "x" * 281), "That is longer than one"),
        (("add", "C-1", "pause", "--due", "2026-01-01"), "A step is due on the day"),
        (
            ("add", "C-1", "pause", "--due", "2027-01-01", "--result", "booked"),
            "A step that is still to be taken has no result",
        ),
        (("done", "e-000000000000"), "This step is not planned any more"),
    ],
)
def test_what_cannot_be_kept_is_one_sentence(
    run: Callable[..., Ran], words: tuple[str, ...], said: str
) -> None:
    ran = run("follow-up", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert run("follow-up", "list", "--json").json["taken"] == []


def test_a_result_needs_a_word(run: Callable[..., Ran]) -> None:
    made = run("follow-up", "add", "C-1", "say_hello", "--json").json["entry_id"]
    assert run("follow-up", "done", made).err.startswith("Say what came of it")


def test_how_it_ended_is_kept_with_its_terms(run: Callable[..., Ran]) -> None:
    ran = run(
        "ending", "set", "C-1", "handed_over", "--until", "2027-03-01", "--to", "Davi",
        "--decided-by", "both", "--terms", "later", "--may-contact", "yes", "--json",
    )  # fmt: skip
    assert (ran.json["until"], ran.json["to"]) == ("2027-03-01", "Davi")
    assert (ran.json["return"], ran.json["terms"]) == ("terms", "later")
    assert (ran.json["decided_by"], ran.json["may_contact"]) == ("both", True)
