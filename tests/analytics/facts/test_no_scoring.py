"""Whoever asked not to be scored is on no list and teaches nothing; facts stay."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.facts import features, no_scoring
from analytics.periods import AsOf
from analytics.reports.today import today
from analytics.risk import backtest, prior, rolling
from analytics.store import entries
from tests.support.log import utc, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = utc("2026-06-01 12:00")
ASKED = dt.date(2026, 2, 20)


def end_of(day: str) -> AsOf:
    return AsOf.end_of(dt.date.fromisoformat(day), "UTC")


@pytest.fixture
def practice(database: Database) -> Database:
    """Anna and Ben, both quiet since 2 February; Anna asks on the 20th."""
    slots = [
        slot
        for client in ("anna", "ben")
        for slot in weekly(client, "2026-01-05 10:00", 5)
    ]
    write(database, slots, exported="2026-02-24 08:00")
    entries.ask_not_to_score(database, "anna", on=ASKED, now=NOW)
    return database


def looked_at(database: Database, day: str, known: str) -> set[str]:
    rows = features.rows(database, [end_of(day)], end_of(known))
    came = features.customers(database, [end_of(day)], end_of(known))
    assert set(rows["client_id"]) == set(came["client_id"])
    return set(rows["client_id"])


@pytest.mark.parametrize(
    ("day", "known", "clients"),
    [
        ("2026-02-19", "2026-02-19", {"anna", "ben"}),
        ("2026-02-20", "2026-02-20", {"ben"}),
        # Nothing is learned any more from the weeks before, either.
        ("2026-02-12", "2026-02-20", {"ben"}),
    ],
)
def test_there_is_no_row_from_the_day_on(
    practice: Database, day: str, known: str, clients: set[str]
) -> None:
    assert looked_at(practice, day, known) == clients


def test_what_describes_the_practice_stays(practice: Database) -> None:
    day = end_of("2026-02-23")

    ben = features.rows(practice, [day], day)
    everybody = facts.client_facts(practice, day)
    entries.score_again(practice, "anna", now=NOW)
    again = features.rows(practice, [day], day)

    assert everybody["client_id"].tolist() == ["anna", "ben"]
    assert again["client_id"].tolist() == ["anna", "ben"]
    assert again[again["client_id"] == "ben"].reset_index(drop=True).equals(ben)


def test_they_are_on_no_list(practice: Database) -> None:
    day = end_of("2026-02-23")

    found = today(practice, day, now=day.instant, is_as_of_given=True)
    before = today(practice, end_of("2026-02-19"), now=NOW, is_as_of_given=True)

    assert [client.client_id for client in found.clients] == ["ben"]
    assert [client.client_id for client in before.clients] == ["anna", "ben"]


def test_one_taken_back_never_was(practice: Database) -> None:
    (entry,) = entries.entries(practice, "anna")
    entries.withdraw(practice, entry.entry_id, now=NOW)

    assert no_scoring.clients(practice, end_of("2026-02-23")) == frozenset()


def test_a_wish_is_not_known_before_its_day(practice: Database) -> None:
    days = [end_of(f"2026-02-{day}") for day in (18, 19, 20, 21)]

    assert [len(group) for group in features.epochs(practice, days)] == [2, 2]
    looks = rolling.looks(practice, days, prior.load())
    assert [len(look.rows) for look in looks] == [2, 2, 1, 1]


def test_the_record_made_afterwards_does_not_name_them(practice: Database) -> None:
    first, last = dt.date(2026, 2, 10), dt.date(2026, 2, 23)

    found = backtest.backtest(practice, first, last, end_of("2026-02-23"), prior.load())

    assert set(found.predictions["client_id"]) == {"ben"}
