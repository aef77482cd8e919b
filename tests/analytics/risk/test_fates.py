"""What happened to a name: the silence it belongs to, and everything else."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from analytics.facts.entered import Entry
from analytics.periods import day_of_number
from analytics.risk import fates
from analytics.risk.fates import Fate, Known, Placed, Silence

DAY = 20_000
UNTIL = DAY + 200
WEEKLY = Silence("ana", DAY, 7.0, None, is_confirmed=False)


def known(**others: Any) -> Known:  # noqa: ANN401 - fields by name
    given: dict[str, Any] = {
        "until_day": UNTIL,
        "silences": {"ana": [WEEKLY]},
        "came": {},
    }
    return Known(**given | others)


def placed(went_quiet: float, last_day: int = DAY) -> Placed:
    return Placed(last_day, 28, went_quiet)


def entry(kind: str, day: int, what: str | None = None) -> Entry:
    return Entry(kind, "ana", None, day_of_number(day), None, what, None)


@pytest.mark.parametrize(
    ("day", "is_quiet"),
    [
        (DAY - 43, False),
        (DAY - 42, True),
        (DAY, True),
        # Three gaps of seven days and four weeks.
        (DAY + 49, True),
        (DAY + 50, False),
    ],
)
def test_a_name_belongs_to_a_silence_near_it(day: int, is_quiet: bool) -> None:
    found = known().fate("ana", day, placed(0, last_day=day))

    assert (found.what == "went_quiet") is is_quiet
    if is_quiet:
        assert found == Fate("went_quiet", DAY, WEEKLY, is_settled=True)


def test_a_name_whose_own_horizon_was_silent_went_quiet_however_late() -> None:
    # Something booked kept them active; it was called off.
    found = known().fate("ana", DAY + 90, placed(1))

    assert found.what == "went_quiet"


def test_the_rule_s_day_is_the_first_with_two_gaps() -> None:
    assert Silence("ana", DAY, 7.2, None, is_confirmed=False).rule_day == DAY + 15


def test_who_came_is_still_here_or_came_back_after_a_contact() -> None:
    came = known(silences={}, came={"ana": [DAY - 7, DAY, DAY + 9, DAY + 16]})
    contacted = known(
        silences={},
        came={"ana": [DAY + 9]},
        entries={"ana": [entry("contact", DAY + 2, "say_hello")]},
    )
    too_late = known(
        silences={},
        came={"ana": [DAY + 9]},
        entries={"ana": [entry("contact", DAY + 10, "say_hello")]},
    )

    assert came.fate("ana", DAY, placed(0)) == Fate("still_here", DAY + 9, None, True)
    assert contacted.fate("ana", DAY, placed(0)).what == "came_back"
    assert too_late.fate("ana", DAY, placed(0)).what == "still_here"


@pytest.mark.parametrize(
    ("said", "what"),
    [
        (entry("ending", DAY + 30, "completed"), "finished"),
        (entry("ending", DAY + 30, "ended_by_client"), "finished"),
        (entry("ending", DAY + 30, "paused"), "away"),
        (entry("absence", DAY + 30, "client"), "away"),
    ],
)
def test_what_somebody_said_explains_a_silence(said: Entry, what: str) -> None:
    explained = Silence("ana", DAY, 7.0, DAY + 30, is_confirmed=False)
    found = known(silences={"ana": [explained]}, entries={"ana": [said]})

    assert found.fate("ana", DAY, placed(1)) == Fate(what, DAY + 30, None, True)  # type: ignore[arg-type]  # one of What


def test_an_ending_tells_where_the_log_cannot() -> None:
    said = {"ana": [entry("ending", DAY + 5, "handed_over")]}
    found = known(silences={}, entries=said)

    assert found.fate("ana", DAY, placed(math.nan)).what == "finished"


def test_a_drift_somebody_confirmed_is_no_other_ending() -> None:
    said = {"ana": [entry("ending", DAY + 5, "drifted")]}
    found = known(silences={}, entries=said)

    assert found.fate("ana", DAY, placed(math.nan)).what == "not_known"


def test_without_a_session_a_booking_or_a_completed_programme_decides() -> None:
    booked = known(silences={})
    completed = known(silences={}, completed=frozenset({"ana"}))

    assert booked.fate("ana", DAY, placed(0)).what == "still_here"
    assert completed.fate("ana", DAY, placed(0)).what == "finished"


@pytest.mark.parametrize("where", [None, placed(math.nan)])
def test_what_nobody_can_tell_is_not_known(where: Placed | None) -> None:
    assert known(silences={}).fate("ana", DAY, where).what == "not_known"


def test_a_name_is_settled_six_weeks_and_a_horizon_later() -> None:
    over = known(silences={}, until_day=DAY + 42 + 28)
    not_yet = known(silences={}, until_day=DAY + 42 + 27)

    assert over.fate("ana", DAY, placed(0)).is_settled
    assert not not_yet.fate("ana", DAY, placed(0)).is_settled


def test_silences_are_one_a_last_session() -> None:
    rows = pd.DataFrame(
        [
            ("ana", 7, 0, 7.0, 1.0, math.nan, math.nan),
            ("ana", 14, 0, 8.0, 1.0, math.nan, 60.0),
            ("ana", 90, 85, 9.0, 1.0, 100.0, math.nan),
            ("ben", 7, 3, 7.0, 0.0, math.nan, math.nan),
            ("cy", 7, 3, 7.0, math.nan, math.nan, math.nan),
        ],
        columns=[
            "client_id",
            "as_of_day",
            "last_day",
            "usual_gap_days",
            "went_quiet",
            "ended_day",
            "drifted_day",
        ],
    )

    assert fates.silences(rows) == {
        "ana": [
            Silence("ana", 0, 8.0, None, is_confirmed=True),
            Silence("ana", 85, 9.0, 100, is_confirmed=False),
        ]
    }
    assert fates.silences(rows[:0]) == {}
