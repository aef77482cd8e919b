"""Which reminders work: is the comparison right, does it refuse, and is it quick.

On sessions with a known truth: those of a simulator that is not part of the project
(--yardstick) and of one that is; on two public experiments (--data). What is not there
is skipped, and said. Beside it: whether a fair test keeps its word, looked at weekly.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.reminders import known, methods, once, real, trials, yardstick
from benchmarks.report import Table

if TYPE_CHECKING:
    import argparse

TARGET_SECONDS = {20_000: 10.0, 1_000_000: 120.0}

_HIDDEN_SIZE = 1_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument(
        "--yardstick", type=Path, help=f"folder with {yardstick.FILE}, a simulator"
    )
    parser.add_argument("--data", type=Path, help="folder with public experiments")
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=sorted(known.RUNS),
        choices=sorted(known.RUNS),
        help="sessions in a sample with known truth",
    )
    parser.add_argument(
        "--share", type=float, default=1.0, help="of the samples that are drawn in full"
    )
    parser.add_argument(
        "--timed",
        type=int,
        nargs="*",
        default=sorted(TARGET_SECONDS),
        help="sessions compared by the clock",
    )


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure all that can be measured."""
    skipped: list[str] = []
    tables = [known.refusals(), known.families(arguments.share)]
    path = arguments.yardstick / yardstick.FILE if arguments.yardstick else None
    if path is not None and path.is_file():
        tables.append(known.accuracy(path, arguments.sizes, arguments.share))
        tables.append(known.hidden(path, _HIDDEN_SIZE, arguments.share))
    else:
        skipped.append(f"a foreign simulator (--yardstick has no {yardstick.FILE})")
    for name, measure in zip(real.FOLDERS, (real.homework, real.training), strict=True):
        folder = arguments.data / name if arguments.data else None
        if folder is not None and folder.is_dir():
            tables.append(measure(folder))
        else:
            skipped.append(f"an experiment (--data has no {name})")
    if not methods.peer_is_there():
        skipped.append("econml (make bench installs it)")
    tables += trials.tables(arguments.share)
    return [*tables, _speed(arguments.timed, skipped)]


def _speed(sizes: list[int], skipped: list[str]) -> Table:
    kinds = [once.WHOLE, *([once.PEER] if methods.peer_is_there() else [])]
    rows = []
    for size in sizes:
        for kind in kinds:
            found = once.measured(size, kind)
            target = TARGET_SECONDS.get(size) if kind == once.WHOLE else None
            rows.append(
                (
                    f"{size:,}",
                    kind,
                    f"{found.seconds:.1f}",
                    f"{target:.0f}" if target else "",
                    f"{found.peak_mb:,.0f}",
                    f"{found.difference:+.4f}",
                    f"{found.true:+.4f}",
                )
            )
    said = "; ".join(skipped) if skipped else "nothing"
    return Table(
        title="Seconds and memory of one comparison, in a process of its own",
        columns=("sessions", "what", "s", "target", "peak MiB", "found", "truth"),
        rows=rows,
        remark=f"skipped in this run: {said}",
    )
