"""One entry each for several clients: all or none, and one undo."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.store import bulk, entries, queries
from tests.support.log import utc, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

DAY = dt.date(2026, 2, 16)
LATER = dt.date(2026, 2, 20)
NOW = utc("2026-02-16 20:00")


@pytest.fixture
def practice(database: Database) -> Database:
    """Give a practice of two clients."""
    both = [
        *weekly("c-1", "2026-01-05 10:00", 3),
        *weekly("c-2", "2026-01-06 10:00", 1),
    ]
    write(database, both)
    return database


def kept(database: Database, table: str) -> list[str]:
    """Return of whom an entry of a table is in force."""
    sql = f"select client_id from {table} where withdrawn_at is null order by all"  # noqa: S608 - a test's own word
    return [str(client_id) for (client_id,) in queries.rows(database, sql)]


def test_a_step_for_several_is_taken_back_at_once(practice: Database) -> None:
    due = {"c-1": DAY, "c-2": LATER}
    ids = bulk.plan_step(practice, "say_hello", due, on=DAY, now=NOW)
    assert kept(practice, "planned_steps") == ["c-1", "c-2"]
    (entry,) = entries.entries(practice, "c-2")
    assert (entry.what, entry.until_date) == ("say_hello", LATER)

    assert bulk.withdraw(practice, ids, now=NOW) == 2

    assert kept(practice, "planned_steps") == []
    assert bulk.withdraw(practice, ids, now=NOW) == 0


def test_who_has_the_step_planned_already_is_passed_over(practice: Database) -> None:
    bulk.plan_step(practice, "say_hello", {"c-1": LATER}, on=DAY, now=NOW)
    both = {"c-1": DAY, "c-2": DAY}

    assert len(bulk.plan_step(practice, "say_hello", both, on=DAY, now=NOW)) == 1

    with pytest.raises(BadEntryError, match="planned already for everybody"):
        bulk.plan_step(practice, "say_hello", both, on=DAY, now=NOW)
    assert kept(practice, "planned_steps") == ["c-1", "c-2"]


def test_a_step_that_was_taken_can_be_planned_again(practice: Database) -> None:
    (plan_id,) = bulk.plan_step(practice, "say_hello", {"c-1": DAY}, on=DAY, now=NOW)
    entries.add_follow_up(
        practice, "c-1", step="say_hello", on=DAY, plan_id=plan_id, now=NOW
    )

    assert bulk.plan_step(practice, "say_hello", {"c-1": LATER}, on=DAY, now=NOW)


def test_away_and_no_concern_for_several(practice: Database) -> None:
    both = ["c-1", "c-2"]
    bulk.add_absences(practice, both, DAY, LATER, now=NOW)
    bulk.set_aside(
        practice, both, from_date=DAY, until_date=LATER, reason="spoken", now=NOW
    )

    assert kept(practice, "absences") == both
    assert kept(practice, "set_asides") == both


@pytest.mark.parametrize("gone", ["c-9", "'; drop table clients; --"])
def test_of_all_or_of_nobody(practice: Database, gone: str) -> None:
    with pytest.raises(ClientNotFoundError):
        bulk.plan_step(practice, "x", {"c-1": DAY, gone: DAY}, on=DAY, now=NOW)
    with pytest.raises(ClientNotFoundError):
        bulk.add_absences(practice, ["c-1", gone], DAY, LATER, now=NOW)

    assert kept(practice, "planned_steps") == kept(practice, "absences") == []


def test_what_cannot_be_meant_is_refused_in_one_sentence(practice: Database) -> None:
    far = dt.date(2126, 1, 1)
    many = {f"c-{number}": DAY for number in range(bulk.MOST_AT_ONCE + 1)}
    for step, due, on, said in (
        ("", {"c-1": DAY}, DAY, "which step"),
        ("x", {}, DAY, "Nobody is chosen"),
        ("x", many, DAY, "more than 200"),
        ("x", {"c-1": far}, DAY, "cannot be right"),
        ("x", {"c-1": DAY}, LATER, "or later"),
        (
            "x",
            {"c-1": dt.date(2025, 1, 1)},
            dt.date(2025, 1, 1),
            "before their first session",
        ),
    ):
        with pytest.raises(BadEntryError, match=said):
            bulk.plan_step(practice, step, due, on=on, now=NOW)
    with pytest.raises(BadEntryError, match="no concern"):
        bulk.set_aside(
            practice, ["c-1"], from_date=DAY, until_date=LATER, reason=" ", now=NOW
        )
    with pytest.raises(BadEntryError, match="after the first"):
        bulk.add_absences(practice, ["c-1"], DAY, DAY, now=NOW)

    for table in ("planned_steps", "set_asides", "absences"):
        assert kept(practice, table) == []
