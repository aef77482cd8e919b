"""An invented practice of three years and any number of clients, made once and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.simulate.population import population
from analytics.store import open_practice
from tests.support import population_log

if TYPE_CHECKING:
    from pathlib import Path

SEED = 1


def made(folder: Path, clients: int) -> Path:
    """Return the file of a practice of so many clients; one made before is kept."""
    path = folder / f"risk-{clients}.duckdb"
    if path.exists():
        return path
    folder.mkdir(exist_ok=True)
    fresh = path.with_suffix(".part")
    fresh.unlink(missing_ok=True)
    database = open_practice(fresh)
    population_log.write(database, population(1, clients, SEED))
    database.close()
    fresh.rename(path)
    return path
