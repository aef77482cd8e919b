"""A practice of any size, simulated and brought in through the real import."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from analytics import importing
from analytics.importing import ImportOptions
from analytics.simulate import simulate, write_acuity, write_calendly
from analytics.store import open_practice

SESSIONS_A_CLIENT = 19
"""Booked slots of a simulated client in 78 weeks, about."""


def made(folder: Path, sessions: int) -> Path:
    """Return a practice of about so many sessions; one made before is kept."""
    path = folder / f"practice-{sessions}.duckdb"
    if path.exists():
        return path
    folder.mkdir(exist_ok=True)
    practice = simulate(clients=sessions // SESSIONS_A_CLIENT, seed=1)
    exported_at = dt.datetime(2026, 11, 16, 7, tzinfo=dt.UTC)
    fresh = path.with_suffix(".part")
    fresh.unlink(missing_ok=True)
    database = open_practice(fresh)
    with tempfile.TemporaryDirectory() as files:
        for write in (write_calendly, write_acuity):
            file = Path(files) / f"{write.__name__}.csv"
            write(practice, file, exported_at)
            at = exported_at.replace(tzinfo=None)
            options = ImportOptions(timezone=practice.timezone, exported_at=at)
            importing.import_file(database, file, now=at, options=options)
    database.close()
    fresh.rename(path)
    return path
