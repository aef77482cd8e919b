"""Write an invented population straight into a practice's log."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.periods import SECONDS_PER_DAY, day_number, epoch_seconds
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import duckdb

    from analytics.simulate.population import Population
    from analytics.store import Database

EXPORTED = dt.datetime(2021, 12, 20, 12)  # noqa: DTZ001 - UTC without a zone, as in the store
"""Nearly three years after the first day of a population; all is known by then."""


MORNING = dt.date(2021, 6, 7)
"""A Monday in the third year."""


def write(
    database: Database, log: pd.DataFrame, exported: dt.datetime = EXPORTED
) -> None:
    """Add the sessions of practices of `analytics.simulate.population`."""
    rows = pd.DataFrame(
        {
            "session_id": log["session_id"],
            "source": "template",
            "client_id": log["client_id"],
            "coach": log["coach"],
            "service": log["service"],
            "starts_at": _at(log["start_s"]),
            "starts_day": log["start_day"],
            "starts_hour": 10,
            "zone": "UTC",
            "booked_at": _at(log["slot_known_s"]),
            "slot_known_at": _at(log["slot_known_s"]),
            "outcome": log["outcome"],
            "outcome_basis": "recorded",
            "is_excused": log["is_excused"],
            "outcome_known_at": _at(log["outcome_known_s"]),
            "replaced_known_at": _at(log["replaced_known_s"].astype("float64")),
            "cancelled_at": _at(log["cancelled_s"].astype("float64")),
            "package_sessions": log["sessions_planned"],
            "import_id": "i-1",
            "last_seen_at": exported,
        }
    )
    clients = pd.DataFrame({"client_id": log["client_id"].unique()})
    imports = pd.DataFrame(
        {
            "import_id": ["i-1"],
            "file_name": "log.csv",
            "tool": "template",
            "variant": "",
            "source": "template",
            "confidence": "verified",
            "sha256": "",
            "timezone": "UTC",
            "exported_at": exported,
            "imported_at": exported,
            "warnings": [[]],
            "count_rows": 0,
            "count_accepted": 0,
            "count_duplicate": 0,
            "count_refused": 0,
            "count_ignored": 0,
            "count_new": 0,
            "count_changed": 0,
        }
    )
    with database.write() as cursor:
        stored_settings.put(cursor, "timezone", "UTC")
        for table, given in (
            ("sessions", rows),
            ("clients", clients.assign(display_name=clients["client_id"])),
            ("imports", imports),
        ):
            _insert(cursor, table, given)


def write_told(
    database: Database, invented: Population, exported: dt.datetime = EXPORTED
) -> None:
    """Add what the practices are told beside the sessions, which are there already."""
    promises, views = invented.told["actions_s"], invented.told["pulses_s"]
    contacts = invented.told["contacts_s"]
    done_at = _at(promises["done_s"].astype("float64"))
    versions = pd.DataFrame(
        {
            "import_id": "i-1",
            "exported_at": exported,
            "source": "homework",
            "action_key": promises["action_id"],
            "owner": "client",
            "due_date": _dates(promises["counts_day"]),
            "done_at": done_at,
            "is_done": done_at.notna(),
        }
    )
    actions = versions.rename(
        columns={"action_key": "action_id", "exported_at": "known_at"}
    ).assign(client_id=promises["client_id"])
    # A view is of a session; any of the client's will do.
    session = invented.sessions.groupby("client_id")["session_id"].first()
    pulses = pd.DataFrame(
        {
            "entry_id": views["entry_id"],
            "session_id": views["client_id"].map(session),
            "client_id": views["client_id"],
            "on_date": _dates(views["on_day"]),
            # Halves come from two whole numbers.
            "engaged": np.ceil(views["view_of_five"]).astype(int),
            "goal_progress": np.floor(views["view_of_five"]).astype(int),
            "entered_at": exported,
        }
    )
    follow_ups = pd.DataFrame(
        {
            "entry_id": contacts["entry_id"],
            "client_id": contacts["client_id"],
            "step": "say_hello",
            "on_date": _dates(contacts["on_day"]),
            "result": contacts["is_answered"].map(
                {True: "answered", False: "no_answer"}
            ),
            "entered_at": exported,
        }
    )
    with database.write() as cursor:
        _insert(cursor, "action_versions", versions)
        _insert(cursor, "actions", actions)
        _insert(cursor, "pulses", pulses)
        _insert(cursor, "follow_ups", follow_ups)


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, given: pd.DataFrame) -> None:
    columns = ", ".join(given.columns)
    cursor.register("given", given)
    cursor.execute(
        f"insert into {table} ({columns}) select {columns} from given"  # noqa: S608 - own names
    )
    cursor.unregister("given")


def _dates(days: pd.Series[int]) -> pd.Series[pd.Timestamp]:
    return pd.to_datetime(days, unit="D").astype("datetime64[s]")


def up_to(log: pd.DataFrame, now: dt.datetime) -> pd.DataFrame:
    """Return the log of a practice in its third year as an export of now shows it.

    Parameters
    ----------
    now
        UTC without a zone; `MORNING` of the log becomes its day.
    """
    days = day_number(now.date()) - day_number(MORNING)
    log = log.assign(start_day=log["start_day"] + days)
    for name in ("start_s", "slot_known_s", "outcome_known_s", "replaced_known_s"):
        log[name] += days * SECONDS_PER_DAY
    at = epoch_seconds(now)
    log = log[log["slot_known_s"] <= at].copy()
    is_open = log["outcome_known_s"] > at
    log.loc[is_open, "outcome"] = "scheduled"
    log.loc[is_open, "outcome_known_s"] = log.loc[is_open, "start_s"]
    return log


def _at(seconds: pd.Series[float]) -> pd.Series[pd.Timestamp]:
    return pd.to_datetime(seconds, unit="s").astype("datetime64[us]")
