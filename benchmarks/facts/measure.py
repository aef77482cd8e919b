"""Measure one query in a process of its own, so that its peak memory is its own."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from analytics.facts import facts
from analytics.periods import AsOf
from analytics.reports.today import today
from analytics.store import open_practice
from benchmarks import memory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AS_OF = AsOf.end_of(dt.date(2025, 6, 29), "UTC")
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "4GB",
    "threads": 2,
    "preserve_insertion_order": False,
}

_HERE = Path(__file__).parent
_VIEW = """
create temp view s as
select
    session_id,
    client_id,
    coach as coach_id,
    service as service_id,
    epoch_us(starts_at) // 1000000 as start_s,
    epoch_us(cancelled_at) // 1000000 as cancelled_s,
    case outcome
        when 'attended' then 'completed'
        when 'late_cancelled' then $late
        else outcome
    end as status,
    price_cents / 1e2 as price
from sessions
"""


@dataclass(frozen=True)
class Measured:
    """What one run took."""

    wall_s: float
    cpu_s: float
    """User and system time of all threads."""
    peak_mb: float
    """Highest resident memory of the process."""


def measured(path: Path, kind: str) -> Measured:
    """Return what one query took on a practice file, in a fresh process."""
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.facts.measure", str(path), kind],
        check=True,
        capture_output=True,
        text=True,
        cwd=_HERE.parents[1],
    )
    return Measured(**json.loads(said.stdout))


def _of_facts(path: Path) -> Callable[[], object]:
    values = {
        "home_currency": "'EUR'",
        "as_of_s": AS_OF.seconds,
        "as_of_day": AS_OF.day_number,
        "as_of_week_day": AS_OF.day_number - AS_OF.day.weekday(),
    }
    sql = facts.composed("select * from client_facts")
    return _copied(_connected(path), sql, values, _target(path))


def _of_reference(path: Path) -> Callable[[], object]:
    connection = _connected(path)
    connection.execute(_VIEW.replace("$late", "'late'"))
    sql = (_HERE / "reference.sql").read_text("utf-8")
    return _copied(connection, sql, {"as_of_s": AS_OF.seconds}, _target(path))


def _of_given(path: Path) -> Callable[[], object]:
    connection = _connected(path)
    connection.execute(_VIEW.replace("$late", "'cancelled'"))
    sql = Path(os.environ["DRIFTLINE_REFERENCE_SQL"]).read_text("utf-8")
    return _copied(connection, sql, {}, _target(path))


def _of_today(path: Path) -> Callable[[], object]:
    database = open_practice(path)
    return lambda: today(database, AS_OF, now=AS_OF.instant)


def _target(path: Path) -> Path:
    return path.with_suffix(".parquet")


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    spill = {"temp_directory": str(path.with_suffix(".spill"))}
    connection = duckdb.connect(str(path), read_only=True, config=SETTINGS | spill)
    # It would be drawn on standard output, among the numbers.
    connection.execute("set enable_progress_bar = false")
    return connection


def _copied(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    values: Mapping[str, object],
    target: Path,
) -> Callable[[], object]:
    """Return a run of a query whose whole result is written to a file."""
    for name in sorted(values, key=len, reverse=True):
        sql = sql.replace(f"${name}", str(values[name]))
    return lambda: connection.execute(f"copy ({sql}) to '{target}' (format parquet)")


KINDS = {
    "client_facts": (_of_facts, 1),
    "reference": (_of_reference, 1),
    "given": (_of_given, 1),
    "today": (_of_today, 10),
}
"""How each kind is made ready, and how many calls the best is taken of."""


def _main(path: Path, kind: str) -> None:
    make, calls = KINDS[kind]
    run = make(path)
    best = (float("inf"), float("inf"))
    for _ in range(calls):
        cpu, wall = time.process_time(), time.perf_counter()
        run()
        taken = time.perf_counter() - wall, time.process_time() - cpu
        best = min(best, taken)
    wall_s, cpu_s = best
    peak_mb = memory.peak_mb()
    print(json.dumps({"wall_s": wall_s, "cpu_s": cpu_s, "peak_mb": peak_mb}))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])
