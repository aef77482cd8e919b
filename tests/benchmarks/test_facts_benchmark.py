"""The benchmark of the facts runs, and measures what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from benchmarks import report
from benchmarks.facts import log, measure

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return log.made(tmp_path / "log.duckdb", 1_000)


def test_the_log_has_the_size_asked_for_and_is_the_same_each_time(
    small: Path, tmp_path: Path
) -> None:
    again = log.made(tmp_path / "again.duckdb", 1_000)

    sums = []
    for path in (small, again):
        with duckdb.connect(str(path), read_only=True) as connection:
            sums.append(
                connection.execute(
                    "select count(*), count(distinct client_id), "
                    "count(distinct session_id), sum(hash(session_id, starts_at)) "
                    "from sessions"
                ).fetchall()
            )
    assert sums[0] == sums[1]
    assert sums[0][0][:3] == (1_000, 20, 1_000)


@pytest.mark.parametrize("kind", ["client_facts", "reference", "today"])
def test_each_kind_runs(small: Path, kind: str) -> None:
    make, _ = measure.KINDS[kind]

    make(small)()


def test_a_run_in_a_process_of_its_own_tells_its_cost(small: Path) -> None:
    found = measure.measured(small, "client_facts")

    assert found.wall_s > 0
    assert 10 < found.peak_mb < 2_000


def test_a_table_is_drawn_in_columns() -> None:
    table = report.Table(
        "Title", ("what", "s"), [("facts", "1.20"), ("x", "12")], "end"
    )

    assert report.drawn(table) == (
        "Title\nwhat      s\n-----------\nfacts  1.20\nx        12\nend"
    )
