"""One comparison in a process of its own, so that its peak memory is its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import memory
from benchmarks.reminders import methods
from benchmarks.reminders.made import made

_ROOT = Path(__file__).parents[2]
_CALL = "from benchmarks.reminders import once; once.main()"

WHOLE = "all four outcomes, doubts and groups (Driftline)"
"""What a practice's page needs, beside which a peer answers for one outcome."""

PEER = "one outcome, LinearDML (econml)"


@dataclass(frozen=True)
class Measured:
    """Seconds of the comparison alone, and the whole process's peak."""

    seconds: float
    peak_mb: float
    difference: float
    true: float


def measured(sessions: int, kind: str) -> Measured:
    """Return what one kind took on so many sessions, in a fresh process."""
    said = subprocess.run(
        [sys.executable, "-c", _CALL, str(sessions), kind],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )
    return Measured(**json.loads(said.stdout.splitlines()[-1]))


def main() -> None:
    """Run in the child: make the sessions, compare, print one line of JSON."""
    sessions, kind = int(sys.argv[1]), sys.argv[2]
    practice = made(sessions, 1)
    began = time.perf_counter()
    method = methods.peer if kind == PEER else methods.shown
    found = method(practice.compared)
    seconds = time.perf_counter() - began
    difference = found.difference if found else float("nan")
    line = Measured(seconds, memory.peak_mb(), difference, practice.difference)
    print(json.dumps(asdict(line)))
