"""Planned steps rest while something comes before them, and are due again after it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from analytics.periods import AsOf
from analytics.playbook import STEPS, due_steps
from analytics.store import answers, entries, follow_ups, remarks
from tests.support.log import utc, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = utc("2026-03-20 09:00")
DECIDED = dt.date(2026, 3, 2)
SAID = dt.date(2026, 3, 4)
DUE = dt.date(2026, 3, 9)
LATER = dt.date(2026, 3, 20)


@pytest.fixture
def practice(database: Database) -> Database:
    """Give Anna a letter and a talk that are planned."""
    write(database, weekly("anna", "2026-01-05 10:00", 6), exported="2026-03-01 08:00")
    for step in ("say_hello", "talk_about_it"):
        follow_ups.plan(database, "anna", step, on=DECIDED, due=DUE, now=NOW)
    return database


def rests(practice: Database, on: dt.date = SAID) -> dict[str, str]:
    """Return why each planned step rests, by step; all that are not done."""
    found = due_steps.due(practice, AsOf.end_of(on, "UTC"))
    saved = Calendar.from_ical(due_steps.calendar(found, STEPS, now=NOW))
    assert len(saved.events) == sum(not one.rests for one in found)
    return {one.step: one.rests for one in found}


def test_nothing_rests_where_nothing_was_said(practice: Database) -> None:
    assert rests(practice) == {"say_hello": "", "talk_about_it": ""}


def test_a_worry_lets_all_else_rest_until_something_came_of_it(
    practice: Database,
) -> None:
    remarks.add(practice, "anna", "worried", on=SAID, now=NOW)
    follow_ups.plan(practice, "anna", "worried", on=SAID, due=SAID, now=NOW)

    why = "You are worried about them: care comes first."
    assert rests(practice) == {"worried": "", "say_hello": why, "talk_about_it": why}
    # The day before nobody knew.
    before = rests(practice, DECIDED)
    assert before == {"say_hello": "", "talk_about_it": ""}

    taken = entries.add_follow_up(practice, "anna", step="worried", on=SAID, now=NOW)
    answers.add_result(practice, "anna", "answered", about_id=taken, on=LATER, now=NOW)
    assert rests(practice, LATER) == {"say_hello": "", "talk_about_it": ""}


def test_who_would_like_to_stop_is_not_written_to_otherwise(practice: Database) -> None:
    remarks.add(practice, "anna", "wants_to_stop", on=SAID, now=NOW)
    follow_ups.plan(practice, "anna", "accept_stop", on=SAID, due=DUE, now=NOW)

    why = "They would like to stop."
    found = rests(practice)
    assert found == {"accept_stop": "", "say_hello": why, "talk_about_it": why}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"may_contact": False}, "They asked not to be written to."),
        (
            {"may_return": "no", "may_contact": True},
            "It was said that they do not come back.",
        ),
        ({"terms": "in spring", "may_contact": True}, ""),
    ],
)
def test_an_ending_lets_letters_rest(
    practice: Database, said: dict[str, object], why: str
) -> None:
    entries.add_ending(practice, "anna", "ended_by_client", on=SAID, now=NOW, **said)  # type: ignore[arg-type]  # its fields

    assert rests(practice) == {"say_hello": why, "talk_about_it": ""}
