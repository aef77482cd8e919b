"""What the model of missed bookings is told of each booking, and its label."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

import pytest

from analytics.facts import bookings
from analytics.periods import AsOf
from analytics.store import entries, outcomes
from analytics.store.outcomes import Said
from tests.support.log import Slot, ahead, utc, weekly, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analytics.store import Database

NOW = utc("2026-03-20 09:00")

# A practice in which somebody marks who came, so that its bookings teach.
MARKED = weekly("other", "2026-01-05 09:00", 12)


def rows(
    database: Database,
    slots: Iterable[Slot],
    day: str = "2026-03-08",
    *,
    others: Iterable[Slot] = MARKED,
) -> pd.DataFrame:
    """Return the bookings of anna, looked at on Sundays up to a day."""
    write(database, [*others, *slots], exported="2026-06-01 12:00")
    return again(database, day)


def again(database: Database, day: str = "2026-03-08") -> pd.DataFrame:
    last = dt.date.fromisoformat(day)
    weeks = [
        AsOf.end_of(last - dt.timedelta(days=7 * week), "UTC")
        for week in range(10, -1, -1)
    ]
    found = bookings.rows(database, weeks, weeks[-1])
    return found[found["client_id"] == "anna"].reset_index(drop=True)


def missed(found: pd.DataFrame) -> list[float | None]:
    return [None if math.isnan(value) else value for value in found["missed"]]


@pytest.mark.parametrize(
    ("slot", "label"),
    [
        (Slot("anna", "2026-03-04 10:00"), 0),
        (Slot("anna", "2026-03-04 10:00", "no_show"), 1),
        (Slot("anna", "2026-03-04 10:00", "late_cancelled"), 1),
        (Slot("anna", "2026-03-04 10:00", "no_show", is_excused=True), None),
        (Slot("anna", "2026-03-04 10:00", "late_cancelled", is_excused=True), None),
        (Slot("anna", "2026-03-04 10:00", "cancelled"), 0),
        (
            Slot(
                "anna",
                "2026-03-04 10:00",
                "rescheduled",
                ended="2026-03-04 08:00",
                replaced="2026-03-04 08:00",
            ),
            0,
        ),
        (Slot("anna", "2026-03-04 10:00", "cancelled_by_coach"), None),
        (Slot("anna", "2026-03-04 10:00", "unknown"), None),
        (Slot("anna", "2026-03-04 10:00", "attended", "presumed"), None),
    ],
)
def test_only_an_end_that_is_certain_is_a_label(
    database: Database, slot: Slot, label: float | None
) -> None:
    assert missed(rows(database, [slot])) == [label]


def test_a_cancellation_that_may_have_been_late_is_neither(database: Database) -> None:
    slot = Slot("anna", "2026-03-04 10:00", "cancelled")
    write(database, [*MARKED, slot], exported="2026-06-01 12:00")
    with database.write() as cursor:
        cursor.execute("update sessions set is_late_unknown = client_id = 'anna'")

    assert missed(again(database)) == [None]


def test_a_booking_still_ahead_has_no_label(database: Database) -> None:
    slot = Slot("anna", "2026-03-12 10:00", "no_show", booked="2026-03-01 10:00")

    found = rows(database, [slot])

    assert missed(found) == [None]
    assert found["is_known"].tolist() == [True]


def test_where_who_came_is_only_presumed_nothing_is_learned(database: Database) -> None:
    presumed = [
        Slot(slot.client, slot.starts, "attended", "presumed") for slot in MARKED
    ]
    slots = [
        Slot("anna", "2026-02-25 10:00", "no_show"),
        Slot("anna", "2026-03-04 10:00", "no_show"),
    ]

    found = rows(database, slots, others=presumed)

    # The misses alone are marked: learned from, they would say that nobody comes.
    assert missed(found) == [None, None]
    assert found["misses_before"].tolist() == [0, 0]
    at = AsOf.end_of(dt.date(2026, 3, 8), "UTC")
    share = bookings.vouched_share(database, at)
    assert share == pytest.approx(2 / 11)


def test_a_coach_who_marks_teaches_beside_one_who_does_not(database: Database) -> None:
    presumed = [
        Slot("third", slot.starts, "attended", "presumed", coach="Bo")
        for slot in MARKED
    ]

    found = rows(
        database, [Slot("anna", "2026-03-04 10:00")], others=[*MARKED, *presumed]
    )

    assert missed(found) == [0]


def test_without_sessions_nobody_vouches(database: Database) -> None:
    at = AsOf.end_of(dt.date(2026, 3, 8), "UTC")

    assert bookings.vouched_share(database, at) is None
    assert len(bookings.rows(database, [at], at)) == 0


def test_a_word_makes_an_end_certain(database: Database) -> None:
    slot = Slot("anna", "2026-03-04 10:00", "unknown", session="s-1")
    assert missed(rows(database, [slot])) == [None]

    outcomes.confirm(
        database, [Said("s-1", "no_show")], on=dt.date(2026, 3, 5), now=NOW
    )

    assert missed(again(database)) == [1]


def test_history_is_that_of_earlier_days(database: Database) -> None:
    slots = [
        Slot("anna", "2026-02-18 10:00"),
        Slot("anna", "2026-02-25 10:00", "no_show"),
        Slot("anna", "2026-03-04 08:00", "no_show"),
        # Made on its own day, after what happened on it.
        Slot("anna", "2026-03-04 18:00", booked="2026-03-04 12:00"),
    ]

    found = rows(database, slots)

    assert found["bookings_before"].tolist() == [0, 1, 2, 2]
    assert found["misses_before"].tolist() == [0, 0, 1, 1]
    assert found["last_missed"].tolist() == [0, 0, 1, 1]
    assert found["is_first"].tolist() == [1, 0, 0, 0]
    share = (1 + 0.6) / (2 + 3)
    assert found["miss_history"].tolist()[2] == pytest.approx(
        math.log(share / (1 - share))
    )
    assert found["bookings_that_day"].tolist() == [1, 1, 1, 2]
    assert found["is_same_day"].tolist() == [0, 0, 0, 1]


def test_what_is_called_off_counts_in_no_history(database: Database) -> None:
    slots = [
        Slot("anna", "2026-02-17 10:00", "cancelled"),
        Slot("anna", "2026-02-18 10:00", "cancelled_by_coach"),
        Slot("anna", "2026-02-19 10:00", "no_show", is_excused=True),
        Slot("anna", "2026-02-20 10:00", "unknown"),
        Slot("anna", "2026-03-04 10:00"),
    ]

    assert rows(database, slots)["bookings_before"].tolist()[-1] == 0


@pytest.mark.parametrize(
    ("booked", "days", "known"),
    [
        ("2026-03-03 23:59", 1, True),
        ("2026-03-04 00:00", 0, True),
        ("2026-02-04 10:00", 28, True),
        (None, 0, False),
    ],
)
def test_lead_counts_local_days(
    database: Database, booked: str | None, days: int, known: bool
) -> None:
    slot = Slot("anna", "2026-03-04 10:30", booked=booked)

    (row,) = rows(database, [slot]).to_dict("records")

    assert row["lead_days"] == days
    assert row["is_lead_known"] == known
    assert row["is_same_day"] == (known and days == 0)
    assert row["log_lead"] == pytest.approx(math.log1p(days))
    assert row["hour"] == 10
    assert (row["is_monday"], row["is_late_week"]) == (0, 0)


def test_days_are_those_where_the_practice_is(database: Database) -> None:
    # 23:30 on Sunday in UTC is Monday in Auckland.
    slots = [
        Slot("anna", "2026-03-02 12:30", booked="2026-03-02 00:30"),
        Slot("anna", "2026-03-06 09:00", booked="2026-03-05 23:30"),
    ]
    write(database, slots, exported="2026-06-01 12:00", zone_name="Pacific/Auckland")
    weeks = [AsOf.end_of(dt.date(2026, 3, 1), "Pacific/Auckland")]

    found = bookings.rows(database, weeks, weeks[0])

    # Neither was known on that Sunday: both are looked at when they were made.
    assert found["is_known"].tolist() == [False, False]
    assert found["lead_days"].tolist() == [0, 1]
    assert found["is_monday"].tolist() == [1, 0]
    assert found["is_late_week"].tolist() == [0, 1]


def test_a_booking_called_off_before_a_moment_is_not_ahead_of_it(
    database: Database,
) -> None:
    slots = [
        Slot(
            "anna",
            "2026-03-10 10:00",
            "cancelled",
            booked="2026-02-10 10:00",
            ended="2026-03-07 10:00",
        ),
        ahead("anna", "2026-03-11 10:00", "2026-02-10 10:00"),
        ahead("anna", "2026-03-16 10:00", "2026-02-10 10:00"),
        ahead("anna", "2026-03-12 10:00", "2026-03-09 10:00"),
    ]

    found = rows(database, slots)

    known = found[found["is_known"]]
    assert known["session_id"].tolist() == ["anna@2026-03-11 10:00"]


def test_who_asked_not_to_be_scored_is_left_out(database: Database) -> None:
    assert len(rows(database, [Slot("anna", "2026-03-04 10:00")])) == 1
    entries.ask_not_to_score(database, "anna", on=dt.date(2026, 3, 5), now=NOW)

    assert len(again(database)) == 0
    # Before that day nobody had asked.
    assert len(again(database, "2026-03-04")) == 1

    entries.score_again(database, "anna", now=NOW)
    assert len(again(database)) == 1
