"""A real Chromium and what to look at in a page.

A test takes `serve` and `visit` and the functions here. Playwright drives the system's
own Chromium; it never downloads one.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import axe_playwright_python
from playwright.sync_api import Locator

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT: Final = Path(__file__).resolve().parents[2]
SCREENSHOTS: Final = ROOT / "artefacts" / "screenshots"
"""Kept after a run for a person to look at; git ignores them."""

AXE: Final = Path(axe_playwright_python.__file__).with_name("axe.min.js")

WIDTHS: Final = {1440: 900, 390: 844}
"""A desktop's and a phone's width, with the height that goes with it."""

CHROMIUM_FLAGS: Final = (
    "--no-sandbox",  # CI runs as root, where Chromium's own sandbox refuses to start
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

ALLOWED_BY_AXE: Final = {
    "presentation-role-conflict": (
        "stFileUploaderDropzone",
        "Streamlit's drop zone; the button inside it carries the name and the focus",
    ),
    "list": (
        "stSidebarNavItems",
        "Streamlit's menu on a phone: the pages of a section stand in a box of its own",
    ),
    "listitem": (
        '<li class="st-emotion-cache-',  # an element of Streamlit's own, never ours
        "the same; every entry is still a link with its name",
    ),
    "svg-img-alt": (
        "stMetric",
        "Streamlit's sparkline; the number above it says the same",
    ),
}
"""What axe may report: a rule, a part of the element's HTML, and why it is let pass."""

READY_MS: Final = 30_000
QUIET_MS: Final = 250

IS_QUIET: Final = """quiet => {
    const app = document.querySelector('[data-testid="stApp"]');
    const calm = app
        && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]');
    if (!calm) { window.calmSince = undefined; return false; }
    window.calmSince ??= performance.now();
    return performance.now() - window.calmSince >= quiet;
}"""


def find_chromium() -> str | None:
    """Return the path of the system's Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


def ready(page: Page) -> None:
    """Wait until the page is drawn and nothing has moved for `QUIET_MS`.

    A rerun can be shorter than a frame, so that "running" is never seen; a test that
    clicked should also wait for the text it expects.
    """
    page.evaluate("window.calmSince = undefined")
    page.wait_for_function(IS_QUIET, arg=QUIET_MS, timeout=READY_MS)


def open_page(page: Page, title: str) -> None:
    """Go to a page by the menu; the sections are opened until its entry is there."""
    entry = page.get_by_test_id("stTopNavLink").filter(has_text=title)
    folded = page.get_by_role("menuitem", name=title)
    for section in page.get_by_test_id("stTopNavSection").all():
        if entry.or_(folded).count():
            break
        section.click()
        page.get_by_role("menuitem").first.wait_for()
    entry.or_(folded).click()
    ready(page)


def drop(page: Page, *files: Path) -> None:
    """Drop files on the import page."""
    page.set_input_files("input[type=file]", files)
    page.get_by_text(files[0].name).first.wait_for()
    ready(page)


def choose(within: Page | Locator, label: str, option: str) -> None:
    """Choose an option of a select box by typing it."""
    page = within.page if isinstance(within, Locator) else within
    box = within.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()
    ready(page)


def shot(page: Page, name: str) -> Path:
    """Take a picture of the whole page into `SCREENSHOTS`; return its path.

    Streamlit scrolls inside the window, so the window is made as tall as the page.
    """
    before = page.viewport_size
    tall = page.evaluate(
        "document.querySelector('[data-testid=\"stMain\"]')?.scrollHeight ?? 0"
    )
    if before and tall > before["height"]:
        page.set_viewport_size({"width": before["width"], "height": int(tall)})
        ready(page)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path)
    if before:
        page.set_viewport_size(before)
    return path


def axe(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page, less `ALLOWED_BY_AXE`.

    Returns
    -------
    list of str
        One line an element: the rule, how bad it is, the element, what is wrong.
    """
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        _said(violation, node)
        for violation in report["violations"]
        for node in violation["nodes"]
        if not _is_allowed(violation["id"], node["html"])
    ]


def _is_allowed(rule: str, html: str) -> bool:
    part, _why = ALLOWED_BY_AXE.get(rule, ("", ""))
    return bool(part) and part in html


def _said(violation: dict[str, Any], node: dict[str, Any]) -> str:
    summary = node["failureSummary"].replace("\n", " ")
    where = json.dumps(node["target"])
    return f"{violation['id']} ({violation['impact']}) at {where}: {summary}"
