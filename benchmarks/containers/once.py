"""One measured import in a process of its own; prints JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from analytics.exports.containers import unpack


def reader_peak_bytes() -> int:
    """Return the largest resident memory of a process that this one waited for.

    Such a process begins with the memory of the one that starts it, so this one is
    kept small until the file is open.
    """
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not on Windows

    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * scale


def main() -> None:
    """Open the first argument, then import it into a new practice at the second."""
    file, target = Path(sys.argv[1]), Path(sys.argv[2])
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        unpack(file, file.name, Path(folder))
    opening, reader_peak = time.perf_counter() - began, reader_peak_bytes()

    # Only now, as the engine alone is larger than most readers.
    from analytics import importing  # noqa: PLC0415 - said above
    from analytics.importing import ImportOptions  # noqa: PLC0415 - the same
    from analytics.store import open_practice  # noqa: PLC0415 - the same
    from benchmarks.importing.once import NOW, peak_bytes  # noqa: PLC0415 - the same

    database = open_practice(target)
    options = ImportOptions(timezone="Europe/Zurich", exported_at=NOW)
    began = time.perf_counter()
    brought = importing.import_parts(database, file, now=NOW, options=options)
    seconds = time.perf_counter() - began
    database.close()
    if brought.failed or any(report.refused for report in brought.reports):
        sys.exit("the benchmark's file was not imported whole")
    print(
        json.dumps(
            {
                "rows": sum(report.rows for report in brought.reports),
                "opening_seconds": opening,
                "import_seconds": seconds,
                "peak_bytes": peak_bytes(),
                "reader_peak_bytes": reader_peak,
            }
        )
    )


if __name__ == "__main__":
    main()
