"""Attendance over time as cards: the answers are made from the numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

import pytest

from analytics.attendance import spans
from analytics.attendance.clustered import Clustered, Difference
from analytics.attendance.spans import Counted, Span
from analytics.attendance.trend import Compared, Trend
from analytics.periods import AsOf
from analytics.reports import attendance as report
from analytics.reports import attendance_words as words
from analytics.reports.attendance_words import Judged
from analytics.selection import EVERYTHING, Selection
from tests.support.log import Slot, ahead, weekly, write

if TYPE_CHECKING:
    from analytics.reports.attendance import OverTime
    from analytics.store import Database

# Wednesday 4 March 2026: the week of 2 March is not over.
AS_OF = AsOf.end_of(dt.date(2026, 3, 4), "UTC")
FIRST = dt.date(2025, 3, 3)


def counts(attended: int, n: int, presumed: int = 0, unknown: int = 0) -> Counted:
    clustered = Clustered(attended, n, n, attended, attended, n)
    return Counted(clustered, presumed, unknown, 0)


def log(weeks: int, missed_from: int | None = None) -> list[Slot]:
    """Ten clients who come every week until Sunday 1 March; later six of them only."""
    first = dt.date(2026, 3, 2) - dt.timedelta(weeks=weeks)
    return [
        Slot(
            f"c{client}",
            f"{first + dt.timedelta(weeks=week)} {8 + client:02}:00",
            "no_show"
            if missed_from is not None
            and week >= missed_from
            and (client + week) % 10 < 4
            else "attended",
        )
        for week in range(weeks)
        for client in range(10)
    ]


def told(
    database: Database,
    selection: Selection = EVERYTHING,
    by: Literal["week", "month"] = "week",
) -> OverTime:
    found = report.over_time(database, AS_OF, selection, by=by)
    assert found is not None
    return found


class TestOverTime:
    def test_of_an_empty_practice_is_nothing(self, database: Database) -> None:
        assert report.over_time(database, AS_OF, EVERYTHING) is None

    def test_worse_since_a_week(self, database: Database) -> None:
        write(database, log(70, missed_from=60))

        found = told(database)

        # In the last 12 weeks: two without a miss, ten with four of ten missed.
        assert found.headline == "67% of 120 sessions were attended."
        assert found.rate.answer.startswith(
            "Worse: 67% in the last 12 full weeks, 100% in the 12 before ("
        )
        assert "points less), most likely since the week of 22 December 2025." in (
            found.rate.answer
        )
        assert "The same weeks a year ago: 100%; now it is" in found.rate.answer
        assert "10 of the last 12 full weeks are outside what is usual for you" in (
            found.rate.answer
        )
        assert found.rate.basis.startswith(
            "n = 120 sessions of 10 clients in the last 12 full weeks"
        )

    def test_no_change_is_said_to_be_chance(self, database: Database) -> None:
        write(database, log(40))

        found = told(database)

        assert "No clear change: 100% in the last 12 full weeks" in found.rate.answer
        assert found.rate.answer.endswith(
            "The last 12 full weeks are all within what is usual for you: ups and "
            "downs there are chance."
        )
        assert "a year ago" not in found.rate.answer

    def test_since_when_is_looked_for_where_it_was_compared(
        self, database: Database
    ) -> None:
        # Forty weeks ago it fell further; that is not what the last weeks show.
        slots = [
            replace(slot, outcome="no_show")
            if (place + place // 10) % 10 < (6 if place >= 580 else 4) and place >= 300
            else slot
            for place, slot in enumerate(log(70))
        ]
        write(database, slots)

        answer = told(database).rate.answer

        assert answer.startswith("Worse: 40% in the last 12 full weeks, 60% in the 12")
        assert "most likely since the week of 8 December 2025." in answer

    def test_one_begun_week_is_no_week_without_sessions(
        self, database: Database
    ) -> None:
        write(database, [Slot("anna", "2026-03-02 10:00")])

        answer = told(database).rate.answer

        assert answer.startswith("Too early to say: that takes 24 full weeks.")
        assert "No session has counted" not in answer

    def test_a_period_of_the_past_is_named_by_its_end(self, database: Database) -> None:
        write(database, log(60))
        past = Selection(from_day=dt.date(2025, 6, 2), until_day=dt.date(2025, 12, 1))

        found = told(database, past).rate

        assert "100% in the 12 full weeks up to 30 November 2025" in found.answer
        assert "in the last" not in found.answer

    def test_one_client_is_too_early_for_anything(self, database: Database) -> None:
        write(database, weekly("anna", "2026-02-02 10:00", 4))

        found = told(database)

        assert found.headline == "100% of 4 sessions were attended."
        assert found.rate.answer == (
            "Too early to say: that takes 24 full weeks, and the log has 4 (100% in "
            "the last 4 full weeks). Whether one week is unusual can be said after 12 "
            "full weeks with sessions; so far there are 4."
        )
        assert found.outcomes.answer == (
            "Of 4 sessions in the last 4 full weeks, 4 were attended."
        )

    def test_all_begun_today_has_no_week_to_speak_of(self, database: Database) -> None:
        write(database, [Slot(f"c{n}", "2026-03-04 10:00") for n in range(5)])

        found = told(database)

        assert found.headline == "No session has counted lately."
        assert found.basis == words.NO_WEEK
        assert found.outcomes.answer == words.NO_WEEK
        assert found.rate.table["state"].tolist() == ["not over yet"]

    def test_the_open_week_is_in_no_sentence(self, database: Database) -> None:
        write(
            database,
            [
                *weekly("anna", "2026-02-02 10:00", 4),
                Slot("anna", "2026-03-03 10:00", "no_show"),
                ahead("anna", "2026-03-20 10:00", "2026-03-01 10:00"),
            ],
        )

        found = told(database)

        assert found.headline == "100% of 4 sessions were attended."
        assert "missed" not in found.outcomes.answer

    def test_a_break_counts_by_the_calendar(self, database: Database) -> None:
        # Nobody has come for half a year: the last twelve weeks are those, not older.
        write(database, weekly("anna", "2025-03-03 10:00", 20))

        found = told(database)

        assert found.headline == "No session has counted lately."
        assert found.rate.answer.startswith(
            "No session has counted in the last 12 full weeks."
        )

    def test_a_period_holds_whole_weeks(self, database: Database) -> None:
        write(database, log(20))
        chosen = Selection(from_day=dt.date(2026, 1, 1), until_day=dt.date(2026, 2, 1))

        found = told(database, chosen)

        # 5 to 25 January.
        assert found.headline == "100% of 30 sessions were attended."
        assert found.basis.startswith("The 3 full weeks chosen.")
        assert found.rate.table["week"].tolist() == [
            dt.date(2026, 1, 19),
            dt.date(2026, 1, 12),
            dt.date(2026, 1, 5),
        ]
        # What is usual may lie before it.
        assert found.rate.table["usual_low"].notna().all()

    def test_a_period_without_a_session(self, database: Database) -> None:
        write(database, log(4))
        long_ago = Selection(
            from_day=dt.date(2020, 1, 1), until_day=dt.date(2021, 1, 1)
        )

        found = told(database, long_ago)

        assert found.headline == "No session has counted in the full weeks chosen."
        assert found.rate.table.empty

    def test_part_of_a_practice(self, database: Database) -> None:
        slots = log(3)
        write(database, [*slots, Slot("z", "2026-02-24 08:00", "no_show", coach="Bo")])

        assert told(database, Selection(coach="Bo")).headline == (
            "0% of 1 session was attended."
        )
        assert report.over_time(database, AS_OF, Selection(coach="Cy")) is None

    def test_by_month(self, database: Database) -> None:
        write(database, log(20))

        found = told(database, by="month")

        table = found.rate.table
        assert table["month"].tolist()[:2] == [
            dt.date(2026, 2, 1),
            dt.date(2026, 1, 1),
        ]
        assert table["usual_low"].isna().all()
        assert found.headline == told(database).headline

    def test_thirty_years_stay_light(self, database: Database) -> None:
        write(database, weekly("anna", "1996-03-04 10:00", 1565))
        everything = Selection(from_day=dt.date(1996, 1, 1))

        for by in get_args(report.Unit):
            found = told(database, everything, by)
            drawn = [found.rate.figure, found.outcomes.figure]
            sizes = [len(figure.to_json()) for figure in drawn if figure is not None]
            assert sum(sizes) < 150_000
            assert found.rate.alt.startswith(f"Attendance rate of each {by}")

    def test_nothing_later_changes_it(self, database: Database) -> None:
        write(database, log(30, missed_from=25))
        before = told(database)

        write(database, [Slot("new", "2026-03-09 10:00", "no_show")])

        after = told(database)
        assert (after.headline, after.rate.answer) == (
            before.headline,
            before.rate.answer,
        )
        assert after.rate.table.equals(before.rate.table)


LAST = "the last 12 full weeks"


class TestWords:
    SPAN = Span(dt.date(2025, 12, 8), dt.date(2026, 3, 2))

    def trend(self, low: float, high: float) -> Trend:
        found = Compared(counts(18, 20), Difference((low + high) / 2, low, high))
        return Trend(self.SPAN, counts(16, 20), found, None)

    @pytest.mark.parametrize(
        ("low", "high", "word", "points"),
        [
            (-0.2, -0.03, "Worse", "3 to 20 points less"),
            (0.03, 0.2, "Better", "3 to 20 points more"),
            (0.002, 0.2, "Better", "up to 20 points more"),
            (-0.014, -0.004, "Worse", "up to 1 point less"),
        ],
    )
    def test_a_change_is_said_where_it_is_clear(
        self, low: float, high: float, word: str, points: str
    ) -> None:
        assert words.trend(self.trend(low, high), FIRST, 30, LAST) == (
            f"{word}: 80% in the last 12 full weeks, 90% in the 12 before ({points}), "
            "most likely since the week of 3 March 2025."
        )

    def test_a_change_that_may_be_none_is_no_change(self) -> None:
        assert words.trend(self.trend(-0.2, 0.03), FIRST, 30, LAST) == (
            "No clear change: 80% in the last 12 full weeks, 90% in the 12 before "
            "(anything from 20 points less to 3 more)."
        )

    def test_nothing_to_compare_with(self) -> None:
        found = Trend(self.SPAN, counts(16, 20), None, None)

        assert words.trend(found, None, 40, LAST) == (
            "80% in the last 12 full weeks; in the 12 before, no session counted."
        )

    @pytest.mark.parametrize(
        ("judged", "said"),
        [
            (Judged(12, 0, (), 1), "so far there is 1."),
            (Judged(12, 0, (), 30), "There are too few sessions a week"),
            (
                Judged(12, 1, (), 30),
                (
                    "The 1 of the last 12 full weeks with sessions enough to be "
                    "judged is within what is usual for you"
                ),
            ),
            (
                Judged(12, 12, (), 30),
                "The last 12 full weeks are all within what is usual for you: ups",
            ),
            (Judged(12, 12, ((FIRST, 0.4, 20),), 30), "(3 March 2025: 40% of 20)."),
            (
                Judged(12, 12, ((FIRST, 0.4, 20),), 30),
                "1 of the last 12 full weeks is outside",
            ),
            (
                Judged(12, 7, ((FIRST, 0.4, 20),), 30),
                (
                    "1 of the 7 of the last 12 full weeks with sessions enough to be "
                    "judged is outside"
                ),
            ),
            (Judged(12, 12, ((FIRST, 0.4, 20),) * 5, 30), "(the newest: 3 March 2025"),
        ],
    )
    def test_noise(self, judged: Judged, said: str) -> None:
        assert said in words.noise(judged, LAST)

    def test_a_change_is_not_called_chance_in_the_next_sentence(self) -> None:
        found = words.noise(Judged(12, 12, (), 30), LAST, is_change=True)

        assert found == (
            "One by one, the last 12 full weeks are all within what is usual for you."
        )

    def test_weeks_of_the_past_are_not_the_last_ones(self) -> None:
        found = Trend(self.SPAN, counts(16, 20), None, None)

        assert words.newest(found) == "the last 12 full weeks"
        assert words.newest(found, is_past=True) == (
            "the 12 full weeks up to 1 March 2026"
        )

    def test_outcomes_by_hand(self) -> None:
        totals = dict.fromkeys(words.OUTCOMES, 0)

        assert words.outcomes(
            {**totals, "attended": 5, "no_show": 1, "rescheduled": 2, "unknown": 3},
            "the last full week",
        ) == (
            "Of 11 sessions in the last full week, 5 were attended, 1 missed and 2 "
            "moved. Of 3 nobody knows what became."
        )
        assert words.outcomes({**totals, "unknown": 1}, "x").startswith(
            "Of 1 session in x nobody knows"
        )
        assert words.outcomes({**totals, "unknown": 0}, "x") == (
            "Nothing was booked in x."
        )

    def test_what_is_presumed_and_unknown_is_said(self) -> None:
        found = counts(16, 20, presumed=16, unknown=2)

        assert words.beside(found) == [
            "All attended are presumed.",
            "2 more are not known.",
        ]

    def test_nothing_counted(self) -> None:
        assert words.headline(spans.NOTHING) == "No session has counted lately."
