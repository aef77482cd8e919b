"""The runs of the model that were asked for, and what became of each.

A run is waiting, then running, then done or failed. One that was running when its
process stopped is taken up again by the next.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store.database import Database

State = Literal["waiting", "running", "done", "failed"]

_COLUMNS = (
    "run_id, asked_at, started_at, finished_at, state, step, data_version, knew, said"
)


@dataclass(frozen=True)
class ScoreRun:
    """One run that was asked for."""

    run_id: str
    asked_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    state: State
    step: str | None
    """How far it is, in words."""
    data_version: int
    knew: str
    """What there was to read when it was asked for; see `scores.Model.knew`."""
    said: str | None
    """Why it failed, as a sentence."""


def newest(database: Database) -> ScoreRun | None:
    """Return the run asked for last."""
    found = queries.rows(
        database,
        f"select {_COLUMNS} from score_runs "  # noqa: S608 - columns above
        "order by asked_at desc, rowid desc limit 1",
    )
    return ScoreRun(*found[0]) if found else None  # type: ignore[arg-type]  # its columns


def start(database: Database, knew: str, *, now: dt.datetime) -> str:
    """Note that a run begins; return its id.

    One that was left unfinished gives way to it.
    """
    run_id = f"r-{secrets.token_hex(6)}"
    with database.write() as cursor:
        _close_left_open(cursor, now)
        cursor.execute(
            "insert into score_runs by name select $run_id as run_id, "
            "$now as asked_at, $now as started_at, 'running' as state, "
            "value::bigint as data_version, $knew as knew "
            "from meta where key = 'data_version'",
            {"run_id": run_id, "knew": knew, "now": now},
        )
    return run_id


def finish(cursor: duckdb.DuckDBPyConnection, run_id: str, *, now: dt.datetime) -> None:
    """Note, in the transaction that stores its scores, that a run is done."""
    cursor.execute(
        "update score_runs set state = 'done', finished_at = $now "
        "where run_id = $run_id",
        {"run_id": run_id, "now": now},
    )


def fail(
    database: Database, run_id: str, said: str | None, *, now: dt.datetime
) -> None:
    """Note that a run failed, and why, in a sentence that names nobody.

    ``None`` where nobody needs to know: the practice has changed meanwhile.
    """
    with database.write() as cursor:
        cursor.execute(
            "update score_runs set state = 'failed', finished_at = $now, said = $said "
            "where run_id = $run_id",
            {"run_id": run_id, "said": said, "now": now},
        )


def _close_left_open(cursor: duckdb.DuckDBPyConnection, now: dt.datetime) -> None:
    cursor.execute(
        "update score_runs set state = 'failed', finished_at = $now, "
        "said = 'Driftline was closed before it had finished.' "
        "where state in ('waiting', 'running')",
        {"now": now},
    )
