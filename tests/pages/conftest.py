"""Practices for the tests of pages: empty, with one client, the demo, a hostile one."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import streamlit as st

from analytics import importing
from analytics.cli import demo as demo_practice
from analytics.importing import ImportOptions
from analytics.store import open_practice
from pages.shared import state
from tests.pages.screens import TEMPLATE_HEADER, Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analytics.contracts import ImportReport
    from analytics.store import Database


@pytest.fixture(autouse=True)
def no_practice_of_another_test() -> Iterator[None]:
    """Close what the pages of this test opened."""
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def screen() -> Callable[[str], Screen]:
    """Give a function that opens a page: `screen("clients")`."""
    return Screen


NOW: Final = dt.datetime(2026, 11, 16, 9, 0)  # noqa: DTZ001 - UTC, as the store keeps it
"""A Monday morning: what a page shows hangs on the day, so the day stands still."""


@pytest.fixture(autouse=True)
def monday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages believe that it is `NOW`."""
    monkeypatch.setattr(state, "now", lambda: NOW)


def weekly(name: str, *, client: str = "c1", last_days_ago: int = 21) -> list[str]:
    """Return rows of a client who came five times, weekly, and then no more."""
    at = [NOW - dt.timedelta(days=last_days_ago + 7 * week) for week in range(5)]
    return [
        f"{client}-{number},{client},{name},{client}@example.org,Ana Sol,Coaching,"
        f"{start.isoformat()}Z,60,"
        f"{(start - dt.timedelta(days=6)).isoformat()}Z,attended"
        for number, start in enumerate(at)
    ]


@pytest.fixture
def one_client(import_rows: Callable[..., ImportReport]) -> None:
    """Make a practice of one client, who is worth a hello."""
    import_rows(*weekly("Rosa Duarte"))


@pytest.fixture
def import_rows(database: Database, tmp_path: Path) -> Callable[..., ImportReport]:
    """Give a function that imports rows of Driftline's template.

    `import_rows("s1,c1,Rosa,…", "s2,…")`: trailing columns may be left out.
    """

    def run(*rows: str, **options: Any) -> ImportReport:  # noqa: ANN401 - ImportOptions
        width = TEMPLATE_HEADER.count(",")
        padded = [row + "," * (width - row.count(",")) for row in rows]
        path = tmp_path / "template.csv"
        path.write_text("\n".join([TEMPLATE_HEADER, *padded, ""]), "utf-8")
        said = ImportOptions(**{"exported_at": NOW, **options})
        return importing.import_file(database, path, now=NOW, options=said)

    return run


@pytest.fixture(scope="session")
def demo_of_that_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo as it is on `NOW`; copy the file before changing it."""
    path = tmp_path_factory.mktemp("demo") / "practice.duckdb"
    database = open_practice(path)
    demo_practice.fill(database, demo_practice.CLIENTS, demo_practice.SEED, NOW)
    database.close()
    return path


@pytest.fixture
def demo(practice_of_the_test: Path, demo_of_that_day: Path) -> Path:
    """Make the demo this test's practice; give its path."""
    return Path(shutil.copy(demo_of_that_day, practice_of_the_test))
