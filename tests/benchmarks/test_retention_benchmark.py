"""The benchmark of how long clients stay: all answer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import peers
from benchmarks.facts import log
from benchmarks.facts.measure import AS_OF
from benchmarks.retention import beside, by_pandas, once

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return log.made(tmp_path_factory.mktemp("log") / "log.duckdb", 10_000)


def test_pandas_makes_the_same_of_a_log(small: Path) -> None:
    clients, gone, value = once.ours(small, AS_OF)
    made = by_pandas.made(small, AS_OF)

    assert (clients, gone) == (len(made.clients), int(made.clients["is_gone"].sum()))
    assert value == pytest.approx(made.value)
    assert 0 < gone < clients


def test_a_run_in_a_process_of_its_own_tells_its_cost(small: Path) -> None:
    found = once.once(small, "Driftline")

    assert found.wall_s > 0
    assert 10 < found.peak_mb < 2_000
    assert found.clients > 100


def test_the_invented_clients_enter_late_and_end_in_two_ways() -> None:
    table = beside.drawn(1_000)

    assert 0.3 < (table["entry"] > 0).mean() < 0.6
    assert set(table["way"]) == {0, 1, 2}
    assert table["until"].is_unique
    assert len(beside.lives_of(table)) == len(table)


@pytest.mark.skipif(not peers.are_there(), reason="make peers has not been run")
def test_lifelines_says_the_same() -> None:
    found = beside.measured(2_000)

    assert found is not None
    assert max(found.curve, found.interval, found.share, found.p) < 1e-9
