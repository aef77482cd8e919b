"""What the log says of a client, against numbers worked out by hand."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.periods import AsOf, day_number
from tests.analytics.facts.client_rows import facts_of
from tests.support.log import Slot, ahead, utc, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database


def test_every_outcome_is_counted_once(database: Database) -> None:
    write(
        database,
        [
            Slot("anna", "2026-01-05 10:00"),
            Slot("anna", "2026-01-12 10:00", "attended", "presumed"),
            Slot("anna", "2026-01-19 10:00", "no_show"),
            Slot("anna", "2026-01-20 10:00", "no_show", is_excused=True),
            Slot("anna", "2026-01-26 10:00", "late_cancelled"),
            Slot("anna", "2026-02-02 10:00", "cancelled"),
            Slot("anna", "2026-02-03 10:00", "cancelled_by_coach"),
            Slot("anna", "2026-02-04 10:00", "rescheduled"),
            Slot("anna", "2026-02-09 10:00", "unknown"),
            ahead("anna", "2026-03-16 10:00", "2026-02-10 10:00"),
            ahead("anna", "2026-03-09 10:00", "2026-02-10 10:00"),
        ],
    )

    found = facts_of(database, "anna", "2026-03-01")

    expected = {
        "sessions_booked": 11,
        "sessions_attended": 2,
        "sessions_presumed": 1,
        "sessions_missed": 2,
        "sessions_late": 1,
        "sessions_cancelled": 1,
        "sessions_cancelled_by_coach": 1,
        "sessions_moved": 1,
        "sessions_unknown": 1,
        "sessions_ahead": 2,
        "sessions_excused": 1,
        "first_attended_s": 1767607200,
        "last_attended_s": 1768212000,
        "last_attended_day": day_number(dt.date(2026, 1, 12)),
        "days_since_last": 48,
        "next_booked_s": utc("2026-03-09 10:00").replace(tzinfo=dt.UTC).timestamp(),
        "last_slot_s": utc("2026-03-16 10:00").replace(tzinfo=dt.UTC).timestamp(),
        "last_unknown_s": utc("2026-02-09 10:00").replace(tzinfo=dt.UTC).timestamp(),
    }
    assert {name: found[name] for name in expected} == expected


class TestUsualGap:
    def test_is_drawn_towards_the_practices_median(self, database: Database) -> None:
        # Gaps: anna 7, 7 and ben 14, 14, 14; the practice's median is 14.
        write(
            database,
            [
                *weekly("anna", "2026-01-05 10:00", 3),
                *weekly("ben", "2026-01-05 11:00", 4, days=14),
            ],
        )

        found = facts_of(database, "anna", "2026-03-01")

        by_hand = math.exp((2 * math.log(7) + math.log(14)) / 3)
        assert found["usual_gap_days"] == pytest.approx(by_hand, abs=1e-6)
        assert found["own_gap_days"] == 7.0
        assert found["count_gaps"] == 2

    def test_takes_the_middle_of_the_last_eight_gaps_only(
        self, database: Database
    ) -> None:
        # Three gaps of 28 days, then eight of 7: the old rhythm is forgotten.
        write(
            database,
            [
                *weekly("anna", "2025-10-06 10:00", 3, days=28),
                *weekly("anna", "2025-12-29 10:00", 9),
            ],
        )

        found = facts_of(database, "anna", "2026-03-01")

        assert found["count_gaps"] == 8
        assert found["own_gap_days"] == 7.0
        # All eleven gaps make the practice's median: 7.
        assert found["usual_gap_days"] == 7.0

    def test_of_an_even_number_is_the_middle_on_a_log_scale(
        self, database: Database
    ) -> None:
        starts = ["2026-01-01 10:00", "2026-01-05 10:00", "2026-01-14 10:00"]
        write(database, [Slot("anna", start) for start in starts])

        found = facts_of(database, "anna", "2026-02-01")

        # Gaps 4 and 9: middle 6 on a log scale; the practice's median is 6.5.
        assert found["own_gap_days"] == pytest.approx(6.0)
        by_hand = math.exp((2 * math.log(6) + math.log(6.5)) / 3)
        assert found["usual_gap_days"] == pytest.approx(by_hand, abs=1e-6)

    def test_ignores_a_second_session_on_one_day(self, database: Database) -> None:
        write(
            database,
            [
                Slot("anna", "2026-01-05 10:00"),
                Slot("anna", "2026-01-05 15:00"),
                Slot("anna", "2026-01-12 10:00"),
                Slot("anna", "2026-01-12 15:00"),
            ],
        )

        found = facts_of(database, "anna", "2026-02-01")

        assert (found["count_gaps"], found["usual_gap_days"]) == (1, 7.0)

    def test_without_a_gap_is_the_practices(self, database: Database) -> None:
        write(
            database,
            [*weekly("anna", "2026-01-05 10:00", 3), Slot("ben", "2026-01-05 11:00")],
        )

        found = facts_of(database, "ben", "2026-02-01")

        assert (found["count_gaps"], found["usual_gap_days"]) == (0, 7.0)
        assert math.isnan(found["own_gap_days"])

    def test_is_two_weeks_in_a_practice_without_a_gap(self, database: Database) -> None:
        write(database, [Slot("anna", "2026-01-05 10:00")])

        assert facts_of(database, "anna", "2026-02-01")["usual_gap_days"] == 14.0

    def test_knows_the_practice_only_up_to_the_day(self, database: Database) -> None:
        write(
            database,
            [
                *weekly("anna", "2026-01-05 10:00", 2),
                *weekly("ben", "2026-01-19 11:00", 5, days=28),
            ],
        )

        assert facts_of(database, "anna", "2026-01-31")["usual_gap_days"] == 7.0

    def test_counts_local_days_when_the_clocks_change(self, database: Database) -> None:
        # 29 March 2026 has 23 hours in Zurich: seven days are seven days.
        late_evening = ["2026-03-23 23:30", "2026-03-30 00:30"]
        write(
            database,
            [Slot("anna", start) for start in late_evening],
            zone_name="Europe/Zurich",
        )

        found = facts_of(database, "anna", "2026-04-06", "Europe/Zurich")

        assert (found["usual_gap_days"], found["days_since_last"]) == (7.0, 7)

    def test_shows_a_slowing_rhythm(self, database: Database) -> None:
        write(
            database,
            [
                *weekly("anna", "2026-01-05 10:00", 5),
                Slot("anna", "2026-02-16 10:00"),
                Slot("anna", "2026-03-09 10:00"),
            ],
        )

        found = facts_of(database, "anna", "2026-03-10")

        # The last two gaps are 14 and 21 days: their geometric mean.
        assert found["last_two_gaps_days"] == pytest.approx(math.sqrt(14 * 21))


class TestProgramme:
    def test_is_complete_when_its_sessions_are_attended(
        self, database: Database
    ) -> None:
        sessions = [
            Slot("anna", f"2026-01-0{day} 10:00", package_sessions=3)
            for day in range(1, 4)
        ]
        write(database, sessions)

        found = facts_of(database, "anna", "2026-02-01")

        assert found["programme_sessions_attended"] == 3
        assert found["is_programme_completed"]
        assert not facts_of(database, "anna", "2026-01-02")["is_programme_completed"]

    def test_bought_again_counts_from_the_start(self, database: Database) -> None:
        sessions = [
            Slot("anna", f"2026-01-0{day} 10:00", package_sessions=3)
            for day in range(1, 6)
        ]
        write(database, sessions)

        assert not facts_of(database, "anna", "2026-02-01")["is_programme_completed"]

    def test_of_another_size_counts_by_itself(self, database: Database) -> None:
        write(
            database,
            [
                Slot("anna", "2026-01-01 10:00", package_sessions=1),
                Slot("anna", "2026-01-02 10:00", package_sessions=2),
                Slot("anna", "2026-01-03 10:00", package_sessions=2),
            ],
        )

        found = facts_of(database, "anna", "2026-02-01")

        assert found["programme_sessions_planned"] == 2
        assert found["is_programme_completed"]

    def test_is_that_of_the_last_session(self, database: Database) -> None:
        write(
            database,
            [
                Slot("anna", "2026-01-01 10:00", package_sessions=1, service="Start"),
                Slot("anna", "2026-01-08 10:00", service="Coaching"),
            ],
        )

        assert not facts_of(database, "anna", "2026-02-01")["is_programme_completed"]


class TestRevenue:
    def test_counts_attended_sessions_in_the_practices_currency(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                Slot("anna", "2026-01-01 10:00", price_cents=9000, currency="CHF"),
                Slot("anna", "2026-01-02 10:00", price_cents=8000, currency=None),
                Slot("anna", "2026-01-03 10:00", price_cents=7000, currency="EUR"),
                Slot("anna", "2026-01-04 10:00", "no_show", price_cents=6000),
            ],
            settings={"currency": "CHF"},
        )

        found = facts_of(database, "anna", "2026-02-01")

        assert found["revenue_cents"] == 17000
        assert found["sessions_other_currency"] == 1

    def test_takes_the_first_priced_sessions_currency_until_one_is_set(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                Slot("anna", "2026-01-01 10:00", price_cents=9000, currency="EUR"),
                Slot("anna", "2026-01-02 10:00", price_cents=8000, currency="CHF"),
            ],
        )

        found = facts_of(database, "anna", "2026-02-01")

        assert (found["revenue_cents"], found["sessions_other_currency"]) == (9000, 1)

    def test_is_nothing_without_prices(self, database: Database) -> None:
        write(database, [Slot("anna", "2026-01-01 10:00")])

        assert facts_of(database, "anna", "2026-02-01")["revenue_cents"] == 0


class TestCoachAndService:
    def test_are_those_of_the_last_session_attended(self, database: Database) -> None:
        write(
            database,
            [
                Slot("anna", "2026-01-01 10:00", coach="Ada", service="Start"),
                Slot("anna", "2026-01-08 10:00", coach="Bo", service="Coaching"),
                Slot("anna", "2026-01-15 10:00", "no_show", coach="Cy", service="Talk"),
            ],
        )

        found = facts_of(database, "anna", "2026-02-01")

        assert (found["coach"], found["service"]) == ("Bo", "Coaching")

    def test_are_those_of_the_last_slot_where_nobody_came(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                Slot("anna", "2026-01-01 10:00", "no_show", coach="Ada"),
                Slot("anna", "2026-01-08 10:00", "no_show", coach="Bo"),
            ],
        )

        assert facts_of(database, "anna", "2026-02-01")["coach"] == "Bo"


def test_an_empty_practice_has_no_clients(database: Database) -> None:
    rows = facts.client_facts(database, AsOf.end_of(dt.date(2026, 3, 1), "UTC"))

    assert rows.empty
    assert "usual_gap_days" in rows.columns


def test_a_client_whose_slots_are_not_known_yet_is_not_there(
    database: Database,
) -> None:
    write(database, [Slot("anna", "2026-03-02 10:00", booked="2026-02-20 09:00")])

    rows = facts.client_facts(database, AsOf.end_of(dt.date(2026, 2, 19), "UTC"))

    assert rows.empty
