"""How long clients stay: beside the same made with pandas, and beside lifelines."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.facts import log
from benchmarks.report import Table
from benchmarks.retention import beside, once

if TYPE_CHECKING:
    import argparse

    from benchmarks.retention.beside import Beside
    from benchmarks.retention.once import Once

_WORK = Path(__file__).parents[1] / "work"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("--sessions", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--clients", type=int, default=20_000)


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure, each run in a process of its own, the kinds taking turns."""
    path = log.made(_WORK / f"facts-{arguments.sessions}.duckdb", arguments.sessions)
    taken: dict[str, list[Once]] = {kind: [] for kind in once.KINDS}
    for _ in range(arguments.repeat):
        for kind, runs in taken.items():
            runs.append(once.once(path, kind))
    tables = [_speed(arguments.sessions, taken)]
    found = beside.measured(arguments.clients)
    return tables if found is None else [*tables, _lifelines(found)]


def _speed(sessions: int, taken: dict[str, list[Once]]) -> Table:
    return Table(
        title=f"How long clients stay, {sessions:,} sessions, from the file",
        columns=("what", "wall s", "peak MB", "clients", "gone", "left at the end"),
        rows=[
            (
                kind,
                f"{median(one.wall_s for one in runs):.2f}",
                f"{max(one.peak_mb for one in runs):.0f}",
                f"{runs[0].clients:,}",
                f"{runs[0].gone:,}",
                f"{runs[0].value:.6f}",
            )
            for kind, runs in taken.items()
        ],
        remark="medians; the answers are to be the same",
    )


def _lifelines(found: Beside) -> Table:
    return Table(
        title=f"Beside lifelines, {found.clients:,} clients, half of whom enter late",
        columns=("what", "largest difference"),
        rows=[
            ("curve (Kaplan-Meier, late entry)", f"{found.curve:.1e}"),
            ("its 95 % interval", f"{found.interval:.1e}"),
            ("share of one ending (Aalen-Johansen)", f"{found.share:.1e}"),
            ("log-rank p", f"{found.p:.1e}"),
        ],
        remark=f"curve: ours {found.our_s:.2f} s, theirs {found.their_s:.2f} s",
    )
