"""Today: how much of a week's time is left."""

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
