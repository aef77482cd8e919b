"""Invented practices with a past, brought in through the real import and scored."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics import facts, importing, periods
from analytics.importing import ImportOptions
from analytics.risk import scoring
from analytics.simulate import simulate, write_calendly
from analytics.store import open_practice

if TYPE_CHECKING:
    from pathlib import Path

ZONE: Final = "Europe/Zurich"


class Past(NamedTuple):
    """How much past a practice has."""

    clients: int
    weeks: int
    seed: int


WORDS: Final = Past(36, 52, 1)
"""Enough clients went quiet for an order, too few for numbers."""

PERCENT: Final = Past(110, 78, 1)
"""Enough for numbers, which hold on its own past."""


def make(path: Path, past: Past, now: dt.datetime) -> None:
    """Make a practice at `path` whose newest export is of this midnight, and a run.

    Parameters
    ----------
    now
        The present, UTC without a zone.
    """
    practice = simulate(
        past.clients,
        seed=past.seed,
        weeks=past.weeks,
        ends_on=now.date() - dt.timedelta(days=1),
        timezone=ZONE,
    )
    midnight = dt.datetime.combine(now.date(), dt.time(), periods.zone(ZONE))
    file = path.with_suffix(".csv")
    write_calendly(practice, file, midnight)
    database = open_practice(path)
    at = periods.utc_naive(midnight)
    options = ImportOptions(timezone=ZONE, exported_at=at)
    importing.import_file(database, file, now=now, options=options)
    scoring.current(database, facts.default_as_of(database, now), now)
    database.close()
