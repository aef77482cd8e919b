"""Facts of ten million sessions beside a feature query; Today at a hundred thousand."""

from __future__ import annotations

import os
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.facts import log
from benchmarks.facts.measure import Measured, measured
from benchmarks.report import Table

if TYPE_CHECKING:
    import argparse

TARGET_RATIO = 1.5
_WORK = Path(__file__).parents[1] / "work"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("--sessions", type=int, default=10_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--today-sessions", type=int, default=100_000)


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure, each query in a process of its own, the kinds taking turns.

    A feature query of another's can stand beside ours: ``DRIFTLINE_REFERENCE_SQL``
    names its file. It reads ``s(session_id, client_id, coach_id, service_id, start_s,
    cancelled_s, status, price)`` and looks from 1751241600 (30 June 2025).
    """
    large = log.made(_WORK / f"facts-{arguments.sessions}.duckdb", arguments.sessions)
    kinds = ["reference", "client_facts"]
    if os.environ.get("DRIFTLINE_REFERENCE_SQL"):
        kinds.insert(0, "given")
    taken: dict[str, list[Measured]] = {kind: [] for kind in kinds}
    for _ in range(arguments.repeat):
        for kind in kinds:
            taken[kind].append(measured(large, kind))
    small = log.made(
        _WORK / f"facts-{arguments.today_sessions}.duckdb", arguments.today_sessions
    )
    today = [measured(small, "today") for _ in range(arguments.repeat)]
    return [
        _beside(arguments.sessions, taken),
        _today(arguments.today_sessions, today),
    ]


def _beside(sessions: int, taken: dict[str, list[Measured]]) -> Table:
    base = taken["given" if "given" in taken else "reference"]
    return Table(
        title=f"Facts, {sessions:,} sessions of {sessions // log.PER_CLIENT:,} clients",
        columns=("query", "wall s", "CPU s", "peak MB", "wall ratio", "CPU ratio"),
        rows=[
            (
                kind,
                _each([one.wall_s for one in runs]),
                _each([one.cpu_s for one in runs]),
                f"{max(one.peak_mb for one in runs):.0f}",
                f"{_ratio(runs, base, 'wall_s'):.2f}",
                f"{_ratio(runs, base, 'cpu_s'):.2f}",
            )
            for kind, runs in taken.items()
        ],
        remark=f"memory_limit 4GB, 2 threads; target: client_facts at most "
        f"{TARGET_RATIO} (ratios of medians)",
    )


def _today(sessions: int, runs: list[Measured]) -> Table:
    return Table(
        title=f"Today, {sessions:,} sessions, the whole answer",
        columns=("what", "wall s", "CPU s", "peak MB"),
        rows=[
            (
                "reports.today",
                _each([one.wall_s for one in runs]),
                _each([one.cpu_s for one in runs]),
                f"{max(one.peak_mb for one in runs):.0f}",
            )
        ],
        remark="the best of ten calls in each process",
    )


def _ratio(runs: list[Measured], base: list[Measured], what: str) -> float:
    def middle(of: list[Measured]) -> float:
        return median([float(getattr(one, what)) for one in of])

    return middle(runs) / middle(base)


def _each(values: list[float]) -> str:
    return " / ".join(f"{value:.2f}" for value in values)
