"""A practice small enough to be read here, brought in through the real import."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics import importing

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.store import Database

NOW = dt.datetime(2026, 11, 16, 8, 0)  # noqa: DTZ001 - the store's times are UTC without a zone

HEADER = (
    "session_id,client_id,client_name,client_email,coach,service,starts_at,"
    "duration_minutes,booked_at,status,cancelled_at,cancelled_by,"
    "replaces_session_id,price,currency,reminder_strategy,package_sessions"
)

ANNA = "C-1"
BELA = "C-2"

ROWS = (
    (
        "S-1,C-1,Anna Zwirbelbach,anna.zwirbelbach@example.org,Marit,Coaching,"
        "2026-11-02T10:00:00+01:00,60,2026-10-20T09:00:00+02:00,attended,,,,90.00,EUR,"
        "text,"
    ),
    (
        "S-2,C-1,Anna Zwirbelbach,anna.zwirbelbach@example.org,Marit,Coaching,"
        "2026-11-09T10:00:00+01:00,60,2026-10-20T09:00:00+02:00,no_show,,,,90.00,EUR,"
        "text,"
    ),
    (
        "S-3,C-2,Béla Örkény,bela@example.org,Davi,Programme,"
        "2026-11-10T15:30:00+01:00,45,2026-11-01T12:00:00+01:00,rescheduled,"
        "2026-11-08T12:00:00+01:00,client,,120.50,EUR,none,8"
    ),
    (
        "S-4,C-2,Béla Örkény,bela@example.org,Davi,Programme,"
        "2026-11-12T15:30:00+01:00,45,2026-11-08T12:00:00+01:00,,,,S-3,120.50,EUR,none,8"
    ),
    (
        "S-5,C-2,Béla Örkény,bela@example.org,Davi,Programme,"
        "2026-12-01T15:30:00+01:00,45,2026-11-12T12:00:00+01:00,scheduled,,,,120.50,"
        "EUR,,8"
    ),
)


def write_log(
    folder: Path, name: str = "log.csv", rows: tuple[str, ...] = ROWS
) -> Path:
    """Write rows below the template's header; return the file."""
    path = folder / name
    path.write_text("\n".join((HEADER, *rows)) + "\n", "utf-8")
    return path


def fill(
    database: Database, folder: Path, rows: tuple[str, ...] = ROWS
) -> ImportReport:
    """Import the rows; return the report."""
    options = importing.ImportOptions(timezone="Europe/Zurich", exported_at=NOW)
    return importing.import_file(
        database, write_log(folder, rows=rows), now=NOW, options=options
    )
