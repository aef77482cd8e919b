"""The sessions since the last working day, whoever's export is older than they are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics import facts
from analytics.quality.marking import just_held
from analytics.store import outcomes
from analytics.store.outcomes import Said
from tests.support.log import Slot, write

if TYPE_CHECKING:
    from analytics.store import Database

MONDAY = dt.datetime(2026, 4, 13, 9)  # noqa: DTZ001 - UTC without a zone, as in the store
SLOTS = (
    Slot("anna", "2026-04-09 10:00", "unknown", session="thursday"),
    Slot("anna", "2026-04-10 10:00", "unknown", session="friday"),
    Slot("ben", "2026-04-10 11:00", "no_show", session="marked"),
    Slot("cleo", "2026-04-11 11:00", basis="presumed", session="saturday"),
    Slot(
        "dora",
        "2026-04-13 08:00",
        "scheduled",
        booked="2026-04-01 08:00",
        session="today",
    ),
    Slot(
        "dora",
        "2026-04-13 10:00",
        "scheduled",
        booked="2026-04-01 08:00",
        session="later",
    ),
)


def held(
    database: Database, now: dt.datetime = MONDAY
) -> tuple[dt.date, list[tuple[str, str]]]:
    as_of = facts.default_as_of(database, now)
    first, found = just_held(database, as_of, now=now)
    return first, [(one.session_id, one.taken_for) for one in found]


def test_since_friday_on_a_monday_even_on_older_data(database: Database) -> None:
    write(database, SLOTS, exported="2026-04-10 18:00")

    first, found = held(database)

    assert first == dt.date(2026, 4, 10)
    assert found == [
        ("friday", "unknown"),
        ("saturday", "attended"),
        ("today", "unknown"),
    ]


def test_a_public_holiday_is_no_working_day(database: Database) -> None:
    easter = (Slot("anna", "2026-04-02 10:00", "unknown", session="before-easter"),)
    write(database, easter, exported="2026-04-10 18:00", settings={"country": "DE"})

    first, found = held(database, dt.datetime(2026, 4, 7, 9))  # noqa: DTZ001 - UTC

    assert first == dt.date(2026, 4, 2)
    assert found == [("before-easter", "unknown")]


def test_what_was_said_is_not_asked_again(database: Database) -> None:
    write(database, SLOTS, exported="2026-04-10 18:00")
    said = [Said("friday", "unknown"), Said("saturday", "attended")]
    outcomes.confirm(database, said, on=MONDAY.date(), now=MONDAY)

    assert [session for session, _ in held(database)[1]] == ["today"]


def test_empty_practice(database: Database) -> None:
    assert held(database)[1] == []
