"""Filled practices, made once and copied for every test that asks."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the rows of `small_practice` once; copy the file before changing it."""
    # Imported here, so that a test of a single module does not pay for the store.
    from analytics.store import open_practice  # noqa: PLC0415 - said above
    from tests.analytics.small_practice import fill  # noqa: PLC0415 - said above

    folder = tmp_path_factory.mktemp("small")
    path = folder / "practice.duckdb"
    database = open_practice(path)
    fill(database, folder)
    database.close()
    return path


@pytest.fixture(scope="session")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write 100 clients with three years behind them; copy the file before using it."""
    # Imported here, so that a test of a single module does not pay for the store.
    from analytics.simulate.population import population  # noqa: PLC0415 - said above
    from analytics.store import open_practice  # noqa: PLC0415 - said above
    from tests.support import population_log  # noqa: PLC0415 - said above

    path = tmp_path_factory.mktemp("long") / "practice.duckdb"
    database = open_practice(path)
    population_log.write(database, population(1, 100, 11))
    database.close()
    return path


@pytest.fixture(scope="session")
def percent_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a practice whose own past earns numbers, on Monday 2026-11-16, 9:00 UTC.

    It is imported and scored; copy the file before changing it.
    """
    import datetime as dt  # noqa: PLC0415 - as below

    # Imported here, so that a test of a single module does not pay for the store.
    from tests.support.scored_practice import on_step  # noqa: PLC0415 - said above

    now = dt.datetime(2026, 11, 16, 9)  # noqa: DTZ001 - UTC, as the store keeps it
    return on_step(tmp_path_factory.mktemp("percent"), "percent", now)


@pytest.fixture
def small_path(practice_of_the_test: Path, small_file: Path) -> Path:
    """Put the small practice in this test's place; give its path, not opened."""
    shutil.copyfile(small_file, practice_of_the_test)
    return practice_of_the_test


@pytest.fixture
def small(small_path: Path) -> Iterator[Database]:
    """Open the small practice of this test."""
    from analytics.store import open_practice  # noqa: PLC0415 - said above

    opened = open_practice(small_path)
    yield opened
    opened.close()
