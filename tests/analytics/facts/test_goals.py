"""A client's goals: the latest words, the wins, the ending, each as known on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.facts import goals as known_goals
from analytics.facts import remember as known_lines
from analytics.periods import AsOf
from analytics.store import entries, goals, remember
from tests.analytics.small_practice import ANNA, BELA, NOW

if TYPE_CHECKING:
    from analytics.facts.goals import Goal
    from analytics.store import Database

SET = dt.date(2026, 11, 5)
LATER = dt.date(2026, 11, 9)
TODAY = dt.date(2026, 11, 16)


def at(day: dt.date) -> AsOf:
    return AsOf.end_of(day, "Europe/Berlin")


def annas(database: Database, day: dt.date = TODAY) -> list[Goal]:
    return list(known_goals.known(database, at(day), ANNA).get(ANNA, ()))


@pytest.fixture
def goal_id(small: Database) -> str:
    return goals.add(
        small,
        ANNA,
        "Run a relaxed 10 km",
        why_it_matters="My son runs",
        on=SET,
        now=NOW,
    )


def test_a_practice_without_goals_has_none(small: Database) -> None:
    assert known_goals.known(small, at(TODAY)) == {}
    assert known_lines.known(small, at(TODAY)) == {}


def test_a_goal_is_known_from_its_day(small: Database, goal_id: str) -> None:
    assert not annas(small, dt.date(2026, 11, 4))
    (goal,) = annas(small, SET)

    assert goal.goal_id == goal_id
    assert goal.goal == "Run a relaxed 10 km"
    assert goal.why_it_matters == "My son runs"
    assert (goal.until_date, goal.wins, goal.ended) == (None, (), None)


def test_other_words_leave_the_goal_its_wins_and_its_day(
    small: Database, goal_id: str
) -> None:
    goals.win(small, goal_id, "Ran twice this week", on=SET, now=NOW)
    until = dt.date(2027, 1, 31)
    changed = goals.change(small, goal_id, "Run 5 km", until=until, on=LATER, now=NOW)

    (goal,) = annas(small)
    assert (goal.goal, goal.why_it_matters) == ("Run 5 km", None)
    assert (goal.until_date, goal.on_date) == (until, SET)
    assert [win.note for win in goal.wins] == ["Ran twice this week"]
    assert annas(small, SET)[0].goal == "Run a relaxed 10 km"

    entries.withdraw(small, changed, now=NOW)
    assert annas(small)[0].goal == "Run a relaxed 10 km"


def test_of_two_words_of_one_second_the_latter_counts(
    small: Database, goal_id: str
) -> None:
    goals.change(small, goal_id, "Run 5 km", on=SET, now=NOW)
    goals.change(small, goal_id, "Run 3 km", on=SET, now=NOW)

    assert annas(small)[0].goal == "Run 3 km"


def test_taking_back_the_first_entry_takes_the_goal(
    small: Database, goal_id: str
) -> None:
    goals.change(small, goal_id, "Run 5 km", on=LATER, now=NOW)

    entries.withdraw(small, goal_id, now=NOW)

    assert not annas(small)
    with pytest.raises(BadEntryError, match="was taken back"):
        goals.win(small, goal_id, "Ran", on=LATER, now=NOW)


@pytest.mark.parametrize(
    ("end", "ended"), [("reached", "reached"), ("let_go", "let_go")]
)
def test_a_goal_ends_once_and_opens_again(
    small: Database, goal_id: str, end: str, ended: str
) -> None:
    entry = getattr(goals, end)(small, goal_id, note="We said so", on=LATER, now=NOW)

    (goal,) = annas(small)
    assert (goal.ended, goal.ended_on, goal.ended_note) == (ended, LATER, "We said so")
    assert goal.ended_entry_id == entry
    assert annas(small, SET)[0].ended is None
    with pytest.raises(BadEntryError, match="has ended already"):
        goals.reached(small, goal_id, on=LATER, now=NOW)

    entries.withdraw(small, entry, now=NOW)
    assert annas(small)[0].ended is None


def test_everybodys_goals_come_by_client(small: Database, goal_id: str) -> None:
    other = goals.add(small, BELA, "Sleep", on=TODAY, now=NOW)

    found = known_goals.known(small, at(TODAY))

    assert {client: goal.goal_id for client, (goal,) in found.items()} == {
        ANNA: goal_id,
        BELA: other,
    }


@pytest.mark.parametrize(
    ("said", "on", "until", "message"),
    [
        ("  ", SET, None, "own words"),
        ("x" * 501, SET, None, "500 letters"),
        ("Run", dt.date(2026, 10, 1), None, "before their first session on 2026-11-02"),
        ("Run", dt.date(2126, 1, 1), None, "Check the year"),
        ("Run", SET, SET, "after the first"),
        ("Run", NOW.date() + dt.timedelta(days=2), None, "is still ahead"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    small: Database, said: str, on: dt.date, until: dt.date | None, message: str
) -> None:
    with pytest.raises(BadEntryError, match=message):
        goals.add(small, ANNA, said, until=until, on=on, now=NOW)

    assert not annas(small, dt.date(2126, 1, 1))


def test_a_day_between_the_booking_and_the_first_session_can_be_meant(
    small: Database,
) -> None:
    assert goals.add(small, ANNA, "Run", on=dt.date(2026, 10, 20), now=NOW)


def test_nothing_happens_to_a_goal_before_it_was_set(
    small: Database, goal_id: str
) -> None:
    with pytest.raises(BadEntryError, match="set on 2026-11-05, after 2026-11-04"):
        goals.win(small, goal_id, "Ran", on=dt.date(2026, 11, 4), now=NOW)
    with pytest.raises(BadEntryError, match="what went well"):
        goals.win(small, goal_id, "", on=LATER, now=NOW)
    with pytest.raises(BadEntryError, match="no such goal"):
        goals.change(small, "e-0", "Run", on=LATER, now=NOW)


def test_nobody_unknown_has_a_goal_or_a_line(small: Database) -> None:
    with pytest.raises(ClientNotFoundError):
        goals.add(small, "C-9", "Run", on=SET, now=NOW)
    with pytest.raises(ClientNotFoundError):
        remember.write(small, "C-9", "Has two cats", on=SET, now=NOW)


def test_the_latest_line_counts_and_the_one_before_comes_back(small: Database) -> None:
    remember.write(small, ANNA, "Has two cats", on=SET, now=NOW)
    second = remember.write(small, ANNA, " Has\n three cats ", on=SET, now=NOW)
    assert known_lines.known(small, at(TODAY), ANNA)[ANNA].line == "Has three cats"

    entries.withdraw(small, second, now=NOW)
    assert known_lines.known(small, at(TODAY))[ANNA].line == "Has two cats"

    remember.write(small, ANNA, "", on=SET, now=NOW)
    assert known_lines.known(small, at(TODAY)) == {}


def test_a_line_holds_280_letters(small: Database) -> None:
    assert remember.write(small, ANNA, "x" * 280, on=SET, now=NOW)
    with pytest.raises(BadEntryError, match="280 letters"):
        remember.write(small, ANNA, "x" * 281, on=SET, now=NOW)
