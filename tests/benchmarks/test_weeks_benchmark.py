"""The benchmark of the weeks measures two tables that say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.attendance import attendance
from analytics.store import open_practice
from benchmarks.pages import large, weeks

if TYPE_CHECKING:
    from pathlib import Path


def test_pandas_makes_the_same_table(tmp_path: Path) -> None:
    database = open_practice(large.practice(tmp_path, 2_000))
    ours = attendance(database, weeks.AS_OF)
    theirs = weeks.with_pandas(weeks.read_log(database), weeks.AS_OF)
    database.close()

    weeks.check(ours, theirs)
    with pytest.raises(AssertionError, match="attended differs"):
        weeks.check(ours, theirs.assign(attended=0))


def test_both_are_timed(tmp_path: Path) -> None:
    table = weeks.table(tmp_path, 1_000, 1)

    assert [row[0] for row in table.rows] == [
        "DuckDB (Driftline)",
        "pandas, from the same file",
        "pandas, the log in memory already",
    ]
