"""Attendance by week, month, coach, service, weekday and hour."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from analytics.attendance import attendance
from analytics.errors import UnknownGroupingError
from analytics.intervals import wilson_interval
from analytics.periods import AsOf
from tests.support.log import Slot, ahead, utc, write

if TYPE_CHECKING:
    import pandas as pd

    from analytics.store import Database

# Sunday 1 March 2026, all of it.
SUNDAY = AsOf.end_of(dt.date(2026, 3, 1), "UTC")


def one(frame: pd.DataFrame) -> dict[str, Any]:
    assert len(frame) == 1
    return dict(frame.iloc[0])


def test_every_outcome_is_counted_and_the_rate_leaves_the_right_ones_out(
    database: Database,
) -> None:
    write(
        database,
        [
            Slot("a", "2026-02-23 08:00"),
            Slot("b", "2026-02-23 09:00", "attended", "presumed"),
            Slot("c", "2026-02-23 10:00"),
            Slot("d", "2026-02-23 11:00", "no_show"),
            Slot("e", "2026-02-23 12:00", "no_show", is_excused=True),
            Slot("f", "2026-02-24 10:00", "late_cancelled"),
            Slot("g", "2026-02-25 10:00", "cancelled"),
            Slot("h", "2026-02-25 11:00", "cancelled_by_coach"),
            Slot("i", "2026-02-25 12:00", "rescheduled"),
            Slot("j", "2026-02-25 13:00", "unknown"),
        ],
    )

    found = one(attendance(database, SUNDAY))

    # 3 of 3 attended + 1 missed + 1 late: the excused one is left out.
    low, high = wilson_interval(3, 5) or (0, 0)
    assert found == {
        "group": dt.date(2026, 2, 23),
        "sessions": 10,
        "attended": 3,
        "presumed": 1,
        "no_show": 2,
        "late_cancelled": 1,
        "cancelled": 1,
        "cancelled_by_coach": 1,
        "rescheduled": 1,
        "scheduled": 0,
        "unknown": 1,
        "excused": 1,
        "late_not_known": 0,
        "n": 5,
        "clients": 5,
        "n_effective": 5.0,
        "rate": 0.6,
        "low": low,
        "high": high,
        "is_open": False,
    }


class TestWeeks:
    LOG = (
        Slot("anna", "2026-02-09 10:00"),
        Slot("anna", "2026-03-01 10:00"),
        ahead("anna", "2026-03-10 10:00", "2026-02-10 10:00"),
    )

    def test_between_the_first_and_the_last_are_all_there(
        self, database: Database
    ) -> None:
        write(database, self.LOG)

        found = attendance(database, SUNDAY, "week")

        assert found["group"].tolist() == [
            dt.date(2026, 2, 9),
            dt.date(2026, 2, 16),
            dt.date(2026, 2, 23),
            dt.date(2026, 3, 2),
            dt.date(2026, 3, 9),
        ]
        assert found["sessions"].tolist() == [1, 0, 1, 0, 1]
        assert found["rate"].isna().tolist() == [False, True, False, True, True]

    def test_begin_on_the_day_the_practice_has_set(self, database: Database) -> None:
        write(database, self.LOG, settings={"week_start": "sunday"})

        found = attendance(database, SUNDAY, "week")

        assert found["group"].tolist()[::3] == [
            dt.date(2026, 2, 8),
            dt.date(2026, 3, 1),
        ]
        assert found["attended"].tolist() == [1, 0, 0, 1, 0]

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            pytest.param("2026-03-01 20:00", [False, False, True, True, True], id="in"),
            pytest.param(None, [False, False, False, True, True], id="its very end"),
            pytest.param(
                "2026-03-02 00:00", [False, False, False, True, True], id="on"
            ),
        ],
    )
    def test_are_open_until_they_are_over(
        self, database: Database, at: str | None, expected: list[bool]
    ) -> None:
        write(database, self.LOG)
        as_of = AsOf.at(utc(at), "UTC") if at else SUNDAY

        assert attendance(database, as_of, "week")["is_open"].tolist() == expected

    def test_are_local_when_the_clocks_change(self, database: Database) -> None:
        # 25 October 2026, 02:30 comes twice in Zurich; both lie in the old week.
        log = [Slot("a", "2026-10-25 23:30"), Slot("b", "2026-10-26 00:30")]
        write(database, log, zone_name="Europe/Zurich")
        as_of = AsOf.end_of(dt.date(2026, 11, 1), "Europe/Zurich")

        found = attendance(database, as_of, "week")

        assert found["group"].tolist() == [dt.date(2026, 10, 19), dt.date(2026, 10, 26)]
        assert found["is_open"].tolist() == [False, False]


def test_months_between_are_all_there_and_the_last_is_open(database: Database) -> None:
    slots = [Slot("anna", "2025-11-30 10:00"), Slot("anna", "2026-02-01 10:00")]
    write(database, slots)

    found = attendance(database, AsOf.end_of(dt.date(2026, 2, 27), "UTC"), "month")

    assert found["group"].tolist() == [
        dt.date(2025, 11, 1),
        dt.date(2025, 12, 1),
        dt.date(2026, 1, 1),
        dt.date(2026, 2, 1),
    ]
    assert found["sessions"].tolist() == [1, 0, 0, 1]
    assert found["is_open"].tolist() == [False, False, False, True]


def test_coaches_come_by_name_and_those_without_last(database: Database) -> None:
    write(
        database,
        [
            Slot("anna", "2026-02-09 10:00", coach=None),
            Slot("anna", "2026-02-10 10:00", coach="Bo"),
            Slot("anna", "2026-02-11 10:00", "no_show", coach="Bo"),
            Slot("anna", "2026-02-12 10:00", coach="Ada"),
        ],
    )

    found = attendance(database, SUNDAY, "coach")

    assert found["group"].tolist() == ["Ada", "Bo", None]
    assert found["rate"].tolist() == [1.0, 0.5, 1.0]
    assert found["is_open"].tolist() == [False] * 3


def test_services_are_counted_apart(database: Database) -> None:
    write(
        database,
        [
            Slot("anna", "2026-02-09 10:00", service="Talk"),
            Slot("anna", "2026-02-10 10:00", service="Coaching"),
        ],
    )

    assert attendance(database, SUNDAY, "service")["group"].tolist() == [
        "Coaching",
        "Talk",
    ]


@pytest.mark.parametrize(
    ("first", "expected"),
    [("monday", [1, 2, 3, 4, 5, 6, 7]), ("sunday", [7, 1, 2, 3, 4, 5, 6])],
)
def test_weekdays_are_all_there_in_the_practices_order(
    database: Database, first: str, expected: list[int]
) -> None:
    # A Thursday and a Sunday.
    slots = [Slot("anna", "2026-02-12 10:00"), Slot("anna", "2026-02-15 10:00")]
    write(database, slots, settings={"week_start": first})

    found = attendance(database, SUNDAY, "weekday")

    assert found["group"].tolist() == expected
    counted = dict(zip(found["group"], found["sessions"], strict=True))
    assert counted == {1: 0, 2: 0, 3: 0, 4: 1, 5: 0, 6: 0, 7: 1}


def test_hours_between_are_all_there(database: Database) -> None:
    slots = [Slot("anna", "2026-02-12 09:30"), Slot("anna", "2026-02-13 12:00")]
    write(database, slots)

    found = attendance(database, SUNDAY, "hour")

    assert found["group"].tolist() == [9, 10, 11, 12]
    assert found["sessions"].tolist() == [1, 0, 0, 1]


@pytest.mark.parametrize("by", ["week", "month", "coach", "service", "weekday", "hour"])
def test_an_empty_practice_has_no_groups(database: Database, by: str) -> None:
    found = attendance(database, SUNDAY, by)

    assert found.empty
    assert {"group", "rate", "low", "high", "n", "is_open"} <= set(found.columns)


def test_another_grouping_is_refused(database: Database) -> None:
    with pytest.raises(UnknownGroupingError, match=r"'year'.*week, month, coach"):
        attendance(database, SUNDAY, "year")
