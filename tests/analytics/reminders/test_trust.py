"""Which reminder a session had: what was sent before what was meant to be."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from analytics.periods import AsOf, day_number
from analytics.reminders import trust
from analytics.reminders.held import Held
from analytics.store import strategies
from tests.support.log import Slot, utc, write
from tests.support.messages import column, message

if TYPE_CHECKING:
    from analytics.store import Database

AS_OF = AsOf.at(utc("2026-06-01 08:00"), "UTC")
NOW = AS_OF.instant
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 6, 1)
START = "2026-03-10 10:00"


@pytest.fixture
def one(database: Database) -> Database:
    """A practice of one past session, S, and one ahead."""
    write(
        database,
        [
            Slot("anna", START, booked="2026-03-01 10:00", session="S"),
            Slot("anna", "2026-06-10 10:00", "scheduled", session="ahead"),
        ],
    )
    return database


def trusted(database: Database) -> dict[str, tuple[object, ...]]:
    """Strategy, source, what was sent and meant, why unknown; by session."""
    with database.read() as cursor:
        trust.trust(Held(database, cursor, AS_OF), 0)
        rows = cursor.execute(
            "select session_id, strategy, source, sent, meant, why_unknown from trusted"
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


def had(database: Database) -> tuple[object, object]:
    """What S had and by what it is known; why not, where it is not."""
    strategy, source, *_, why = trusted(database)["S"]
    return (None, why) if strategy is None else (strategy, source)


def diary(database: Database, *steps: str, first: dt.date = FIRST) -> None:
    name = None if steps else "none"
    strategies.add(database, name, steps, from_date=first, now=NOW)


def tap(database: Database, on: str) -> None:
    strategies.define(database, "a word", ("message:1d:personal",), now=NOW)
    with database.write() as cursor:
        cursor.execute(
            "insert into reminder_taps by name select 'e-1' as entry_id, "
            "'S' as session_id, 'anna' as client_id, 'a word' as strategy, "
            "$on::date as on_date, now()::timestamp as entered_at",
            {"on": on},
        )


def drawn(database: Database, arm: str, client: str = "anna", **others: object) -> None:
    plan = {"arm_a": "as now", "arm_b": "a call", "unit": "client", "lead_hours": 48}
    start_day = day_number(dt.date(2026, 2, 1))
    row = {
        "trial_id": "t-1",
        "plan": json.dumps(plan | {k: others[k] for k in others if k == "unit"}),
        "start_day": start_day,
    }
    with database.write() as cursor:
        cursor.execute(
            "insert into trials by name select $trial_id as trial_id, $plan as plan, "
            "'s' as seed, 'h' as plan_sha256, $start_day as start_day, "
            "now()::timestamp as created_at "
            "where $trial_id not in (select trial_id from trials)",
            row,
        )
        cursor.execute(
            "insert into trial_assignments by name select 't-1' as trial_id, "
            "$client as client_id, $drawn_unit as unit, 'x' as stratum, 0 as place, "
            "$arm as arm, $day as drawn_day, now()::timestamp as drawn_at",
            {
                "client": None if "unit" in others else client,
                "drawn_unit": others.get("drawn_unit"),
                "arm": arm,
                "day": start_day - 1,
            },
        )


def test_nobody_said_anything(one: Database) -> None:
    assert had(one) == (None, "reminder_not_known")
    assert set(trusted(one)) == {"S"}, "a session ahead has had no reminder yet"


def test_what_was_sent_goes_before_what_was_meant(one: Database) -> None:
    diary(one, "email:3d")
    assert had(one) == ("email 3 days", "diary")
    column(one, S="none")
    assert had(one) == ("none", "column")
    drawn(one, "b")
    assert had(one) == ("a call", "trial")
    message(one, "S", "2026-03-09 10:00")
    assert had(one) == ("text 1 day", "log")
    tap(one, "2026-03-08")

    assert trusted(one)["S"][:4] == ("a word", "tap", "a word", "a call")


def test_all_messages_before_the_session_make_its_bundle(one: Database) -> None:
    message(one, "S", "2026-03-09 10:00")
    message(one, "S", "2026-03-07 09:00", channel="E-Mail")
    message(one, "S", "2026-03-10 09:30", channel="app", status="not_sent")
    message(one, "S", "2026-03-10 10:30", channel="app")

    assert had(one) == ("email 3 days + text 1 day", "log")


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ("2026-03-10 10:00", "sent_after_the_start"),
        ("2026-03-11 10:00", "sent_after_the_start"),
        (None, "sent_at_no_known_time"),
    ],
)
def test_a_log_row_after_the_session_or_without_a_time_does_not_count(
    one: Database, sent: str | None, why: str
) -> None:
    message(one, "S", sent)
    assert had(one) == (None, why)

    diary(one, "email:3d")

    assert had(one) == ("email 3 days", "diary")


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("not_sent",), ("none", "log")),
        (("not_sent", "unknown"), (None, "reminder_not_known")),
        (("unknown",), (None, "reminder_not_known")),
        (("no_contact",), (None, "out_of_reach")),
        (("opted_out", "not_sent"), (None, "out_of_reach")),
    ],
)
def test_none_is_known_and_unknown_is_not_none(
    one: Database, statuses: tuple[str, ...], expected: tuple[object, object]
) -> None:
    for status in statuses:
        message(one, "S", None, status=status)

    assert had(one) == expected


def test_who_cannot_be_reached_had_nothing_that_the_diary_says(one: Database) -> None:
    diary(one, "email:3d")
    message(one, "S", None, status="opted_out")

    assert had(one) == (None, "out_of_reach")


def test_a_tick_of_a_tool_is_a_column_and_needs_no_time(one: Database) -> None:
    message(one, "S", None, source="cliniko")
    message(one, "S", None, source="cliniko", channel="email", status="not_sent")
    assert had(one) == ("text", "column")

    strategies.define(one, "Text", ("text:1d:cost",), now=NOW)

    assert had(one) == ("Text", "column")


def test_of_two_wordings_the_diary_knows_which_it_was(one: Database) -> None:
    strategies.define(one, "Plain", ("text:1d",), now=NOW)
    strategies.define(one, "Cost", ("text:1d:cost",), now=NOW)
    message(one, "S", "2026-03-09 10:00")
    assert had(one) == ("text 1 day, in words not known", "log")

    strategies.add(one, "Cost", from_date=FIRST, now=NOW)

    assert had(one) == ("Cost", "log")


def test_a_change_of_the_diary_leaves_out_the_days_after_it(one: Database) -> None:
    strategies.add(
        one,
        "none",
        from_date=FIRST,
        until_date=dt.date(2026, 3, 8),
        now=NOW,
    )
    diary(one, "email:3d", first=dt.date(2026, 3, 8))
    assert had(one) == (None, "changed_over")

    column(one, S="none")

    assert had(one) == ("none", "column")


def test_an_arm_counts_from_the_day_after_the_drawing_on(one: Database) -> None:
    drawn(one, "b")
    assert had(one) == ("a call", "trial")

    with one.write() as cursor:
        day = day_number(dt.date(2026, 3, 10))
        cursor.execute("update trial_assignments set drawn_day = $1", [day])

    assert had(one) == (None, "reminder_not_known")


def test_who_turned_out_to_be_in_two_arms_is_in_neither(one: Database) -> None:
    diary(one, "email:3d")
    drawn(one, "a")
    drawn(one, "b", "annie")
    assert had(one) == ("as now", "trial")

    with one.write() as cursor:
        cursor.execute("insert into client_aliases values ('annie', null, 'anna')")

    assert had(one) == (None, "in_two_arms")


@pytest.mark.parametrize(
    ("unit", "of", "expected"),
    [
        ("week", "2026-03-09", ("a call", "trial")),
        ("week", "2026-03-02", (None, "reminder_not_known")),
        ("service", "Coaching", ("a call", "trial")),
        ("service", "Intro", (None, "reminder_not_known")),
    ],
)
def test_weeks_and_services_can_be_drawn(
    one: Database, unit: str, of: str, expected: tuple[object, object]
) -> None:
    drawn(one, "b", unit=unit, drawn_unit=of)

    assert had(one) == expected


def test_a_tap_for_a_later_day_than_the_session_is_not_its(one: Database) -> None:
    tap(one, "2026-03-11")

    assert had(one) == (None, "reminder_not_known")


def test_a_few_early_messages_do_not_decide_how_early_bookings_must_be(
    database: Database,
) -> None:
    slots = [
        Slot("anna", f"2026-02-{d:02} 10:00", session=f"s{d}") for d in range(1, 29)
    ]
    slots += [
        Slot("ben", f"2026-03-{d:02} 10:00", session=f"t{d}") for d in range(1, 9)
    ]
    write(database, slots)
    column(database, **{str(slot.session): "text:2h" for slot in slots})

    def longest() -> tuple[float, tuple[str, ...]]:
        with database.read() as cursor:
            found = trust.trust(Held(database, cursor, AS_OF), 0)
        return found.longest_lead_hours, found.assumed_leads

    assert longest() == (2, ())
    column(database, s1="email:20d", s2="email:20d", s3="flyer")
    assert longest() == (2, ("flyer",))
