"""Today in a real browser, ordered by a stored run, beside a blank page."""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from analytics import periods
from benchmarks.pages import practice_of
from benchmarks.report import Table
from tests.browser.harness import CHROMIUM_FLAGS, find_chromium, ready
from tests.servers import ROOT, free_port, start_server

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from playwright.sync_api import Page

TARGET_ABOVE_BLANK_SECONDS = 0.3
TARGET_COLD_SECONDS = 5.0

_WORK = Path(__file__).parents[1] / "work"

_BLANK = 'import streamlit as st\n\nst.title("Blank")\n'

_WATCH = """
window.messages = [];
const Original = window.WebSocket;
window.WebSocket = class extends Original {
    constructor(...given) {
        super(...given);
        this.addEventListener('message', () => messages.push(performance.now()));
    }
};
"""

_SETTLED = """async began => {
    const last = () => Math.max(0, ...messages.filter(at => at > began));
    while (!last() || performance.now() - last() < 400)
        await new Promise(done => setTimeout(done, 20));
    return (last() - began) / 1000;
}"""
"""From a key press to the last message of the rerun it asked for, in seconds."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how large a practice and how many reruns."""
    parser.add_argument("--sessions", type=int, default=100_000)
    parser.add_argument("--reruns", type=int, default=15)


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure both pages in the same browser, in turn."""
    now = periods.utc_naive(dt.datetime.now(dt.UTC)).replace(microsecond=0)
    practice = practice_of.made(_WORK, arguments.sessions, now)
    with tempfile.TemporaryDirectory(prefix="driftline-bench-") as folder:
        with _page() as page, _blank(Path(folder)) as address:
            page.goto(address)
            ready(page)
            blank = _reruns(page, arguments.reruns)
        with _page() as page:
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
    return [
        Table(
            title=f"Today at {arguments.sessions:,} sessions, in Chromium",
            columns=("rerun", "min s", "median s", "max s"),
            rows=(_row("blank page", blank), _row("Today", today)),
            remark=f"Today is {above:.2f} s above blank "
            f"(target {TARGET_ABOVE_BLANK_SECONDS}); cold server start to the first "
            f"page {cold:.1f} s (target {TARGET_COLD_SECONDS:.0f})",
        )
    ]


def _row(name: str, seconds: list[float]) -> tuple[str, str, str, str]:
    spread = (min(seconds), statistics.median(seconds), max(seconds))
    low, middle, high = (f"{value:.2f}" for value in spread)
    return name, low, middle, high


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
        )
        page = browser.new_page()
        page.add_init_script(_WATCH)
        yield page
        browser.close()


@contextmanager
def _blank(folder: Path) -> Iterator[str]:
    app = folder / "blank.py"
    app.write_text(_BLANK, "utf-8")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(4)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _reruns(page: Page, count: int) -> list[float]:
    """Press Streamlit's key for a rerun so often; the first one warms up."""
    seconds = []
    for _ in range(count + 1):
        began = page.evaluate("performance.now()")
        page.keyboard.press("r")
        seconds.append(page.evaluate(_SETTLED, began))
    return seconds[1:]
