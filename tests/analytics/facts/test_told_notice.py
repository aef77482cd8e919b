"""How early sessions are called off as a feature, against numbers worked out by hand.

Anna comes weekly from 5 January 2026 on and is looked at on 12 February, ten days after
the last of five sessions.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from analytics.facts import features
from analytics.periods import AsOf
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

KEPT = weekly("anna", "2026-01-05 10:00", 5)


def anna_on(database: Database) -> dict[str, Any]:
    at = AsOf.end_of(dt.date(2026, 2, 12), "UTC")
    rows = features.rows(database, [at], at).to_dict("records")
    (found,) = [row for row in rows if row["client_id"] == "anna"]
    return {str(name): value for name, value in found.items()}


class TestNotice:
    def called_off(
        self, starts: str, ended: str, outcome: str = "cancelled", **others: str | bool
    ) -> Slot:
        slot = Slot("anna", starts, outcome, booked="2026-01-05 09:00", ended=ended)
        return replace(slot, **others)  # type: ignore[arg-type]  # by the fields' names

    def test_newer_ones_weigh_more(self, database: Database) -> None:
        slots = [
            self.called_off("2026-02-09 10:00", "2026-02-08 10:00"),  # a day
            self.called_off("2026-02-10 10:00", "2026-02-04 22:00"),  # five and a half
        ]
        write(database, [*KEPT, *slots])

        anna = anna_on(database)

        # Known on the 4th and on the 8th: the one with a day's notice is the newer.
        day, five = math.log(2 / 4), math.log(6.5 / 4)
        assert anna["notices_known"] == 2
        assert anna["notice_given"] == pytest.approx(0.3 * day + 0.21 * five)

    @pytest.mark.parametrize(
        ("ended", "says"), [("2026-01-06 10:00", 0.7), ("2026-02-08 22:00", -0.7)]
    )
    def test_says_no_more_beyond_a_day_and_a_week(
        self, database: Database, ended: str, says: float
    ) -> None:
        write(database, [*KEPT, self.called_off("2026-02-09 10:00", ended)])

        weight = 0.3 if ended > "2026-02-02" else 0.3 * 0.7**4
        assert anna_on(database)["notice_given"] == pytest.approx(weight * says)

    @pytest.mark.parametrize(
        "other",
        [
            {"outcome": "cancelled_by_coach"},
            {"outcome": "late_cancelled", "is_excused": True},
            {"outcome": "late_cancelled"},
            {"outcome": "rescheduled", "replaced": "2026-02-08 10:00"},
        ],
    )
    def test_what_the_coach_caused_was_excused_or_late_is_not_counted(
        self, database: Database, other: dict[str, Any]
    ) -> None:
        slot = self.called_off("2026-02-09 10:00", "2026-02-08 10:00", **other)
        write(database, [*KEPT, slot])

        assert anna_on(database)["notice_given"] == 0

    def test_is_not_said_where_the_time_is_not_known(self, database: Database) -> None:
        slot = self.called_off("2026-02-09 10:00", "2026-02-08 10:00")
        write(database, [*KEPT, slot])
        with database.write() as cursor:
            cursor.execute("update sessions set cancelled_at = null")

        anna = anna_on(database)

        assert anna["notices_known"] == 0
        assert anna["notice_given"] == 0
        assert anna["ew_cancel"] > 0.3
