"""Cases out of the practice: the same for one client as for all, and as of a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.facts import clients as client_list
from analytics.facts import promises as known_promises
from analytics.periods import AsOf
from analytics.playbook.gather import gather
from analytics.store import entries, follow_ups, promises, remarks, settings
from tests.support.log import Promise, Slot, ahead, utc, weekly, write, write_promises

if TYPE_CHECKING:
    from analytics.playbook.case import Case
    from analytics.store import Database

NOW = utc("2026-03-20 09:00")
TODAY = dt.date(2026, 3, 20)
SIX = weekly("anna", "2026-01-05 10:00", 6)
"""Mondays from 5 January to 9 February."""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


def cases(database: Database, on: dt.date = TODAY) -> dict[str, Case]:
    """Return every client's case, gathered for all; each alone has to be the same."""
    as_of = AsOf.end_of(on, "UTC")
    together = gather(database, as_of)
    listed = client_list.clients(database, as_of)
    places = client_list.where_all(database, as_of, listed, together.entered)
    found = {}
    for client, where in zip(listed, places, strict=True):
        found[client.client_id] = together.case(client, where, "low")
        alone = gather(database, as_of, [client.client_id])
        assert alone.case(client, where, "low") == found[client.client_id]
    return found


def outcomes(case: Case) -> str:
    return " ".join(slot.outcome for slot in case.pattern.slots)


def test_an_empty_practice_has_no_cases(database: Database) -> None:
    assert cases(database) == {}
    assert gather(database, AsOf.end_of(TODAY, "UTC")).told_of == frozenset()


def test_of_who_just_comes_there_is_nothing_to_say(database: Database) -> None:
    # One that was missed weeks ago, and came four times since, is no pattern.
    ben = [Slot("ben", "2026-01-01 10:00", "no_show")]
    ben += weekly("ben", "2026-01-08 10:00", 5)
    write(database, [*SIX, *ben], exported="2026-03-20 08:00")

    found = cases(database)

    assert not any(case.pattern.slots for case in found.values())
    assert gather(database, AsOf.end_of(TODAY, "UTC")).told_of == frozenset()


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        pytest.param(
            [Slot("anna", "2026-02-16 10:00", "no_show")],
            "no_show attended attended attended attended attended",
            id="missed the last",
        ),
        pytest.param(
            [
                Slot("anna", "2026-02-16 10:00", "no_show"),
                Slot("anna", "2026-02-23 10:00", "cancelled"),
            ],
            "cancelled no_show attended attended attended attended",
            id="a cancellation in time ends no run",
        ),
        pytest.param(
            [
                Slot("anna", "2026-02-16 10:00", "no_show"),
                Slot("anna", "2026-02-23 10:00", "unknown"),
            ],
            "",
            id="an unknown one ends it",
        ),
        pytest.param(
            [Slot("anna", "2026-02-16 10:00", "late_cancelled", is_excused=True)],
            "late_cancelled attended attended attended attended attended",
            id="excused",
        ),
        pytest.param(
            [Slot("anna", "2026-02-16 10:00", "cancelled_by_coach")],
            "cancelled_by_coach attended attended attended attended attended",
            id="off by the coach",
        ),
        pytest.param(
            [
                Slot("anna", "2026-02-16 10:00", "no_show"),
                ahead("anna", "2026-04-06 10:00", "2026-02-16 12:00"),
            ],
            "no_show attended attended attended attended attended",
            id="what is still ahead is no slot to look back at",
        ),
    ],
)
def test_the_last_six_are_there_where_something_happened(
    database: Database, slots: list[Slot], expected: str
) -> None:
    write(database, [*SIX, *slots], exported="2026-03-20 08:00")

    assert outcomes(cases(database)["anna"]) == expected


def test_called_off_ahead_counts_from_the_day_it_was_known(database: Database) -> None:
    off = [
        Slot("anna", f"2026-03-{n} 10:00", "cancelled", booked="2026-02-01 10:00",
             ended="2026-03-18 10:00")
        for n in (23, 30)
    ]  # fmt: skip
    write(database, [*SIX, *off], exported="2026-03-20 08:00")

    assert len(cases(database)["anna"].pattern.cancelled_ahead) == 2
    assert cases(database, day("03-17"))["anna"].pattern.cancelled_ahead == ()


@pytest.mark.parametrize(
    ("days", "gaps"),
    [
        (("01-05", "01-12", "01-26", "02-16"), (7, 14, 21)),
        (("01-05", "01-12", "01-19", "01-26"), ()),
        # A little longer each time is no stretching.
        (("01-05", "01-15", "01-26", "02-07"), ()),
        (("01-05", "01-12"), ()),
    ],
)
def test_gaps_that_grow(
    database: Database, days: tuple[str, ...], gaps: tuple[int, ...]
) -> None:
    slots = [Slot("anna", f"2026-{on} 10:00") for on in days]
    write(database, slots, exported="2026-03-20 08:00")

    assert cases(database)["anna"].pattern.gaps_days == gaps


def test_whoever_came_again_or_booked_after_months(database: Database) -> None:
    log = [
        Slot("anna", "2025-09-01 10:00"),
        Slot("anna", "2026-03-02 10:00"),
        Slot("ben", "2025-09-01 10:00"),
        ahead("ben", "2026-03-25 10:00", "2026-03-10 10:00"),
        Slot("cleo", "2026-01-01 10:00"),
        Slot("cleo", "2026-03-02 10:00"),
    ]
    write(database, log, exported="2026-03-20 08:00")

    found = cases(database)

    assert {who: case.pattern.away_days for who, case in found.items()} == {
        "anna": 182,
        "ben": 200,
        "cleo": 0,
    }


def test_what_is_undone_is_told_as_the_record_tells_it(database: Database) -> None:
    write(database, SIX, exported="2026-03-20 08:00")
    for given, due, is_done in (
        ("01-05", "01-10", True),
        ("01-12", "01-17", False),
        ("01-19", "01-24", False),
        ("02-09", "02-12", False),
        ("02-10", "04-01", False),
    ):
        told = promises.Told("client", "A walk", due_date=day(due))
        made = promises.add(database, "anna", told, on=day(given), now=NOW)
        if is_done:
            promises.settle(database, made, "done", on=day(due), now=NOW)

    case = cases(database)["anna"]

    as_of = AsOf.end_of(TODAY, "UTC")
    all_of = known_promises.known(database, as_of, "anna")["anna"]
    assert known_promises.run(all_of, TODAY, last=3) == (0, 3)
    assert known_promises.run(all_of, TODAY, last=4) == (1, 4)
    assert case.owed.undone_in_a_row == 3
    assert case.owed.undone_day == day("02-12")
    # On the day it is due it is not late.
    assert cases(database, day("02-12"))["anna"].owed.undone_in_a_row == 0


def test_homework_of_a_file_without_its_words_counts_as_well(
    database: Database,
) -> None:
    write(database, SIX, exported="2026-03-20 08:00")
    given = [("01-12", "01-17"), ("01-19", "01-24"), ("01-26", "01-31")]
    write_promises(
        database,
        [
            Promise(
                "anna",
                f"2026-{due}",
                given=f"2026-{on} 11:00",
                exported="2026-03-19 08:00",
            )
            for on, due in given
        ],
    )

    assert cases(database)["anna"].owed.undone_in_a_row == 3


def test_the_coach_owes_from_the_day_after(database: Database) -> None:
    write(database, SIX, exported="2026-03-20 08:00")
    told = promises.Told("coach", "the worksheet", due_date=day("03-10"))
    made = promises.add(database, "anna", told, on=day("03-01"), now=NOW)

    assert cases(database, day("03-10"))["anna"].owed.by_coach_since is None
    owed = cases(database, day("03-11"))["anna"].owed
    assert (owed.by_coach_since, owed.by_coach, owed.what) == (
        day("03-10"),
        1,
        "the worksheet",
    )
    promises.settle(database, made, "done", on=day("03-12"), now=NOW)
    assert cases(database)["anna"].owed.by_coach_since is None


def test_what_was_taken_before_they_came_is_another_story(database: Database) -> None:
    write(database, SIX, exported="2026-03-20 08:00")
    for on, step in (("02-01", "say_hello"), ("02-20", "stay_in_touch")):
        entries.add_follow_up(database, "anna", step=step, on=day(on), now=NOW)
    made = entries.add_follow_up(
        database, "anna", step="wrote a card", on=day("03-01"), now=NOW
    )

    found = cases(database)["anna"].taken
    assert [one.step for one in found] == ["wrote a card", "stay_in_touch"]
    assert all(one.is_message for one in found)
    entries.withdraw(database, made, now=NOW)
    assert [one.step for one in cases(database)["anna"].taken] == ["stay_in_touch"]


def test_a_worry_comes_before_a_wish_to_stop(database: Database) -> None:
    write(database, SIX, exported="2026-03-20 08:00")
    for kind, on in (("worried", "03-01"), ("wants_to_stop", "03-02")):
        remarks.add(database, "anna", kind, on=day(on), now=NOW)

    case = cases(database)["anna"]

    assert (case.remark, case.remark_on) == ("worried", day("03-01"))


def test_a_wish_for_no_letters_outlasts_a_return(database: Database) -> None:
    write(database, SIX, exported="2026-03-20 08:00")
    entries.add_ending(
        database, "anna", "paused", on=day("02-01"), may_contact=False, now=NOW
    )

    story = cases(database)["anna"].story

    assert (story.was, story.since, story.may_contact) == ("active", None, False)


def test_three_welcomes_fill_the_week(database: Database) -> None:
    names = ("anna", "ben", "cleo")
    log = [slot for who in names for slot in weekly(who, "2026-01-05 10:00", 3)]
    write(database, log, exported="2026-03-20 08:00")
    room = []
    for who in names:
        entries.add_follow_up(
            database, who, step="welcome_back", on=day("03-17"), now=NOW
        )
        room.append(cases(database)["anna"].has_room_to_welcome)

    assert room == [True, True, False]
    # The week after there is room again.
    assert cases(database, day("03-23"))["anna"].has_room_to_welcome


def test_steps_planned_fill_the_week_of_the_diary(database: Database) -> None:
    write(database, SIX, exported="2026-03-20 08:00", settings={"capacity": "1"})
    follow_ups.plan(
        database, "anna", "say_hello", on=day("03-16"), due=day("03-24"), now=NOW
    )

    case = cases(database)["anna"]

    assert case.planned is not None
    assert case.planned.due == day("03-24")
    assert case.diary.day(TODAY, 3) == day("03-30")


def test_a_holiday_of_the_country_is_no_day_for_a_step(database: Database) -> None:
    with database.write() as cursor:
        settings.put(cursor, "country", "DE")
    write(database, SIX, exported="2026-03-20 08:00")

    # Good Friday is 3 April 2026.
    found = cases(database, day("04-01"))["anna"].diary.day(day("04-01"), 2)

    assert found == day("04-02")


def test_one_coach_has_no_colleague_to_offer(database: Database) -> None:
    write(database, SIX, exported="2026-03-20 08:00")
    alone = cases(database)["anna"].has_colleagues
    write(database, [Slot("ben", "2026-01-07 10:00", coach="Ben")])

    assert (alone, cases(database)["anna"].has_colleagues) == (False, True)
    # The second one held the first session on 7 January.
    assert not cases(database, day("01-06"))["anna"].has_colleagues
