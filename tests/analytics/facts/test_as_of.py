"""The moment up to which the practice is looked at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.errors import BadDateError
from analytics.facts import as_of as moments
from analytics.facts.facts import moment
from analytics.periods import AsOf, day_number, end_of_day, week_start
from analytics.settings import parse
from tests.support.log import Slot, utc, write

if TYPE_CHECKING:
    from analytics.store import Database

ZURICH = "Europe/Zurich"


def test_an_empty_practice_is_looked_at_now(database: Database) -> None:
    now = utc("2026-03-02 09:00")

    assert facts.data_as_of(database) is None
    assert facts.default_as_of(database, now).instant == now


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-03-02 09:00", "2026-02-27 18:00", id="newest export"),
        pytest.param("2026-02-20 09:00", "2026-02-20 09:00", id="now, if earlier"),
    ],
)
def test_the_default_is_the_earlier_of_now_and_the_newest_export(
    database: Database, now: str, expected: str
) -> None:
    write(database, [Slot("anna", "2026-01-05 10:00")], exported="2026-01-30 12:00")
    write(database, [Slot("ben", "2026-01-05 10:00")], exported="2026-02-27 18:00")

    assert facts.default_as_of(database, utc(now)).instant == utc(expected)
    assert moments.exports(database) == (
        utc("2026-01-30 12:00"),
        utc("2026-02-27 18:00"),
    )


def test_entries_count_up_to_today_whatever_the_age_of_the_files(
    database: Database,
) -> None:
    write(database, [Slot("anna", "2026-01-05 10:00")], exported="2026-01-30 12:00")

    found = facts.default_as_of(database, utc("2026-02-02 09:00"))

    assert (found.day, found.entry_day) == (dt.date(2026, 1, 30), dt.date(2026, 2, 2))


def test_an_import_taken_back_does_not_count(database: Database) -> None:
    write(database, [Slot("anna", "2026-01-05 10:00")], exported="2026-01-30 12:00")
    with database.write() as cursor:
        cursor.execute("update imports set undone_at = exported_at")

    assert facts.data_as_of(database) is None


def test_a_booking_known_only_from_the_newest_export_is_seen(
    database: Database,
) -> None:
    exported = "2026-03-02 09:00"
    slot = Slot("anna", "2026-03-09 10:00", "scheduled", booked=exported)
    write(database, [slot], exported=exported)

    as_of = facts.default_as_of(database, utc("2026-03-02 11:00"))

    assert facts.client_facts(database, as_of)["sessions_ahead"].tolist() == [1]


def test_a_date_means_the_end_of_that_day() -> None:
    found = facts.parse_as_of(" 2026-03-29 ", parse({"timezone": ZURICH}))

    assert found.day == dt.date(2026, 3, 29)
    # The clocks went forward that morning: Zurich is two hours ahead by its end.
    assert found.instant == dt.datetime(2026, 3, 29, 21, 59, 59, 999999)  # noqa: DTZ001 - UTC, as in the store
    assert found.instant < end_of_day(dt.date(2026, 3, 29), ZURICH)


def test_anything_else_is_no_date() -> None:
    with pytest.raises(BadDateError, match="Write it as 2026-11-23"):
        facts.parse_as_of("yesterday", parse({}))


def test_days_earlier_moves_the_entries_along() -> None:
    at = AsOf(utc("2026-03-02 09:00"), dt.date(2026, 3, 2), dt.date(2026, 3, 4))

    earlier = at.days_earlier(7)

    assert earlier.instant == utc("2026-02-23 09:00")
    assert (earlier.day, earlier.entry_day) == (
        dt.date(2026, 2, 23),
        dt.date(2026, 2, 25),
    )
    assert AsOf.at(utc("2026-03-02 09:00"), "UTC").days_earlier(1).entry_day == dt.date(
        2026, 3, 1
    )


@pytest.mark.parametrize(
    ("first", "expected"), [("monday", "2026-02-23"), ("sunday", "2026-03-01")]
)
def test_facts_are_told_the_week_the_moment_lies_in(first: str, expected: str) -> None:
    sunday = AsOf.at(utc("2026-03-01 12:00"), "UTC")

    told = moment(sunday, parse({"week_start": first}))

    begins = dt.date.fromisoformat(expected)
    assert told["as_of_week_day"] == day_number(begins)
    assert week_start(dt.date(2026, 3, 1), first) == begins
