"""Homework, views and contacts as features, against numbers worked out by hand.

Anna comes weekly from 5 January 2026 on and is looked at on 12 February, ten days after
the last of five sessions.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import pytest

from analytics.facts import features, sources
from analytics.periods import AsOf
from analytics.store import answers, entries, pulses
from analytics.store import promises as stored_promises
from analytics.store.promises import Told
from tests.support.log import Promise, Slot, utc, weekly, write, write_promises

if TYPE_CHECKING:
    from analytics.store import Database

KEPT = weekly("anna", "2026-01-05 10:00", 5)
NOW = utc("2026-06-01 12:00")
DAY = "2026-02-12"


def anna_on(database: Database, day: str = DAY) -> dict[str, Any]:
    at = AsOf.end_of(dt.date.fromisoformat(day), "UTC")
    rows = features.rows(database, [at], at).to_dict("records")
    (found,) = [row for row in rows if row["client_id"] == "anna"]
    return {str(name): value for name, value in found.items()}


def view(database: Database, on: str, engaged: int, progress: int | None = None) -> str:
    return pulses.add(
        database,
        KEPT[0].session or "anna@2026-01-05 10:00",
        engaged=engaged,
        goal_progress=progress,
        on=dt.date.fromisoformat(on),
        now=NOW,
    )


def contact(database: Database, on: str, result: str | None) -> str:
    return entries.add_follow_up(
        database,
        "anna",
        step="say_hello",
        on=dt.date.fromisoformat(on),
        result=result,
        now=NOW,
    )


def test_of_a_practice_without_any_source_nothing_is_said(database: Database) -> None:
    write(database, KEPT)

    anna = anna_on(database)

    assert {anna[name] for name in sources.TOLD} == {0.0}
    assert anna["promises_due"] == anna["count_views"] == anna["notices_known"] == 0
    assert math.isnan(anna["latest_view"])


def test_the_features_of_the_sources_are_features() -> None:
    assert set(features.NAMES) >= sources.TOLD
    assert features.NAMES[-len(sources.TOLD) :] == tuple(
        name for source in sources.SOURCES.values() for name in source.features
    )


class TestHomework:
    def test_is_the_share_done_of_the_last_four(self, database: Database) -> None:
        write(database, KEPT)
        write_promises(
            database,
            [
                Promise("anna", "2026-01-08"),  # the fifth last does not count
                Promise("anna", "2026-01-15", done="2026-01-14 10:00"),
                Promise("anna", "2026-01-22", done="2026-01-25 10:00"),  # late
                Promise("anna", "2026-01-29"),
                Promise("anna", "2026-02-05", done="2026-02-05 10:00"),
                Promise("anna", "2026-02-12"),  # its day is not over
            ],
        )

        anna = anna_on(database)

        assert (anna["promises_due"], anna["promises_done"]) == (4, 3)
        assert anna["homework_done"] == pytest.approx((3 + 1.4) / 6 - 0.7)

    def test_is_done_from_the_day_it_was_done(self, database: Database) -> None:
        write(database, KEPT)
        write_promises(
            database, [Promise("anna", "2026-01-22", done="2026-02-04 10:00")]
        )

        days = ("2026-01-22", "2026-01-23", "2026-02-03", "2026-02-04")
        found = [anna_on(database, day) for day in days]

        assert [one["promises_due"] for one in found] == [0, 1, 1, 1]
        assert [one["promises_done"] for one in found] == [0, 0, 0, 1]

    def test_a_coach_s_promise_is_not_the_client_s(self, database: Database) -> None:
        write(database, KEPT)
        write_promises(database, [Promise("anna", "2026-01-22", owner="coach")])

        assert anna_on(database)["homework_done"] == 0

    def test_one_entered_by_hand_counts_as_one_of_a_file(
        self, database: Database
    ) -> None:
        write(database, KEPT)
        told = [("client", 22, "done"), ("client", 29, None), ("coach", 22, None)]
        for owner, for_day, result in told:
            promise = Told(owner, "a page", dt.date(2026, 1, for_day))
            action_id = stored_promises.add(
                database, "anna", promise, on=dt.date(2026, 1, 15), now=NOW
            )
            if result:
                done_on = dt.date(2026, 2, 3)
                stored_promises.settle(database, action_id, result, on=done_on, now=NOW)
        write_promises(database, [Promise("anna", "2026-01-21", key="f-1")])
        stored_promises.settle(
            database, "f-1", "dropped", on=dt.date(2026, 2, 4), now=NOW
        )

        days = ("2026-01-23", "2026-02-02", "2026-02-03", "2026-02-04")
        found = [anna_on(database, day) for day in days]

        assert [one["promises_due"] for one in found] == [2, 3, 3, 2]
        assert [one["promises_done"] for one in found] == [0, 0, 1, 1]

    def test_what_no_file_has_shown_since_is_not_known(
        self, database: Database
    ) -> None:
        write(database, KEPT)
        write_promises(
            database, [Promise("anna", "2026-02-05", exported="2026-02-05 18:00")]
        )

        assert anna_on(database)["promises_due"] == 0

    def test_a_tool_without_days_is_believed_from_its_files_on(
        self, database: Database
    ) -> None:
        write(database, KEPT)
        write_promises(
            database,
            [
                Promise(
                    "anna", "2026-01-15", is_done=True, exported="2026-01-20 08:00"
                ),
                Promise(
                    "anna",
                    "2026-01-16",
                    is_done=False,
                    exported="2026-01-20 08:00",
                    key="p",
                ),
                Promise(
                    "anna",
                    "2026-01-16",
                    is_done=True,
                    exported="2026-01-27 08:00",
                    key="p",
                ),
            ],
        )

        days = ("2026-01-19", "2026-01-21", "2026-01-22", "2026-01-28")
        found = [anna_on(database, day) for day in days]

        # A day of grace, since the file's day may be another one in the practice.
        assert [one["promises_due"] for one in found] == [0, 0, 2, 2]
        assert [one["promises_done"] for one in found] == [0, 0, 1, 2]


class TestPulse:
    def test_is_the_mean_of_the_last_three_views(self, database: Database) -> None:
        write(database, KEPT)
        view(database, "2026-01-05", 1)
        view(database, "2026-01-12", 5, 4)
        view(database, "2026-01-26", 4)
        view(database, "2026-02-09", 3, 2)

        anna = anna_on(database)

        # 4.5, 4 and 2.5; four is usual.
        assert (anna["count_views"], anna["latest_view"]) == (3, 2.5)
        assert anna["pulse_level"] == pytest.approx((0.5 + 0 - 1.5) / 4)
        assert anna["pulse_change"] == pytest.approx(2.5 - 4.25)

    def test_one_view_is_no_change(self, database: Database) -> None:
        write(database, KEPT)
        view(database, "2026-02-09", 2)

        anna = anna_on(database)

        assert anna["pulse_level"] == pytest.approx(-1)
        assert anna["pulse_change"] == 0

    def test_a_change_counts_at_most_two(self, database: Database) -> None:
        write(database, KEPT)
        view(database, "2026-01-12", 5)
        view(database, "2026-02-09", 1)

        assert anna_on(database)["pulse_change"] == -2

    def test_is_known_from_its_day(self, database: Database) -> None:
        write(database, KEPT)
        view(database, "2026-02-09", 2)

        found = [anna_on(database, day) for day in ("2026-02-08", "2026-02-09")]

        assert [one["count_views"] for one in found] == [0, 1]

    def test_says_nothing_after_twelve_weeks(self, database: Database) -> None:
        write(database, [*KEPT, *weekly("anna", "2026-03-02 10:00", 9)])
        view(database, "2026-02-01", 2)

        found = [anna_on(database, day) for day in ("2026-04-25", "2026-04-26")]

        assert [one["count_views"] for one in found] == [1, 0]

    def test_a_question_without_an_answer_says_nothing(
        self, database: Database
    ) -> None:
        write(database, KEPT)
        asked = pulses.ask(
            database, "anna@2026-01-05 10:00", on=dt.date(2026, 1, 5), now=NOW
        )
        taken_back = view(database, "2026-01-26", 1)
        entries.withdraw(database, taken_back, now=NOW)

        assert asked is not None
        assert anna_on(database)["count_views"] == 0

    def test_a_view_of_a_session_that_was_taken_back_waits(
        self, database: Database
    ) -> None:
        write(database, KEPT)
        view(database, "2026-01-05", 1)
        with database.write() as cursor:
            cursor.execute("delete from sessions where starts_at < '2026-01-06'")

        assert anna_on(database)["count_views"] == 0


class TestContact:
    @pytest.mark.parametrize(
        ("result", "said"),
        [
            ("answered", 1),
            ("booked", 1),
            ("no_answer", -1),
            (None, 0),
            ("not_needed", 0),
        ],
    )
    def test_is_whether_it_was_answered(
        self, database: Database, result: str | None, said: int
    ) -> None:
        write(database, KEPT)
        contact(database, "2026-02-09", result)

        assert anna_on(database)["contact_answered"] == said
        assert anna_on(database, "2026-02-08")["contact_answered"] == 0

    def test_the_last_one_counts_of_those_that_say(self, database: Database) -> None:
        write(database, KEPT)
        contact(database, "2026-02-05", "no_answer")
        contact(database, "2026-02-09", "answered")
        contact(database, "2026-02-10", None)

        found = [anna_on(database, day) for day in ("2026-02-06", DAY)]

        assert [one["contact_answered"] for one in found] == [-1, 1]

    def test_whoever_has_come_since_has_answered_by_that(
        self, database: Database
    ) -> None:
        write(database, KEPT)
        contact(database, "2026-02-01", "no_answer")

        found = [anna_on(database, day) for day in ("2026-02-01", "2026-02-02")]

        assert [one["contact_answered"] for one in found] == [-1, 0]

    def test_what_was_said_later_is_known_from_its_own_day(
        self, database: Database
    ) -> None:
        write(database, KEPT)
        contact(database, "2026-02-05", None)
        for on, is_answered in (("2026-02-07", False), ("2026-02-09", True)):
            day = dt.date.fromisoformat(on)
            answers.add(database, "anna", is_answered=is_answered, on=day, now=NOW)

        days = ("2026-02-06", "2026-02-07", "2026-02-09")
        found = [anna_on(database, day)["contact_answered"] for day in days]

        assert found == [0, -1, 1]

    @pytest.mark.parametrize("first", ["answered", "no_answer"])
    def test_of_one_day_the_one_entered_later_counts(
        self, database: Database, first: str
    ) -> None:
        write(database, KEPT)
        second = "no_answer" if first == "answered" else "answered"
        for result, minutes in ((first, 0), (second, 5)):
            entries.add_follow_up(
                database,
                "anna",
                step="say_hello",
                on=dt.date(2026, 2, 9),
                result=result,
                now=NOW + dt.timedelta(minutes=minutes),
            )

        is_answered = second == "answered"
        assert anna_on(database)["contact_answered"] == (1 if is_answered else -1)

    def test_one_taken_back_never_was(self, database: Database) -> None:
        write(database, KEPT)
        entries.withdraw(database, contact(database, "2026-02-09", "answered"), now=NOW)

        assert anna_on(database)["contact_answered"] == 0


class TestMissing:
    def test_all_are_named_where_there_is_none(self, database: Database) -> None:
        write(database, KEPT)
        at = AsOf.end_of(dt.date(2026, 2, 12), "UTC")

        names = sources.missing(features.rows(database, [at], at))

        assert names == ["homework", "pulse", "contacts", "notice"]
        assert len(sources.words(names)) == 4

    def test_none_is_named_where_each_has_spoken_of_somebody(
        self, database: Database
    ) -> None:
        called_off = Slot(
            "ben",
            "2026-02-09 10:00",
            "cancelled",
            booked="2026-01-05 09:00",
            ended="2026-02-04 10:00",
        )
        write(database, [*KEPT, Slot("ben", "2026-02-02 10:00"), called_off])
        write_promises(database, [Promise("ben", "2026-01-15")])
        view(database, "2026-02-09", 4)
        contact(database, "2026-02-09", "answered")
        at = AsOf.end_of(dt.date(2026, 2, 12), "UTC")

        assert sources.missing(features.rows(database, [at], at)) == []

    def test_of_no_rows_all_are_missing(self, database: Database) -> None:
        at = AsOf.end_of(dt.date(2026, 2, 12), "UTC")

        assert len(sources.missing(features.rows(database, [at], at))) == 4
