"""``next-step``, and what ``today`` says of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.store import open_practice
from tests.analytics.playbook.year import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

STEP_KEYS = {
    "step",
    "title",
    "due",
    "draft",
    "kind",
    "why",
    "reasons",
    "alternatives",
    "other_options",
    "promise",
}


@pytest.fixture
def year_path(practice_of_the_test: Path, tmp_path: Path) -> Path:
    opened = open_practice(practice_of_the_test)
    fill(opened, tmp_path)
    opened.close()
    return practice_of_the_test


@pytest.mark.usefixtures("year_path")
def test_it_is_said_for_whoever_stands_on_no_list(run: Callable[..., Ran]) -> None:
    quin = run("next-step", "quin", "--as-of", "2026-03-05", "--json").json
    rosa = run("next-step", "rosa", "--as-of", "2026-05-04", "--json").json
    told = run("next-step", "rosa", "--as-of", "2026-05-04").out

    assert (quin["next_step"], quin["stuck"]) == (None, None)
    assert quin["why"] == "It was said that they do not come back. Nothing is due."
    assert rosa["next_step"].keys() == STEP_KEYS
    assert (rosa["next_step"]["step"], rosa["next_step"]["due"]) == (
        "welcome_back",
        "2026-05-04",
    )
    assert rosa["due"]["welcome_back"] == "2026-05-04"
    assert "Welcome back, until 2026-05-04" in told
    assert "They meant to be back today." in told


@pytest.mark.usefixtures("year_path")
def test_today_says_the_kind_and_what_else_fits(run: Callable[..., Ran]) -> None:
    found = run("today", "--as-of", "2026-03-04", "--json").json
    paul = run("next-step", "paul", "--as-of", "2026-03-04", "--json").json

    assert {one["client_id"] for one in found["stuck"]} <= {"hugo", "iris"}
    assert len(found["stuck"]) == 2
    for client in (*found["clients"], *found["stuck"]):
        step = client["next_step"]
        assert step.keys() == STEP_KEYS
        assert (step["draft"] is None) == (step["kind"] != "message")
    ranked = {one["client_id"]: one["next_step"] for one in found["clients"]}
    assert ranked["paul"] == paul["next_step"]
    assert (ranked["paul"]["step"], ranked["paul"]["due"]) == ("worried", "2026-03-04")


@pytest.mark.usefixtures("year_path")
def test_a_client_nobody_knows_is_one_sentence(run: Callable[..., Ran]) -> None:
    ran = run("next-step", "nobody", "--json")

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
