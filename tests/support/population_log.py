"""Write an invented population straight into a practice's log."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from analytics.store import Database

EXPORTED = dt.datetime(2021, 12, 20, 12)  # noqa: DTZ001 - UTC without a zone, as in the store
"""Nearly three years after the first day of a population; all is known by then."""


def write(
    database: Database, log: pd.DataFrame, exported: dt.datetime = EXPORTED
) -> None:
    """Add the sessions of one practice of `analytics.simulate.population`."""
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
            columns = ", ".join(given.columns)
            cursor.register("given", given)
            cursor.execute(
                f"insert into {table} ({columns}) select {columns} from given"  # noqa: S608 - own names
            )
            cursor.unregister("given")


def _at(seconds: pd.Series[float]) -> pd.Series[pd.Timestamp]:
    return pd.to_datetime(seconds, unit="s").astype("datetime64[us]")
