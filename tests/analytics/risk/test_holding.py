"""What keeps a name off the list for a while, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from analytics.facts.entered import Entered, Entry
from analytics.facts.standing import Place, Where
from analytics.periods import day_number
from analytics.risk import holding


def day(number: int) -> dt.date:
    return dt.date(2026, 11, number)


def where(*absences: Entry, last: dt.date | None = None) -> Where:
    return Where(
        client_id="anna",
        place=Place.ACTIVE,
        standing="active",
        ending=None,
        absences=absences,
        last_attended_day=day_number(last or day(1)),
        days_quiet=9,
    )


def entered(
    *, contact: Entry | None = None, aside: Entry | None = None, on: int = 15
) -> Entered:
    return Entered(
        day=day(on),
        endings={},
        contacts={"anna": contact} if contact else {},
        set_asides={"anna": aside} if aside else {},
        absences=(),
    )


def absence(what: str, until: dt.date = dt.date(2026, 12, 3)) -> Entry:
    coach = "Ada" if what == "coach" else None
    return Entry("absence", "anna", coach, day(10), until, what, None)


def contact(first: int, next_date: dt.date | None = None) -> Entry:
    return Entry("contact", "anna", None, day(first), next_date, "say_hello", None)


def test_nothing_entered_holds_nobody_back() -> None:
    assert holding.held_back(where(), entered()) is None


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("client", "Away until 3 December."),
        ("coach", "Ada is away until 3 December."),
        ("practice", "The practice is closed until 3 December."),
    ],
)
def test_an_absence_holds_back_until_the_return(what: str, expected: str) -> None:
    assert holding.held_back(where(absence(what)), entered()) == expected


def test_on_the_day_of_the_return_they_are_back() -> None:
    assert holding.held_back(where(absence("client", day(15))), entered()) is None


def test_of_two_absences_the_later_return_is_named() -> None:
    both = where(absence("client", day(20)), absence("coach", day(25)))

    assert holding.held_back(both, entered()) == "Ada is away until 25 November."


@pytest.mark.parametrize(
    ("made", "on", "expected"),
    [
        pytest.param(
            contact(12),
            15,
            "Contacted on 12 November; back on the list on 10 December.",
            id="four weeks",
        ),
        pytest.param(
            contact(12, day(20)),
            15,
            "Contacted on 12 November; back on the list on 20 November.",
            id="until the day agreed",
        ),
        pytest.param(contact(12, day(15)), 15, None, id="on the day agreed"),
    ],
)
def test_a_contact_holds_back(made: Entry, on: int, expected: str | None) -> None:
    assert holding.held_back(where(), entered(contact=made, on=on)) == expected


def test_a_contact_holds_no_longer_once_they_have_come() -> None:
    came = where(last=day(13))

    assert holding.held_back(came, entered(contact=contact(12))) is None


def test_four_weeks_after_a_contact_the_name_is_back() -> None:
    old = Entry("contact", "anna", None, dt.date(2026, 10, 18), None, "call", None)

    quiet = where(last=dt.date(2026, 10, 1))

    assert holding.held_back(quiet, entered(contact=old, on=14)) is not None
    assert holding.held_back(quiet, entered(contact=old, on=15)) is None


def test_a_set_aside_holds_back_and_says_why() -> None:
    aside = Entry("set_aside", "anna", None, day(1), dt.date(2027, 1, 8), None, "exams")

    found = holding.held_back(where(), entered(aside=aside))

    assert found == "No concern until 8 January 2027: exams"


def test_old_data_are_named_with_their_day() -> None:
    assert holding.stale(day(3), day(20)) == (
        "Data are from 3 November: no new names before a newer export is in."
    )
