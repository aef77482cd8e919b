"""Runs in ``.venv-peers``: fit lifetimes and lifelines to each folder entry, and score.

Knows nothing of Driftline but the columns of the Parquet files that `benchmarks.peers`
writes. A fit that fails leaves the share that went quiet as everybody's score.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from lifelines import CoxPHFitter
from lifelines.exceptions import ConvergenceError as CoxError
from lifetimes import BetaGeoFitter
from lifetimes.utils import ConvergenceError as VisitsError

if TYPE_CHECKING:
    from collections.abc import Callable

_FAILURES = (
    *(CoxError, VisitsError, np.linalg.LinAlgError),
    # What they let through of a table that is too small to fit to.
    *(ArithmeticError, ValueError),
)
_DAYS_PER_WEEK = 7.0
_MOST_CUSTOMERS = 4_000
_MOST_ROWS = 10_000
_PENALTY = 1e-3
_COX_PENALTY = 0.05
_CONSTANT = 1e-6
_NOT_FEATURES = frozenset(
    "sessions_attended first_day last_day as_of_day client_id horizon_days "
    "went_quiet origin_day".split()
)


def _history(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    first = rows["first_day"].to_numpy(float)
    return (
        rows["sessions_attended"].to_numpy(float) - 1,
        (rows["last_day"].to_numpy(float) - first) / _DAYS_PER_WEEK,
        (rows["as_of_day"].to_numpy(float) - first) / _DAYS_PER_WEEK,
    )


def _visits(customers: pd.DataFrame) -> BetaGeoFitter:
    if len(customers) > _MOST_CUSTOMERS:
        customers = customers.sample(_MOST_CUSTOMERS, random_state=0)
    return BetaGeoFitter(penalizer_coef=_PENALTY).fit(*_history(customers))


def _gone(model: BetaGeoFitter, test: pd.DataFrame) -> np.ndarray:
    alive = model.conditional_probability_alive(*_history(test))
    return 1 - np.asarray(alive, float)


def _no_visit(model: BetaGeoFitter, test: pd.DataFrame) -> np.ndarray:
    """Return the probability of no visit within the horizon; lifetimes has no call."""
    again, _, age = _history(test)
    ahead = test["horizon_days"].to_numpy(float) / _DAYS_PER_WEEK
    r, alpha = model.params_["r"], model.params_["alpha"]
    none = ((alpha + age) / (alpha + age + ahead)) ** (r + again)
    found: np.ndarray = 1 - (1 - _gone(model, test)) * (1 - none)
    return found


def _cox(known: pd.DataFrame, test: pd.DataFrame) -> np.ndarray:
    """Return log hazards: days from each look to the first look that went quiet."""
    known = known.sort_values(["client_id", "as_of_day"])
    quiet_day = known["as_of_day"].where(known["went_quiet"] == 1).astype(float)
    next_day = quiet_day.groupby(known["client_id"]).bfill()
    censored = known["origin_day"] - known["horizon_days"] - known["as_of_day"]
    days = (next_day - known["as_of_day"]).fillna(censored.clip(lower=0)) + 1
    names = [name for name in known.columns if name not in _NOT_FEATURES]
    names = [name for name in names if known[name].std() > _CONSTANT]
    table = known[names].assign(days=days, is_seen=next_day.notna())
    if len(table) > _MOST_ROWS:
        table = table.sample(_MOST_ROWS, random_state=0)
    model = CoxPHFitter(penalizer=_COX_PENALTY)
    model.fit(table, duration_col="days", event_col="is_seen")
    found: np.ndarray = model.predict_log_partial_hazard(test[names]).to_numpy(float)
    return found


def _answer(folder: Path, place: str) -> None:
    known, customers, test = (
        pd.read_parquet(folder / f"{place}.{name}.parquet")
        for name in ("known", "customers", "test")
    )
    methods: dict[str, Callable[[], np.ndarray]] = {
        "BG/NBD (lifetimes)": lambda: _no_visit(_visits(customers), test),
        "1 - P(alive) (lifetimes)": lambda: _gone(_visits(customers), test),
        "Cox (lifelines)": lambda: _cox(known, test),
    }
    share = known["went_quiet"].mean() if len(known) else 0.0
    scores, seconds, failed = {}, {}, []
    for name, method in methods.items():
        began = time.perf_counter()
        try:
            found = method()
        except _FAILURES:
            found = np.array([])
        seconds[name] = time.perf_counter() - began
        if len(found) != len(test) or not np.isfinite(found).all():
            failed.append(name)
            found = np.full(len(test), share)
        scores[name] = found
    pd.DataFrame(scores).to_parquet(folder / f"{place}.scores.parquet")
    said = {"seconds": seconds, "failed": failed}
    (folder / f"{place}.said.json").write_text(json.dumps(said), "utf-8")


if __name__ == "__main__":
    given = Path(sys.argv[1])
    for path in sorted(given.glob("*.test.parquet")):
        _answer(given, path.name.split(".")[0])
