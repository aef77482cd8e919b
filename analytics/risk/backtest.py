"""How the list would have done: every prediction of the past beside what followed."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analytics.errors import BadEntryError
from analytics.facts import features, no_scoring
from analytics.periods import AsOf, day_of_number
from analytics.risk import quality, rolling, training
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analytics.risk.ladder import Rung
    from analytics.risk.prior import Prior
    from analytics.risk.quality import Quality
    from analytics.store import Database

COLUMNS = (
    "as_of",
    "client_id",
    "days_since_last",
    "usual_gap_days",
    "probability",
    "rule_score",
    "model",
)
"""Of the file of predictions."""


@dataclass(frozen=True)
class Backtest:
    """What rolling origins over a time found."""

    predictions: pd.DataFrame
    """One row an active client and origin, `COLUMNS` among its columns; ``went_quiet``
    where it is known by now."""
    rungs: Mapping[dt.date, Rung]
    """The step of the ladder on each origin."""
    settled: int
    """Predictions of which it is known how they ended."""
    quiet: int
    quiet_clients: int
    confirmed: int
    """Of the quiet predictions, those somebody has confirmed to be a drift."""
    base_rate: float | None
    scores: Mapping[str, Quality]
    """By kind of score: ``model``, ``rule_booking``, ``rule``."""
    model_if_confirmed: Quality | None
    """The model's, counting only confirmed drifts and leaving the other silences out:
    how they ended nobody knows, so the truth lies between the two."""


def backtest(
    database: Database,
    first: dt.date,
    last: dt.date,
    known: AsOf,
    prior: Prior,
    every_days: int = 7,
) -> Backtest:
    """Return every prediction from `first` to `last`, and how good they were.

    Parameters
    ----------
    known
        Until when it is known what followed; no origin lies after it.

    Raises
    ------
    BadEntryError
        The time is empty or in the future, or the step is not positive.
    """
    origins = _origins(database, first, last, known, every_days)
    found = rolling.looks(database, origins, prior)
    made = pd.concat([look.predictions() for look in found], ignore_index=True)
    made = no_scoring.left_out(database, known, made)
    truth = features.rows(database, origins, known)
    columns = ["client_id", "as_of_day", "went_quiet", "drifted_day"]
    settled = truth.loc[training.closed(truth, known.day_number), columns]
    made = made.merge(settled, on=["client_id", "as_of_day"], how="left")
    made["as_of"] = [day_of_number(day) for day in made["as_of_day"]]
    over = made[made["went_quiet"].notna()]
    quiet = over[over["went_quiet"] == 1]
    confirmed = quiet["drifted_day"].notna()
    return Backtest(
        predictions=made,
        rungs={look.origin.day: look.rung for look in found if look.rung is not None},
        settled=len(over),
        quiet=len(quiet),
        quiet_clients=int(quiet["client_id"].nunique()),
        confirmed=int(confirmed.sum()),
        base_rate=float(over["went_quiet"].mean()) if len(over) else None,
        scores={
            "model": _quality(over, "probability"),
            "rule_booking": _quality(over, "rule_score"),
            "rule": _quality(over, "ratio"),
        },
        model_if_confirmed=_quality(
            over[(over["went_quiet"] == 0) | over["drifted_day"].notna()], "probability"
        )
        if confirmed.any()
        else None,
    )


def write_predictions(made: pd.DataFrame, path: Path) -> None:
    """Write predictions as a CSV file; numbers in full, absent ones empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in made[list(COLUMNS)].itertuples(index=False):
            writer.writerow(["" if pd.isna(cell) else cell for cell in row])


def _origins(
    database: Database, first: dt.date, last: dt.date, known: AsOf, every_days: int
) -> list[AsOf]:
    if every_days < 1:
        message = "Origins lie at least one day apart. Give --every a number from 1."
        raise BadEntryError(message)
    if last < first:
        message = f"There is no day from {first} to {last}. Give the earlier day first."
        raise BadEntryError(message)
    zone_name = stored_settings.read(database).zone_name
    until = min(last, known.day)
    days = (until - first).days
    found = [
        AsOf.end_of(first + dt.timedelta(days=step), zone_name)
        for step in range(0, days + 1, every_days)
    ]
    if not found:
        message = f"The data end on {known.day}. Choose an earlier day than {first}."
        raise BadEntryError(message)
    return found


def _quality(rows: pd.DataFrame, column: str) -> Quality:
    rows = rows[rows[column].notna()]
    return quality.quality(
        rows["went_quiet"].to_numpy(float),
        rows[column].to_numpy(float),
        rows["as_of_day"].to_numpy(float),
        rows["ratio"].to_numpy(float),
    )
