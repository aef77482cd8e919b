"""One run in a process of its own: how long it took, its peak memory, its answer."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.retention.look import look
from analytics.store import open_practice
from benchmarks import memory
from benchmarks.facts.measure import AS_OF
from benchmarks.retention import by_pandas

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.periods import AsOf


@dataclass(frozen=True)
class Once:
    """What one run took and found."""

    wall_s: float
    peak_mb: float
    clients: int
    gone: int
    value: float
    """The share still there at the curve's end."""


def once(path: Path, kind: str) -> Once:
    """Run one kind in a fresh process."""
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.retention.once", str(path), kind],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return Once(**json.loads(said.stdout))


def ours(path: Path, as_of: AsOf) -> tuple[int, int, float]:
    """Return how many came, how many are gone, and the share left at the end."""
    database = open_practice(path)
    found = look(database, as_of)
    database.close()
    last = found.lower.value
    return len(found.spells), found.all_endings, float(last[-1]) if len(last) else 1.0


def with_pandas(path: Path, as_of: AsOf) -> tuple[int, int, float]:
    """Return the same, made with pandas."""
    found = by_pandas.made(path, as_of)
    return len(found.clients), int(found.clients["is_gone"].sum()), found.value


KINDS: dict[str, Callable[[Path, AsOf], tuple[int, int, float]]] = {
    "Driftline": ours,
    "pandas": with_pandas,
}


def _main(path: Path, kind: str) -> None:
    began = time.perf_counter()
    clients, gone, value = KINDS[kind](path, AS_OF)
    found = Once(time.perf_counter() - began, memory.peak_mb(), clients, gone, value)
    print(json.dumps(found.__dict__))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])
