"""Runs in ``.venv-peers``: lifelines' answer to the clients in a Parquet file.

Knows nothing of Driftline but the columns that `benchmarks.retention.beside` writes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.statistics import logrank_test


def _curve(table: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    fitted = KaplanMeierFitter().fit(
        table["until"], table["way"] > 0, entry=table["entry"]
    )
    ends = fitted.confidence_interval_survival_function_
    return fitted.survival_function_.iloc[:, 0], ends


def _answer(path: Path) -> dict[str, object]:
    table = pd.read_parquet(path)
    days = np.unique(table.loc[table["way"] > 0, "until"])
    began = time.perf_counter()
    value, ends = _curve(table)
    seconds = time.perf_counter() - began
    whole = table[table["entry"] <= 0]
    competing = AalenJohansenFitter(calculate_variance=False, seed=1).fit(
        whole["until"], whole["way"], event_of_interest=1
    )
    halves = [whole[whole["half"] == half] for half in (0, 1)]
    test = logrank_test(
        halves[0]["until"],
        halves[1]["until"],
        halves[0]["way"] > 0,
        halves[1]["way"] > 0,
    )
    at = value.reindex(days).tolist()
    share = competing.cumulative_density_.iloc[:, 0]
    return {
        "days": days.tolist(),
        "value": at,
        "low": ends.iloc[:, 0].reindex(days).tolist(),
        "high": ends.iloc[:, 1].reindex(days).tolist(),
        "share": float(share.iloc[-1]),
        "p": float(test.p_value),
        "seconds": seconds,
    }


if __name__ == "__main__":
    given = Path(sys.argv[1])
    found = _answer(given)
    given.with_suffix(".json").write_text(json.dumps(found), "utf-8")
