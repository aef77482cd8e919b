"""A simulator of reminders that is no part of the project, read as a table of sessions.

Its coaches text whom they worry about; five scenarios, with the truth of each from a
very large run. What it shows of a session becomes covariates, the rest stays hidden.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.reminders.contracts import NONE, Compared, Outcome, Source
from benchmarks.reminders.made import FIRST_DAY, Made

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

FILE = "exp_reminder.py"

SCENARIOS: dict[str, dict[str, float]] = {
    "no effect": {"effect": 0.0},
    "effect": {},
    "effect, poor overlap": {"worry": 3.0},
    "effect, drawn by lot": {"worry": 0.0},
    "effect, hidden worry": {"hidden": 0.6},
}
MEASURED = tuple(name for name in SCENARIOS if "hidden" not in name)
"""Where all that made coaches text is in the table."""

_COVARIATES = ("miss_history", "last_missed", "sessions_so_far", "lead_days", "hour")


def read(path: Path) -> ModuleType:
    """Return the simulator's module.

    Raises
    ------
    ValueError
        The file is no module of Python.
    """
    spec = importlib.util.spec_from_file_location("yardstick_reminder", path)
    if spec is None or spec.loader is None:
        message = f"{path.name} is no module of Python."
        raise ValueError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def truth(simulator: ModuleType, scenario: str) -> float:
    """Return a scenario's true difference, where both happen about as often."""
    return float(simulator.truth(SCENARIOS[scenario])[1])


def sample(
    simulator: ModuleType, scenario: str, sessions: int, seed: int, true: float
) -> Made:
    """Return one sample of a scenario as a table; only missed is known of an end."""
    draw = np.random.default_rng(seed)
    client, columns, texted, missed, *_ = simulator.gen(
        sessions, draw, **SCENARIOS[scenario]
    )
    unknown = np.full(len(client), np.nan)
    table = pd.DataFrame(
        {
            "session_id": np.arange(len(client)).astype(str).astype(object),
            "client_id": client.astype(str).astype(object),
            "coach": "Ada",
            "service": "Coaching",
            # It has no calendar: sessions of all clients lie side by side.
            "start_day": FIRST_DAY
            + np.random.default_rng(1).integers(0, 300, len(client)),
            "strategy": np.where(texted > 0, "text", NONE).astype(object),
            "source": Source.LOG.value,
            "is_intended_only": False,
            "is_known": True,
            Outcome.MISSED.value: missed,
            Outcome.CANCELLED_OR_MOVED.value: unknown,
            Outcome.TOOK_PLACE.value: unknown,
            Outcome.STILL_CLIENT.value: unknown,
        }
    )
    for place, name in enumerate(_COVARIATES):
        table[f"x_{name}"] = columns[:, place].astype(float)
    return Made(Compared(table, longest_lead_hours=24.0), true)
