"""Fair tests: their plans, who was drawn for which arm, and when they ended.

A plan is stored once and never rewritten, and rows of a drawing are only added. They
stay under the id that a client had then; readers are told whose they are now.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analytics.errors import TrialNotFoundError
from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import duckdb

    from analytics.store.database import Database

_ASSIGNMENTS = Path(__file__).with_name("trial_assignments.sql")
_COLUMNS = (
    "trial_id, plan, seed, plan_sha256, start_day, stop_day, stopped_because, "
    "created_at"
)


@dataclass(frozen=True)
class Trial:
    """A test that was set up. Days are day numbers."""

    trial_id: str
    plan: str
    """The plan's canonical JSON."""
    seed: str
    plan_sha256: str
    start_day: int
    """The first day that counts."""
    stop_day: int | None
    """The first day that no longer counts; ``None`` while it runs."""
    stopped_because: str | None
    created_at: dt.datetime


@dataclass(frozen=True)
class Assignment:
    """What came of a drawing for one client, week or service."""

    client_id: str | None
    """Whose it is now; ``None`` where weeks or services were drawn."""
    unit: str | None
    """The first day of the week (``2026-11-30``), or the service."""
    stratum: str
    place: int
    arm: Literal["a", "b"]
    drawn_day: int
    """Sessions count from the day after."""
    drawn_as: str | None = None
    """The id the client had then."""


def add(cursor: duckdb.DuckDBPyConnection, trial: Trial) -> None:
    """Store a test inside a transaction."""
    row = vars(trial)
    cursor.execute(
        "insert into trials by name select "
        + ", ".join(f"${name} as {name}" for name in row),
        row,
    )


def assign(
    cursor: duckdb.DuckDBPyConnection,
    trial_id: str,
    rows: Sequence[Assignment],
    now: dt.datetime,
) -> None:
    """Store what was drawn, inside a transaction."""
    for row in rows:
        cursor.execute(
            "insert into trial_assignments by name select $trial_id as trial_id, "
            "$client_id as client_id, $unit as unit, $stratum as stratum, "
            "$place as place, $arm as arm, $drawn_day as drawn_day, $now as drawn_at",
            {
                "trial_id": trial_id,
                "client_id": row.client_id,
                "unit": row.unit,
                "stratum": row.stratum,
                "place": row.place,
                "arm": row.arm,
                "drawn_day": row.drawn_day,
                "now": now,
            },
        )


def stop(database: Database, trial_id: str, stop_day: int, because: str | None) -> None:
    """Keep that a test ended: `stop_day` is the first day that no longer counts."""
    with database.write() as cursor:
        cursor.execute(
            "update trials set stop_day = $stop_day, stopped_because = $because "
            "where trial_id = $trial_id",
            {"trial_id": trial_id, "stop_day": stop_day, "because": because},
        )


def trials(database: Database) -> list[Trial]:
    """Return all tests, the one set up last first."""
    found = queries.rows(
        database,
        f"select {_COLUMNS} from trials order by created_at desc, trial_id",  # noqa: S608 - names of our own
    )
    return [Trial(*row) for row in found]  # type: ignore[arg-type]  # its columns


def trial(database: Database, trial_id: str | None = None) -> Trial:
    """Return one test: the one set up last where no id is given.

    Raises
    ------
    TrialNotFoundError
        There is none.
    """
    for found in trials(database):
        if trial_id in {None, found.trial_id}:
            return found
    raise TrialNotFoundError(trial_id)


def running(database: Database) -> Trial | None:
    """Return the test that has not ended, ``None`` where there is none."""
    return next((one for one in trials(database) if one.stop_day is None), None)


def assignments(database: Database, trial_id: str) -> list[Assignment]:
    """Return everything drawn for a test, by stratum and place.

    Somebody known under two ids then and as one person now has two rows.
    """
    sql = queries.text_of(_ASSIGNMENTS)
    found = queries.rows(database, sql, trial_id=trial_id)
    return [Assignment(*row) for row in found]  # type: ignore[arg-type]  # its columns
