"""How well the models rank and how right their probabilities are, beside simpler ways.

Measured on logs that are not part of the project: a simulator of practices, two public
logs of purchases and one of appointments, in the folders given. What is not there is
skipped, and said.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import peers
from benchmarks.accuracy import appointments, lead, purchases, simulated
from benchmarks.accuracy.rows import HEAD, Row, cells
from benchmarks.report import Table

BLIND_SIZE = 150
"""At this size it is also asked what is left where the log shows no bookings."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument(
        "--yardstick", type=Path, help="folder with sim.py, a simulator of practices"
    )
    parser.add_argument("--data", type=Path, help="folder with public purchase logs")
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[20, 50, 150, 1000, 20000],
        choices=sorted(simulated.RUNS),
        help="of practices, clients in a three-year log",
    )
    parser.add_argument(
        "--purchases",
        nargs="*",
        default=list(purchases.LOGS),
        choices=list(purchases.LOGS),
        help="which purchase logs",
    )
    parser.add_argument(
        "--only-early", action="store_true", help="only how early names come"
    )
    parser.add_argument(
        "--appointments",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="also which appointments of a public log are missed",
    )
    parser.add_argument("--prior", type=Path, help="another prior than the shipped one")


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure every row that can be measured."""
    if arguments.only_early:
        return _early(arguments)
    skipped: list[str] = []
    found: list[Row] = []
    sim = arguments.yardstick / "sim.py" if arguments.yardstick else None
    if sim is not None and sim.is_file():
        for size in arguments.sizes:
            found += simulated.measured(sim, size, arguments.prior)
        if BLIND_SIZE in arguments.sizes:
            found += simulated.measured(
                sim, BLIND_SIZE, arguments.prior, shows_bookings=False
            )
    else:
        skipped.append("simulated practices (--yardstick names no folder with sim.py)")
    for name in arguments.purchases:
        path = arguments.data / purchases.LOGS[name].file if arguments.data else None
        if path is not None and path.is_file():
            found += purchases.measured(name, path, arguments.prior)
        else:
            skipped.append(f"{name} (--data has no {purchases.LOGS[name].file})")
    skipped += [
        f"{size} clients (not asked for)"
        for size in sorted(simulated.RUNS)
        if size not in arguments.sizes
    ]
    skipped += [
        f"{name} (not asked for)"
        for name in purchases.LOGS
        if name not in arguments.purchases
    ]
    if not peers.are_there():
        skipped.append("lifetimes and lifelines (make peers installs them)")
    said = "; ".join(skipped) if skipped else "nothing"
    return [
        Table(
            title="Who goes quiet: ranking and calibration",
            columns=HEAD,
            rows=[cells(row) for row in found],
            remark=f"target within .01 of AUC; skipped: {said}",
        ),
        *_early(arguments),
        _missed(arguments),
    ]


def _missed(arguments: argparse.Namespace) -> Table:
    path = arguments.data / appointments.FILE if arguments.data else None
    is_there = path is not None and path.is_file()
    found = (
        appointments.measured(path)
        if path is not None and is_there and arguments.appointments
        else []
    )
    why = "not asked for" if is_there else f"--data has no {appointments.FILE}"
    return Table(
        title="Which bookings are missed: taught before 25 May, asked from then on",
        columns=appointments.HEAD,
        rows=[appointments.cells(row) for row in found],
        remark="target (AUC / without same-day bookings / Brier skill) within .01"
        + ("" if found else f"; skipped: all of it ({why})"),
    )


def _early(arguments: argparse.Namespace) -> list[Table]:
    """Return the table of how early names come, if there is a simulator."""
    sim = arguments.yardstick / "sim.py" if arguments.yardstick else None
    if sim is None or not sim.is_file():
        return []
    return [lead.measured(sim, arguments.prior)]
