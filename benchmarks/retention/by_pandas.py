"""The same table and curve made with pandas, as somebody would write it by hand.

It answers what `analytics.retention` answers where nobody has entered anything and no
service is a programme: one row a client, and the share still there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.periods import AsOf

_SLOTS = """
select
    client_id, coach, service, source, starts_day as day, outcome,
    epoch_us(starts_at) // 1000000 as start_s,
    epoch_us(slot_known_at) // 1000000 as known_s,
    epoch_us(outcome_known_at) // 1000000 as ended_s
from sessions
"""
_LAST_GAPS = 8


@dataclass(frozen=True, eq=False)
class Made:
    """What pandas made of a log."""

    clients: pd.DataFrame
    """``client_id``, ``start_day``, ``seen_day``, ``is_gone``, ``is_start_known``."""
    value: float
    """The share still there at the curve's end."""


def made(path: Path, as_of: AsOf) -> Made:
    """Read a practice file and return its clients and their curve."""
    with duckdb.connect(str(path), read_only=True) as connection:
        slots = connection.execute(_SLOTS).df()
    slots = slots[slots["known_s"] <= as_of.seconds]
    is_told = (slots["outcome"] != "scheduled") & (slots["ended_s"] <= as_of.seconds)
    came = slots[(slots["outcome"] == "attended") & is_told]
    clients = _clients(came, slots)
    ahead = slots[~is_told & (slots["start_s"] > as_of.seconds)]
    clients["is_booked"] = clients.index.isin(ahead["client_id"])
    clients["booked_until"] = _booked_until(slots, clients, as_of.day_number)
    clients["horizon"] = np.maximum(3 * _usual_gaps(came, clients), 28.0)
    gone_on = np.maximum(
        clients["last_day"] + np.floor(clients["horizon"]) + 1, clients["booked_until"]
    )
    clients["is_gone"] = (gone_on <= as_of.day_number) & ~clients["is_booked"]
    clients["seen_day"] = gone_on.where(clients["is_gone"], as_of.day_number)
    clients["is_start_known"] = (
        clients["start_day"] > clients["log_day"] + clients["horizon"]
    )
    return Made(clients.reset_index(), _share_left(clients))


def _clients(came: pd.DataFrame, slots: pd.DataFrame) -> pd.DataFrame:
    """Return one row a client who came."""
    ordered = came.sort_values("start_s", kind="stable")
    found = ordered.groupby("client_id").agg(
        start_day=("day", "first"),
        last_day=("day", "last"),
        last_s=("start_s", "last"),
        coach=("coach", "first"),
        service=("service", "first"),
        source=("source", "first"),
        sessions=("day", "size"),
    )
    log_days = slots.groupby("source")["day"].min()
    return found.assign(log_day=found["source"].map(log_days))


def _booked_until(
    slots: pd.DataFrame, clients: pd.DataFrame, today: int
) -> pd.Series[Any]:
    """Return until when something after the last session was still booked."""
    last_s = slots["client_id"].map(clients["last_s"])
    later = slots[slots["start_s"] > last_s]
    early = (later["start_s"] - later["ended_s"]).clip(lower=0) // 86_400
    until = (later["day"] - early).groupby(later["client_id"]).max()
    return clients.index.to_series().map(until).clip(upper=today).fillna(-np.inf)


def _usual_gaps(came: pd.DataFrame, clients: pd.DataFrame) -> pd.Series[Any]:
    days = came[["client_id", "day"]].drop_duplicates()
    days = days.sort_values(["client_id", "day"])
    gaps = days.assign(gap=days.groupby("client_id")["day"].diff()).dropna()
    practice = gaps["gap"].median() if len(gaps) else 14.0
    last = gaps.groupby("client_id").tail(_LAST_GAPS)
    logs = np.log(last["gap"]).groupby(last["client_id"])
    count, middle = logs.size(), logs.median()
    own = np.exp((count * middle + np.log(practice)) / (count + 1)).round(6)
    return clients.index.to_series().map(own).fillna(practice)


def _share_left(clients: pd.DataFrame) -> float:
    """Return Kaplan and Meier's estimate after the last day."""
    known = clients[clients["is_start_known"]]
    days = (known["seen_day"] - known["start_day"]).to_numpy()
    steps = pd.Series(known["is_gone"].to_numpy(), index=days).groupby(level=0)
    gone, left = steps.sum(), steps.size()
    watched = left[::-1].cumsum()[::-1]
    return float(np.prod(1 - gone.to_numpy() / watched.to_numpy()))
