"""`digest` and `client-report`: files, JSON, and what is refused."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.analytics import small_practice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store import Database
    from tests.analytics.cli.conftest import Ran

KEYS = {
    "as_of",
    "for",
    "data_as_of",
    "stale",
    "warning",
    "coach",
    "headline",
    "clients",
    "clients_more",
    "changed",
    "questions",
    "weeks",
    "answer",
    "basis",
    "follow_ups",
    "follow_ups_more",
    "fair_test",
    "missing",
    "to_return",
    "files",
}


@pytest.fixture
def demo(practice_of_the_test: Path, demo_file: Path) -> Path:
    shutil.copyfile(demo_file, practice_of_the_test)
    return practice_of_the_test


@pytest.fixture
def small(database: Database, tmp_path: Path) -> None:
    small_practice.fill(database, tmp_path)
    database.close()


@pytest.mark.usefixtures("demo")
def test_the_page_and_a_sheet_that_comes_back(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    page, sheet = tmp_path / "monday.html", tmp_path / "marit.html"

    told = run("digest", "--json").json
    written = run("digest", "--out", page)
    # Written anew every week, into the same place.
    assert run("digest", "--out", page).code == 0
    run("digest", "--coach", "marit sonnwald", "--out", sheet)

    assert told.keys() == KEYS
    assert all(one["name"].endswith(".") for one in told["clients"])
    assert written.out.strip() == f"Written: {page}"
    assert page.read_text("utf-8").startswith("<!doctype html>")
    back = sheet.with_suffix(".csv")
    lines = back.read_text("utf-8-sig").splitlines()
    first = lines[1].rsplit(",", 3)[0]
    back.write_text("\n".join([lines[0], f"{first},came,,", *lines[2:]]), "utf-8")
    (report,) = run("import", back, "--json").json["files"]
    assert (report["tool"], report["accepted"], report["refused"]) == (
        "coach_return",
        1,
        0,
    )
    assert report["ignored"] == len(lines) - 2


def test_an_empty_practice_has_a_page(run: Callable[..., Ran]) -> None:
    ran = run("digest", "--format", "md")

    assert (ran.code, "Nothing has been imported yet." in ran.out) == (0, True)
    assert run("digest", "--json").json["headline"] == "Nothing has been imported yet."


@pytest.mark.usefixtures("small")
def test_what_cannot_be_done_is_said(run: Callable[..., Ran], tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("mine", "utf-8")

    nobody = run("digest", "--coach", "Nobody")
    there = run("digest", "--out", other)
    nowhere = run("digest", "--out", tmp_path / "none" / "page.html")
    no_client = run("client-report", "C-9")

    assert {nobody.code, there.code, nowhere.code, no_client.code} == {2}
    assert "Coaches here: Davi, Marit." in nobody.err
    assert "notes.txt exists already" in there.err
    assert other.read_text("utf-8") == "mine"
    assert "There is no folder none" in nowhere.err
    assert "There is no client with the id 'C-9'" in no_client.err


@pytest.mark.usefixtures("small")
def test_a_client_report(run: Callable[..., Ran], tmp_path: Path) -> None:
    page = tmp_path / "report.html"

    text = run("client-report", "C-1", "--format", "md")
    told = run("client-report", "C-1", "--from", "2026-11-01", "--json").json
    run("client-report", "C-1", "--out", page, "--initials")

    assert text.out.startswith("# Our sessions: Anna Zwirbelbach\n")
    assert "Driftline" not in text.out + page.read_text("utf-8")
    assert (len(told["kept"]), told["not_held"], told["from"]) == (1, 1, "2026-11-01")
    assert "Zwirbelbach" not in page.read_text("utf-8")
