"""Rows as `analytics.facts.features.rows` gives them, made of numbers alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.facts.features import NAMES

FIRST_DAY = 19_000


def made(clients: int = 60, weeks: int = 40, seed: int = 0) -> pd.DataFrame:
    """Return weekly rows; who has nothing booked and is long silent goes quiet.

    Each client's row of a week is drawn anew, which no practice would show: for tests
    of what is done with rows, not of how good a model is.
    """
    rng = np.random.default_rng(seed)
    count = clients * weeks
    rows = pd.DataFrame(rng.normal(0, 0.3, (count, len(NAMES))), columns=list(NAMES))
    rows["client_id"] = np.tile([f"c{place:05d}" for place in range(clients)], weeks)
    rows["as_of_day"] = FIRST_DAY + 7 * np.repeat(np.arange(weeks), clients)
    rows["is_booked"] = rng.random(count) < 0.6
    rows["ratio"] = rng.gamma(2, 0.5, count)
    rows["no_upcoming"] = 1.0 - rows["is_booked"]
    rows["log_ratio"] = np.log1p(rows["ratio"])
    logits = 2 * rows["no_upcoming"] + 2 * rows["log_ratio"] - 4
    chances = 1 / (1 + np.exp(-logits.to_numpy()))
    rows["went_quiet"] = (rng.random(count) < chances).astype(float)
    rows["horizon_days"] = 28
    rows["close_day"] = rows["as_of_day"] + rows["horizon_days"]
    rows["ended_day"] = np.nan
    rows["is_drawn"] = True
    rows["days_since_last"] = (7 * rows["ratio"]).round().astype(int)
    rows["usual_gap_days"] = 7.0
    rows["sessions_attended"] = 10
    rows["first_day"] = rows["as_of_day"] - 100
    rows["last_day"] = rows["as_of_day"] - rows["days_since_last"]
    return rows
