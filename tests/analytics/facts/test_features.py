"""Features and labels, against numbers worked out by hand and against the facts."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from analytics import facts
from analytics.contracts import Standing
from analytics.facts import features
from analytics.periods import AsOf, day_number
from analytics.store import absences, entries
from tests.support import random_log
from tests.support.log import Slot, ahead, moved, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
NOW = dt.datetime(2026, 6, 1, 12)  # noqa: DTZ001 - UTC without a zone, as in the store


def end_of(day: str) -> AsOf:
    return AsOf.end_of(dt.date.fromisoformat(day), "UTC")


def rows_on(
    database: Database, day: str, known: str | None = None
) -> dict[str, dict[str, Any]]:
    """Return the rows of a day by client."""
    found = features.rows(database, [end_of(day)], end_of(known or day))
    return {
        row["client_id"]: {str(name): value for name, value in row.items()}
        for row in found.to_dict("records")
    }


def test_of_a_weekly_client_with_nothing_booked(database: Database) -> None:
    write(database, weekly("anna", "2026-01-05 10:00", 5))

    anna = rows_on(database, "2026-02-12")["anna"]

    # 10 days after the last of five weekly sessions: ten sevenths of the usual gap.
    expected = {
        "ratio": 10 / 7,
        "log_ratio": math.log(1 + 10 / 7),
        "over1": 3 / 7,
        "no_upcoming": 1,
        "over_nobook": 10 / 7,
        "next_stretch": 0,
        "gap_trend": 0,
        # Of the last 28 days: 19 and 26 January, 2 February; four were to be expected.
        "pace": 3 / 4,
        # A tenth at first, seven tenths of it left after each of five kept sessions.
        "ew_miss": 0.1 * 0.7**5,
        "miss_trend": 0.1 * 0.7**5 - 0.5 / 10,
        "last_missed": 0,
        "streak_notatt": 0,
        "ew_resched": 0.07 * 0.7**5,
        "ew_cancel": 0.06 * 0.7**5,
        "lead_trend": 0,
        "log_tenure": math.log(1 + 38 / 7),
        "log_natt": math.log(6),
        "is_new": 0,
        "log_gap": math.log(7),
        "gap_cv": 0.6 / 6,
        "pkg_on": 0,
        "pkg_near_end": 0,
        "holiday_ahead": 0,
    }
    assert {name: anna[name] for name in expected} == pytest.approx(expected)


def test_of_a_client_with_misses_moves_and_a_booking(database: Database) -> None:
    write(
        database,
        [
            *weekly("anna", "2026-01-05 10:00", 3),
            Slot("anna", "2026-01-26 10:00", "no_show"),
            moved(Slot("anna", "2026-02-02 10:00"), seen="2026-01-30 10:00"),
            Slot("anna", "2026-02-09 10:00", "cancelled", ended="2026-02-05 10:00"),
            ahead("anna", "2026-02-23 10:00", "2026-02-05 10:00"),
        ],
    )

    anna = rows_on(database, "2026-02-12")["anna"]

    # Oldest first: came, came, came, missed, moved, cancelled.
    expected = {
        "no_upcoming": 0,
        "over_nobook": 0,
        # 35 days from the last session to the next: four gaps more than one.
        "next_stretch": 3.0,
        "ew_miss": 0.3 * 0.7**2 + 0.1 * 0.7**6,
        "ew_resched": 0.3 * 0.7 + 0.07 * 0.7**6,
        "ew_cancel": 0.3 + 0.06 * 0.7**6,
        "miss_trend": 0.3 * 0.7**2 + 0.1 * 0.7**6 - 1.5 / 11,
        "last_missed": 0,
        "streak_notatt": 3,
        "is_new": 1,
    }
    assert {name: anna[name] for name in expected} == pytest.approx(expected)


def test_what_the_coach_caused_or_excused_is_not_held_against_a_client(
    database: Database,
) -> None:
    kept = weekly("anna", "2026-01-05 10:00", 4)
    others = [
        Slot("anna", "2026-02-02 10:00", "cancelled_by_coach"),
        Slot("anna", "2026-02-03 10:00", "no_show", is_excused=True),
        Slot("anna", "2026-02-04 10:00", "late_cancelled", is_excused=True),
    ]
    write(database, [*kept, *others])

    anna = rows_on(database, "2026-02-06")["anna"]

    assert anna["ew_miss"] == pytest.approx(0.1 * 0.7**4)
    assert anna["ew_cancel"] == pytest.approx(0.06 * 0.7**4)
    assert anna["streak_notatt"] == 0


def test_a_thousand_and_more_sessions_weigh_as_a_few(database: Database) -> None:
    first = dt.datetime(2023, 1, 1, 8)  # noqa: DTZ001 - local to the practice
    starts = [first + dt.timedelta(hours=16 * place) for place in range(1500)]
    slots = [
        Slot(
            "anna",
            f"{start:%Y-%m-%d %H:%M}",
            "no_show" if place >= 1498 else "attended",
        )
        for place, start in enumerate(starts)
    ]
    write(database, slots)

    anna = rows_on(database, "2025-10-01")["anna"]

    assert anna["ew_miss"] == pytest.approx(0.3 + 0.3 * 0.7)


def test_ten_thousand_sessions_on_one_day_break_nothing(database: Database) -> None:
    slots = [
        Slot("anna", "2026-01-05 10:00", session=f"s-{place}")
        for place in range(10_000)
    ]
    write(database, slots)

    anna = rows_on(database, "2026-01-20")["anna"]

    assert all(math.isfinite(anna[name]) for name in features.NAMES)
    assert anna["usual_gap_days"] == 14.0


def test_an_empty_practice_has_no_rows(database: Database) -> None:
    found = features.rows(database, [end_of("2026-01-05")], end_of("2026-01-05"))

    assert len(found) == 0
    assert features.grid(database, end_of("2026-01-05"), end_of("2026-02-05")) == []


def test_once_everybody_has_lapsed_there_are_no_rows_but_all_columns(
    database: Database,
) -> None:
    write(database, weekly("anna", "2026-01-05 10:00", 5))
    on = dt.date(2026, 3, 30)
    entries.add_ending(database, "anna", Standing.COMPLETED, on=on, now=NOW)

    active, nobody = (
        features.rows(database, [end_of(day)], end_of(day))
        for day in ("2026-02-12", "2026-05-30")
    )

    assert (len(active), len(nobody)) == (1, 0)
    assert list(nobody) == list(active)


def test_the_grid_goes_by_weeks_from_the_anchor(database: Database) -> None:
    write(database, weekly("anna", "2026-01-05 10:00", 3))

    found = features.grid(database, end_of("2026-03-20"), end_of("2026-04-01"))

    # Eight weeks after 5 January is 2 March; the first Friday from then on is the 6th.
    assert [str(one.day) for one in found] == [
        "2026-03-06",
        "2026-03-13",
        "2026-03-20",
        "2026-03-27",
    ]


class TestLabel:
    """A weekly client looked at on 12 January; the horizon is 28 days, 9 February."""

    KEPT = weekly("anna", "2025-11-03 10:00", 10)  # the last one on 5 January

    def label(
        self, database: Database, *later: Slot, known: str = "2026-04-01"
    ) -> float:
        write(database, [*self.KEPT, *later])
        return float(rows_on(database, "2026-01-12", known)["anna"]["went_quiet"])

    def test_is_one_after_a_silence(self, database: Database) -> None:
        assert self.label(database) == 1

    def test_is_nought_if_they_came_on_the_last_day(self, database: Database) -> None:
        assert self.label(database, Slot("anna", "2026-02-09 10:00")) == 0

    def test_is_one_if_they_came_the_day_after(self, database: Database) -> None:
        assert self.label(database, Slot("anna", "2026-02-10 10:00")) == 1

    def test_is_nought_if_something_was_booked_on_the_last_day(
        self, database: Database
    ) -> None:
        slot = Slot("anna", "2026-03-02 10:00", "no_show", booked="2026-02-01 10:00")

        assert self.label(database, slot) == 0

    def test_is_one_if_what_was_booked_was_called_off_before(
        self, database: Database
    ) -> None:
        slot = Slot(
            "anna",
            "2026-03-02 10:00",
            "cancelled",
            booked="2026-02-01 10:00",
            ended="2026-02-08 10:00",
        )

        assert self.label(database, slot) == 1

    def test_is_missing_if_nobody_said_whether_they_came(
        self, database: Database
    ) -> None:
        slot = Slot("anna", "2026-01-19 10:00", "unknown", booked="2026-01-13 10:00")

        assert math.isnan(self.label(database, slot))

    def test_is_missing_before_the_horizon_is_over(self, database: Database) -> None:
        assert math.isnan(self.label(database, known="2026-02-08"))

    @pytest.mark.parametrize(("at", "is_known"), [("18:00", False), ("23:59:59", True)])
    def test_is_known_once_the_last_day_is_over(
        self, database: Database, at: str, *, is_known: bool
    ) -> None:
        write(database, self.KEPT)
        moment = dt.datetime.fromisoformat(f"2026-02-09 {at}")
        known = AsOf.at(moment.replace(microsecond=999_999), "UTC")

        (row,) = features.rows(database, [end_of("2026-01-12")], known).to_dict(
            "records"
        )

        assert math.isnan(row["went_quiet"]) != is_known

    def test_is_nought_after_a_completed_programme(self, database: Database) -> None:
        slots = [
            Slot("ben", f"2026-01-{day:02} 10:00", package_sessions=3)
            for day in (2, 5, 9)
        ]
        booked = Slot(
            "ben",
            "2026-01-20 10:00",
            "cancelled",
            booked="2026-01-09 11:00",
            ended="2026-01-15 10:00",
        )
        write(database, [*slots, booked])

        assert rows_on(database, "2026-01-12", "2026-04-01")["ben"]["went_quiet"] == 0


class TestEntered:
    KEPT = weekly("anna", "2025-11-03 10:00", 10)

    def explained(self, database: Database) -> dict[str, Any]:
        return rows_on(database, "2026-01-12", "2026-04-01")["anna"]

    def test_another_ending_explains_a_silence(self, database: Database) -> None:
        write(database, self.KEPT)
        on = dt.date(2026, 1, 20)
        entries.add_ending(database, "anna", Standing.COMPLETED, on=on, now=NOW)

        found = self.explained(database)

        assert found["ended_day"] == day_number(on)
        assert math.isnan(found["drifted_day"])

    def test_drifted_confirms_it(self, database: Database) -> None:
        write(database, self.KEPT)
        on = dt.date(2026, 3, 20)
        entries.add_ending(database, "anna", Standing.DRIFTED, on=on, now=NOW)

        found = self.explained(database)

        assert found["drifted_day"] == day_number(on)
        assert math.isnan(found["ended_day"])

    def test_an_ending_after_a_return_is_another_story(
        self, database: Database
    ) -> None:
        write(database, [*self.KEPT, Slot("anna", "2026-03-02 10:00")])
        entries.add_ending(
            database, "anna", Standing.COMPLETED, on=dt.date(2026, 3, 20), now=NOW
        )

        assert math.isnan(self.explained(database)["ended_day"])

    def test_whoever_has_an_ending_in_force_is_not_looked_at(
        self, database: Database
    ) -> None:
        write(database, self.KEPT)
        entries.add_ending(
            database, "anna", Standing.COMPLETED, on=dt.date(2026, 1, 12), now=NOW
        )

        assert len(rows_on(database, "2026-01-11")) == 1
        assert len(rows_on(database, "2026-01-12")) == 0

    def test_days_of_an_absence_are_no_silence(self, database: Database) -> None:
        write(database, self.KEPT)
        days = dt.date(2026, 1, 6), dt.date(2026, 1, 13)
        absences.add_coach_absence(database, "Ada", *days, now=NOW)

        found = rows_on(database, "2026-01-19")["anna"]

        assert (found["days_since_last"], found["days_quiet"]) == (14, 7)
        assert found["ratio"] == pytest.approx(1.0)

    def test_another_coach_s_absence_changes_nothing(self, database: Database) -> None:
        write(database, [*self.KEPT, Slot("ben", "2026-01-05 10:00", coach="Bo")])
        days = dt.date(2026, 1, 6), dt.date(2026, 1, 13)
        absences.add_coach_absence(database, "Bo", *days, now=NOW)

        assert rows_on(database, "2026-01-19")["anna"]["days_quiet"] == 14


@SHARED
@given(random_log.logs(), random_log.moments())
def test_rhythm_and_book_are_those_of_the_facts(
    database: Database, slots: list[Slot], at: dt.datetime
) -> None:
    as_of = AsOf.at(at, "UTC")
    with database.write() as cursor:
        for table in ("sessions", "clients", "imports"):
            cursor.execute(f"delete from {table}")  # noqa: S608 - names of our own
    write(database, slots)

    found = features.rows(database, [as_of], as_of).set_index("client_id")

    listed = facts.client_facts(database, as_of).set_index("client_id")
    quiet = listed["days_since_last"] <= (3 * listed["usual_gap_days"]).clip(lower=28)
    is_active = (listed["sessions_attended"] > 0) & (
        (listed["sessions_ahead"] > 0) | (quiet & ~listed["is_programme_completed"])
    )
    known = listed[is_active].sort_index()
    found = found.sort_index()
    assert found.index.tolist() == known.index.tolist()
    assert found["days_since_last"].tolist() == known["days_since_last"].tolist()
    assert found["sessions_attended"].tolist() == known["sessions_attended"].tolist()
    assert found["usual_gap_days"].to_numpy() == pytest.approx(
        known["usual_gap_days"].to_numpy(), abs=1e-6
    )
    assert found["is_booked"].tolist() == (known["sessions_ahead"] > 0).tolist()
