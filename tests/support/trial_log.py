"""A practice with a year behind it, and weeks of a test in it.

Clients differ in how often they miss; in arm b they miss `RISK_RATIO` times as often.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from tests.support.log import Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST = dt.datetime(2025, 11, 24)  # noqa: DTZ001 - local to the practice, as Slot has it
WEEKS = 52
NOW = dt.datetime(2026, 11, 23, 12)  # noqa: DTZ001 - the store's times are UTC without a zone
START = dt.date(2026, 11, 30)
RISK_RATIO = 0.25

_BOOKED_DAYS = 7


def past(clients: int, seed: int = 1) -> list[Slot]:
    """Return a year of weekly sessions up to 2026-11-22."""
    return _slots(clients, FIRST, WEEKS, seed, {})


def weeks_of_test(
    arms: Mapping[str, str], clients: int, weeks: int, seed: int = 2
) -> list[Slot]:
    """Return the first weeks of the test."""
    start = dt.datetime.combine(START, dt.time())
    return _slots(clients, start, weeks, seed, arms)


def _slots(
    clients: int, first: dt.datetime, weeks: int, seed: int, arms: Mapping[str, str]
) -> list[Slot]:
    luck = np.random.default_rng(seed)
    chance = 1 / (1 + np.exp(1.2 - np.random.default_rng(0).normal(0, 0.8, clients)))
    found = []
    for client in range(clients):
        name = f"C-{client}"
        ratio = RISK_RATIO if arms.get(name) == "b" else 1.0
        for week in range(weeks):
            start = first + dt.timedelta(weeks=week, days=client % 5, hours=9)
            booked = start - dt.timedelta(days=_BOOKED_DAYS)
            found.append(
                Slot(
                    name,
                    f"{start:%Y-%m-%d %H:%M}",
                    _outcome(luck.random(), chance[client] * ratio),
                    booked=f"{booked:%Y-%m-%d %H:%M}",
                    coach="Ada" if client % 2 else "Bo",
                )
            )
    return found


def _outcome(drawn: float, missed: float) -> str:
    if drawn < missed:
        return "no_show"
    return "cancelled" if drawn < missed + 0.05 else "attended"
