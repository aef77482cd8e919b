"""Import a large Calendly file, beside DuckDB's bare table of the same file.

Every run is a process of its own, in turn, so that memory is the run's and a
machine that slows down slows both.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.simulate.large import write_large_calendly
from benchmarks.report import Table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]

TARGET_RATIO = 2.0
TARGET_GIGABYTES = 1.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how large a file and how often."""
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure and return one table."""
    with tempfile.TemporaryDirectory(prefix="driftline-bench-") as folder:
        file = Path(folder) / "calendly.csv"
        write_large_calendly(file, arguments.rows)
        megabytes = file.stat().st_size / 2**20
        runs = [
            (_measured("bare", file), _measured("driftline", file))
            for _ in range(arguments.runs)
        ]
    bare, ours = ([pair[i] for pair in runs] for i in (0, 1))
    ratios = [o["seconds"] / b["seconds"] for b, o in runs]
    return [
        Table(
            title=f"Import of {arguments.rows:,} Calendly rows ({megabytes:,.0f} MB)",
            columns=("", "seconds (min / median / max)", "peak GB", "file MB"),
            rows=(
                _row("bare table of all columns", bare),
                _row("Driftline's import", ours),
            ),
            remark=f"ratio of seconds, run by run: "
            f"{' / '.join(f'{ratio:.2f}' for ratio in ratios)}, "
            f"median {statistics.median(ratios):.2f} (target {TARGET_RATIO}); "
            f"peak target {TARGET_GIGABYTES} GB",
        )
    ]


def _row(name: str, runs: Sequence[dict[str, float]]) -> tuple[str, str, str, str]:
    seconds = sorted(r["seconds"] for r in runs)
    spread = (seconds[0], statistics.median(seconds), seconds[-1])
    return (
        name,
        " / ".join(f"{value:.1f}" for value in spread),
        f"{max(r['peak_bytes'] for r in runs) / 2**30:.2f}",
        f"{max(r['file_bytes'] for r in runs) / 2**20:.0f}",
    )


def _measured(which: str, file: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="driftline-bench-") as folder:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "benchmarks.importing.once",
                which,
                str(file),
                str(Path(folder) / "practice.duckdb"),
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured
