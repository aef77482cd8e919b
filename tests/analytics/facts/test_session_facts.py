"""A session as it was known at a moment: slot, outcome and basis."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.periods import AsOf
from tests.support.log import Slot, utc, write

if TYPE_CHECKING:
    from analytics.store import Database

MONDAY = "2026-03-02 10:00"


def seen(database: Database, at: str) -> list[tuple[str, str]]:
    """Outcome and basis of every session known at a local time in UTC."""
    rows = facts.session_facts(database, AsOf.at(utc(at), "UTC"))
    return list(zip(rows["outcome"], rows["outcome_basis"], strict=True))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-02-20 08:59", [], id="not booked yet"),
        pytest.param("2026-02-20 09:00", [("scheduled", "none")], id="just booked"),
        pytest.param("2026-03-02 09:59", [("scheduled", "none")], id="a minute before"),
        pytest.param("2026-03-02 10:00", [("attended", "presumed")], id="at its start"),
    ],
)
def test_an_attended_session_is_booked_first_and_attended_at_its_start(
    database: Database, at: str, expected: list[tuple[str, str]]
) -> None:
    slot = Slot("anna", MONDAY, "attended", "presumed", booked="2026-02-20 09:00")
    write(database, [slot])

    assert seen(database, at) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-02-28 07:59", "scheduled", id="before it was cancelled"),
        pytest.param("2026-02-28 08:00", "cancelled", id="when it was cancelled"),
        pytest.param("2026-03-09 08:00", "cancelled", id="long after"),
    ],
)
def test_a_cancellation_is_known_from_its_own_time(
    database: Database, at: str, expected: str
) -> None:
    slot = Slot(
        "anna",
        MONDAY,
        "cancelled",
        booked="2026-02-20 09:00",
        ended="2026-02-28 08:00",
    )
    write(database, [slot])

    assert [outcome for outcome, _ in seen(database, at)] == [expected]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-02-27 00:00", "scheduled", id="still booked"),
        pytest.param("2026-02-28 09:00", "cancelled", id="new slot not seen yet"),
        pytest.param("2026-03-01 09:00", "rescheduled", id="new slot seen"),
    ],
)
def test_a_move_is_a_cancellation_until_the_new_slot_is_seen(
    database: Database, at: str, expected: str
) -> None:
    slot = Slot(
        "anna",
        MONDAY,
        "rescheduled",
        booked="2026-02-20 09:00",
        ended="2026-02-28 08:00",
        replaced="2026-03-01 08:00",
    )
    write(database, [slot])

    assert [outcome for outcome, _ in seen(database, at)] == [expected]


def test_a_move_without_a_known_new_slot_is_a_move_at_once(database: Database) -> None:
    slot = Slot(
        "anna",
        MONDAY,
        "rescheduled",
        booked="2026-02-20 09:00",
        ended="2026-02-28 08:00",
    )
    write(database, [slot])

    assert seen(database, "2026-02-28 08:00") == [("rescheduled", "recorded")]


@pytest.mark.parametrize(
    ("at", "expected"),
    [("2026-03-02 09:59", "scheduled"), ("2026-03-02 10:00", "unknown")],
)
def test_a_slot_that_no_export_saw_end_is_unknown_from_its_start(
    database: Database, at: str, expected: str
) -> None:
    write(database, [Slot("anna", MONDAY, "scheduled", booked="2026-02-20 09:00")])

    assert seen(database, at) == [(expected, "none")]


def test_an_outcome_learned_after_the_start_is_unknown_until_then(
    database: Database,
) -> None:
    slot = Slot("anna", MONDAY, "late_cancelled", ended="2026-03-02 12:00")
    write(database, [slot])

    assert seen(database, "2026-03-02 11:00") == [("unknown", "none")]
    assert seen(database, "2026-03-02 12:00") == [("late_cancelled", "recorded")]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("no_show", True), ("late_cancelled", True), ("attended", False)],
)
def test_only_what_would_count_against_the_client_can_be_excused(
    database: Database, outcome: str, expected: bool
) -> None:
    write(database, [Slot("anna", MONDAY, outcome, is_excused=True)])

    rows = facts.session_facts(database, AsOf.end_of(dt.date(2026, 3, 3), "UTC"))

    assert rows["is_excused"].tolist() == [expected]


def test_the_end_of_a_day_excludes_midnight_and_includes_the_minute_before(
    database: Database,
) -> None:
    write(
        database,
        [Slot("anna", "2026-03-02 23:59"), Slot("ben", "2026-03-03 00:00")],
        zone_name="Europe/Zurich",
    )

    rows = facts.session_facts(
        database, AsOf.end_of(dt.date(2026, 3, 2), "Europe/Zurich")
    )

    assert rows["client_id"].tolist() == ["anna"]


def test_an_empty_practice_has_no_sessions(database: Database) -> None:
    rows = facts.session_facts(database, AsOf.end_of(dt.date(2026, 3, 2), "UTC"))

    assert rows.empty
