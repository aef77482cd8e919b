"""Which agreement is in force for whom, and how moves stand against it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.facts import agreements
from analytics.periods import AsOf
from analytics.store import agreements as stored
from analytics.store import entries
from analytics.store.agreements import Terms
from tests.support.log import Slot, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1, 8)  # noqa: DTZ001 - UTC without a zone, as in the store
MAY = dt.date(2026, 5, 1)


def on(month: int, day: int) -> dt.date:
    return dt.date(2026, month, day)


def as_of(month: int, day: int) -> AsOf:
    return AsOf.end_of(on(month, day), "UTC")


def agree(
    database: Database,
    day: dt.date,
    *,
    hours: int | None = 48,
    client: str | None = None,
    service: str | None = None,
    moves: tuple[int, str] | None = None,
) -> str:
    free, period = moves or (None, None)
    terms = Terms(
        notice_hours=hours, free_moves=free, moves_period=period, excused="Illness"
    )
    return importing.agree(
        database, terms, client_id=client, service=service, on=day, now=NOW
    )


@pytest.fixture
def two(database: Database) -> Database:
    """Give a practice of two clients with a session each, of two services."""
    write(
        database,
        [
            Slot("anna", "2026-03-02 10:00"),
            Slot("bela", "2026-03-03 10:00", service="Programme"),
        ],
    )
    return database


def hours(database: Database, client: str, service: str, day: AsOf) -> int | None:
    found = agreements.in_force(database, day, client, service)
    return found.notice_hours if found else None


def test_nothing_agreed_is_nothing_in_force(two: Database) -> None:
    assert agreements.in_force(two, as_of(5, 1), "anna", "Coaching") is None
    assert agreements.against(two, as_of(5, 1)) == {}


def test_own_goes_before_the_services_and_that_before_everybodys(
    two: Database,
) -> None:
    agree(two, on(4, 1), hours=12)
    agree(two, on(3, 1), hours=36, service="Coaching")
    agree(two, on(2, 1), hours=72, client="anna")

    found = {
        (client, service): hours(two, client, service, as_of(5, 1))
        for client in ("anna", "bela")
        for service in ("Coaching", "Programme")
    }

    assert found == {
        ("anna", "Coaching"): 72,
        ("anna", "Programme"): 72,
        ("bela", "Coaching"): 36,
        ("bela", "Programme"): 12,
    }


def test_the_latest_whose_day_has_come_holds(two: Database) -> None:
    agree(two, on(3, 1), hours=36)
    agree(two, on(4, 1), hours=48)
    known = agreements.known(two, as_of(5, 1))

    days = [on(2, 28), on(3, 1), on(3, 31), on(4, 1)]
    found = [known.in_force("anna", "Coaching", day) for day in days]

    assert [one and one.notice_hours for one in found] == [None, 36, 36, 48]
    assert hours(two, "anna", "Coaching", as_of(3, 15)) == 36


def test_an_own_one_without_notice_takes_none_from_everybodys(two: Database) -> None:
    agree(two, on(3, 1), hours=36)
    agree(two, on(3, 1), hours=None, client="anna")

    found = agreements.in_force(two, as_of(5, 1), "anna")

    assert found is not None
    assert (found.client_id, found.notice_hours, found.excused) == (
        "anna",
        None,
        "Illness",
    )


def test_withdrawn_never_was(two: Database) -> None:
    agree(two, on(3, 1), hours=36)
    importing.withdraw(two, agree(two, on(4, 1), hours=48), now=NOW)

    assert hours(two, "anna", "Coaching", as_of(5, 1)) == 36


def test_one_of_the_same_day_takes_the_place(two: Database) -> None:
    agree(two, on(3, 1), hours=36)
    agree(two, on(3, 1), hours=48)

    found = agreements.known(two, as_of(5, 1))

    assert [one.notice_hours for one in found.listed] == [48]


def test_accepted_is_known_from_its_day_on_and_by_whom(two: Database) -> None:
    kept = agree(two, on(3, 1))
    stored.accept(two, ["anna"], kept, on=on(3, 9), now=NOW)

    seen = [
        (one := agreements.in_force(two, as_of(3, day), client)) and one.accepted_on
        for client, day in (("anna", 8), ("anna", 9), ("bela", 9))
    ]

    assert seen == [None, on(3, 9), None]


def test_an_acceptance_can_be_taken_back(two: Database) -> None:
    kept = agree(two, on(3, 1))
    (entry,) = stored.accept(two, ["anna"], kept, on=on(3, 9), now=NOW)
    entries.withdraw(two, entry, now=NOW)

    assert agreements.known(two, as_of(5, 1)).accepted == {}


@pytest.mark.parametrize(
    ("period", "first"),
    [("month", on(5, 1)), ("quarter", on(4, 1)), ("year", on(1, 1))],
)
def test_periods_are_those_of_the_calendar(period: str, first: dt.date) -> None:
    assert agreements.period_start(period, on(5, 31)) == first
    assert agreements.period_start(period, first) == first


def move(starts: str, moved: str, session: str) -> Slot:
    return Slot(
        "anna", starts, "rescheduled", booked="2026-01-05 08:00", ended=moved,
        replaced=moved, session=session,
    )  # fmt: skip


def link(database: Database, new: str, old: str) -> None:
    with database.write() as cursor:
        cursor.execute(
            "update sessions set replaces = $1 where session_id = $2", [old, new]
        )


def test_moves_of_the_period_are_counted_and_chains_are_one_session(
    database: Database,
) -> None:
    write(
        database,
        [
            move("2026-04-03 10:00", "2026-03-31 23:59", "of last quarter"),
            move("2026-04-10 10:00", "2026-04-01 00:00", "first"),
            move("2026-04-17 10:00", "2026-04-15 09:00", "second"),
            move("2026-05-01 10:00", "2026-04-28 09:00", "another"),
            Slot("anna", "2026-05-05 10:00", session="held"),
        ],
    )
    link(database, "second", "first")
    link(database, "held", "second")
    agree(database, on(1, 1), moves=(2, "quarter"))

    found = agreements.against(database, as_of(5, 20))["anna"]

    assert [(one.moves, one.sessions_moved, one.free_moves) for one in found] == [
        (3, 2, 2)
    ]
    assert found[0].first_day == on(4, 1)


def test_moves_by_the_coach_and_before_the_agreement_are_left_out(
    database: Database,
) -> None:
    write(
        database,
        [
            move("2026-04-03 10:00", "2026-04-02 10:00", "by the coach"),
            move("2026-04-10 10:00", "2026-04-08 10:00", "before"),
            move("2026-04-17 10:00", "2026-04-15 09:00", "counts"),
        ],
    )
    with database.write() as cursor:
        cursor.execute(
            "update sessions set cancelled_by = 'coach' "
            "where session_id = 'by the coach'"
        )
    agree(database, on(4, 9), moves=(1, "quarter"))

    found = agreements.against(database, as_of(5, 20))["anna"]

    assert [(one.moves, one.first_day) for one in found] == [(1, on(4, 9))]


def test_moves_are_known_from_when_they_were_made(database: Database) -> None:
    write(database, [move("2026-04-17 10:00", "2026-04-15 09:00", "one")])
    agree(database, on(4, 1), moves=(1, "month"))

    assert agreements.against(database, as_of(4, 14)) == {}
    assert agreements.against(database, as_of(4, 15))["anna"][0].moves == 1


def test_absences_are_counted_where_somebody_said_so_and_excused_apart(
    database: Database,
) -> None:
    write(
        database,
        [
            Slot("anna", "2026-05-04 10:00", "no_show"),
            Slot("anna", "2026-05-05 10:00", "no_show", is_excused=True),
            Slot("anna", "2026-05-06 10:00", "no_show", basis="evidence"),
            Slot("anna", "2026-05-07 10:00", "late_cancelled"),
            Slot("anna", "2026-05-08 10:00", "unknown"),
        ],
    )
    agree(database, on(1, 1))

    (found,) = agreements.against(database, as_of(5, 20))["anna"]

    assert (found.missed, found.late, found.excused, found.moves) == (1, 1, 1, 0)


def test_each_service_is_counted_under_its_own_agreement(database: Database) -> None:
    write(
        database,
        [
            Slot("anna", "2026-05-04 10:00", "no_show"),
            Slot("anna", "2026-05-05 10:00", "no_show", service="Programme"),
        ],
    )
    agree(database, MAY, moves=(1, "month"))
    agree(database, MAY, moves=(3, "month"), service="Programme")

    found = agreements.against(database, as_of(5, 20))["anna"]

    assert {(one.free_moves, one.missed) for one in found} == {(1, 1), (3, 1)}


def test_who_moved_nothing_has_nothing_against_them(two: Database) -> None:
    agree(two, MAY, moves=(2, "month"))
    found = agreements.in_force(two, as_of(5, 20), "anna")
    assert found is not None

    row = agreements.nothing_moved(found, on(5, 20))

    assert (row.moves, row.free_moves, row.period, row.first_day) == (
        0,
        2,
        "month",
        MAY,
    )
