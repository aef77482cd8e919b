"""Rule + booking: the order, the words and the quiet lists."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.facts import clients, entered
from analytics.facts.standing import Place
from analytics.periods import AsOf
from analytics.risk import rule
from analytics.store import entries
from tests.support.log import Slot, ahead, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1)  # noqa: DTZ001 - UTC without a zone, as in the store


def ranked(database: Database, day: str) -> list[rule.Scored]:
    as_of = AsOf.end_of(dt.date.fromisoformat(day), "UTC")
    table = clients.paces(database, as_of)
    known = entered.known(database, as_of)
    return rule.ranked(table, clients.where_all(database, as_of, table, known))


def names(scored: list[rule.Scored]) -> list[str]:
    return [one.where.client_id for one in scored]


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(0.0, "low"), (1.249, "low"), (1.25, "raised"), (1.999, "raised"), (2.0, "high")],
)
def test_the_word_follows_the_ratio(ratio: float, expected: str) -> None:
    assert rule.word(ratio, is_booked=False) == expected


def test_a_booking_clears() -> None:
    assert rule.word(5.0, is_booked=True) == "low"


def test_scores_are_worked_out_by_hand(database: Database) -> None:
    # Both weekly until 9 February; ben has the next session booked.
    write(
        database,
        [
            *weekly("anna", "2026-01-05 10:00", 6),
            *weekly("ben", "2026-01-05 11:00", 6),
            ahead("ben", "2026-03-02 11:00", "2026-02-09 12:00"),
        ],
    )

    anna, ben = ranked(database, "2026-02-23")

    assert (anna.where.client_id, anna.ratio, anna.score, anna.word) == (
        "anna",
        2.0,
        2.0,
        "high",
    )
    assert (ben.where.client_id, ben.ratio, ben.score, ben.word) == (
        "ben",
        2.0,
        0.02,
        "low",
    )


def test_the_booked_stay_in_the_order_of_their_ratio(database: Database) -> None:
    write(
        database,
        [
            *weekly("anna", "2026-01-05 10:00", 6),
            *weekly("ben", "2026-01-12 10:00", 6),
            *weekly("cleo", "2026-01-19 10:00", 6),
            ahead("anna", "2026-04-01 10:00", "2026-02-01 10:00"),
            ahead("ben", "2026-04-01 10:00", "2026-02-01 10:00"),
        ],
    )

    assert names(ranked(database, "2026-02-24")) == ["cleo", "anna", "ben"]


def test_ties_are_broken_by_silence_and_then_by_id(database: Database) -> None:
    write(
        database,
        [
            *weekly("ben", "2026-01-05 10:00", 6),
            *weekly("anna", "2026-01-05 11:00", 6),
        ],
    )

    assert names(ranked(database, "2026-02-20")) == ["anna", "ben"]


def test_an_ending_takes_a_client_out_from_its_day(database: Database) -> None:
    write(database, weekly("anna", "2026-01-05 10:00", 6))
    entries.add_ending(database, "anna", "completed", on=dt.date(2026, 2, 20), now=NOW)

    assert names(ranked(database, "2026-02-19")) == ["anna"]
    assert names(ranked(database, "2026-02-20")) == []


def test_known_absence_slows_the_silence_down(database: Database) -> None:
    write(database, weekly("anna", "2026-01-05 10:00", 6))
    entries.add_absence(
        database, "anna", dt.date(2026, 2, 10), dt.date(2026, 2, 17), now=NOW
    )

    (anna,) = ranked(database, "2026-02-23")

    # 14 days, 7 of them away.
    assert (anna.ratio, anna.word) == (1.0, "low")


def test_nobody_is_ranked_in_an_empty_practice(database: Database) -> None:
    assert ranked(database, "2026-02-23") == []


class TestQuietLists:
    def rows(self, database: Database, day: str, place: Place) -> list[str]:
        as_of = AsOf.end_of(dt.date.fromisoformat(day), "UTC")
        table = clients.paces(database, as_of)
        known = entered.known(database, as_of)
        places = clients.where_all(database, as_of, table, known)
        found = rule.last_slot_first(table, places, place)
        return [places[row].client_id for row in found]

    def test_begin_with_whose_last_slot_is_latest(self, database: Database) -> None:
        write(
            database,
            [
                *weekly("anna", "2025-06-02 10:00", 6),
                *weekly("ben", "2025-08-04 10:00", 6),
                *weekly("cleo", "2025-08-04 10:00", 6),
            ],
        )

        lapsed = self.rows(database, "2026-02-23", Place.LAPSED)

        assert lapsed == ["ben", "cleo", "anna"]

    @pytest.mark.parametrize(
        ("standing", "is_there"),
        [("drifted", True), ("unknown", True), ("completed", False)],
    )
    def test_leave_out_whoever_has_a_confirmed_ending(
        self, database: Database, standing: str, is_there: bool
    ) -> None:
        write(database, weekly("anna", "2025-06-02 10:00", 6))
        entries.add_ending(database, "anna", standing, on=dt.date(2025, 9, 1), now=NOW)

        assert bool(self.rows(database, "2026-02-23", Place.LAPSED)) is is_there

    def test_hold_whoever_booked_and_never_came(self, database: Database) -> None:
        write(
            database,
            [
                Slot("anna", "2026-02-02 10:00", "no_show"),
                Slot("ben", "2026-02-03 10:00", "unknown"),
            ],
        )

        assert self.rows(database, "2026-02-23", Place.NEVER_CAME) == ["anna"]
