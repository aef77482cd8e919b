"""One client's sessions, in words and as cards."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.attendance import story as stories
from analytics.periods import AsOf
from analytics.reports import attendance_client as cards
from analytics.reports import attendance_client_words as words
from analytics.store import absences, entries, pulses
from tests.support.log import Slot, ahead, weekly, write

if TYPE_CHECKING:
    from analytics.attendance.story import Story
    from analytics.store import Database

DAY = dt.date(2026, 6, 30)
AT = AsOf.end_of(DAY, "UTC")
NOW = dt.datetime(2026, 6, 30, 12, 0)  # noqa: DTZ001 - the store's times are UTC


def story(database: Database, *slots: Slot) -> Story:
    write(database, slots)
    return stories.story(database, AT, "anna")


def off(starts: str, outcome: str, ended: str) -> Slot:
    return Slot("anna", starts, outcome, booked="2026-01-01 10:00", ended=ended)


def moved_slot(starts: str, seen: str) -> Slot:
    return Slot(
        "anna",
        starts,
        "rescheduled",
        booked="2026-01-01 10:00",
        ended=seen,
        replaced=seen,
    )


class TestLine:
    def test_says_how_often_since_when_in_which_rhythm_and_what_was_moved(
        self, database: Database
    ) -> None:
        found = story(
            database,
            *weekly("anna", "2026-03-02 10:00", 10),
            Slot("anna", "2026-05-16 10:00"),
            Slot("anna", "2026-05-30 10:00"),
            Slot("anna", "2026-05-11 10:00", "no_show"),
            Slot("anna", "2026-05-12 10:00", "late_cancelled", is_excused=True),
            moved_slot("2026-04-01 10:00", "2026-03-30 10:00"),
            moved_slot("2026-04-08 10:00", "2026-04-07 10:00"),
            moved_slot("2026-04-15 10:00", "2026-04-15 08:00"),
        )

        # Ten weekly, then gaps of 12 and 14: of the last eight six are 7.
        assert words.line(found) == (
            "Came 12 of 13 times since March 2026; usually every 7 days, lately every "
            "13 days. Moved 3, once within 24 hours."
        )

    def test_says_no_rhythm_of_two_sessions(self, database: Database) -> None:
        found = story(database, *weekly("anna", "2026-03-02 10:00", 2))

        assert words.line(found) == "Came 2 of 2 times since March 2026."

    def test_says_lately_only_where_it_changed(self, database: Database) -> None:
        found = story(database, *weekly("anna", "2026-03-02 10:00", 6))

        assert words.line(found) == (
            "Came 6 of 6 times since March 2026; usually every 7 days."
        )

    @pytest.mark.parametrize(
        ("slot", "said"),
        [
            (Slot("anna", "2026-03-02 10:00"), "Came 1 of 1 time since March 2026."),
            (
                Slot("anna", "2026-03-02 10:00", "no_show"),
                "Came 0 of 1 time since March 2026.",
            ),
            (
                ahead("anna", "2026-07-02 10:00", "2026-06-01 10:00"),
                "No session has counted yet: 1 is booked.",
            ),
            (
                Slot("anna", "2026-03-02 10:00", "cancelled"),
                "No session has counted yet.",
            ),
        ],
    )
    def test_of_one_session(self, database: Database, slot: Slot, said: str) -> None:
        assert words.line(story(database, slot)) == said


class TestGaps:
    def test_say_the_last_two_and_the_time_since(self, database: Database) -> None:
        found = story(
            database,
            *weekly("anna", "2026-05-04 10:00", 5),
            Slot("anna", "2026-06-14 10:00"),
        )

        assert words.gaps_line(found) == (
            "Usually every 7 days; the last two gaps: 7 and 13. 16 days since the last "
            "session; nothing is booked."
        )

    def test_say_what_was_away_and_what_is_booked(self, database: Database) -> None:
        entries_of = weekly("anna", "2026-06-01 10:00", 3)
        later = ahead("anna", "2026-07-06 10:00", "2026-06-20 10:00")
        write(database, [*entries_of, later])
        span = (dt.date(2026, 6, 20), dt.date(2026, 6, 27))
        entries.add_absence(database, "anna", *span, now=NOW)

        found = words.gaps_line(stories.story(database, AT, "anna"))

        assert found.endswith(
            "15 days since the last session, 7 of them away; the next one is booked "
            "for 6 Jul."
        )

    def test_of_one_of_two_and_of_nobody(self, database: Database) -> None:
        two = story(database, *weekly("anna", "2026-06-23 10:00", 2))
        assert words.gaps_line(two) == "One gap so far: 7 days."

        write(
            database,
            [Slot("bo", "2026-06-29 10:00"), Slot("cy", "2026-06-29 10:00", "no_show")],
        )
        one, none = (stories.story(database, AT, client) for client in ("bo", "cy"))
        assert words.gaps_line(one) == (
            "Came on one day so far, so there is no gap. 1 day since the last session; "
            "nothing is booked."
        )
        assert words.gaps_line(none) == "Has not come so far, so there is no gap."
        assert cards.gaps(none).figure is None


class TestNotice:
    def test_counts_what_was_late_and_what_nobody_can_tell(
        self, database: Database
    ) -> None:
        found = story(
            database,
            off("2026-03-02 10:00", "late_cancelled", "2026-03-02 08:00"),
            off("2026-03-09 10:00", "cancelled", "2026-03-01 10:00"),
            off("2026-03-16 10:00", "cancelled", "2026-03-16 10:00"),
            off("2026-03-23 10:00", "cancelled_by_coach", "2026-03-23 09:00"),
            moved_slot("2026-04-15 10:00", "2026-04-14 11:00"),
        )
        untold = found.slots["start_day"] == found.slots["start_day"].iloc[2]
        found.slots.loc[untold, "notice_hours"] = None

        card = cards.notice(found)

        assert card.answer == (
            "3 called off and 1 moved; 2 of these within 24 hours; of 1 nobody can "
            "tell."
        )
        hours = card.table["notice_hours"].tolist()
        assert hours[:2] == [2, 192]
        assert hours[3] == 23

    def test_nothing(self, database: Database) -> None:
        card = cards.notice(story(database, Slot("anna", "2026-03-02 10:00")))

        assert card.answer == "Nothing was called off or moved."
        assert card.figure is None


class TestSessions:
    def test_the_table_holds_every_slot_with_its_local_time(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                Slot("anna", "2026-03-02 10:00", "attended", "presumed"),
                Slot("anna", "2026-06-30 10:00", "no_show", is_excused=True),
            ],
            zone_name="Europe/Zurich",
        )
        found = stories.story(database, AsOf.end_of(DAY, "Europe/Zurich"), "anna")

        card = cards.sessions(found)

        assert card.table["date"].tolist() == [dt.date(2026, 3, 2), DAY]
        # Once in winter, once in summer.
        assert card.table["time"].tolist() == ["10:00", "10:00"]
        assert card.table["became"].tolist() == ["presumed", "excused"]
        assert card.basis == (
            "n = 1 session that counts. 1 of 1 are presumed. 1 excused."
        )

    def test_a_long_story_has_a_line_a_year_and_a_short_one_two(
        self, database: Database
    ) -> None:
        long = story(database, *weekly("anna", "1996-07-01 10:00", 405, days=27))
        ticks = cards.sessions(long).figure.layout.yaxis.ticktext  # type: ignore[union-attr]
        assert ticks[0] == "1996"
        assert ticks[-1] == "2026"

        write(
            database, [Slot("bo", "2026-01-05 10:00"), Slot("bo", "2026-06-01 10:00")]
        )
        short = cards.sessions(stories.story(database, AT, "bo"))
        assert short.figure is not None
        assert short.figure.layout.yaxis.ticktext == ("Jan 2026",)

    def test_two_sessions_on_one_day_stand_above_each_other(
        self, database: Database
    ) -> None:
        found = story(
            database, Slot("anna", "2026-03-02 10:00"), Slot("anna", "2026-03-02 18:00")
        )

        (marks,) = cards.sessions(found).figure.data  # type: ignore[union-attr]

        assert marks.x[0] == marks.x[1]
        assert marks.y[1] - marks.y[0] == pytest.approx(0.28)

    def test_absences_are_drawn_from_their_first_day_to_the_return(
        self, database: Database
    ) -> None:
        write(
            database,
            [Slot("anna", "2025-12-01 10:00"), Slot("anna", "2026-02-02 10:00")],
        )
        span = (dt.date(2025, 12, 30), dt.date(2026, 1, 3))
        entries.add_absence(database, "anna", *span, now=NOW)

        figure = cards.sessions(stories.story(database, AT, "anna")).figure

        away = figure.data[0]  # type: ignore[union-attr]
        # 30 and 31 December at the end of a half year, 1 and 2 January in the next.
        assert list(zip(away.base, away.x, strict=True)) == [(184, 2), (0, 2)]

    def test_nobody_and_nothing(self, database: Database) -> None:
        nobody = stories.story(database, AT, "nobody")

        shown = [cards.sessions(nobody), cards.gaps(nobody), cards.notice(nobody)]

        assert [card.figure for card in shown] == [None] * 3
        assert all(card.table.empty for card in shown)
        assert shown[0].answer == "No session is known."
        assert words.agreed(nobody) == []


def test_what_was_agreed(database: Database) -> None:
    slots = [
        Slot("anna", f"2026-06-0{day} 10:00", service="Programme", package_sessions=8)
        for day in (1, 2, 3)
    ]
    write(
        database, [*slots, Slot("anna", "2026-06-29 10:00", "cancelled", session="s")]
    )
    absences.add_practice_absence(
        database, dt.date(2026, 6, 10), dt.date(2026, 6, 17), why="summer", now=NOW
    )
    entries.add_ending(
        database,
        "anna",
        "paused",
        on=dt.date(2026, 6, 20),
        until=dt.date(2026, 6, 25),
        reason="exam",
        now=NOW,
    )
    pulses.add(database, "s", engaged=4, goal_progress=3, on=DAY, now=NOW)

    assert words.agreed(stories.story(database, AT, "anna")) == [
        ("Programme", "3 of 8 sessions of Programme"),
        ("Away", "10 Jun to 17 Jun: the practice was closed (summer)"),
        ("Noted", "20 Jun: paused until 25 Jun (exam)"),
        ("The coach’s view", "3.5 of 5, 30 Jun"),
    ]


def test_no_card_holds_a_name(database: Database) -> None:
    write(database, weekly("anna", "2026-03-02 10:00", 6), names={"anna": "Zwirbel"})
    found = stories.story(database, AT, "anna")

    for card in (cards.sessions(found), cards.gaps(found), cards.notice(found)):
        held = f"{card} {card.figure and card.figure.to_json()} {card.table.to_csv()}"
        assert "Zwirbel" not in held
        assert "anna" not in held
