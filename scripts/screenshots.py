"""Make the README's pictures: the demo on a real server, in a real Chromium.

``python -m scripts.screenshots`` (or ``make screenshots``) writes docs/images/.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from playwright.sync_api import sync_playwright

from tests.browser.harness import CHROMIUM_FLAGS, find_chromium, ready
from tests.servers import start_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT: Final = Path(__file__).resolve().parents[1]
IMAGES: Final = ROOT / "docs" / "images"


class Picture(NamedTuple):
    """One picture of one page."""

    name: str
    path: str
    scheme: Literal["light", "dark"]
    width: int
    height: int


PICTURES: Final = (
    Picture("today", "/", "light", 1200, 860),
    Picture("attendance", "/attendance", "dark", 1200, 900),
)


def main() -> None:
    """Make all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="driftline-") as folder:
        practice = _demo(Path(folder))
        server = start_server(practice, Path(folder) / "server.log")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
                )
                for picture in PICTURES:
                    print(_take(browser, server.address, picture).relative_to(ROOT))
        finally:
            server.stop()


def _demo(folder: Path) -> Path:
    """Make the demo, with time for four names a week and scored; return its path."""
    path = folder / "demo.duckdb"
    for words in (("demo",), ("settings", "set", "capacity", "4"), ("today",)):
        command = [sys.executable, "-m", "analytics", *words, "--database", str(path)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return path


def _take(browser: Browser, address: str, picture: Picture) -> Path:
    context = browser.new_context(
        color_scheme=picture.scheme,
        device_scale_factor=1.5,
        locale="en-GB",
        reduced_motion="reduce",
        viewport={"width": picture.width, "height": picture.height},
    )
    page = context.new_page()
    page.goto(address + picture.path)
    ready(page)
    path = IMAGES / f"{picture.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


if __name__ == "__main__":
    main()
