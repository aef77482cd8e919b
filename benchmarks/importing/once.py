"""One measured run in a process of its own; prints JSON."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from pathlib import Path

import duckdb
import psutil

from analytics import importing
from analytics.importing import ImportOptions
from analytics.store import open_practice
from analytics.store.database import MEMORY_LIMIT

NOW = dt.datetime(2026, 11, 22)  # noqa: DTZ001 - UTC without a zone, as stored


def bare(file: Path, target: Path) -> None:
    """Make DuckDB's own table of all columns, under the same limits."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": f"{target}.spill",
    }
    with duckdb.connect(str(target), config=config) as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute(
            "create table bare as from read_csv($file, all_varchar = true, "
            "header = true, delim = ',', quote = '\"', escape = '\"')",
            {"file": str(file)},
        )


def driftline(file: Path, target: Path) -> None:
    """Import the file into a new practice."""
    database = open_practice(target)
    options = ImportOptions(timezone="Europe/Zurich", exported_at=NOW)
    report = importing.import_file(database, file, now=NOW, options=options)
    database.close()
    if report.refused or report.new != report.rows:
        sys.exit("the benchmark's file was not imported whole")


def peak_bytes() -> int:
    """Return the largest resident memory of this process so far."""
    memory = psutil.Process().memory_info()
    if hasattr(memory, "peak_wset"):
        return int(memory.peak_wset)
    import resource  # noqa: PLC0415 - not on Windows

    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale


def main() -> None:
    """Run what the first argument names on the file, into the target."""
    which, file, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    began = time.perf_counter()
    {"bare": bare, "driftline": driftline}[which](file, target)
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began,
                "peak_bytes": peak_bytes(),
                "file_bytes": target.stat().st_size,
            }
        )
    )


if __name__ == "__main__":
    main()
