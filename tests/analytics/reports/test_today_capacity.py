"""Today: for how many names a week has room, and how much of it is left."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.reports.today import today
from analytics.store import entries
from tests.support.log import utc, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = utc("2026-02-23 09:00")
"""A Monday. The last export is of the Friday before."""


@pytest.mark.parametrize(
    ("day", "left"),
    [
        ("2026-02-23", ["c1"]),  # this Monday: a place of this week is taken
        ("2026-02-22", ["c1", "c2"]),  # the Sunday before
    ],
)
def test_who_was_contacted_this_week_keeps_their_place(
    database: Database, day: str, left: list[str]
) -> None:
    log = [
        slot
        for number in range(4)
        for slot in weekly(f"c{number}", f"2026-01-0{5 + number} 10:00", 5)
    ]
    write(database, log, exported="2026-02-20 18:00", settings={"capacity": "2"})
    entries.add_follow_up(
        database, "c0", step="say_hello", on=dt.date.fromisoformat(day), now=NOW
    )

    found = today(database, facts.default_as_of(database, NOW), now=NOW)

    assert [c.client_id for c in found.clients if c.on_list] == left


def practice_of(database: Database, clients: int, **settings: str) -> int:
    """Write so many clients who are quieter than usual; return the names listed."""
    log = [
        slot
        for number in range(clients)
        for slot in weekly(f"c{number}", f"2026-01-05 {number % 24:02d}:00", 5)
    ]
    write(database, log, exported="2026-02-20 18:00", settings=settings)
    found = today(database, facts.default_as_of(database, NOW), now=NOW)
    assert len(found.clients) == clients
    assert found.capacity == sum(client.on_list for client in found.clients)
    return found.capacity


@pytest.mark.parametrize(
    ("clients", "names"), [(1, 1), (19, 1), (29, 1), (31, 2), (60, 3)]
)
def test_one_in_twenty_of_the_active_while_nobody_said_how_many(
    database: Database, clients: int, names: int
) -> None:
    assert practice_of(database, clients) == names


def test_as_many_as_the_owner_said(database: Database) -> None:
    assert practice_of(database, 31, capacity="5") == 5
