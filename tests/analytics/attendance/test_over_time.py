"""Spans of weeks, how the newest compare, the year before, and dated marks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.attendance import attendance, marks, season, spans, trend
from analytics.attendance.clustered import Clustered
from analytics.attendance.marks import Mark
from analytics.attendance.spans import Counted, Span
from analytics.periods import AsOf
from analytics.selection import EVERYTHING, Selection
from analytics.settings import parse
from analytics.store import absences, entries, strategies
from analytics.store.strategies import Scope
from tests.support.log import Slot, ahead, utc, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

# Sunday 1 March 2026, all of it.
SUNDAY = AsOf.end_of(dt.date(2026, 3, 1), "UTC")
MONDAYS = parse({})
SUNDAYS = parse({"week_start": "sunday"})


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


class TestClosed:
    @pytest.mark.parametrize(
        ("at", "until"),
        [
            pytest.param("2026-03-01 20:00", "2026-02-23", id="in the week"),
            pytest.param("2026-03-02 00:00", "2026-03-02", id="as it ends"),
        ],
    )
    def test_ends_with_the_last_week_that_is_over(self, at: str, until: str) -> None:
        found = spans.closed(AsOf.at(utc(at), "UTC"), MONDAYS, EVERYTHING)

        assert found is not None
        assert found.until == day(until)
        assert spans.newest(found, 12) == Span(
            day(until) - dt.timedelta(weeks=12), day(until)
        )

    def test_holds_the_whole_weeks_of_a_period(self) -> None:
        chosen = Selection(from_day=day("2026-01-01"), until_day=day("2026-02-01"))

        assert spans.closed(SUNDAY, MONDAYS, chosen) == Span(
            day("2026-01-05"), day("2026-01-26")
        )
        assert spans.closed(SUNDAY, SUNDAYS, chosen) == Span(
            day("2026-01-04"), day("2026-02-01")
        )

    def test_of_a_few_days_there_is_none(self) -> None:
        chosen = Selection(from_day=day("2026-01-06"), until_day=day("2026-01-12"))

        assert spans.closed(SUNDAY, MONDAYS, chosen) is None

    def test_on_the_night_of_the_clocks(self) -> None:
        # 29 March 2026 has 23 hours in Zurich; at its end the week is over.
        as_of = AsOf.end_of(dt.date(2026, 3, 29), "Europe/Zurich")
        settings = parse({"timezone": "Europe/Zurich"})

        found = spans.closed(as_of, settings, EVERYTHING)

        assert found is not None
        assert found.until == day("2026-03-30")


class TestCount:
    LOG = (
        Slot("a", "2026-02-16 10:00"),
        Slot("a", "2026-02-17 10:00", "no_show"),
        Slot("b", "2026-02-18 10:00", "attended", "presumed"),
        Slot("b", "2026-02-19 10:00", "late_cancelled", is_excused=True),
        Slot("b", "2026-02-22 23:30", "unknown"),
        Slot("a", "2026-02-23 00:00", coach="Bo"),
    )

    def test_each_span_by_hand(self, database: Database) -> None:
        write(database, self.LOG)
        wanted = [
            Span(day("2026-02-16"), day("2026-02-23")),
            Span(day("2026-01-05"), day("2026-01-12")),
            Span(day("2026-02-16"), day("2026-03-02")),
        ]

        first, empty, both = spans.count(database, SUNDAY, EVERYTHING, wanted)

        # Of a one of two, of b one of one.
        assert first == Counted(Clustered(2, 3, 2, 2, 3, 5), 1, 1, 0)
        assert empty == spans.NOTHING
        # Of a two of three.
        assert both.clustered == Clustered(3, 4, 2, 5, 7, 10)

    def test_holds_to_the_coach(self, database: Database) -> None:
        write(database, self.LOG)
        span = Span(day("2026-02-16"), day("2026-03-02"))

        (found,) = spans.count(database, SUNDAY, Selection(coach="Bo"), [span])

        assert found.clustered.n == 1

    def test_of_no_span_is_nothing(self, database: Database) -> None:
        assert spans.count(database, SUNDAY, EVERYTHING, []) == []


def counts(attended: int, n: int) -> Counted:
    """Sessions of as many clients, one each."""
    return Counted(Clustered(attended, n, n, attended, attended, n), 0, 0, 0)


class TestTrend:
    UNTIL = day("2026-03-02")

    def test_compares_with_the_weeks_before_and_a_year_ago(self) -> None:
        found = trend.trend(
            [counts(60, 100), counts(90, 100), counts(65, 100)],
            self.UNTIL,
            day("2024-01-01"),
        )

        assert found.span == Span(day("2025-12-08"), self.UNTIL)
        assert found.before is not None
        assert found.before.difference.value == pytest.approx(-0.3)
        assert found.before.difference.is_clear
        assert found.year is not None
        assert not found.year.difference.is_clear

    @pytest.mark.parametrize(
        ("first", "has_before", "has_year"),
        [
            ("2025-09-15", True, False),
            ("2025-09-22", False, False),
            ("2024-12-09", True, True),
        ],
    )
    def test_needs_a_log_that_reaches_so_far(
        self, first: str, has_before: bool, has_year: bool
    ) -> None:
        found = trend.trend([counts(8, 10)] * 3, self.UNTIL, day(first))

        assert (found.before is not None, found.year is not None) == (
            has_before,
            has_year,
        )

    def test_since_is_where_two_rates_meet(self) -> None:
        first = day("2025-09-01")
        weeks = [
            (first + dt.timedelta(weeks=number), 19 if number < 14 else 12, 20)
            for number in range(24)
        ]

        found = trend.since(weeks, is_better=False)

        assert found == first + dt.timedelta(weeks=14)
        assert trend.since(weeks, is_better=True) is None
        assert trend.since(weeks[:7], is_better=False) is None
        assert trend.since([], is_better=False) is None


def test_a_year_earlier_is_the_same_week(database: Database) -> None:
    write(
        database,
        [
            Slot("a", "2025-02-24 10:00", "no_show"),
            Slot("b", "2025-02-25 10:00"),
            Slot("a", "2026-02-23 10:00"),
            ahead("a", "2026-03-02 10:00", "2026-02-20 10:00"),
        ],
    )

    weeks = attendance(database, SUNDAY, "week")
    months = attendance(database, SUNDAY, "month")

    # Tuesday 25 February 2025 lies in the 52nd week before 23 February 2026.
    assert weeks["group"].iloc[-2] == day("2026-02-23")
    assert season.year_earlier(weeks, "week").iloc[-2] == 0.5
    assert season.year_earlier(months, "month").tolist()[-2] == 0.5
    assert season.year_earlier(weeks, "week").isna().sum() == len(weeks) - 1


class TestMarks:
    NOW = utc("2026-03-01 12:00")

    def test_are_holidays_and_absences_of_coach_and_practice(
        self, database: Database
    ) -> None:
        write(
            database,
            [Slot("a", "2026-02-23 10:00"), Slot("b", "2026-02-24 10:00", coach="Bo")],
            settings={"country": "CH"},
        )
        away = (day("2026-02-02"), day("2026-02-09"))
        absences.add_coach_absence(database, "Bo", *away, why="ill", now=self.NOW)
        absences.add_practice_absence(
            database, day("2025-12-22"), day("2026-01-05"), now=self.NOW
        )
        entries.add_absence(database, "a", *away, now=self.NOW)

        found = marks.marks(database, SUNDAY, EVERYTHING)
        of_ada = marks.marks(database, SUNDAY, Selection(coach="Ada"))

        last = [mark for mark in found if mark.day >= day("2025-12-20")]
        assert last == [
            Mark(day("2025-12-22"), day("2026-01-05"), "absence", "practice closed"),
            Mark(day("2025-12-25"), day("2025-12-26"), "holiday", "Christmas Day"),
            Mark(day("2026-01-01"), day("2026-01-02"), "holiday", "New Year's Day"),
            Mark(*away, "absence", "Bo away"),
        ]
        assert "Bo away" not in {mark.words for mark in of_ada}

    def test_are_changes_of_the_reminder_diary(self, database: Database) -> None:
        write(
            database,
            [Slot("a", "2026-02-23 10:00"), Slot("b", "2026-02-24 10:00", coach="Bo")],
        )
        for steps, scope, first, after in (
            ("email:3d:plain", Scope(), "2025-06-01", "2026-01-12"),
            ("text:24h:personal", Scope(), "2026-01-12", None),
            ("email:1d:plain", Scope(coach="Bo"), "2025-06-01", "2026-02-02"),
            ("text:2h:plain", Scope(coach="Bo"), "2026-02-02", None),
        ):
            strategies.add(
                database,
                None,
                [steps],
                scope=scope,
                from_date=day(first),
                until_date=day(after) if after else None,
                now=self.NOW,
            )

        everybody = [mark.day for mark in marks.marks(database, SUNDAY, EVERYTHING)]
        of_ada = marks.marks(database, SUNDAY, Selection(coach="Ada"))

        assert everybody == [day("2026-01-12"), day("2026-02-02")]
        (mark,) = of_ada
        assert mark.day == day("2026-01-12")
        assert mark.kind == "reminder"
        assert "text" in mark.words

    def test_are_tools_and_reminders_that_came_later(self, database: Database) -> None:
        write(database, [Slot("a", "2026-01-05 10:00"), Slot("a", "2026-02-09 10:00")])
        with database.write() as cursor:
            cursor.execute(
                "update sessions set source = 'acuity', reminder_strategy = 'text' "
                "where starts_at > timestamp '2026-02-01'"
            )
            cursor.execute(
                "update sessions set reminder_strategy = 'mail' "
                "where source <> 'acuity'"
            )

        assert marks.marks(database, SUNDAY, EVERYTHING) == [
            Mark(day("2026-02-09"), None, "reminder", "first reminder “text”"),
            Mark(day("2026-02-09"), None, "source", "first session from Acuity"),
        ]

    def test_a_word_for_each_message_is_no_change(self, database: Database) -> None:
        slots = weekly("a", "2025-11-03 10:00", 8)
        write(database, slots)
        with database.write() as cursor:
            cursor.execute("update sessions set reminder_strategy = session_id")

        assert marks.marks(database, SUNDAY, EVERYTHING) == []

    def test_know_nothing_of_the_future(self, database: Database) -> None:
        write(database, [Slot("a", "2026-02-23 10:00")])
        absences.add_practice_absence(
            database, day("2026-02-02"), day("2026-02-09"), now=self.NOW
        )

        before = AsOf.end_of(day("2026-02-01"), "UTC")

        assert marks.marks(database, before, EVERYTHING) == []
