"""Invented practices with a past, brought in through the real import and scored."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from analytics import facts, importing, periods
from analytics.importing import ImportOptions
from analytics.risk import refresh
from analytics.simulate import simulate, write_calendly
from analytics.store import open_practice, scores

if TYPE_CHECKING:
    from pathlib import Path

ZONE: Final = "Europe/Zurich"


class Past(NamedTuple):
    """How much past a practice has."""

    clients: int
    weeks: int


SEEDS: Final = range(1, 8)

PASTS: Final[dict[str, Past]] = {
    # Enough clients went quiet for an order, too few for numbers.
    "words": Past(36, 52),
    # Enough for numbers, if they hold on the practice's own past.
    "percent": Past(110, 78),
}


def on_step(folder: Path, mode: Literal["words", "percent"], now: dt.datetime) -> Path:
    """Make a practice that stands on a step of the ladder; return its file.

    Which invented past earns numbers hangs on the day it ends on, so a few are tried.
    """
    for seed in SEEDS:
        path = folder / f"{mode}-{seed}.duckdb"
        if make(path, PASTS[mode], seed, now) == mode:
            return path
    message = f"none of {len(SEEDS)} practices stands on the step {mode}"
    raise AssertionError(message)


def make(path: Path, past: Past, seed: int, now: dt.datetime) -> str:
    """Make a practice whose newest export is of this midnight, and a run; its step.

    Parameters
    ----------
    now
        The present, UTC without a zone.
    """
    practice = simulate(
        past.clients,
        seed=seed,
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
    refresh.current(database, facts.default_as_of(database, now), now)
    newest = scores.newest(database)
    database.close()
    assert newest is not None
    return newest.mode
