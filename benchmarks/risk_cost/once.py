"""One measurement in a process of its own, so that its peak memory is its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.facts import features
from analytics.periods import AsOf
from analytics.risk import contributions, prior, rolling, training
from analytics.store import open_practice
from benchmarks import memory, peers
from benchmarks.accuracy.methods import METHODS
from benchmarks.peers import Asked
from tests.support.population_log import EXPORTED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from analytics.risk.training import Fitted
    from analytics.store import Database

    Seconds = Mapping[str, float]

AS_OF = AsOf.end_of(EXPORTED.date(), "UTC")

FEATURES, FIT, SCORES = "features", "our fit", "our scores, ranges and reasons"
CHECKED = "the same and a year of past predictions"

_ROOT = Path(__file__).parents[2]
_CALL = "from benchmarks.risk_cost import once; once.main()"


@dataclass(frozen=True)
class Measured:
    """Seconds of each step, and what the process needed in all."""

    seconds: Seconds
    cpu_s: float
    """User and system time of all threads: says more where others work too."""
    peak_mb: float
    rows: int
    """Rows learned from, or scored where nothing was learned."""
    said: str
    """The step of the ladder, where one was found."""


def measured(path: Path, kind: str) -> Measured:
    """Return what one kind took on a practice file, in a fresh process."""
    said = subprocess.run(
        [sys.executable, "-c", _CALL, str(path), kind],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )
    return Measured(**json.loads(said.stdout.splitlines()[-1]))


def _fit(database: Database) -> tuple[pd.DataFrame, Fitted, dict[str, float]]:
    seconds: dict[str, float] = {}
    began = time.perf_counter()
    weeks = features.grid(database, AS_OF, AS_OF)
    rows = features.rows(database, weeks, AS_OF, whole=weeks[-1:])
    seconds[FEATURES] = time.perf_counter() - began
    began = time.perf_counter()
    fitted = training.fit(rows, AS_OF.day_number, prior.load(), _customers(database))
    seconds[FIT] = time.perf_counter() - began
    return rows, fitted, seconds


def _customers(database: Database) -> Callable[[int], pd.DataFrame]:
    return lambda _day: features.customers(database, [AS_OF], AS_OF)


def _of_fit(database: Database) -> Measured:
    """Make features, fit and scores of one day; nothing is checked."""
    rows, fitted, seconds = _fit(database)
    began = time.perf_counter()
    today = rows[rows["as_of_day"] == AS_OF.day_number].reset_index(drop=True)
    fitted.chances(today)
    fitted.intervals(today)
    contributions.explained(fitted.scorer, fitted.matrix(today), today)
    seconds[SCORES] = time.perf_counter() - began
    said = f"{len(today)} active"
    return Measured(
        seconds, time.process_time(), memory.peak_mb(), fitted.training_rows, said
    )


def _of_check(database: Database) -> Measured:
    """Do all that a practice's run does: the past year's predictions, and today's."""
    began = time.perf_counter()
    (look,) = rolling.looks(database, [AS_OF], prior.load())
    look.predictions()
    seconds = {CHECKED: time.perf_counter() - began}
    rung = look.rung
    said = f"{rung.mode}, {look.fitted.speaks}" if rung else ""
    return Measured(
        seconds, time.process_time(), memory.peak_mb(), look.fitted.training_rows, said
    )


def _of_peers(database: Database) -> Measured:
    """Fit the plain models of scikit-learn and the peers to the same rows."""
    rows, fitted, _ = _fit(database)
    asked = Asked(
        origin_day=AS_OF.day_number,
        known=training.learned_from(rows, AS_OF.day_number),
        customers=_customers(database)(AS_OF.day_number),
        test=rows[rows["as_of_day"] == AS_OF.day_number],
    )
    seconds: dict[str, float] = {}
    for name, method in METHODS.items():
        began = time.perf_counter()
        method(asked.known, asked.test)
        seconds[name] = time.perf_counter() - began
    for answer in peers.answered([asked]):
        seconds |= answer.seconds
    return Measured(
        seconds, time.process_time(), memory.peak_mb(), fitted.training_rows, ""
    )


def _done(seconds: Seconds, fitted: Fitted, said: str) -> Measured:
    used = time.process_time(), memory.peak_mb()
    return Measured(seconds, *used, fitted.training_rows, said)


KINDS = {"fit": _of_fit, "check": _of_check, "peers": _of_peers}


def main() -> None:
    """Measure what the command line names, and print it as JSON."""
    path, kind = sys.argv[1:]
    database = open_practice(Path(path))
    try:
        found = KINDS[kind](database)
    finally:
        database.close()
    print(json.dumps(found.__dict__))
