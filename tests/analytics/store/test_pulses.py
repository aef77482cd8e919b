"""The two-tap view: asked at most once a fortnight a client, from 1 to 5, optional."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError, SessionNotFoundError
from analytics.store import entries, pulses, queries
from tests.analytics.small_practice import NOW

if TYPE_CHECKING:
    from analytics.store import Database

MONDAY = dt.date(2026, 11, 16)


def kept(database: Database) -> list[tuple[object, ...]]:
    return queries.rows(
        database,
        "select session_id, client_id, engaged, goal_progress from pulses "
        "where withdrawn_at is null order by entered_at, entry_id",
    )


@pytest.mark.parametrize(("days", "is_asked"), [(0, False), (13, False), (14, True)])
def test_asked_at_most_once_a_fortnight(
    small: Database, days: int, *, is_asked: bool
) -> None:
    assert pulses.ask(small, "S-1", on=MONDAY, now=NOW)

    again = pulses.ask(small, "S-2", on=MONDAY + dt.timedelta(days), now=NOW)

    assert (again is not None) == is_asked


def test_another_client_may_be_asked_about_on_the_same_day(small: Database) -> None:
    pulses.ask(small, "S-1", on=MONDAY, now=NOW)

    assert pulses.ask(small, "S-4", on=MONDAY, now=NOW)


def test_a_question_taken_back_was_never_asked(small: Database) -> None:
    asked = pulses.ask(small, "S-1", on=MONDAY, now=NOW)
    assert asked
    entries.withdraw(small, asked, now=NOW)

    assert pulses.ask(small, "S-2", on=MONDAY, now=NOW)


def test_the_two_answers_may_come_one_by_one(small: Database) -> None:
    asked = pulses.ask(small, "S-1", on=MONDAY, now=NOW)
    assert asked
    pulses.answer(small, asked, engaged=4)
    pulses.answer(small, asked, goal_progress=2)

    assert kept(small) == [("S-1", "C-1", 4, 2)]


def test_a_view_nobody_asked_for_can_be_kept(small: Database) -> None:
    pulses.add(small, "S-4", engaged=5, on=MONDAY, now=NOW)

    assert kept(small) == [("S-4", "C-2", 5, None)]


@pytest.mark.parametrize("view", [0, 6, -1])
def test_only_one_to_five(small: Database, view: int) -> None:
    with pytest.raises(BadEntryError, match="from 1 to 5"):
        pulses.add(small, "S-1", engaged=view, on=MONDAY, now=NOW)
    assert kept(small) == []


def test_nothing_said_is_nothing_kept(small: Database) -> None:
    with pytest.raises(BadEntryError, match="at least one of the two"):
        pulses.add(small, "S-1", on=MONDAY, now=NOW)
    with pytest.raises(SessionNotFoundError):
        pulses.ask(small, "S-9", on=MONDAY, now=NOW)
    with pytest.raises(BadEntryError, match="no such entry"):
        pulses.answer(small, "e-1", engaged=1)
    assert kept(small) == []
