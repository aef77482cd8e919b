"""How long it takes to know follows from the sessions of the last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.periods import AsOf
from analytics.reminders import outlook, published
from tests.support.log import Slot, utc, write

if TYPE_CHECKING:
    from analytics.store import Database

AS_OF = AsOf.at(utc("2026-12-31 20:00"), "UTC")


def test_without_sessions_nobody_can_say_how_long(database: Database) -> None:
    said = outlook.first_line(outlook.pace(database, AS_OF))

    assert said.startswith("How long it takes to know")


def test_the_last_year_counts_and_what_nobody_knows_does_not(
    database: Database,
) -> None:
    days = [
        f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in (3, 13, 23)
    ]
    slots = [
        Slot(f"c{i % 9}", f"{day} 10:00", "no_show" if i % 6 == 0 else "attended")
        for i, day in enumerate(days)
    ]
    left_out = [
        Slot("c1", "2026-12-28 10:00", "unknown"),
        Slot("c1", "2026-12-29 10:00", "cancelled_by_coach"),
        Slot("c1", "2026-12-30 10:00", "no_show", is_excused=True),
        Slot("c1", "2025-12-01 10:00", "no_show"),
    ]
    write(database, [*slots, *left_out])

    said = outlook.first_line(outlook.pace(database, AS_OF))

    # 36 sessions in the 363 days since the third of January, of nine clients.
    assert said == published.first_line(1 / 6, 36 / (363 * 12 / 365.25), 4.0)
