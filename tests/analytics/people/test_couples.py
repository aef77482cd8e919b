"""Two names under one address: asked about where the first names differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.importing import decisions
from analytics.people import shared_addresses
from tests.analytics.importing.steps import NOW, bring
from tests.support.files import calendly_row, write_calendly

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database


def fill(database: Database, tmp_path: Path, *names: str) -> None:
    rows = [
        calendly_row(f"u{n}", f"2026-10-{n + 10} 10:00 am", email="we@x.org", name=name)
        for n, name in enumerate(names)
    ]
    bring(database, write_calendly(tmp_path / "c.csv", rows))


def test_a_couple_is_asked_about(database: Database, tmp_path: Path) -> None:
    fill(database, tmp_path, "Ana Sousa", "Ben Sousa", "Ana Sousa")

    [found] = shared_addresses(database)

    assert (found.name, found.other_name) == ("Ana Sousa", "Ben Sousa")
    assert found.count_sessions == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ana Sousa", "ana  SOUSA"),
        ("Ana Sousa", "Sousa, Ana"),
        ("Ana Sousa", "Ana Keller"),
        ("Ana Sousa", "Ana Maria Sousa"),
        ("Jon Smith", "John Smith"),
        ("Ana Sousa", "Ana"),
    ],
)
def test_one_person_spelt_twice_is_not(
    database: Database, tmp_path: Path, first: str, second: str
) -> None:
    fill(database, tmp_path, first, second)

    assert shared_addresses(database) == []


def test_an_answer_is_remembered_and_can_be_taken_back(
    database: Database, tmp_path: Path
) -> None:
    fill(database, tmp_path, "Ben Sousa", "Ana Sousa")
    [found] = shared_addresses(database)

    [entry_id] = decisions.keep_together(
        database, found.client_id, found.other_name, now=NOW
    )
    assert shared_addresses(database) == []
    decisions.take_back(database, entry_id, now=NOW)
    assert shared_addresses(database) == [found]
    decisions.split(database, found.client_id, found.other_name, now=NOW)

    assert shared_addresses(database) == []
