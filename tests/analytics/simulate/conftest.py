"""One practice of the demo's size, made once, and the Mondays it is exported on."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from analytics.simulate import Practice, simulate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ZURICH = ZoneInfo("Europe/Zurich")


@pytest.fixture(scope="session")
def practice() -> Practice:
    return simulate()


@pytest.fixture
def this_monday() -> dt.datetime:
    return dt.datetime(2026, 11, 23, 8, 0, tzinfo=ZURICH)


@pytest.fixture
def last_monday() -> dt.datetime:
    return dt.datetime(2026, 11, 16, 8, 0, tzinfo=ZURICH)


@pytest.fixture
def rows_of() -> Callable[[Path], list[dict[str, str]]]:
    def read(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read
