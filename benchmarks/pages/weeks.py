"""The table behind Attendance, beside the same table made with pandas."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from typing import TYPE_CHECKING

import pandas as pd

from analytics.attendance import attendance
from analytics.attendance.clustered import Clustered
from analytics.periods import AsOf
from analytics.store import open_practice
from benchmarks.pages import large
from benchmarks.report import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store import Database


AS_OF = AsOf.end_of(dt.date(2025, 12, 20), "UTC")

_COLUMNS = (
    "client_id, starts_at, starts_day, slot_known_at, outcome, outcome_basis, "
    "outcome_known_at, replaced_known_at, is_excused"
)

_OUTCOMES = (
    "attended no_show late_cancelled cancelled cancelled_by_coach rescheduled "
    "scheduled unknown"
).split()


def table(folder: Path, sessions: int, repeat: int) -> Table:
    """Measure both on one log, in turn; they have to agree.

    Raises
    ------
    AssertionError
        The two tables differ.
    """
    database = open_practice(large.practice(folder, sessions))
    ours: list[float] = []
    theirs: list[float] = []
    in_memory: list[float] = []
    for _ in range(repeat):
        found = _timed(ours, attendance, database, AS_OF)
        began = time.perf_counter()
        log = read_log(database)
        beside = _timed(in_memory, with_pandas, log, AS_OF)
        theirs.append(time.perf_counter() - began)
        check(found, beside)
    database.close()
    middle = statistics.median(theirs) / statistics.median(ours)
    return Table(
        title=f"Attendance by week, {sessions:,} sessions",
        columns=("made with", "min s", "median s", "max s"),
        rows=[
            _row("DuckDB (Driftline)", ours),
            _row("pandas, from the same file", theirs),
            _row("pandas, the log in memory already", in_memory),
        ],
        remark="the same counts and intervals; from the file pandas takes "
        f"{middle:.1f} times as long",
    )


def read_log(database: Database) -> pd.DataFrame:
    """Return the columns of the log that the table is made of."""
    with database.read() as cursor:
        sql = f"select {_COLUMNS} from sessions"  # noqa: S608 - own names
        found: pd.DataFrame = cursor.execute(sql).df()
    return found


def with_pandas(log: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """Return the weeks' counts, rates and intervals by client, made with pandas."""
    known = log[log["slot_known_at"] <= as_of.instant]
    outcome = _outcomes(known, as_of)
    week = known["starts_day"] - (known["starts_day"] + 3) % 7
    counts = pd.crosstab(week, outcome).reindex(columns=list(_OUTCOMES), fill_value=0)
    presumed = (outcome == "attended") & (known["outcome_basis"] == "presumed")
    excused = known["is_excused"] & outcome.isin(["no_show", "late_cancelled"])
    counted = outcome.isin(["attended", "no_show", "late_cancelled"]) & ~excused
    counts["presumed"] = presumed.groupby(week).sum()
    counts["excused"] = excused.groupby(week).sum()
    counts["n"] = counted.groupby(week).sum()
    rows = pd.DataFrame(
        {
            "week": week[counted],
            "client": known.loc[counted, "client_id"],
            "x": (outcome[counted] == "attended").astype("int64"),
        }
    )
    clients = rows.groupby(["week", "client"])["x"].agg(["sum", "size"])
    x, n = clients["sum"], clients["size"]
    squares = pd.DataFrame({"clients": 1, "xx": x * x, "xn": x * n, "nn": n * n})
    return counts.join(squares.groupby("week").sum()).fillna(0).pipe(_rated)


def _rated(counts: pd.DataFrame) -> pd.DataFrame:
    names = ["attended", "n", "clients", "xx", "xn", "nn"]
    columns = [counts[name].astype("int64").tolist() for name in names]
    nothing = (float("nan"), float("nan"))
    ends = [Clustered(*row).interval or nothing for row in zip(*columns, strict=True)]
    return counts.assign(low=[low for low, _ in ends], high=[high for _, high in ends])


def check(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """Fail if the two tables do not say the same.

    Raises
    ------
    AssertionError
        Some count, or an end of an interval, differs.
    """
    shown = ours[ours["sessions"] > 0]
    for name in (*_OUTCOMES, "presumed", "excused", "n", "clients", "low", "high"):
        one = shown[name].astype("float64").round(9).reset_index(drop=True)
        other = theirs[name].astype("float64").round(9).reset_index(drop=True)
        if not one.equals(other):
            message = f"{name} differs"
            raise AssertionError(message)


def _outcomes(known: pd.DataFrame, as_of: AsOf) -> pd.Series[str]:
    """Return the outcome of each session as it was known."""
    is_told = (known["outcome_known_at"] <= as_of.instant) & (
        known["outcome"] != "scheduled"
    )
    is_moving = (known["outcome"] == "rescheduled") & (
        known["replaced_known_at"] > as_of.instant
    )
    has_begun = known["starts_at"] <= as_of.instant
    told = known["outcome"].mask(is_moving, "cancelled")
    untold = has_begun.map({True: "unknown", False: "scheduled"})
    return told.where(is_told, untold)


def _timed(
    seconds: list[float],
    make: Callable[..., pd.DataFrame],
    *given: object,
) -> pd.DataFrame:
    began = time.perf_counter()
    made = make(*given)
    seconds.append(time.perf_counter() - began)
    return made


def _row(name: str, seconds: list[float]) -> tuple[str, ...]:
    spread = (min(seconds), statistics.median(seconds), max(seconds))
    return (name, *(f"{value:.2f}" for value in spread))
