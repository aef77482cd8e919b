"""A client's file: the timeline with its moves, the trail with what stood before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.errors import ClientNotFoundError
from analytics.facts import default_as_of
from analytics.periods import AsOf
from analytics.reports import client_file_words as words
from analytics.reports.client_file import client_file
from analytics.store import (
    answers,
    entries,
    goals,
    outcomes,
    privacy,
    promises,
    pulses,
    queries,
    remember,
)
from analytics.store.promises import Told
from tests.analytics.small_practice import ANNA, BELA, NOW
from tests.support.log import Slot, utc, weekly, write

if TYPE_CHECKING:
    from analytics.reports.client_file import ClientFile
    from analytics.reports.client_file_timeline import Line
    from analytics.store import Database

DAY = dt.date(2026, 11, 10)
TODAY = dt.date(2026, 11, 16)


def look(database: Database, client_id: str, day: dt.date = TODAY) -> ClientFile:
    return client_file(database, AsOf.end_of(day, "Europe/Berlin"), client_id)


def became(lines: tuple[Line, ...]) -> list[str]:
    return [line.slot.became for line in lines if line.slot]


def said(lines: tuple[Line, ...], group: str) -> list[tuple[str, str]]:
    found = [line.said for line in lines if line.group == group]
    return [(one.what, one.typed) for one in found]


def test_nobody_known_has_an_empty_file(small: Database) -> None:
    found = look(small, "C-9")

    everything = [*found.timeline, *found.views, *found.trail]
    assert everything == []
    assert found.first_day is None


def test_sessions_stand_newest_first_with_what_became_of_them(small: Database) -> None:
    found = look(small, ANNA)

    assert became(found.timeline) == ["missed", "came"]
    assert found.first_day == dt.date(2026, 11, 2)
    slot = found.timeline[-1].slot
    assert slot is not None
    assert (slot.time, slot.price_cents, slot.currency) == ("10:00", 9000, "EUR")
    assert not slot.is_presumed


def test_a_move_hangs_on_the_session_it_became(small: Database) -> None:
    found = look(small, BELA)

    assert became(found.timeline) == ["booked", "not known"]
    moved = found.timeline[-1]
    (before,) = moved.moved_from
    assert (before.day, before.became) == (dt.date(2026, 11, 10), "moved")
    assert before.notice_hours == pytest.approx(51.5)
    assert [line.is_ahead for line in found.timeline] == [True, False]


def test_who_never_came_is_with_you_since_nothing(small: Database) -> None:
    found = look(small, BELA, dt.date(2026, 11, 2))

    assert found.first_day is None
    assert became(found.timeline) == ["booked"]


def test_contacts_and_changes_stand_between_the_sessions(small: Database) -> None:
    entries.add_follow_up(
        small, ANNA, step="say_hello", on=DAY, channel="email", note="Warm", now=NOW
    )
    answers.add(small, ANNA, is_answered=True, on=DAY, now=NOW)
    entries.add_absence(small, ANNA, DAY, dt.date(2026, 11, 14), why="sea", now=NOW)
    entries.add_ending(small, ANNA, "paused", on=TODAY, reason="exams", now=NOW)
    later = goals.add(small, ANNA, "Run", on=TODAY, now=NOW)
    gone = goals.add(small, ANNA, "Swim", on=TODAY, now=NOW)
    entries.withdraw(small, gone, now=NOW)
    assert later

    found = look(small, ANNA).timeline
    assert said(found, "contacts") == [("Say hello, by e-mail; an answer came", "Warm")]
    assert sorted(said(found, "changes")) == [
        ("A goal", "Run"),
        ("Paused", "exams"),
        ("The client was away, 4 days, back on 14 Nov", "sea"),
    ]
    assert [line.day for line in found] == sorted(
        (line.day for line in found), reverse=True
    )
    # As of a day before, none of it was known.
    assert not said(look(small, ANNA, dt.date(2026, 11, 9)).timeline, "changes")


def test_views_stand_with_their_session_and_alone(small: Database) -> None:
    pulses.add(small, "S-1", engaged=4, goal_progress=2, on=DAY, now=NOW)
    pulses.add(small, "S-2", engaged=3, on=DAY, now=NOW)

    found = look(small, ANNA)

    of_first = found.timeline[-1].view
    assert of_first is not None
    assert (of_first.engaged, of_first.goal_progress) == (4, 2)
    assert [(view.engaged, view.goal_progress) for view in found.views] == [
        (4, 2),
        (3, None),
    ]
    assert look(small, ANNA, dt.date(2026, 11, 9)).views == ()


def test_the_trail_says_what_stood_before(small: Database) -> None:
    remember.write(small, ANNA, "Two cats", on=DAY, now=NOW)
    slip = remember.write(small, ANNA, "Two dogs", on=DAY, now=NOW)
    entries.withdraw(small, slip, now=NOW + dt.timedelta(hours=1))
    later = NOW + dt.timedelta(hours=2)
    remember.write(small, ANNA, "Three cats", on=DAY, now=later)

    found = look(small, ANNA).trail

    assert [(one.said.typed, one.before and one.before.typed) for one in found] == [
        ("Three cats", "Two cats"),
        ("Two dogs", "Two cats"),
        ("Two cats", None),
    ]
    assert [one.withdrawn_at is None for one in found] == [True, False, True]


def test_of_goals_and_sessions_each_has_its_own_before(small: Database) -> None:
    run = goals.add(small, ANNA, "Run", on=DAY, now=NOW)
    goals.add(small, ANNA, "Swim", on=DAY, now=NOW)
    goals.change(small, run, "Walk", on=DAY, now=NOW)
    for session, outcome in (("S-1", "no_show"), ("S-2", "attended")):
        one = outcomes.Said(session, outcome)
        outcomes.confirm(small, [one], on=TODAY, now=NOW)
    outcomes.confirm(small, [outcomes.Said("S-1", "attended")], on=TODAY, now=NOW)

    found = {one.said: one.before for one in look(small, ANNA).trail}

    assert found["Goal, in other words", "Walk"] == ("A goal", "Run")  # type: ignore[index]
    assert found["A goal", "Swim"] is None  # type: ignore[index]
    assert found["Session of 2 Nov: came", ""] == ("Session of 2 Nov: did not come", "")  # type: ignore[index]
    assert found["Session of 9 Nov: came", ""] is None  # type: ignore[index]


def test_a_changed_promise_says_what_it_was(small: Database) -> None:
    told = Told("client", "Write a page")
    first = promises.add(small, ANNA, told, on=DAY, now=NOW)
    promises.edit(small, first, replace(told, action="Write two"), now=NOW)

    found = {one.said.typed: one.before for one in look(small, ANNA).trail}

    assert found == {"Write two": ("A promise", "Write a page"), "Write a page": None}


def test_every_kind_of_entry_has_its_words() -> None:
    assert set(words.SAYING) == set(entries.TABLES)


def test_who_is_forgotten_leaves_no_trail(small: Database) -> None:
    goal = goals.add(small, ANNA, "Run with Anna", on=DAY, now=NOW)
    goals.win(small, goal, "Ran", on=DAY, now=NOW)
    remember.write(small, ANNA, "Two cats", on=DAY, now=NOW)
    gone = remember.write(small, ANNA, "Two dogs", on=DAY, now=NOW)
    entries.withdraw(small, gone, now=NOW)

    privacy.forget(small, ANNA, now=NOW)

    assert look(small, ANNA).trail == ()
    for table in entries.TABLES:
        assert not queries.rows(
            small,
            f"select 1 from {table} where client_id = $who",  # noqa: S608 - our own
            who=ANNA,
        )
    with pytest.raises(ClientNotFoundError):
        goals.add(small, ANNA, "Run", on=DAY, now=NOW)


def test_thirty_years_of_weeks_are_one_line_a_session(database: Database) -> None:
    slots = weekly("anna", "1996-01-01 10:00", 1560)
    moved = Slot("anna", "2026-02-01 10:00", "rescheduled", replaced="2026-02-01 08:00")
    write(database, [*slots, moved], exported="2026-03-01 08:00")

    found = client_file(
        database, default_as_of(database, utc("2026-03-01 08:00")), "anna"
    )

    assert len(found.timeline) == 1561
    assert found.first_day == dt.date(1996, 1, 1)
    assert found.timeline[0].moved_from == ()
