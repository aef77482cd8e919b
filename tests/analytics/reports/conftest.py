"""A practice of four clients, three of them quieter than usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analytics.reports.today_steps import ANNA, BEN, CLEO, DORA, FRIDAY
from tests.support.log import write

if TYPE_CHECKING:
    from analytics.store import Database


@pytest.fixture
def four(database: Database) -> Database:
    """Give a practice of four clients, three of them quieter than usual."""
    log = [*ANNA, *BEN, *CLEO, *DORA]
    write(database, log, exported=FRIDAY, settings={"capacity": "2"})
    return database
