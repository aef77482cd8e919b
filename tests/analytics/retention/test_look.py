"""Both curves, the counts of endings, and who has a place on the curve."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.periods import AsOf
from analytics.retention.horizon import by_horizon
from analytics.retention.lives import FEW_STARTS
from analytics.retention.look import look
from analytics.retention.spells import story
from analytics.selection import Selection
from analytics.store import entries
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 12, 1)  # noqa: DTZ001 - UTC without a zone, as in the store
AS_OF = AsOf.end_of(dt.date(2026, 10, 31), "UTC")


def stayed(client: str, first: str, weeks: int) -> list[Slot]:
    return weekly(client, f"{first} 10:00", weeks)


def practice(count: int) -> list[Slot]:
    """Return clients who began on 1 April and came 10 weeks, the first one 30."""
    return [
        Slot("old", "2026-01-01 10:00"),
        *stayed("c0", "2026-04-01", 31),
        *(
            slot
            for number in range(1, count)
            for slot in stayed(f"c{number}", "2026-04-01", 10)
        ),
    ]


def test_two_curves_hold_what_nobody_knows(database: Database) -> None:
    # Of 25 who began, 24 stopped on 3 June: gone on 2 July, day 92, after 28 days of
    # silence; 12 of these ended by agreement, 2 themselves, 10 said nothing.
    write(database, practice(25), exported="2026-05-01 00:00")
    for number in range(1, 15):
        standing = "ended_by_agreement" if number <= 12 else "ended_by_client"
        on = dt.date(2026, 9, 1)
        entries.add_ending(database, f"c{number}", standing, on=on, now=NOW)

    found = look(database, AS_OF)

    # *old* was gone long ago and is the 25th ending: their start is not known.
    assert (found.all_endings, found.confirmed_endings) == (25, 14)
    assert (len(found.known), found.start_unknown) == (25, 1)
    assert found.lower.days.tolist() == found.upper.days.tolist() == [92]
    assert found.lower.value.tolist() == pytest.approx([13 / 25])
    assert found.upper.value.tolist() == pytest.approx([23 / 25])
    assert found.endings.count == (12, 2, 10)
    assert found.endings.here.tolist() == pytest.approx([1 / 25])


@pytest.mark.parametrize(
    ("newcomers", "is_from_file"), [(FEW_STARTS - 1, True), (FEW_STARTS, False)]
)
def test_few_starts_count_from_the_file(
    database: Database, newcomers: int, *, is_from_file: bool
) -> None:
    write(database, practice(newcomers))

    found = look(database, AS_OF)

    assert found.is_from_file is is_from_file
    assert len(found.known) == newcomers + is_from_file
    assert found.start_unknown == 1


def test_a_longer_horizon_loses_fewer(database: Database) -> None:
    # A usual gap of 7 days: two to four gaps are 28 days, six are 42.
    write(database, practice(25), exported="2026-05-01 00:00")

    rows = by_horizon(story(database, AS_OF), 100, gaps=(2, 3, 6))

    values = [row.lower.value for row in rows if row.lower is not None]
    assert values == pytest.approx([1 / 25, 1 / 25, 1.0])
    assert [row.unconfirmed_endings for row in rows] == [25, 25, 25]


@pytest.mark.parametrize(
    "slots",
    [
        pytest.param([], id="nobody"),
        pytest.param([Slot("anna", "2026-10-31 10:00")], id="one, today"),
        pytest.param(stayed("anna", "1996-01-01", 1600), id="one, for thirty years"),
        pytest.param(
            [Slot(f"c{n}", "2026-10-31 10:00") for n in range(30)], id="all, today"
        ),
        pytest.param(
            [Slot(f"c{n}", "2020-01-01 10:00") for n in range(30)], id="everybody gone"
        ),
    ],
)
def test_practices_with_little_to_say(database: Database, slots: list[Slot]) -> None:
    write(database, slots, exported="2026-11-01 00:00")

    found = look(database, AS_OF)

    assert len(found.known) == len({slot.client for slot in slots})
    assert found.unconfirmed_endings == found.all_endings - found.confirmed_endings
    assert (found.lower.value >= 0).all()


def test_nothing_chosen(database: Database) -> None:
    write(database, practice(5))

    found = look(database, AS_OF, Selection(service="Flying"))

    assert (len(found.spells), len(found.known), found.lower.at(0)) == (0, 0, None)


def test_a_clock_change_makes_no_day_longer(database: Database) -> None:
    # Midnight sessions round the last Sunday of March and October in Zurich.
    slots = [
        Slot("anna", "2026-03-29 00:00"),
        Slot("anna", "2026-03-30 00:00"),
        Slot("anna", "2026-10-25 00:00"),
        Slot("anna", "2026-10-26 00:00"),
    ]
    write(database, slots, zone_name="Europe/Zurich")

    found = look(database, AsOf.end_of(dt.date(2026, 10, 26), "Europe/Zurich"))

    assert found.known.until.tolist() == [211.0]
