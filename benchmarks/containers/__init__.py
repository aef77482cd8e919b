"""Import the same sessions out of every container: rows a second, and memory.

Each run is a process of its own, so that memory is the run's; what its own processes
take to read a workbook or a page is counted apart.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.containers.made import Made
from benchmarks.report import Table

if TYPE_CHECKING:
    import argparse

ROOT = Path(__file__).parents[2]

TARGET_SECONDS_A_MEGABYTE = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how many sessions and how often."""
    parser.add_argument("--sessions", type=int, default=20_000)
    parser.add_argument("--repeats", type=int, default=3)


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure and return one table."""
    with tempfile.TemporaryDirectory(prefix="driftline-bench-") as folder:
        rows = [
            _row(file, arguments.repeats)
            for file in _made(Path(folder), arguments.sessions)
        ]
    return [
        Table(
            title=f"Import of {arguments.sessions:,} sessions out of each container",
            columns=(
                *("", "rows a second", "opening s", "import s"),
                *("file MB", "unpacked MB", "peak MB", "reader's peak MB"),
            ),
            rows=rows,
            remark="seconds: median; target: no container over "
            f"{TARGET_SECONDS_A_MEGABYTE:.0f} s a megabyte unpacked",
        )
    ]


def _made(folder: Path, sessions: int) -> list[Made]:
    """Write the files in a process of its own: a run begins with this one's memory."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.containers.files", folder, str(sessions)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [
        Made(name, Path(path), unpacked_bytes)
        for name, path, unpacked_bytes in json.loads(done.stdout)
    ]


def _row(file: Made, repeats: int) -> tuple[str, ...]:
    runs = [_measured(file) for _ in range(repeats)]
    opening = statistics.median(r["opening_seconds"] for r in runs)
    seconds = statistics.median(r["import_seconds"] for r in runs)
    peaks = (max(r[key] for r in runs) for key in ("peak_bytes", "reader_peak_bytes"))
    sizes = (file.path.stat().st_size, file.unpacked_bytes, *peaks)
    return (
        file.name,
        f"{runs[0]['rows'] / seconds:,.0f}",
        f"{opening:.2f}",
        f"{seconds:.2f}",
        *(f"{size / 2**20:,.1f}" for size in sizes),
    )


def _measured(file: Made) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="driftline-bench-") as folder:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "benchmarks.containers.once"),
                *(str(file.path), str(Path(folder) / "practice.duckdb")),
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured
