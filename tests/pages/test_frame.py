"""The frame: freshness on every page, the bar, the demo, the error door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.screens import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


@pytest.mark.usefixtures("one_client")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_how_fresh_the_data_are(screen: Open, page: str) -> None:
    opened = screen(page)

    assert opened.at.caption[0].value == "Data are from Monday 16 November, 09:00."


@pytest.mark.parametrize("page", PAGES)
def test_empty_practice_has_no_bar(screen: Open, page: str) -> None:
    assert "Data are from" not in screen(page).text


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("page", "has_picker"), [("today", True), ("clients", True), ("settings", False)]
)
def test_coach_picker_where_it_matters(
    screen: Open, page: str, *, has_picker: bool
) -> None:
    labels = [box.label for box in screen(page).at.selectbox]

    assert ("Whose clients" in labels) is has_picker


@pytest.mark.usefixtures("demo")
def test_chosen_coach_stays_from_page_to_page(screen: Open) -> None:
    today = screen("today")
    today.at.selectbox(key="coach").set_value("Davi Quintanar").run()

    clients = today.go("clients")

    assert "Davi Quintanar" in clients.html
    assert "Marit Sonnwald" not in clients.html


@pytest.mark.usefixtures("one_client")
def test_a_coach_who_is_gone_is_not_chosen_any_more(screen: Open) -> None:
    today = screen("today")
    today.at.session_state["coach"] = "Somebody Else"

    today.at.run()

    assert "Rosa Duarte" in today.checked().html


@pytest.mark.usefixtures("demo")
def test_demo_is_marked_and_taken_out_with_one_button(screen: Open) -> None:
    today = screen("today")
    assert "A demo: everybody here is invented." in today.html

    today.press("Take the demo out")

    assert today.title == "Welcome to Driftline"


@pytest.mark.usefixtures("one_client")
def test_a_real_practice_is_no_demo(screen: Open) -> None:
    assert "invented" not in screen("today").text


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_is_no_practice_is_one_sentence(
    screen: Open, practice_of_the_test: Path, page: str
) -> None:
    practice_of_the_test.write_bytes(b"no database at all" * 100)

    opened = screen(page)

    assert [found.value for found in opened.at.error]
    assert practice_of_the_test.read_bytes().startswith(b"no database")


def test_a_folder_that_cannot_be_written_is_one_sentence(
    screen: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    monkeypatch.setenv("DRIFTLINE_DATABASE", str(file / "practice.duckdb"))

    opened = screen("today")

    assert len(opened.at.error) == 1
