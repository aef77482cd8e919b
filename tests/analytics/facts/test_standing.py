"""Where a client stands: the active set, the quiet lists, and what pages show."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.contracts import Standing
from analytics.facts import clients, entered
from analytics.facts.standing import Place, Where, horizon_days
from analytics.periods import AsOf
from analytics.retention import spells
from analytics.store import entries
from tests.support.log import Slot, ahead, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1)  # noqa: DTZ001 - UTC without a zone, as in the store


def where(database: Database, day: str, client: str = "anna") -> Where:
    as_of = AsOf.end_of(dt.date.fromisoformat(day), "UTC")
    table = clients.paces(database, as_of)
    known = entered.known(database, as_of)
    found = clients.where_all(database, as_of, table, known)
    return next(place for place in found if place.client_id == client)


@pytest.mark.parametrize(
    ("gap", "expected"), [(7.0, 28.0), (9.0, 28.0), (14.0, 42.0), (30.0, 90.0)]
)
def test_the_horizon_is_three_gaps_and_at_least_four_weeks(
    gap: float, expected: float
) -> None:
    assert horizon_days(gap) == expected


class TestActive:
    # The last of six fortnightly sessions is on 16 March 2026; the horizon 42 days.
    FORTNIGHTLY = weekly("anna", "2026-01-05 10:00", 6, days=14)

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            pytest.param("2026-03-16", Place.ACTIVE, id="came today"),
            pytest.param("2026-04-27", Place.ACTIVE, id="42 days: on the horizon"),
            pytest.param("2026-04-28", Place.LAPSED, id="43 days: past it"),
        ],
    )
    def test_ends_past_the_horizon(
        self, database: Database, day: str, expected: Place
    ) -> None:
        write(database, self.FORTNIGHTLY)

        assert where(database, day).place is expected

    def test_does_not_end_while_something_is_booked(self, database: Database) -> None:
        booking = ahead("anna", "2026-07-01 10:00", "2026-03-20 10:00")
        write(database, [*self.FORTNIGHTLY, booking])

        assert where(database, "2026-06-30").place is Place.ACTIVE

    def test_leaves_out_a_programme_that_is_complete(self, database: Database) -> None:
        programme = [
            Slot("anna", f"2026-01-{day:02} 10:00", package_sessions=3)
            for day in (5, 12, 19)
        ]
        write(database, programme)

        assert where(database, "2026-01-20").place is Place.COMPLETED
        assert where(database, "2026-01-20").standing == Standing.COMPLETED
        assert where(database, "2026-01-18").place is Place.ACTIVE

    def test_keeps_a_complete_programme_with_something_booked(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                Slot("anna", "2026-01-05 10:00", package_sessions=1),
                ahead("anna", "2026-02-05 10:00", "2026-01-06 10:00"),
            ],
        )

        assert where(database, "2026-01-20").place is Place.ACTIVE

    def test_waits_through_a_known_absence(self, database: Database) -> None:
        write(database, self.FORTNIGHTLY)
        entries.add_absence(
            database, "anna", dt.date(2026, 3, 20), dt.date(2026, 4, 20), now=NOW
        )

        # 31 of the 73 days since 16 March are left out: 42 remain.
        assert where(database, "2026-05-28").days_quiet == 42
        assert where(database, "2026-05-28").place is Place.ACTIVE
        assert where(database, "2026-05-29").place is Place.LAPSED


class TestNewcomers:
    @pytest.mark.parametrize(
        ("slots", "expected"),
        [
            pytest.param(
                [Slot("anna", "2026-03-01 10:00", "no_show")],
                Place.NEVER_CAME,
                id="booked, never came",
            ),
            pytest.param(
                [Slot("anna", "2026-03-01 10:00", "unknown")],
                Place.UNKNOWN,
                id="nobody said whether they came",
            ),
            pytest.param(
                [
                    Slot("anna", "2026-03-01 10:00", "no_show"),
                    ahead("anna", "2026-04-01 10:00", "2026-03-02 10:00"),
                ],
                Place.WAITING,
                id="the next one is booked",
            ),
            pytest.param(
                [
                    Slot(
                        "anna",
                        "2026-04-01 10:00",
                        "cancelled",
                        booked="2026-03-01 10:00",
                        ended="2026-03-02 10:00",
                    )
                ],
                Place.UNKNOWN,
                id="cancelled before its day",
            ),
        ],
    )
    def test_are_not_active(
        self, database: Database, slots: list[Slot], expected: Place
    ) -> None:
        write(database, slots)

        found = where(database, "2026-03-20")

        assert found.place is expected
        assert found.days_quiet is None
        waits = expected is Place.WAITING
        assert found.standing == (Standing.ACTIVE if waits else Standing.UNKNOWN)


class TestStandingNobodyEntered:
    # Weekly until 9 February 2026, so the horizon's last day is 9 March.
    WEEKLY = weekly("anna", "2026-01-05 10:00", 6)

    @pytest.mark.parametrize(
        ("exported", "expected"),
        [
            pytest.param("2026-03-09 12:00", Standing.DRIFTED, id="seen going quiet"),
            pytest.param(
                "2026-03-10 12:00", Standing.UNKNOWN, id="gone before we came"
            ),
            pytest.param(None, Standing.UNKNOWN, id="no export in force"),
        ],
    )
    def test_is_went_quiet_only_if_it_happened_under_our_eyes(
        self, database: Database, exported: str | None, expected: Standing
    ) -> None:
        write(database, self.WEEKLY, exported=exported)

        assert where(database, "2026-05-01").standing == expected

    def test_is_unknown_if_they_may_have_come_since(self, database: Database) -> None:
        later = Slot("anna", "2026-02-16 10:00", "unknown")
        write(database, [*self.WEEKLY, later], exported="2026-02-10 12:00")

        assert where(database, "2026-05-01").standing == Standing.UNKNOWN


class TestEnding:
    WEEKLY = weekly("anna", "2026-01-05 10:00", 6)

    def test_holds_from_its_day_on(self, database: Database) -> None:
        write(database, self.WEEKLY)
        entries.add_ending(
            database, "anna", "handed_over", on=dt.date(2026, 2, 12), now=NOW
        )

        assert where(database, "2026-02-11").ending is None
        found = where(database, "2026-02-12")
        assert found.standing == Standing.HANDED_OVER
        assert found.place is Place.ACTIVE

    def test_is_over_for_whoever_comes_after_it(self, database: Database) -> None:
        write(database, [*self.WEEKLY, Slot("anna", "2026-02-20 10:00")])
        entries.add_ending(
            database, "anna", "ended_by_client", on=dt.date(2026, 2, 9), now=NOW
        )

        assert where(database, "2026-02-19").standing == Standing.ENDED_BY_CLIENT
        assert where(database, "2026-02-20").standing == Standing.ACTIVE

    @pytest.mark.parametrize(
        ("standing", "until", "booked", "expected"),
        [
            ("ended_by_client", None, "2026-02-13", Standing.ACTIVE),
            ("ended_by_client", None, "2026-02-12", Standing.ENDED_BY_CLIENT),
            ("ended_by_client", None, "2026-02-20", Standing.ENDED_BY_CLIENT),
            ("paused", "2026-03-01", "2026-02-13", Standing.PAUSED),
            ("paused", "2026-03-20", "2026-02-13", Standing.ACTIVE),
        ],
        ids=["later", "the same day", "not yet", "for the return", "sooner"],
    )
    def test_is_over_for_whoever_books_after_it(
        self,
        database: Database,
        standing: str,
        until: str | None,
        booked: str,
        expected: Standing,
    ) -> None:
        write(database, [*self.WEEKLY, ahead("anna", "2026-03-05 10:00", booked)])
        entries.add_ending(
            database,
            "anna",
            standing,
            on=dt.date(2026, 2, 12),
            until=dt.date.fromisoformat(until) if until else None,
            now=NOW,
        )

        found = where(database, "2026-02-15")
        assert found.standing == expected
        kept = spells.spells(database, AsOf.end_of(dt.date(2026, 2, 15), "UTC"))
        is_here = expected in {Standing.ACTIVE, Standing.PAUSED}
        assert pd.isna(kept["ending"].iloc[0]) is is_here

    def test_a_booking_called_off_again_brings_nobody_back(
        self, database: Database
    ) -> None:
        slot = Slot(
            "anna",
            "2026-03-05 10:00",
            "cancelled",
            booked="2026-02-13",
            ended="2026-02-16",
        )
        write(database, [*self.WEEKLY, slot])
        entries.add_ending(
            database, "anna", "completed", on=dt.date(2026, 2, 12), now=NOW
        )

        assert where(database, "2026-02-15").standing == Standing.ACTIVE
        assert where(database, "2026-02-16").standing == Standing.COMPLETED

    def test_on_the_day_of_the_last_session_holds(self, database: Database) -> None:
        write(database, self.WEEKLY)
        entries.add_ending(
            database, "anna", "completed", on=dt.date(2026, 2, 9), now=NOW
        )

        assert where(database, "2026-02-09").standing == Standing.COMPLETED

    def test_a_pause_ends_on_its_day_and_stops_the_clock(
        self, database: Database
    ) -> None:
        write(database, self.WEEKLY)
        entries.add_ending(
            database,
            "anna",
            "paused",
            on=dt.date(2026, 2, 10),
            until=dt.date(2026, 3, 10),
            now=NOW,
        )

        assert where(database, "2026-03-09").standing == Standing.PAUSED
        back = where(database, "2026-03-10")
        assert (back.standing, back.days_quiet) == (Standing.ACTIVE, 1)

    def test_the_latest_stands_over_an_older_one(self, database: Database) -> None:
        write(database, self.WEEKLY)
        for standing, day in (("completed", 10), ("active", 12)):
            entries.add_ending(
                database, "anna", standing, on=dt.date(2026, 2, day), now=NOW
            )

        assert where(database, "2026-02-11").standing == Standing.COMPLETED
        assert where(database, "2026-02-12").ending is None

    def test_taken_back_never_was(self, database: Database) -> None:
        write(database, self.WEEKLY)
        entries.add_ending(
            database, "anna", "completed", on=dt.date(2026, 2, 10), now=NOW
        )
        entries.clear_ending(database, "anna", now=NOW)

        assert where(database, "2026-02-11").standing == Standing.ACTIVE
