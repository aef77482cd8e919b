"""A practice of any size, simulated, brought in through the real import, and scored."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from analytics import facts, importing, periods
from analytics.importing import ImportOptions
from analytics.risk import refresh
from analytics.simulate import simulate, write_acuity, write_calendly
from analytics.store import open_practice

SESSIONS_A_CLIENT = 19
"""Booked slots of a simulated client in 78 weeks, about."""

_ZONE = "Europe/Zurich"


def made(folder: Path, sessions: int, now: dt.datetime) -> Path:
    """Return a practice of about so many sessions, as of the last midnight.

    Old data would hold names back, so a practice is kept for its day only.

    Parameters
    ----------
    now
        The present, UTC without a zone.
    """
    midnight = dt.datetime.combine(now.date(), dt.time(), periods.zone(_ZONE))
    path = folder / f"practice-{sessions}-{midnight:%Y-%m-%d}.duckdb"
    if path.exists():
        return path
    folder.mkdir(exist_ok=True)
    for older in folder.glob(f"practice-{sessions}-*.duckdb"):
        older.unlink()
    practice = simulate(
        clients=sessions // SESSIONS_A_CLIENT,
        seed=1,
        ends_on=midnight.date() - dt.timedelta(days=1),
        timezone=_ZONE,
    )
    fresh = path.with_suffix(".part")
    fresh.unlink(missing_ok=True)
    database = open_practice(fresh)
    at = periods.utc_naive(midnight)
    with tempfile.TemporaryDirectory() as files:
        for write in (write_calendly, write_acuity):
            file = Path(files) / f"{write.__name__}.csv"
            write(practice, file, midnight)
            options = ImportOptions(timezone=practice.timezone, exported_at=at)
            importing.import_file(database, file, now=now, options=options)
    refresh.current(database, facts.default_as_of(database, now), now)
    database.close()
    fresh.rename(path)
    return path
