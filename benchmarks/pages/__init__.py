"""Pages in a real browser, beside a blank one; tables beside pandas."""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from analytics import periods
from benchmarks.pages import browser, large, practice_of, weeks
from benchmarks.report import Table
from tests.browser.harness import ready
from tests.servers import start_server

if TYPE_CHECKING:
    import argparse

    from playwright.sync_api import Page

TARGET_ABOVE_BLANK_SECONDS = 0.3
TARGET_COLD_SECONDS = 5.0
TARGET_LARGE_SECONDS = 0.5
"""At a million sessions."""
TARGET_HUGE_SECONDS = 2.0
"""At ten million."""

_WORK = Path(__file__).parents[1] / "work"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how large a practice and how many reruns."""
    parser.add_argument("--sessions", type=int, default=100_000)
    parser.add_argument("--reruns", type=int, default=15)
    parser.add_argument("--large-sessions", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure Today, then the pages of a very large practice and their tables."""
    large_sessions = arguments.large_sessions
    return [
        _today(arguments),
        large.table(
            _WORK,
            large_sessions,
            arguments.reruns,
            TARGET_LARGE_SECONDS
            if large_sessions <= 1_000_000
            else TARGET_HUGE_SECONDS,
        ),
        weeks.table(_WORK, large_sessions, arguments.repeat),
    ]


def _today(arguments: argparse.Namespace) -> Table:
    """Measure Today, ordered by a stored run, and a blank page."""
    now = periods.utc_naive(dt.datetime.now(dt.UTC)).replace(microsecond=0)
    practice = practice_of.made(_WORK, arguments.sessions, now)
    with tempfile.TemporaryDirectory(prefix="driftline-bench-") as folder:
        with browser.page() as page, browser.blank(Path(folder)) as address:
            page.goto(address)
            ready(page)
            blank = _reruns(page, arguments.reruns)
        with browser.page() as page:
            began = time.perf_counter()
            server = start_server(practice, Path(folder) / "log")
            try:
                page.goto(server.address)
                page.locator("h1").first.wait_for(timeout=60_000)
                cold = time.perf_counter() - began
                ready(page)
                today = _reruns(page, arguments.reruns)
            finally:
                server.stop()
    above = statistics.median(today) - statistics.median(blank)
    return Table(
        title=f"Today at {arguments.sessions:,} sessions, in Chromium",
        columns=("rerun", "min s", "median s", "max s"),
        rows=(_row("blank page", blank), _row("Today", today)),
        remark=f"Today is {above:.2f} s above blank "
        f"(target {TARGET_ABOVE_BLANK_SECONDS}); cold server start to the first "
        f"page {cold:.1f} s (target {TARGET_COLD_SECONDS:.0f})",
    )


def _reruns(page: Page, count: int) -> list[float]:
    return [rerun.seconds for rerun in browser.reruns(page, count)]


def _row(name: str, seconds: list[float]) -> tuple[str, str, str, str]:
    spread = (min(seconds), statistics.median(seconds), max(seconds))
    low, middle, high = (f"{value:.2f}" for value in spread)
    return name, low, middle, high
