"""One client's sessions since the start: slots, moves, gaps, absences."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from pandas.testing import assert_frame_equal

from analytics import importing
from analytics.attendance import story as stories
from analytics.attendance.story import Gap, Move
from analytics.facts import facts
from analytics.facts.entered import Entry
from analytics.periods import AsOf, day_number
from analytics.store import absences, entries, pulses
from analytics.store.agreements import Terms
from tests.support.log import Slot, ahead, moved, weekly, write

if TYPE_CHECKING:
    from analytics.attendance.story import Story
    from analytics.store import Database

DAY = dt.date(2026, 3, 1)
SUNDAY = AsOf.end_of(DAY, "UTC")
NOW = dt.datetime(2026, 3, 1, 12, 0)  # noqa: DTZ001 - the store's times are UTC


GIVEN_UP = """
insert into moved_slots (
    slot_id, session_id, nth, source, client_id, starts_at, starts_day, starts_hour,
    slot_known_at, moved_known_at, is_cut
)
select
    '71@' || $day, '71', $nth, 'acuity', 'anna', $day::timestamp,
    $day::date - date '1970-01-01', 0, timestamp '2026-01-01', timestamp '2026-02-01',
    false
"""


def story(database: Database, client: str = "anna", as_of: AsOf = SUNDAY) -> Story:
    return stories.story(database, as_of, client)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


class TestUsual:
    @pytest.mark.parametrize(
        ("gaps", "expected"),
        [
            ([], None),
            ([7], 7),
            ([7, 28], 14),
            ([7, 7, 28], 7),
            # Only the last eight count.
            ([1, 1, 1, 1, *[14] * 8], 14),
        ],
    )
    def test_is_the_median_on_a_logarithmic_scale(
        self, gaps: list[int], expected: float | None
    ) -> None:
        assert stories.usual(gaps) == expected

    def test_is_what_the_facts_say_of_all_clients(self, database: Database) -> None:
        write(
            database,
            [
                *weekly("anna", "2025-10-06 10:00", 6),
                *weekly("anna", "2025-12-01 10:00", 5, days=10),
                Slot("anna", "2026-01-31 09:00"),
                *weekly("bo", "2025-10-06 10:00", 4, days=3),
            ],
        )
        rows = facts.rows(
            database, SUNDAY, "select client_id, own_gap_days from client_rhythm"
        )

        found = {client: story(database, client).usual_days for client, _ in rows}

        assert found == dict(rows)


class TestGaps:
    def test_lie_between_days_and_the_last_one_is_open(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                Slot("anna", "2026-02-02 10:00"),
                # Twice a day is no gap, and the later stored one comes first.
                Slot("anna", "2026-02-09 18:00"),
                Slot("anna", "2026-02-09 08:00"),
                Slot("anna", "2026-02-16 10:00", "no_show"),
                Slot("anna", "2026-02-23 10:00"),
            ],
        )

        assert story(database).gaps == (
            Gap(day("2026-02-02"), day("2026-02-09"), 7, None, 0),
            Gap(day("2026-02-09"), day("2026-02-23"), 14, 7.0, 0),
            Gap(day("2026-02-23"), DAY, 6, 9.899495, 0, is_open=True),
        )

    def test_are_whole_days_when_the_clocks_change_at_midnight(
        self, database: Database
    ) -> None:
        # In Santiago midnight of Sunday 6 September 2026 does not exist.
        log = [Slot("anna", "2026-09-05 23:30"), Slot("anna", "2026-09-06 01:00")]
        write(database, log, zone_name="America/Santiago")
        as_of = AsOf.end_of(day("2026-09-06"), "America/Santiago")

        (gap,) = story(database, as_of=as_of).gaps

        assert (gap.days, gap.is_open) == (1, False)

    def test_hold_the_days_away(self) -> None:
        days = [day_number(day("2026-02-02")), day_number(day("2026-02-23"))]
        away = Entry(
            "absence",
            "anna",
            None,
            day("2026-02-10"),
            day("2026-02-20"),
            "client",
            None,
        )

        first, last = stories.gaps(days, [away], DAY)

        assert (first.days, first.days_away) == (21, 10)
        assert (last.days, last.days_away) == (6, 0)

    def test_nobody_came_and_came_today(self) -> None:
        assert stories.gaps([], [], DAY) == ()
        assert stories.gaps([day_number(DAY)], [], DAY) == ()


class TestMoves:
    def test_lead_from_the_slot_to_the_one_that_took_its_place(
        self, database: Database
    ) -> None:
        old = Slot("anna", "2026-02-09 10:00", session="old", booked="2026-01-20 10:00")
        new = Slot("anna", "2026-02-11 10:00", session="new", booked="2026-02-08 10:00")
        write(database, [moved(old, seen="2026-02-08 10:00"), new])
        with database.write() as cursor:
            cursor.execute(
                "update sessions set replaces = 'old' where session_id = 'new'"
            )

        found = story(database)

        assert found.moves == (Move(0, 1),)
        # A day and ten hours before the old slot; the new one was not called off.
        assert found.slots["notice_hours"].tolist()[0] == 24
        assert found.slots["notice_hours"].isna().tolist() == [False, True]

    def test_are_not_known_before_they_were(self, database: Database) -> None:
        old = Slot("anna", "2026-02-09 10:00", session="old", booked="2026-01-20 10:00")
        new = Slot("anna", "2026-02-11 10:00", session="new", booked="2026-02-08 10:00")
        write(database, [moved(old, seen="2026-02-08 10:00"), new])
        with database.write() as cursor:
            cursor.execute(
                "update sessions set replaces = 'old' where session_id = 'new'"
            )

        found = story(database, as_of=AsOf.end_of(day("2026-02-07"), "UTC"))

        assert found.moves == ()
        assert found.slots["outcome"].tolist() == ["scheduled"]

    def test_of_a_booking_that_kept_its_id(self, database: Database) -> None:
        write(database, [Slot("anna", "2026-02-20 10:00", session="71")])
        with database.write() as cursor:
            for nth, start in enumerate(("2026-02-09", "2026-02-12")):
                cursor.execute(GIVEN_UP, {"nth": nth, "day": start})

        found = story(database)

        assert found.slots["outcome"].tolist() == [
            "rescheduled",
            "rescheduled",
            "attended",
        ]
        assert found.moves == (Move(0, 1), Move(1, 2))
        # When it was moved is a bound only: the exports' time.
        assert found.slots["notice_hours"].isna().all()


class TestBesideTheSessions:
    def test_absences_of_the_client_the_coach_and_the_practice(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                *weekly("anna", "2026-01-05 10:00", 8),
                Slot("bo", "2026-01-05 10:00", coach="Bo"),
            ],
        )
        spans = (day("2026-01-10"), day("2026-01-12"))
        entries.add_absence(database, "anna", *spans, why="skiing", now=NOW)
        entries.add_absence(database, "bo", *spans, now=NOW)
        absences.add_coach_absence(database, "Ada", *spans, now=NOW)
        absences.add_coach_absence(database, "Bo", *spans, now=NOW)
        absences.add_practice_absence(database, *spans, now=NOW)
        # Over before the client came first.
        early = (day("2025-12-01"), day("2025-12-20"))
        absences.add_practice_absence(database, *early, now=NOW)

        found = [one.what for one in story(database).away]

        assert sorted(map(str, found)) == ["client", "coach", "practice"]

    def test_a_pause_lasts_until_the_client_comes_again(
        self, database: Database
    ) -> None:
        write(
            database,
            [Slot("anna", "2026-01-05 10:00"), Slot("anna", "2026-02-10 10:00")],
        )
        entries.add_ending(
            database, "anna", "paused", on=day("2026-01-12"), reason="leave", now=NOW
        )

        found = story(database)

        assert [(one.what, one.until_date) for one in found.away] == [
            ("paused", day("2026-02-10"))
        ]
        assert [gap.days_away for gap in found.gaps] == [29, 0]
        assert [one.what for one in found.endings] == ["paused"]

    def test_programme_counts_from_the_start_when_bought_again(
        self, database: Database
    ) -> None:
        slots = weekly("anna", "2026-01-05 10:00", 6)
        of_four = [
            Slot(one.client, one.starts, service="Programme", package_sessions=4)
            for one in slots
        ]
        write(database, [*of_four, *weekly("bo", "2026-01-05 10:00", 1)])

        assert story(database).programme == ("Programme", 2, 4)
        assert story(database, "bo").programme is None

    def test_views_of_a_coach(self, database: Database) -> None:
        write(database, [Slot("anna", "2026-02-10 10:00", session="s")])
        pulses.add(
            database, "s", engaged=5, goal_progress=4, on=day("2026-02-10"), now=NOW
        )

        assert story(database).views == ((day("2026-02-10"), 4.5),)
        before = AsOf.end_of(day("2026-02-09"), "UTC")
        assert story(database, as_of=before).views == ()


def test_nobody(database: Database) -> None:
    found = story(database, "nobody")

    assert found.slots.empty
    assert (found.gaps, found.moves, found.away) == ((), (), ())
    assert found.programme is None
    assert found.usual_days is None


def test_what_happens_afterwards_changes_nothing(database: Database) -> None:
    write(database, [*weekly("anna", "2026-02-02 10:00", 3)])
    before = story(database)
    later = ahead("anna", "2026-03-09 10:00", "2026-03-02 10:00")
    write(database, [later, Slot("anna", "2026-03-02 10:00")])

    found = story(database)

    assert_frame_equal(found.slots, before.slots)
    assert found.gaps == before.gaps


def test_the_notice_is_what_was_agreed_else_the_practices(database: Database) -> None:
    write(database, [Slot("anna", "2026-02-09 10:00")])
    assert story(database).notice_hours == 24

    terms = Terms(notice_hours=48)
    importing.agree(database, terms, client_id="anna", on=day("2026-02-01"), now=NOW)

    assert story(database).notice_hours == 48
    assert (
        story(database, as_of=AsOf.end_of(day("2026-01-31"), "UTC")).notice_hours == 24
    )
