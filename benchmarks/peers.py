"""lifetimes and lifelines on the rows our own model gets, in an environment of theirs.

They ask for an older pandas than Driftline, so a child process of ``.venv-peers`` reads
the rows from Parquet files and writes its scores beside them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analytics.facts.features import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

METHODS = ("BG/NBD (lifetimes)", "1 - P(alive) (lifetimes)", "Cox (lifelines)")
"""The last one ranks only: it says who is sooner, not how likely."""

ROOT = Path(__file__).resolve().parents[1]
PYTHON = (
    ROOT
    / ".venv-peers"
    / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
)

_CHILD = Path(__file__).with_name("peers_child.py")
_OF_CUSTOMERS = ["sessions_attended", "first_day", "last_day", "as_of_day"]
_OF_ROWS = [*_OF_CUSTOMERS, "client_id", "horizon_days", *NAMES]


@dataclass(frozen=True)
class Asked:
    """One fit: a practice at an origin."""

    origin_day: int
    known: pd.DataFrame
    """Rows whose horizon was over: what may be learned from."""
    customers: pd.DataFrame
    """Everybody who had come by the origin."""
    test: pd.DataFrame


@dataclass(frozen=True)
class Answered:
    """Scores of the test rows by method, how long each took, and what failed."""

    scores: Mapping[str, Vector]
    seconds: Mapping[str, float]
    failed: frozenset[str]


def are_there() -> bool:
    """Return whether their environment has been made (``make peers``)."""
    return PYTHON.is_file()


def answered(asked: Sequence[Asked]) -> list[Answered]:
    """Return what the peers make of each fit; nothing where they are not there."""
    if not are_there() or not asked:
        return []
    with tempfile.TemporaryDirectory(prefix="driftline-peers-") as name:
        folder = Path(name)
        for place, one in enumerate(asked):
            _written(folder, place, one)
        # lifetimes prints what a fit that failed was about.
        subprocess.run(
            [PYTHON, "-W", "ignore", _CHILD, folder],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return [_read(folder, place) for place in range(len(asked))]


def _written(folder: Path, place: int, one: Asked) -> None:
    known = one.known[[*_OF_ROWS, "went_quiet"]]
    for name, table in (
        ("known", known.assign(origin_day=one.origin_day)),
        ("customers", one.customers[_OF_CUSTOMERS]),
        ("test", one.test[_OF_ROWS]),
    ):
        table.reset_index(drop=True).to_parquet(folder / f"{place:05d}.{name}.parquet")


def _read(folder: Path, place: int) -> Answered:
    table = pd.read_parquet(folder / f"{place:05d}.scores.parquet")
    said = json.loads((folder / f"{place:05d}.said.json").read_text("utf-8"))
    return Answered(
        scores={name: table[name].to_numpy(float) for name in METHODS},
        seconds=said["seconds"],
        failed=frozenset(said["failed"]),
    )
