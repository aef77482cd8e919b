"""A chart's files: picture, drawing and numbers, as somebody saves them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from PIL import Image

from tests.browser.harness import ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Download, Page

    from tests.servers import Server

SVG = "{http://www.w3.org/2000/svg}"
QUESTION = "When are sessions attended, and when not?"


def saved(page: Page, button: str) -> Download:
    with page.expect_download() as wanted:
        page.get_by_role("button", name=button).click()
    return wanted.value


def test_a_saved_chart_says_what_it_asks_and_what_it_rests_on(
    demo_server: Server, visit: Callable[..., Page]
) -> None:
    page = visit(demo_server, "/attendance")
    card = page.locator(".st-key-card-attendance-when")
    drawn = card.locator(".js-plotly-plot").bounding_box()
    card.get_by_role("button", name="Save").click()
    ready(page)

    drawing = saved(page, "Drawing (SVG)")
    picture = saved(page, "Picture (PNG)")
    numbers = saved(page, "Numbers (CSV)")

    assert drawing.suggested_filename == "attendance-when.svg"
    root = ET.parse(drawing.path()).getroot()  # noqa: S314 - made by this page
    said = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert QUESTION in said
    assert "n = " in said
    assert "Data are from" in said
    assert "data:font/woff2" in "".join(root.itertext())
    assert picture.suggested_filename == "attendance-when.png"
    with Image.open(picture.path()) as image:
        # Twice as many dots as on the page, with what stands above and below.
        assert drawn is not None
        assert image.width > 2 * drawn["width"]
        assert image.height > 2 * drawn["height"]
        colours = image.convert("RGB").getcolors(maxcolors=1 << 24)
        assert colours is not None
        assert len(colours) > 50, "the picture is not empty"
    assert numbers.suggested_filename == "attendance-when.csv"
    assert len(Path(numbers.path()).read_text("utf-8-sig").splitlines()) > 10
