"""For whom a word is due, by the arm of the running test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.periods import day_number
from analytics.reminders.trial import arms, running
from analytics.store import trials
from analytics.store.trials import Assignment
from tests.support.trial_log import NOW, START

if TYPE_CHECKING:
    from analytics.store import Database

DAY = day_number(START)


def bookings(*clients: str, day: int = DAY) -> pd.DataFrame:
    return pd.DataFrame(
        {"client_id": clients, "service": "Coaching", "start_day": day}
    ).astype({"client_id": "str", "start_day": "int64"})


def test_a_booking_has_its_clients_arm(tested: Database) -> None:
    drawn = arms.by_client(tested)
    found = arms.of_bookings(tested, bookings("C-1", "C-2", "C-stranger"))
    assert found[0] == drawn["C-1"]
    assert found[1] == drawn["C-2"]
    assert found.isna().tolist() == [False, False, True]


def test_before_the_first_day_nobody_is_in_an_arm(tested: Database) -> None:
    found = arms.of_bookings(tested, bookings("C-1", day=DAY - 1))
    assert found.isna().all()


def test_without_a_test_or_a_booking_there_is_no_arm(tested: Database) -> None:
    assert arms.of_bookings(tested, bookings()).empty
    running.stop(tested, None, NOW, None)
    assert arms.of_bookings(tested, bookings("C-1")).isna().all()
    assert arms.by_client(tested) == {}
    assert len(arms.by_client(tested, trials.trial(tested).trial_id)) == 40


def test_one_person_drawn_twice_goes_by_the_earlier_drawing() -> None:
    rows = [
        Assignment("A", None, "x", 3, "b", 20, "A"),
        Assignment("A", None, "x", 0, "a", 10, "B"),
        Assignment(None, "2026-11-30", "weeks", 0, "b", 10),
    ]
    assert arms.by_unit(rows) == {"A": "a", "2026-11-30": "b"}
