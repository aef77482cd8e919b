"""The Monday page and a client's report in a real Chromium: offline and on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

import pytest

from analytics import importing
from analytics.importing import ImportOptions
from analytics.reports import client_report_sheet, digest_html
from analytics.reports.digest_return import ReturnRow
from analytics.reports.digest_words import Naming
from analytics.store import entries
from tests.browser import practices
from tests.browser.harness import axe, ready, shot
from tests.support import sheets
from tests.support.log import Slot, utc, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from analytics.store import Database
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


def test_a_coach_answers_offline_and_it_comes_back(
    chromium: Browser, database: Database, tmp_path: Path
) -> None:
    write(
        database,
        [Slot("rosa", f"2026-11-{day:02} 10:00", "unknown") for day in (9, 16)],
        exported="2026-11-20 18:00",
    )
    found = sheets.full_digest(coach="Ada")
    rows = [
        ReturnRow(f"rosa@2026-11-{day:02} 10:00", "rosa", "Rosa D", sheets.AT)
        for day in (9, 16)
    ]
    contact = ReturnRow(None, "rosa", "Rosa D", None)
    path = tmp_path / "sheet.html"
    asking = replace(found, to_return=(*rows, contact))
    path.write_text(digest_html.page(asking, Naming()), "utf-8")
    page, asked = offline(chromium, path, "light", 390)

    page.get_by_label("What happened").first.select_option("did not come")
    page.get_by_label("Contacted").fill("2026-11-19")
    page.get_by_label("Answered").select_option("yes")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save my answers").click()
    back = tmp_path / saved.value.suggested_filename
    saved.value.save_as(back)

    assert [url for url in asked if not url.startswith("blob:")] == [path.as_uri()]
    now = utc("2026-11-23 09:00")
    options = ImportOptions(exported_at=utc("2026-11-22 09:00"))
    report = importing.import_file(database, back, now=now, options=options)
    assert (report.accepted, report.ignored, report.refusals) == (2, 1, ())
    kept = {entry.what for entry in entries.entries(database, "rosa")}
    assert kept == {"no_show", "say_hello", "answer"}
    page.context.close()


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
