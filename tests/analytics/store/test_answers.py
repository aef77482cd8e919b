"""Whether a contact was answered: kept on its own day, the day's last word counts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.store import answers, entries
from tests.analytics.small_practice import ANNA, BELA, NOW

if TYPE_CHECKING:
    from analytics.store import Database

MONDAY = dt.date(2026, 11, 16)
TUESDAY = MONDAY + dt.timedelta(days=1)


def in_force(database: Database, client_id: str = ANNA) -> list[tuple[dt.date, str]]:
    return [
        (one.from_date, str(one.reason))
        for one in entries.entries(database, client_id)
        if one.withdrawn_at is None
    ]


def say(database: Database, client_id: str, *, on: dt.date, is_answered: bool) -> str:
    return answers.add(database, client_id, is_answered=is_answered, on=on, now=NOW)


def test_each_day_keeps_its_last_word(small: Database) -> None:
    say(small, ANNA, on=MONDAY, is_answered=False)
    say(small, BELA, on=TUESDAY, is_answered=False)
    say(small, ANNA, on=TUESDAY, is_answered=False)
    say(small, ANNA, on=TUESDAY, is_answered=True)

    assert sorted(in_force(small)) == [(MONDAY, "no_answer"), (TUESDAY, "answered")]
    assert in_force(small, BELA) == [(TUESDAY, "no_answer")]


def test_taken_back_it_never_was(small: Database) -> None:
    entry_id = say(small, ANNA, on=MONDAY, is_answered=True)

    entries.withdraw(small, entry_id, now=NOW)

    assert in_force(small) == []


def test_a_contact_of_the_same_day_stays(small: Database) -> None:
    entries.add_follow_up(small, ANNA, step="say_hello", on=MONDAY, now=NOW)
    say(small, ANNA, on=MONDAY, is_answered=True)
    say(small, ANNA, on=MONDAY, is_answered=False)

    assert sorted(in_force(small)) == [(MONDAY, "None"), (MONDAY, "no_answer")]


def test_a_stranger_and_a_slip_of_the_year_are_refused(small: Database) -> None:
    with pytest.raises(ClientNotFoundError):
        say(small, "C-9", on=MONDAY, is_answered=True)
    with pytest.raises(BadEntryError, match="1926-11-16 cannot be right"):
        say(small, ANNA, on=MONDAY.replace(year=1926), is_answered=True)
    assert in_force(small) == []
