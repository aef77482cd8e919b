"""Entries by hand as they were known on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.facts import entered
from analytics.facts.entered import Entry, days_away
from analytics.periods import AsOf, day_number
from analytics.store import answers, entries
from tests.support.log import Slot, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1)  # noqa: DTZ001 - UTC without a zone, as in the store


def day(number: int) -> dt.date:
    return dt.date(2026, 3, number)


def absence(first: int, back: int, what: str = "client", who: str = "anna") -> Entry:
    client, coach = (who, None) if what == "client" else (None, who)
    return Entry("absence", client, coach, day(first), day(back), what, None)


def known(database: Database, number: int) -> entered.Entered:
    return entered.known(database, AsOf.end_of(day(number), "UTC"))


@pytest.mark.parametrize(
    ("absences", "expected"),
    [
        pytest.param([], 0, id="none"),
        pytest.param(
            [absence(3, 6)], 3, id="includes its first, excludes its last day"
        ),
        pytest.param([absence(3, 6), absence(5, 8)], 5, id="overlapping count once"),
        pytest.param(
            [absence(1, 4)], 2, id="the day of the last session is no quiet day"
        ),
        pytest.param([absence(8, 20)], 3, id="only up to the day looked at"),
        pytest.param([absence(12, 20)], 0, id="after the day looked at"),
        pytest.param(
            [absence(8, 20)._replace(until_date=None)], 3, id="without an end"
        ),
    ],
)
def test_days_away(absences: list[Entry], expected: int) -> None:
    first, last = day_number(day(1)), day_number(day(10))

    assert days_away(absences, after=first, until=last) == expected


def test_nothing_entered_is_nothing_known(database: Database) -> None:
    found = known(database, 10)

    entries_ = [found.endings, found.contacts, found.set_asides, found.absences]
    assert not any(entries_)


def test_an_entry_is_known_from_its_day(database: Database) -> None:
    write(database, [Slot("anna", "2026-03-01 10:00")])
    entries.add_follow_up(database, "anna", step="say_hello", on=day(5), now=NOW)

    assert not known(database, 4).contacts
    assert known(database, 5).contacts["anna"].what == "say_hello"


def test_of_two_contacts_the_later_counts(database: Database) -> None:
    write(database, [Slot("anna", "2026-03-01 10:00")])
    for number in (8, 5):
        entries.add_follow_up(database, "anna", step="call", on=day(number), now=NOW)

    assert known(database, 9).contacts["anna"].from_date == day(8)


def test_of_two_set_asides_the_one_that_holds_longer_counts(
    database: Database,
) -> None:
    write(database, [Slot("anna", "2026-03-01 10:00")])
    for first, last in ((2, 30), (4, 10)):
        entries.set_aside(
            database,
            "anna",
            from_date=day(first),
            until_date=day(last),
            reason="exams",
            now=NOW,
        )

    assert known(database, 5).set_asides["anna"].until_date == day(30)
    assert not known(database, 30).set_asides


@pytest.mark.parametrize(
    ("what", "who", "expected"),
    [
        pytest.param("client", "anna", True, id="the client"),
        pytest.param("client", "ben", False, id="another client"),
        pytest.param("coach", "Ada", True, id="their coach"),
        pytest.param("coach", "Bo", False, id="another coach"),
        pytest.param("practice", "", True, id="everybody"),
    ],
)
def test_an_absence_concerns(what: str, who: str, expected: bool) -> None:
    found = entered.Entered(day(9), {}, {}, {}, [absence(3, 20, what, who)])

    assert bool(found.away("anna", "Ada", day_number(day(1)))) is expected


def test_whoever_came_in_the_middle_of_an_absence_is_back() -> None:
    found = entered.Entered(day(9), {}, {}, {}, [absence(3, 20)])

    assert found.away("anna", None, day_number(day(3)))
    assert not found.away("anna", None, day_number(day(4)))


def test_a_contact_is_settled_once_they_have_come() -> None:
    contact = Entry("contact", "anna", None, day(5), None, "call", None)
    found = entered.Entered(day(9), {}, {"anna": contact}, {}, [])

    assert found.contact("anna", day_number(day(5))) == contact
    assert found.contact("anna", None) == contact
    assert found.contact("anna", day_number(day(6))) is None
    assert found.contact("ben", None) is None


def test_an_answer_is_that_of_the_contact_before_it_and_no_contact(
    database: Database,
) -> None:
    write(database, [Slot("anna", "2026-03-01 10:00")])
    entries.add_follow_up(database, "anna", step="call", on=day(5), now=NOW)
    answers.add(database, "anna", is_answered=False, on=day(7), now=NOW)
    answer_id = answers.add(database, "anna", is_answered=True, on=day(9), now=NOW)
    entries.add_follow_up(database, "anna", step="call", on=day(12), now=NOW)

    def said(on: int) -> str | None:
        found = known(database, on)
        contact = found.contact("anna", None)
        assert contact is not None
        answer = found.answer(contact)
        return None if answer is None else answer.reason

    assert [said(on) for on in (6, 7, 9, 12)] == [None, "no_answer", "answered", None]
    assert known(database, 11).contacts["anna"].from_date == day(5)
    assert known(database, 11).answers["anna"].entry_id == answer_id
