"""Runs of kept sessions and the strip of twelve weeks, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.periods import AsOf
from tests.analytics.facts.client_rows import facts_of
from tests.support.log import Slot, ahead, utc, write

if TYPE_CHECKING:
    from analytics.store import Database


class TestStreaks:
    @pytest.mark.parametrize(
        ("outcomes", "current", "best"),
        [
            pytest.param("aaa", 3, 3, id="never broken"),
            pytest.param("aanaaa", 3, 3, id="a miss breaks"),
            pytest.param("aaalaa", 2, 3, id="a late cancellation breaks"),
            pytest.param("aaaan", 0, 4, id="broken by the last"),
            pytest.param("nn", 0, 0, id="never attended"),
            pytest.param("aacmba", 3, 3, id="calling off in time does not break"),
            pytest.param("aaua", 3, 3, id="an unknown outcome does not break"),
            pytest.param("aaeaa", 4, 4, id="an excused miss does not break"),
            pytest.param("naanana", 1, 2, id="the longest is in the middle"),
        ],
    )
    def test_are_runs_of_attended_sessions(
        self, database: Database, outcomes: str, current: int, best: int
    ) -> None:
        words = {
            "a": "attended",
            "n": "no_show",
            "e": "no_show",
            "l": "late_cancelled",
            "c": "cancelled",
            "b": "cancelled_by_coach",
            "m": "rescheduled",
            "u": "unknown",
        }
        write(
            database,
            [
                Slot(
                    "anna",
                    f"2026-01-{day:02} 10:00",
                    words[letter],
                    is_excused=letter == "e",
                )
                for day, letter in enumerate(outcomes, start=1)
            ],
        )

        found = facts_of(database, "anna", "2026-02-01")

        assert (found["current_streak"], found["best_streak"]) == (current, best)

    def test_of_two_sessions_at_one_time_the_attended_one_counts_first(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                Slot("anna", "2026-01-01 10:00"),
                Slot("anna", "2026-01-02 10:00", "no_show", session="1"),
                Slot("anna", "2026-01-02 10:00", "attended", session="2"),
            ],
        )

        found = facts_of(database, "anna", "2026-02-01")

        assert (found["current_streak"], found["best_streak"]) == (0, 2)


class TestStrip:
    # Sunday 1 March 2026 closes a week that began on Monday 23 February.
    def strip(self, database: Database, **settings: str) -> str:
        write(
            database,
            [
                Slot("anna", "2025-12-08 10:00"),
                Slot("anna", "2025-12-07 10:00", "no_show"),
                Slot("anna", "2025-12-15 10:00", "no_show"),
                Slot("anna", "2025-12-16 10:00", "late_cancelled"),
                Slot("anna", "2025-12-22 10:00", "no_show"),
                Slot("anna", "2025-12-29 10:00", "late_cancelled"),
                Slot("anna", "2026-01-05 10:00", "cancelled_by_coach"),
                Slot("anna", "2026-01-12 10:00", "no_show", is_excused=True),
                Slot("anna", "2026-01-19 10:00", "rescheduled"),
                Slot("anna", "2026-01-26 10:00", "unknown"),
                Slot("anna", "2026-02-09 10:00", "attended", "presumed"),
                Slot("anna", "2026-02-16 10:00"),
                Slot("anna", "2026-02-17 10:00", "no_show"),
                ahead("anna", "2026-03-01 18:00", "2026-02-10 10:00"),
                ahead("anna", "2026-03-02 18:00", "2026-02-10 10:00"),
            ],
            settings=settings,
        )
        as_of = AsOf.at(utc("2026-03-01 12:00"), "UTC")
        return str(facts.client_facts(database, as_of)["strip"].iloc[0])

    def test_shows_the_best_of_each_of_twelve_weeks(self, database: Database) -> None:
        assert self.strip(database) == "alnlccmu.pab"

    def test_begins_weeks_on_the_day_the_practice_has_set(
        self, database: Database
    ) -> None:
        # The week of Sunday 1 March has both slots that are still ahead.
        assert self.strip(database, week_start="sunday") == "lnlccmu.pa.b"

    def test_of_a_client_without_recent_slots_is_empty(
        self, database: Database
    ) -> None:
        write(database, [Slot("anna", "2025-01-08 10:00")])

        assert facts_of(database, "anna", "2026-03-01")["strip"] == "." * 12

    def test_uses_only_letters_that_are_explained(self, database: Database) -> None:
        assert set(self.strip(database)) == set(facts.LETTERS)
