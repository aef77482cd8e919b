"""How much memory this process has needed at most."""

from __future__ import annotations

from pathlib import Path

import psutil


def peak_mb() -> float:
    """Return the highest resident memory of this process so far, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not getrusage: a child begins there with the memory of its parent.
        (line,) = (x for x in status.read_text().splitlines() if "VmHWM" in x)
        return int(line.split()[1]) / 2**10
    memory = psutil.Process().memory_info()
    return float(getattr(memory, "peak_wset", memory.rss)) / 2**20
