"""A practice with three years behind it, written once and copied."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database


@pytest.fixture
def long(practice_of_the_test: Path, long_file: Path) -> Iterator[Database]:
    """Open that practice in this test's place."""
    from analytics.store import open_practice  # noqa: PLC0415 - said above

    shutil.copyfile(long_file, practice_of_the_test)
    opened = open_practice(practice_of_the_test)
    yield opened
    opened.close()
