"""What a practice's model costs: features, fit and scores, beside peers' times."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.facts.features import NAMES
from analytics.risk import prior, training
from benchmarks import peers
from benchmarks.report import Table
from benchmarks.risk_cost import once, practice

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from numpy.typing import NDArray

    from benchmarks.risk_cost.once import Measured

    Vector = NDArray[np.float64]

TARGET_SECONDS = {1_000: 10.0, 100_000: 300.0}
TARGET_PEAK_MB = 4_096.0
TARGET_RATIO = 2.0

_WORK = Path(__file__).parents[1] / "work"
_TOTAL = "features, fit and scores"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how many clients, and how many rows to score."""
    parser.add_argument("--clients", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument(
        "--scored", type=int, nargs="+", default=[10_000, 100_000, 1_000_000]
    )
    parser.add_argument("--repeat", type=int, default=5, help="of the scoring alone")
    parser.add_argument(
        "--without-peers", action="store_true", help="leave out the other models"
    )


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure each size of practice, then the scoring alone."""
    kinds = ["fit", "check"] if arguments.without_peers else list(once.KINDS)
    tables = []
    for clients in arguments.clients:
        path = practice.made(_WORK, clients)
        found = {kind: once.measured(path, kind) for kind in kinds}
        tables.append(_of_practice(clients, found))
    return [*tables, _of_scoring(arguments.scored, arguments.repeat)]


def _of_practice(clients: int, found: dict[str, Measured]) -> Table:
    ours, checked = found["fit"], found["check"]
    total = sum(ours.seconds.values())
    rows = [(name, f"{taken:.2f}", *[""] * 3) for name, taken in ours.seconds.items()]
    asked = TARGET_SECONDS.get(clients)
    for name, taken, one in (
        (_TOTAL, total, ours),
        (once.CHECKED, checked.seconds[once.CHECKED], checked),
    ):
        is_met = asked is None or (taken < asked and one.peak_mb < TARGET_PEAK_MB)
        met = "" if asked is None else "yes" if is_met else "no"
        used = (f"{one.cpu_s:.2f}", f"{one.peak_mb:.0f}")
        rows.append((name, f"{taken:.2f}", *used, met))
    if "peers" in found:
        rows += [
            (name, f"{taken:.2f}", *[""] * 3)
            for name, taken in found["peers"].seconds.items()
        ]
    said = "" if asked is None else f"target {asked:.0f} s and {TARGET_PEAK_MB:.0f} MB"
    missing = (
        "" if peers.are_there() else "; skipped: lifetimes, lifelines (make peers)"
    )
    return Table(
        title=f"A model for {clients:,} clients in three years",
        columns=("step", "s", "CPU s", "peak MB", "met"),
        rows=rows,
        remark=f"CPU of the whole process; {ours.rows:,} rows learned from, "
        f"{ours.said}; {checked.said}; {said}{missing}",
    )


def _of_scoring(sizes: list[int], repeat: int) -> Table:
    rows = []
    for size in sizes:
        ours, bare = _scoring(size, repeat)
        rows.append(
            (
                f"{size:,}",
                f"{1e3 * ours:.1f}",
                f"{1e3 * bare:.1f}",
                f"{1e6 * ours / size:.3f}",
                f"{ours / bare:.2f}",
            )
        )
    return Table(
        title="Scoring alone, the reading of the features included",
        columns=("clients", "ours ms", "bare dot product ms", "us a client", "ratio"),
        rows=rows,
        remark=f"the best of {repeat}; target: at most {TARGET_RATIO:.0f} times the "
        "bare product, and linear",
    )


def _scoring(size: int, repeat: int) -> tuple[float, float]:
    """Return the seconds of our scores and of a bare dot product, each with reading."""
    scorer = training.bare(prior.load())
    weights = scorer.weights[1:]
    values = np.random.default_rng(0).normal(size=(size, len(NAMES)))
    with tempfile.TemporaryDirectory(prefix="driftline-bench-") as folder:
        path = Path(folder) / "features.parquet"
        pd.DataFrame(values, columns=list(NAMES)).to_parquet(path)

        def ours() -> Vector:
            return scorer.chances(training.matrix(pd.read_parquet(path), None))

        def bare() -> Vector:
            product: Vector = pd.read_parquet(path).to_numpy() @ weights
            return product

        return _best(ours, repeat), _best(bare, repeat)


def _best(call: Callable[[], Vector], repeat: int) -> float:
    taken = []
    for _ in range(repeat):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return min(taken)
