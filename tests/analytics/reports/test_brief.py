"""One minute before a session: what is owed first, and nothing that is not known."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from analytics.errors import ClientNotFoundError
from analytics.facts import as_of as moments
from analytics.periods import AsOf
from analytics.playbook import openings, practice_steps
from analytics.reports import brief_words, paper
from analytics.reports.brief import brief
from analytics.store import (
    goals,
    next_agreed,
    outcomes,
    own_steps,
    promises,
    pulses,
    queries,
    remember,
)
from analytics.store.outcomes import Said
from analytics.store.promises import Told
from tests.analytics.small_practice import ANNA, BELA, NOW
from tests.support.log import Slot, utc, weekly, write

if TYPE_CHECKING:
    from analytics.reports.brief import Brief
    from analytics.store import Database

MONDAY = dt.date(2026, 11, 16)


def told(found: Brief, *, is_initials: bool = False) -> dict[str, list[str]]:
    return {
        one.key: [f"{line.who} {line.text} {line.next}".strip() for line in one.lines]
        + ([one.note] if one.note else [])
        for one in brief_words.sections(found, is_initials=is_initials)
    }


def of(database: Database, client_id: str) -> Brief:
    return brief(database, moments.default_as_of(database, NOW), client_id)


def promise(
    database: Database, owner: str, action: str, due: int, *, done: int | None = None
) -> None:
    action_id = promises.add(
        database,
        ANNA,
        Told(owner, action, MONDAY.replace(day=due)),
        on=MONDAY.replace(day=2),
        now=NOW,
    )
    if done is not None:
        on = MONDAY.replace(day=done)
        promises.settle(database, action_id, "done", on=on, now=NOW)


def test_what_the_coach_owes_stands_first(small: Database) -> None:
    promise(small, "coach", "send a book", 20)
    promise(small, "coach", "send the notes", 5)
    promise(small, "client", "write one page", 9, done=8)
    promise(small, "client", "call her sister", 10)
    outcomes.confirm(
        small, [Said("S-1", "attended", was_late=True)], on=MONDAY, now=NOW
    )

    found = of(small, ANNA)

    assert list(told(found)) == ["owed", "opening", "last", "open", "changed"]
    assert told(found) == {
        "owed": ["send the notes for 5 Nov", "send a book for 20 Nov"],
        "opening": [
            "There is something I still owe you: send the notes. May I begin with that?"
        ],
        "last": [
            "Mon 9 Nov, 10:00 did not take place",
            "Mon 2 Nov, 10:00 we met, a little late",
        ],
        "open": ["call her sister for 10 Nov"],
        "changed": ["They have done: write one page"],
    }
    assert brief_words.about(found) == "Nothing is booked at the moment."


def test_goal_line_views_and_the_day_agreed_on(small: Database) -> None:
    goals.add(
        small,
        ANNA,
        "to sing on a stage",
        why_it_matters="I used to",
        on=MONDAY,
        now=NOW,
    )
    remember.write(small, ANNA, "Asks after Zwirbelbach’s dog", on=MONDAY, now=NOW)
    pulses.add(small, "S-1", engaged=4, on=MONDAY.replace(day=3), now=NOW)
    pulses.add(small, "S-2", engaged=3, goal_progress=2, on=MONDAY, now=NOW)
    next_agreed.add(small, ANNA, MONDAY.replace(day=23), on=MONDAY, now=NOW)

    found = of(small, ANNA)

    assert told(found)["goal"] == ["to sing on a stage", "Why it matters: I used to"]
    assert told(found)["remember"] == ["Asks after Zwirbelbach’s dog"]
    assert "remember" not in told(found, is_initials=True)
    assert "Zwirbelbach" not in paper.page(brief_words.paper(found, is_initials=True))
    assert "Your view of engaged: 3 of 5, before that 4." in told(found)["changed"]
    assert brief_words.about(found) == (
        "Agreed for Monday 23 November, not booked yet."
    )


def test_a_booking_that_was_moved_says_so(small: Database) -> None:
    found = of(small, BELA)

    assert brief_words.about(found) == "Tuesday 1 December, 15:30, with Davi."
    assert told(found)["last"] == ["Thu 12 Nov, 15:30 not noted yet; moved once"]
    assert found.opening.key == "first_session"


def test_after_a_break_the_first_question_is_a_kind_one(database: Database) -> None:
    slots = [
        *weekly("ada", "2026-01-05 10:00", 6),
        Slot("ada", "2026-03-02 10:00", "scheduled", booked="2026-02-09 10:00"),
    ]
    write(database, slots, exported="2026-02-20 12:00")

    def at(day: int) -> Brief:
        as_of = AsOf.end_of(dt.date(2026, 2, day), "UTC")
        return brief(database, as_of, "ada")

    assert at(18).opening.key == "any_other"
    assert told(at(18))["changed"] == [brief_words.NOTHING_CHANGED]
    assert at(20).opening.key == "after_a_break"
    assert told(at(20))["changed"] == ["11 days since you last met; usually about 7."]
    # Nine days after the export nobody knows of later sessions yet.
    now = utc("2026-03-01 12:00")
    late = brief(database, moments.default_as_of(database, now), "ada")
    assert told(late)["changed"] == told(at(20))["changed"]


def test_nobody_learns_what_was_not_known_then(small: Database) -> None:
    promise(small, "coach", "send the notes", 5)
    remember.write(small, ANNA, "tea, not coffee", on=MONDAY, now=NOW)

    found = brief(small, AsOf.end_of(dt.date(2026, 11, 1), "Europe/Zurich"), ANNA)

    assert (found.owed, found.remember, found.last) == ((), None, ())
    assert told(found)["last"] == ["You meet for the first time."]


def test_a_practice_asks_in_its_own_words(small: Database) -> None:
    promise(small, "coach", "send the notes", 5)
    own_steps.write(
        small.path, openings.NAME, b"## i_owe\n\nFirst {promise}, shall we?\n", was=None
    )

    assert of(small, ANNA).opening.question == "First send the notes, shall we?"
    assert practice_steps.of(small.path).unknown == ()


def test_with_initials_nothing_that_was_typed_is_said(small: Database) -> None:
    promise(small, "coach", "call Zwirbelbach’s sister", 5)
    promise(small, "client", "write to Zwirbelbach", 9, done=8)
    promise(small, "client", "meet Zwirbelbach", 10)

    text = paper.markdown(brief_words.paper(of(small, ANNA), is_initials=True))

    assert "Zwirbelbach" not in text
    assert "what was promised" in text


def test_a_client_who_is_not_there(small: Database) -> None:
    with pytest.raises(ClientNotFoundError):
        of(small, "nobody")


def test_a_hostile_text_is_text(small: Database) -> None:
    promise(small, "coach", "<img src=x onerror=alert(1)> [a](http://x) \u202e", 5)
    with small.write() as cursor:
        cursor.execute("update clients set display_name = '<b>=1+1</b>'")

    found = brief_words.paper(of(small, ANNA))

    assert "<img" not in paper.page(found)
    assert "<b>=" not in paper.page(found)
    assert "[a](" not in paper.markdown(found)


def test_it_judges_nobody(small: Database) -> None:
    promise(small, "client", "write one page", 5)
    text = paper.markdown(brief_words.paper(of(small, ANNA))).casefold()

    for word in ("risk", "likely", "score", "no-show", "missed", "failed", "overdue"):
        assert not re.search(rf"\b{word}\b", text), word


def test_a_brief_writes_nothing(small: Database) -> None:
    before = queries.rows(small, "select value from meta where key = 'data_version'")
    of(small, ANNA)
    after = queries.rows(small, "select value from meta where key = 'data_version'")
    assert after == before
