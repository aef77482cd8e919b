"""``risk fit``, ``risk card`` and ``risk no-scoring`` as they are typed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from analytics.store import open_practice, queries, scores

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran


@pytest.fixture
def long(practice_of_the_test: Path, long_file: Path) -> Path:
    shutil.copyfile(long_file, practice_of_the_test)
    return practice_of_the_test


def stored(path: Path) -> list[scores.Run]:
    database = open_practice(path)
    try:
        return [scores.run_of(database, model) for model in scores.models(database)]
    finally:
        database.close()


def test_fit_keeps_a_run_and_the_card_shows_it(
    run: Callable[..., Ran], long: Path
) -> None:
    found = run("risk", "fit", "--json").json

    (kept,) = stored(long)
    assert found["model_id"] == kept.model.model_id
    assert [one["client_id"] for one in found["clients"]] == [
        one.client_id for one in kept.scores
    ]
    assert {"place", "on_list", "word", "changed", "based_on"} <= set(
        found["clients"][0]
    )
    card = run("risk", "card", "--json").json
    assert (card["model_id"], card["mode"]) == (found["model_id"], kept.model.mode)
    assert card["card"]["ladder"] == found["ladder"]
    outlook = card["card"]["record"]["outlook"]
    assert {key: found["ladder"][key] for key in ("mode", "why", "lapsed_clients")} == {
        key: outlook[key] for key in ("mode", "why", "lapsed_clients")
    }
    told = run("risk", "card").out
    assert f"missing: {' '.join(found['model']['missing'])}" in told
    assert f"Step: {kept.model.mode}" in told
    assert "last day: 2021-12-20" in told
    assert "no_upcoming" in told


def test_fit_of_another_day_or_with_another_prior_keeps_nothing(
    run: Callable[..., Ran], long: Path, tmp_path: Path
) -> None:
    from analytics.risk import prior  # noqa: PLC0415 - only here

    own = tmp_path / "own.json"
    shutil.copyfile(prior.SHIPPED, own)

    for typed in (("--as-of", "2021-09-06"), ("--prior", own)):
        assert run("risk", "fit", *typed, "--json").json["model_id"] is None

    assert stored(long) == []


def test_there_is_no_card_before_a_fit(run: Callable[..., Ran], long: Path) -> None:
    assert long.exists()
    for model in ("quiet", "missed"):
        found = run("risk", "card", "--model", model)
        assert found.code == 2
        assert found.err.startswith("No model has been fitted")


@pytest.mark.usefixtures("small_path")
class TestNoScoring:
    def test_is_kept_and_taken_back(self, run: Callable[..., Ran]) -> None:
        found = run("risk", "no-scoring", "C-1", "--reason", "asked", "--json").json
        assert found["entry_id"].startswith("e-")
        assert (found["client_id"], found["reason"]) == ("C-1", "asked")
        held = run("export-client", "C-1", "--json").json["no_scoring"]
        assert [row["entry_id"] for row in held] == [found["entry_id"]]

        assert run("risk", "no-scoring", "C-1", "--clear", "--json").json == {
            "client_id": "C-1",
            "cleared": 1,
        }
        assert run("risk", "no-scoring", "C-1", "--clear").out.startswith("No request")

    def test_may_be_known_from_a_day_on(self, run: Callable[..., Ran]) -> None:
        found = run("risk", "no-scoring", "C-1", "--on", "2026-11-20")
        assert "not scored from 2026-11-20 on" in found.out

    @pytest.mark.parametrize("typed", [("C-9",), ("C-1", "--on", "soon")])
    def test_what_cannot_be_kept_is_one_sentence(
        self, run: Callable[..., Ran], small_path: Path, typed: tuple[str, ...]
    ) -> None:
        found = run("risk", "no-scoring", *typed)
        assert found.code == 2
        assert found.err.count("\n") == 1
        database = open_practice(small_path)
        assert queries.rows(database, "from no_scoring") == []
        database.close()
