"""Absences of a coach and of the practice: kept, listed, taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError
from analytics.store import absences, entries
from tests.analytics.small_practice import ANNA, NOW

if TYPE_CHECKING:
    from analytics.store import Database

MONDAY, ADVENT = dt.date(2026, 11, 16), dt.date(2026, 12, 1)


def test_all_kinds_are_listed_the_latest_return_first(small: Database) -> None:
    absences.add_practice_absence(small, MONDAY, ADVENT, why=" leave ", now=NOW)
    later = ADVENT + dt.timedelta(days=7)
    absences.add_coach_absence(small, "Davi", MONDAY, later, now=NOW)
    entries.add_absence(small, ANNA, MONDAY, MONDAY + dt.timedelta(1), now=NOW)

    listed = absences.absences(small)

    assert [(a.scope, a.client, a.coach, a.why) for a in listed] == [
        ("coach", None, "Davi", None),
        ("practice", None, None, "leave"),
        ("client", "Anna Zwirbelbach", None, None),
    ]
    assert (listed[1].from_date, listed[1].until_date) == (MONDAY, ADVENT)


def test_one_taken_back_is_not_listed(small: Database) -> None:
    made = absences.add_practice_absence(small, MONDAY, ADVENT, now=NOW)

    entries.withdraw(small, made, now=NOW)

    assert absences.absences(small) == []


def test_a_slip_is_refused_and_nothing_kept(small: Database) -> None:
    with pytest.raises(BadEntryError, match="No session is with a coach of that name"):
        absences.add_coach_absence(small, "Dafi", MONDAY, ADVENT, now=NOW)
    with pytest.raises(BadEntryError, match="The last date has to come after"):
        absences.add_practice_absence(small, ADVENT, MONDAY, now=NOW)
    assert absences.absences(small) == []
