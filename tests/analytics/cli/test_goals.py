"""`goal`: written down, worded anew, won, ended, listed, and each taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.analytics.cli.conftest import Ran

ON = ("--on", "2026-11-05")


@pytest.mark.usefixtures("small_path")
def test_a_goal_from_first_words_to_reached_and_back(run: Callable[..., Ran]) -> None:
    goal = run("goal", "add", "C-1", "Run 10 km", "--why", "My son", *ON, "--json").json
    goal_id = goal["goal_id"]
    changed = ("--until", "2027-01-31", "--on", "2026-11-09")
    words = run("goal", "change", goal_id, "Run 5 km", *changed, "--json").json
    run("goal", "win", goal_id, "Ran twice", *ON)
    ended = run("goal", "reached", goal_id, "--on", "2026-11-10", "--json").json

    (found,) = run("goal", "list", "--client", "C-1", "--json").json["goals"]
    assert found["goal"] == "Run 5 km"
    assert found["why_it_matters"] is None
    assert (found["until_date"], found["on_date"]) == ("2027-01-31", "2026-11-05")
    assert [one["note"] for one in found["wins"]] == ["Ran twice"]
    assert (found["ended"], found["ended_on"]) == ("reached", "2026-11-10")

    assert run("goal", "clear", ended["entry_id"]).code == 0
    assert run("goal", "clear", words["entry_id"]).code == 0
    assert run("goal", "clear", words["entry_id"]).code == 0
    (found,) = run("goal", "list", "--json").json["goals"]
    assert (found["goal"], found["ended"]) == ("Run 10 km", None)
    out = run("goal", "list").out
    assert "Run 10 km" in out
    assert "2026-11-05" in out


@pytest.mark.usefixtures("small_path")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("add", "C-9", "Run"), "C-9"),
        (("add", "C-1", " "), "own words"),
        (("add", "C-1", "Run", "--on", "2026-01-01"), "before their first session"),
        (("win", "e-9", "Ran"), "no such goal"),
        (("let-go", "e-9"), "no such goal"),
        (("clear", "e-9"), "no such entry"),
    ],
)
def test_what_cannot_be_kept_is_said(
    run: Callable[..., Ran], typed: tuple[str, ...], said: str
) -> None:
    ran = run("goal", *typed)

    assert ran.code == 2
    assert said in ran.err
    assert run("goal", "list").out.startswith("No goal is written down")
