"""Pages of a very large practice: reruns beside a blank page, and what they send."""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from benchmarks.facts import log
from benchmarks.pages import browser
from benchmarks.report import Table
from tests.browser.harness import ready
from tests.servers import start_server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.pages.browser import Rerun

PAGES = {
    "Attendance": "/attendance",
    "Retention": "/retention",
    "Monday": "/monday",
}
"""Name and address of each page that is measured."""

TARGET_BYTES = 200_000

_FIRST_MS = 180_000

_IMPORT = """
insert into imports by name
select
    'i-1' as import_id, 'log.csv' as file_name, 'template' as tool, '' as variant,
    'template' as source, 'verified' as confidence, '' as sha256, 'UTC' as timezone,
    timestamp '2025-12-20' as exported_at, timestamp '2025-12-20' as imported_at,
    0 as count_rows, 0 as count_accepted, 0 as count_duplicate, 0 as count_refused,
    0 as count_ignored, 0 as count_new, 0 as count_changed,
    []::varchar[] as warnings
where not exists (select 1 from imports)
"""
"""Without an import there is nothing to show."""


def practice(folder: Path, sessions: int) -> Path:
    """Return a practice of so many sessions, three years long."""
    path = log.made(folder / f"pages-{sessions}.duckdb", sessions)
    with duckdb.connect(str(path)) as connection:
        connection.execute(_IMPORT)
    return path


def table(folder: Path, sessions: int, count: int, above_seconds: float) -> Table:
    """Measure each page in one browser, after a blank one.

    Parameters
    ----------
    above_seconds
        How much slower than the blank page a rerun may be.
    """
    path = practice(folder, sessions)
    # What is measured is the page, not the model that is fitted behind it.
    os.environ["DRIFTLINE_FITTING"] = "off"
    rows = []
    with tempfile.TemporaryDirectory(prefix="driftline-bench-") as scratch:
        with browser.page() as found, browser.blank(Path(scratch)) as address:
            found.goto(address)
            ready(found)
            blank = browser.reruns(found, count)
        rows.append(_row("blank page", None, blank))
        server = start_server(path, Path(scratch) / "log")
        try:
            for name, address in PAGES.items():
                with browser.page() as found:
                    found.set_default_timeout(_FIRST_MS)
                    found.goto(server.address + address)
                    found.locator("h1").first.wait_for()
                    first = browser.loaded(found)
                    rows.append(_row(name, first, browser.reruns(found, count)))
        finally:
            server.stop()
    return Table(
        title=f"Pages at {sessions:,} sessions, in Chromium",
        columns=("rerun", "first s", "first kB", "min s", "median s", "max s", "kB"),
        rows=rows,
        remark=f"targets: a median at most {above_seconds} s above blank, "
        f"{TARGET_BYTES // 1000} kB; first: the page's own first computation",
    )


def _row(name: str, first: Rerun | None, seen: Sequence[Rerun]) -> tuple[str, ...]:
    seconds = [rerun.seconds for rerun in seen]
    spread = (min(seconds), statistics.median(seconds), max(seconds))
    opened = ("", "")
    if first is not None:
        opened = (f"{first.seconds:.2f}", f"{first.bytes / 1000:.0f}")
    sent = max(rerun.bytes for rerun in seen) / 1000
    return (name, *opened, *(f"{value:.2f}" for value in spread), f"{sent:.0f}")
