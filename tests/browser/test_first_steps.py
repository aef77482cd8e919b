"""A newcomer: from an empty practice to a list of names, and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.harness import choose, drop, open_page, ready
from tests.browser.practices import export, lively, one_client

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Download, Page

    from tests.servers import Server

SAMPLES: Final = Path(__file__).resolve().parents[2] / "data" / "samples"


def press(page: Page, name: str) -> None:
    """Press a button by its name."""
    page.get_by_role("button", name=name, exact=True).first.click()
    ready(page)


def test_from_a_calendly_file_to_the_list_and_back(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    export(lively(60), file, days_ago=0)
    page = visit(serve())
    press(page, "Import an export of Calendly, Acuity or another tool")

    drop(page, file)
    page.get_by_text("is an export of Calendly").wait_for()
    choose(page, "Which time zone is your Calendly account set to?", "Europe/Zurich")
    press(page, "Import 1 file")
    page.get_by_text("rows read").wait_for()
    page.get_by_role("link", name="See who may be worth a hello").click()

    page.get_by_role("heading", name="worth a hello this week").wait_for()
    ready(page)
    assert page.get_by_role("button", name="Contacted").count() >= 1

    open_page(page, "Import")
    page.get_by_role("button", name="Take back …").click()
    press(page, "Take it back")
    page.get_by_text("taken back").first.wait_for()
    page.get_by_role("link", name="Today").click()
    page.get_by_role("heading", name="Welcome to Driftline").wait_for()


def test_unknown_file_is_explained_once(
    serve: Callable[..., Server], visit: Callable[..., Page]
) -> None:
    page = visit(serve(), "/import_sessions")
    drop(page, SAMPLES / "other_tool.csv")
    page.get_by_text("Driftline does not know this file yet").wait_for()

    choose(page, "Start (date, or date and time)", "When (")
    choose(page, "Client's name", "Who (")
    choose(page, "What happened (status)", "How it went")
    page.get_by_text("The first rows, as they will be stored").wait_for()
    press(page, "Keep this and go on")
    page.get_by_text("is an export of other_tool").wait_for()
    press(page, "Import 1 file")
    page.get_by_text("rows read").wait_for()

    drop(page, SAMPLES / "other_tool.csv")
    page.get_by_text("is an export of other_tool").wait_for()
    assert page.get_by_text("Driftline does not know this file yet").count() == 0


@pytest.mark.parametrize("name", ["tool.exe", "scan.pdf"])
def test_other_kinds_of_file_are_not_taken(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"MZ not a table")
    page = visit(serve(), "/import_sessions")

    page.set_input_files("input[type=file]", file)

    page.get_by_text("files are not allowed").first.wait_for()
    assert page.get_by_role("heading", name="Import").is_visible()


def test_demo_and_out_again(
    serve: Callable[..., Server], visit: Callable[..., Page]
) -> None:
    page = visit(serve())
    press(page, "Open the demo")
    page.get_by_role("heading", name="this week").wait_for()

    press(page, "Take the demo out")

    page.get_by_role("heading", name="Welcome to Driftline").wait_for()


def test_downloads(
    serve: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(serve(one_client(tmp_path)), "/clients")
    with page.expect_download() as wanted:
        page.get_by_role("button", name="Download this list as CSV").click()
    assert "Rosa Duarte" in content(wanted.value)
    assert wanted.value.suggested_filename == "clients.csv"

    open_page(page, "Settings")
    ready(page)
    choose(page, "Client", "Rosa Duarte")
    with page.expect_download() as wanted:
        page.get_by_role("button", name="Download everything").click()
    assert json.loads(content(wanted.value))["name"] == "Rosa Duarte"


def content(download: Download) -> str:
    """Return what was downloaded."""
    return Path(download.path()).read_text("utf-8-sig")
