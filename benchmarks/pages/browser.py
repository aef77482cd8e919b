"""A page in a real browser: how long a rerun takes, and how much it sends."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from tests.browser.harness import CHROMIUM_FLAGS, find_chromium
from tests.servers import ROOT, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

_BLANK = 'import streamlit as st\n\nst.title("Blank")\n'

_WATCH = """
window.messages = [];
const Original = window.WebSocket;
window.WebSocket = class extends Original {
    constructor(...given) {
        super(...given);
        this.addEventListener('message', ({data}) => messages.push(
            [performance.now(), data.byteLength ?? data.size ?? data.length]));
    }
};
"""

_SETTLED = """async began => {
    const since = () => messages.filter(([at]) => at > began);
    const last = () => Math.max(0, ...since().map(([at]) => at));
    // A script that computes is silent for longer than a pause between messages.
    const app = () => document.querySelector('[data-testid="stApp"]');
    const runs = () => app()?.dataset.testScriptState !== 'notRunning';
    while (!last() || runs() || performance.now() - last() < 400)
        await new Promise(done => setTimeout(done, 20));
    const bytes = since().reduce((sum, [, sent]) => sum + sent, 0);
    return [(last() - began) / 1000, bytes];
}"""
"""From a moment to the last message before the script ends: seconds, bytes sent."""


class Rerun(NamedTuple):
    """One rerun as the browser sees it."""

    seconds: float
    bytes: int


@contextmanager
def page() -> Iterator[Page]:
    """Open a page that counts what its server sends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
        )
        found = browser.new_page()
        found.add_init_script(_WATCH)
        yield found
        browser.close()


@contextmanager
def blank(folder: Path) -> Iterator[str]:
    """Serve a page that holds a title; give its address."""
    app = folder / "blank.py"
    app.write_text(_BLANK, "utf-8")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return


def loaded(found: Page) -> Rerun:
    """Return how long the first drawing took since the page was opened."""
    return Rerun(*found.evaluate(_SETTLED, 0))


def reruns(found: Page, count: int) -> list[Rerun]:
    """Press Streamlit's key for a rerun so often; the first one warms up."""
    seen = []
    for _ in range(count + 1):
        began = found.evaluate("performance.now()")
        found.keyboard.press("r")
        seen.append(Rerun(*found.evaluate(_SETTLED, began)))
    return seen[1:]
