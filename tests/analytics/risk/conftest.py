"""A practice with three years behind it, written once and copied."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database


@pytest.fixture(scope="session")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write an invented practice of 100 clients; copy the file before changing it."""
    # Imported here, so that a test of a single module does not pay for the store.
    from analytics.simulate.population import population  # noqa: PLC0415 - said above
    from analytics.store import open_practice  # noqa: PLC0415 - said above
    from tests.support import population_log  # noqa: PLC0415 - said above

    path = tmp_path_factory.mktemp("long") / "practice.duckdb"
    database = open_practice(path)
    population_log.write(database, population(1, 100, 11))
    database.close()
    return path


@pytest.fixture
def long(practice_of_the_test: Path, long_file: Path) -> Iterator[Database]:
    """Open that practice in this test's place."""
    from analytics.store import open_practice  # noqa: PLC0415 - said above

    shutil.copyfile(long_file, practice_of_the_test)
    opened = open_practice(practice_of_the_test)
    yield opened
    opened.close()
