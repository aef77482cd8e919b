"""Runs as a file, from the process that fits to the one that has the practice open."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from analytics.store.scores import BookingScore, Model, PastName, Run, Score

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def write(runs: Sequence[Run], path: Path) -> None:
    """Write runs to a file.

    Raises
    ------
    ValueError
        A number in them is missing or endless.
    """
    told = [
        {
            "model": vars(run.model) | {"fitted_at": run.model.fitted_at.isoformat()},
            "scores": [vars(score) for score in run.scores],
            "bookings": [vars(score) for score in run.bookings],
            "past": [vars(name) for name in run.past],
        }
        for run in runs
    ]
    path.write_text(json.dumps(told, allow_nan=False), "utf-8")


def read(path: Path) -> list[Run]:
    """Return the runs in a file that `write` has written."""
    return [_run(told) for told in json.loads(path.read_text("utf-8"))]


def _run(told: dict[str, Any]) -> Run:
    kept = told["model"]
    model = Model(
        **{
            **kept,
            "imports": tuple(kept["imports"]),
            "fitted_at": dt.datetime.fromisoformat(kept["fitted_at"]),
        }
    )
    return Run(
        model,
        tuple(Score(**one) for one in told["scores"]),
        tuple(BookingScore(**one) for one in told["bookings"]),
        tuple(PastName(**one) for one in told["past"]),
    )
