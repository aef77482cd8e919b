"""Our curve, competing endings and log-rank test beside lifelines, on the same clients.

lifelines asks for an older pandas, so a child process of ``.venv-peers`` reads the
clients from a Parquet file.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.retention.curve import curve
from analytics.retention.endings import endings
from analytics.retention.groups import log_rank
from analytics.retention.lives import Lives
from benchmarks import peers

_CHILD = Path(__file__).with_name("beside_child.py")


@dataclass(frozen=True)
class Beside:
    """How far the two lie apart, and how long each took."""

    clients: int
    curve: float
    """Largest difference of the curve on any day, with late entry."""
    interval: float
    """Of the ends of its interval."""
    share: float
    """Of the share that has ended in one way, at the end."""
    p: float
    """Of the log-rank test."""
    our_s: float
    their_s: float


def drawn(clients: int, seed: int = 1) -> pd.DataFrame:
    """Return invented clients: half of them enter late, they end in two ways.

    No two end at one time: lifelines would spread those at random.
    """
    rng = np.random.default_rng(seed)
    is_late = rng.random(clients) < 0.5
    entry = np.where(is_late, rng.integers(1, 200, clients), 0)
    half = rng.integers(0, 2, clients)
    life = rng.weibull(0.8, clients) * np.where(half == 1, 300, 220)
    seen = rng.integers(1, 500, clients)
    until = np.minimum(life, seen + rng.random(clients)) + 1
    way = np.where(life + 1 <= until, rng.integers(1, 3, clients), 0)
    table = pd.DataFrame({"entry": entry, "until": until, "way": way, "half": half})
    return table[table["entry"] < table["until"]].reset_index(drop=True)


def measured(clients: int) -> Beside | None:
    """Return both answers; ``None`` where their environment has not been made."""
    if not peers.are_there():
        return None
    table = drawn(clients)
    with tempfile.TemporaryDirectory(prefix="driftline-peers-") as folder:
        path = Path(folder) / "clients.parquet"
        table.to_parquet(path)
        subprocess.run([peers.PYTHON, "-W", "ignore", _CHILD, path], check=True)
        theirs = json.loads(path.with_suffix(".json").read_text("utf-8"))
    began = time.perf_counter()
    known = lives_of(table)
    found = curve(known, known.is_ended)
    our_s = time.perf_counter() - began
    whole = table[table["entry"] <= 0]
    shares = endings(lives_of(whole)).share[0]
    p = log_rank([lives_of(whole[whole["half"] == half]) for half in (0, 1)])
    return Beside(
        clients=len(table),
        curve=_apart(found.value, theirs["value"]),
        interval=max(
            _apart(found.low, theirs["low"]), _apart(found.high, theirs["high"])
        ),
        share=abs(float(shares[-1]) - theirs["share"]),
        p=abs((p or 0.0) - theirs["p"]),
        our_s=our_s,
        their_s=theirs["seconds"],
    )


def lives_of(table: pd.DataFrame) -> Lives:
    """Return clients of `drawn` as the curve takes them."""
    names = np.array([None, "drifted", "ended_by_client"], object)
    return Lives(
        entry=table["entry"].to_numpy(float),
        until=table["until"].to_numpy(float),
        ending=names[table["way"].to_numpy()],
        is_confirmed=np.ones(len(table), bool),
    )


def _apart(ours: object, theirs: object) -> float:
    one, other = np.asarray(ours, float), np.asarray(theirs, float)
    both = np.isfinite(one) & np.isfinite(other)
    return float(np.abs(one - other)[both].max())
