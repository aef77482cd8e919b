"""The Monday page and a client's report in a real Chromium: offline and on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

import pytest

from analytics.reports import client_report_sheet, digest_html
from analytics.reports.digest_words import Naming
from tests.browser import practices
from tests.browser.harness import axe, ready, shot
from tests.support import sheets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.servers import Server

NAMED: Final = Naming(with_names=True)

LOOKS: Final[tuple[tuple[Literal["light", "dark"], int], ...]] = (
    ("light", 1440),
    ("dark", 390),
)

SHEETS: Final = {
    "monday": lambda: digest_html.page(sheets.full_digest(), NAMED),
    "coach": lambda: digest_html.page(sheets.full_digest(coach="Marit"), NAMED),
    "hostile": lambda: digest_html.page(sheets.full_digest(name=sheets.HOSTILE), NAMED),
    "report": lambda: client_report_sheet.page(sheets.full_report()),
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_opens_offline_and_prints_on_one_page(
    chromium: Browser, tmp_path: Path, sheet: str
) -> None:
    path = tmp_path / f"{sheet}.html"
    path.write_text(SHEETS[sheet](), "utf-8")
    for scheme, width in LOOKS:
        page, asked = offline(chromium, path, scheme, width)

        assert asked == [path.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(page) == []
        shot(page, f"sheet-{sheet}-{scheme}-{width}")
        if scheme == "light":
            for paper in ("A4", "Letter"):
                printed = page.pdf(format=paper)
                assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, paper
        page.context.close()


def offline(
    chromium: Browser, path: Path, scheme: Literal["light", "dark"], width: int
) -> tuple[Page, list[str]]:
    """Open a file without a network; give the page and what it asked for."""
    context = chromium.new_context(
        offline=True,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    return page, asked


def test_the_page_is_read_printed_and_saved(
    serve: Callable[[Path], Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    server = serve(practices.hostile(tmp_path))
    for scheme, width in LOOKS:
        page = visit(server, "/monday", scheme=scheme, width=width)
        page.get_by_role("heading", name="What data are missing").wait_for()
        assert axe(page) == []
        shot(page, f"monday-{scheme}-{width}")
        if width == 1440:
            with page.expect_download() as saved:
                page.get_by_role("button", name="Save as a web page").click()
            assert saved.value.suggested_filename.startswith("monday-2")
            ready(page)
            printed = page.pdf(format="A4")
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
