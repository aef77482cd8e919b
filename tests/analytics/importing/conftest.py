"""Practices for the tests of importing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from tests.analytics.importing.mapping_steps import bringer

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database
    from tests.analytics.importing.mapping_steps import Bring


@pytest.fixture
def on(database: Database) -> Database:
    """Give a practice that wants meeting reports as evidence."""
    importing.change_setting(database, "evidence.zoom", "on")
    return database


@pytest.fixture
def brought(database: Database, tmp_path: Path) -> Bring:
    """Give a function that imports a text with a mapping and returns the report."""
    return bringer(database, tmp_path / "file.csv")
