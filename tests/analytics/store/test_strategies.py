"""The diary of reminders: past changes can be entered, overlaps get a sentence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError
from analytics.store import strategies
from analytics.store.check import check
from analytics.store.strategies import Scope
from tests.analytics.small_practice import NOW

if TYPE_CHECKING:
    from analytics.store import Database

MARCH, MAY, JULY = dt.date(2026, 3, 1), dt.date(2026, 5, 1), dt.date(2026, 7, 1)
TWO = ("email:3d:plain", "text:24h:plain")


def kept(database: Database) -> list[tuple[object, ...]]:
    return [
        (one.strategy, one.service, one.coach, one.from_date, one.until_date)
        for one in strategies.spans(database)
    ]


def test_past_changes_stand_in_the_diary_the_latest_first(small: Database) -> None:
    strategies.add(small, "none", from_date=MARCH, until_date=MAY, now=NOW)
    strategies.add(small, "Two", TWO, from_date=MAY, now=NOW)

    assert kept(small) == [
        ("Two", None, None, MAY, None),
        ("none", None, None, MARCH, MAY),
    ]
    assert check(small).problems == ()


def test_two_bundles_with_the_same_steps_are_one_strategy(small: Database) -> None:
    first = strategies.define(small, "Two", TWO, now=NOW)
    again = strategies.define(small, "Both", ("sms:1d", "e-mail:72h"), now=NOW)
    unnamed = strategies.define(small, None, TWO, now=NOW)

    assert first == again == unnamed
    assert strategies.known(small) == [first]
    assert strategies.define(small, " two ", (), now=NOW) == first


def test_without_a_name_the_steps_are_it(small: Database) -> None:
    made = strategies.define(small, None, TWO, now=NOW)

    assert made.name == "email 3 days + text 1 day"


def test_a_service_and_a_coach_may_have_their_own(small: Database) -> None:
    strategies.add(small, "Two", TWO, from_date=MARCH, now=NOW)
    for scope in (
        Scope(service="Coaching"),
        Scope(coach="Davi"),
        Scope(service="Coaching", coach="Davi"),
    ):
        strategies.add(small, "none", scope=scope, from_date=MARCH, now=NOW)

    assert len(kept(small)) == 4
    assert check(small).problems == ()


@pytest.mark.parametrize(
    ("first", "until"), [(MAY, None), (MARCH, MAY), (MARCH, None), (MAY, JULY)]
)
def test_two_entries_for_the_same_sessions_may_not_overlap(
    small: Database, first: dt.date, until: dt.date | None
) -> None:
    day = dt.timedelta(days=1)
    strategies.add(
        small, "Two", TWO, from_date=MAY - day, until_date=MAY + day, now=NOW
    )

    with pytest.raises(BadEntryError, match="From 2026-04-30 until 2026-05-02 the di"):
        strategies.add(small, "none", from_date=first, until_date=until, now=NOW)
    assert len(kept(small)) == 1


def test_entries_that_meet_do_not_overlap(small: Database) -> None:
    strategies.add(small, "Two", TWO, from_date=MAY, until_date=JULY, now=NOW)
    strategies.add(small, "none", from_date=MARCH, until_date=MAY, now=NOW)
    strategies.add(small, "none", from_date=JULY, now=NOW)

    assert len(kept(small)) == 3


def test_a_change_ends_the_old_and_begins_the_new(small: Database) -> None:
    scope = Scope(service="Coaching")
    old = strategies.add(small, "Two", TWO, scope=scope, from_date=MARCH, now=NOW)

    strategies.change(small, old, None, ("text:24h",), on=MAY, now=NOW)

    assert kept(small) == [
        ("text 1 day", "Coaching", None, MAY, None),
        ("Two", "Coaching", None, MARCH, MAY),
    ]
    assert check(small).problems == ()


def test_a_change_on_the_first_day_puts_the_entry_right(small: Database) -> None:
    old = strategies.add(small, "Two", TWO, from_date=MARCH, until_date=MAY, now=NOW)

    strategies.change(small, old, "none", on=MARCH, now=NOW)

    assert kept(small) == [("none", None, None, MARCH, MAY)]


def test_an_entry_is_stopped_or_taken_back(small: Database) -> None:
    one = strategies.add(small, "Two", TWO, from_date=MARCH, now=NOW)
    stopped = strategies.stop(small, one, MAY, now=NOW)
    assert kept(small) == [("Two", None, None, MARCH, MAY)]

    strategies.clear(small, stopped, now=NOW)

    assert kept(small) == []
    with pytest.raises(BadEntryError, match="no such entry"):
        strategies.clear(small, stopped, now=NOW)


@pytest.mark.parametrize("on", [MARCH, JULY])
def test_an_entry_is_stopped_inside_its_days_only(small: Database, on: dt.date) -> None:
    one = strategies.add(small, "Two", TWO, from_date=MARCH, until_date=MAY, now=NOW)

    with pytest.raises(BadEntryError, match="begins on 2026-03-01 and ends before 20"):
        strategies.stop(small, one, on, now=NOW)
    assert kept(small) == [("Two", None, None, MARCH, MAY)]


@pytest.mark.parametrize(
    ("name", "steps", "said"),
    [
        (None, (), "Say what is sent"),
        ("Three", (), "No strategy is called 'Three' yet"),
        ("none", TWO, "means that nothing is sent"),
        ("Two", ("text:2h",), "already the name of email 3 days \\+ text 1 day"),
        ("Three", ("pigeon:2h",), "'pigeon:2h' is no reminder"),
    ],
)
def test_a_strategy_that_cannot_be_meant_is_not_kept(
    small: Database, name: str | None, steps: tuple[str, ...], said: str
) -> None:
    strategies.define(small, "Two", TWO, now=NOW)

    with pytest.raises(BadEntryError, match=said):
        strategies.add(small, name, steps, from_date=MARCH, now=NOW)
    assert kept(small) == []
    assert len(strategies.known(small)) == 1


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(service="Coachin"), "No session is of a service"),
        (Scope(coach="davi"), "No session is with a coach"),
    ],
)
def test_a_scope_is_written_as_the_file_does(
    small: Database, scope: Scope, said: str
) -> None:
    with pytest.raises(BadEntryError, match=said):
        strategies.add(small, "none", scope=scope, from_date=MARCH, now=NOW)


def test_days_that_cannot_be_meant_are_refused(small: Database) -> None:
    with pytest.raises(BadEntryError, match="has to come after"):
        strategies.add(small, "none", from_date=MAY, until_date=MARCH, now=NOW)
    with pytest.raises(BadEntryError, match="Check the year"):
        strategies.add(small, "none", from_date=dt.date(206, 3, 1), now=NOW)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "update strategy_spans set withdrawn_at = null, until_date = null",
            "1 entries of the reminder diary overlap",
        ),
        ("delete from strategies", "2 reminders are of no strategy"),
        ("insert into strategies from strategies", "2 reminders are of no strategy"),
    ],
)
def test_a_check_finds_what_cannot_be(small: Database, sql: str, said: str) -> None:
    one = strategies.add(small, "Two", TWO, from_date=MARCH, now=NOW)
    strategies.stop(small, one, MAY, now=NOW)
    with small.write() as cursor:
        cursor.execute(sql)

    assert said in " ".join(check(small).problems)


def test_a_change_is_put_back_whole_or_not_at_all(small: Database) -> None:
    first = strategies.add(small, "Two", TWO, from_date=MARCH, now=NOW)
    (old,) = strategies.spans(small)
    strategies.change(small, first, "none", on=MAY, now=NOW)
    made = [one.entry_id for one in strategies.spans(small)]
    assert len(made) == 2

    strategies.put_back(small, made, [old], now=NOW)
    assert kept(small) == [("Two", None, None, MARCH, None)]

    with pytest.raises(BadEntryError, match="same sessions already"):
        strategies.put_back(small, [], [old], now=NOW)
    assert kept(small) == [("Two", None, None, MARCH, None)]
    assert check(small).problems == ()
