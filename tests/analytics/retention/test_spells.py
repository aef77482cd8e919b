"""One row a client: since when, until when, and how it ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from analytics.facts import clients, entered
from analytics.periods import AsOf, day_number
from analytics.retention import spells
from analytics.selection import EVERYTHING, Selection
from analytics.store import absences, entries
from tests.support.log import Slot, ahead, weekly, write, write_since

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.store import Database

NOW = dt.datetime(2026, 12, 1)  # noqa: DTZ001 - UTC without a zone, as in the store

OLD = Slot("old", "2025-01-06 10:00")
"""The log begins long before anybody of whom a test speaks."""

# Six fortnightly sessions until 16 March 2026: three gaps are 42 days, so on 28 April
# the silence has outlasted them.
ANNA = weekly("anna", "2026-01-05 10:00", 6, days=14)


def day(text: str) -> int:
    return day_number(dt.date.fromisoformat(text))


def as_of(text: str) -> AsOf:
    return AsOf.end_of(dt.date.fromisoformat(text), "UTC")


def spell(
    database: Database,
    on: str,
    client: str = "anna",
    selection: Selection = EVERYTHING,
    gaps: float = 3,
) -> dict[str, Any]:
    found = spells.spells(database, as_of(on), selection, gaps=gaps)
    (row,) = found[found["client_id"] == client].to_dict("records")
    return {str(key): value for key, value in row.items()}


def ended(database: Database, on: str, client: str = "anna") -> tuple[Any, ...]:
    row = spell(database, on, client)
    return row["ending"], row["is_confirmed"], row["seen_day"]


class TestStillHere:
    def test_until_the_silence_has_outlasted_the_horizon(
        self, database: Database
    ) -> None:
        write(database, [OLD, *ANNA], exported="2026-04-01 00:00")

        assert ended(database, "2026-04-27") == (None, False, day("2026-04-27"))
        assert ended(database, "2026-04-28") == ("drifted", False, day("2026-04-28"))
        # The day stays, however much later one looks.
        assert ended(database, "2026-11-01") == ("drifted", False, day("2026-04-28"))

    def test_while_something_is_booked(self, database: Database) -> None:
        booking = ahead("anna", "2026-07-01 10:00", "2026-03-20 10:00")
        write(database, [OLD, *ANNA, booking], exported="2026-04-01 00:00")

        assert ended(database, "2026-06-30") == (None, False, day("2026-06-30"))

    @pytest.mark.parametrize(
        ("slot", "expected"),
        [
            pytest.param(
                Slot("anna", "2026-06-10 10:00", "no_show", booked="2026-03-20 10:00"),
                "2026-06-10",
                id="missed",
            ),
            pytest.param(
                Slot(
                    "anna",
                    "2026-06-10 10:00",
                    "cancelled",
                    booked="2026-03-20 10:00",
                    ended="2026-05-31 10:00",
                ),
                "2026-05-31",
                id="called off ten days before",
            ),
            pytest.param(
                Slot(
                    "anna",
                    "2026-06-10 10:00",
                    "cancelled",
                    booked="2026-03-20 10:00",
                    ended="2026-04-01 10:00",
                ),
                "2026-04-28",
                id="called off before the silence was plain",
            ),
        ],
    )
    def test_until_the_last_booking_came_to_nothing(
        self, database: Database, slot: Slot, expected: str
    ) -> None:
        write(database, [OLD, *ANNA, slot], exported="2026-04-01 00:00")

        assert ended(database, "2026-08-01") == ("drifted", False, day(expected))

    def test_whoever_came_back_never_left(self, database: Database) -> None:
        again = Slot("anna", "2026-09-01 10:00")
        write(database, [OLD, *ANNA, again], exported="2026-04-01 00:00")

        assert ended(database, "2026-05-10")[0] == "drifted"
        assert ended(database, "2026-09-02") == (None, False, day("2026-09-02"))

    def test_longer_with_more_gaps(self, database: Database) -> None:
        write(database, [OLD, *ANNA], exported="2026-04-01 00:00")

        six = spell(database, "2026-11-01", gaps=6)

        assert six["horizon_days"] == pytest.approx(84)
        assert six["seen_day"] == day("2026-06-09")


class TestEndings:
    def test_nobody_saw_who_was_gone_before_the_first_export(
        self, database: Database
    ) -> None:
        write(database, [OLD, *ANNA], exported="2026-06-01 00:00")

        assert ended(database, "2026-06-01")[:2] == ("unknown", False)

    def test_a_word_dates_the_ending_if_it_came_first(self, database: Database) -> None:
        write(database, [OLD, *ANNA], exported="2026-04-01 00:00")
        on = dt.date(2026, 3, 20)
        entries.add_ending(database, "anna", "ended_by_client", on=on, now=NOW)

        assert ended(database, "2026-03-19")[0] is None
        assert ended(database, "2026-06-01") == (
            "ended_by_client",
            True,
            day("2026-03-20"),
        )

    def test_a_later_word_says_how_not_when(self, database: Database) -> None:
        write(database, [OLD, *ANNA], exported="2026-04-01 00:00")
        on = dt.date(2026, 10, 1)
        entries.add_ending(database, "anna", "handed_over", on=on, now=NOW)

        assert ended(database, "2026-11-01") == (
            "handed_over",
            True,
            day("2026-04-28"),
        )

    def test_a_pause_is_no_ending(self, database: Database) -> None:
        write(database, [OLD, *ANNA], exported="2026-04-01 00:00")
        on = dt.date(2026, 3, 20)
        entries.add_ending(database, "anna", "paused", on=on, now=NOW)

        assert ended(database, "2026-11-01") == (None, False, day("2026-11-01"))

    def test_a_programme_ends_with_its_last_session(self, database: Database) -> None:
        programme = [
            Slot("anna", f"2026-01-{d:02} 10:00", package_sessions=3)
            for d in (5, 12, 19)
        ]
        write(database, [OLD, *programme])

        assert ended(database, "2026-02-01") == ("completed", True, day("2026-01-19"))

    def test_that_nobody_knows_confirms_nothing(self, database: Database) -> None:
        write(database, [OLD, *ANNA], exported="2026-04-01 00:00")
        on = dt.date(2026, 5, 20)
        entries.add_ending(database, "anna", "unknown", on=on, now=NOW)

        assert ended(database, "2026-06-01") == ("unknown", False, day("2026-04-28"))


class TestAbsences:
    @pytest.mark.parametrize("whose", ["client", "coach", "practice"])
    def test_put_the_day_off(self, database: Database, whose: str) -> None:
        write(database, [OLD, *ANNA], exported="2026-04-01 00:00")
        first, back = dt.date(2026, 4, 1), dt.date(2026, 4, 11)
        if whose == "client":
            entries.add_absence(database, "anna", first, back, now=NOW)
        elif whose == "coach":
            absences.add_coach_absence(database, "Ada", first, back, now=NOW)
        else:
            absences.add_practice_absence(database, first, back, now=NOW)

        assert ended(database, "2026-05-07")[0] is None
        assert ended(database, "2026-06-01") == ("drifted", False, day("2026-05-08"))

    def test_of_the_practice_end_for_whoever_came_in_the_middle(
        self, database: Database
    ) -> None:
        write(database, [OLD, *ANNA], exported="2026-04-01 00:00")
        first, back = dt.date(2026, 3, 10), dt.date(2026, 3, 30)
        absences.add_practice_absence(database, first, back, now=NOW)

        assert ended(database, "2026-06-01")[2] == day("2026-04-28")


class TestStart:
    def test_is_not_known_of_whoever_was_there_when_the_log_began(
        self, database: Database
    ) -> None:
        late = weekly("late", "2026-03-01 10:00", 3, days=14)
        write(database, [*ANNA, *late])
        found = spells.spells(database, as_of("2026-03-31"))

        known = dict(zip(found["client_id"], found["is_start_known"], strict=True))

        assert known == {"anna": False, "late": True}

    def test_is_what_the_client_list_says_and_they_enter_late(
        self, database: Database
    ) -> None:
        write(database, ANNA)
        write_since(database, {"anna": "2025-06-01"})

        row = spell(database, "2026-03-31")

        assert row["is_start_known"]
        assert row["start_day"] == day("2025-06-01")
        # The log begins on 5 January; after 42 days whoever had left before would be
        # gone.
        assert row["entry_day"] == day("2026-02-17")

    def test_is_the_first_session_where_the_list_says_they_are_new(
        self, database: Database
    ) -> None:
        write(database, [Slot("other", "2025-12-20 10:00"), *ANNA])
        write_since(database, {"anna": "2025-12-30"})

        row = spell(database, "2026-03-31")

        assert row["is_start_known"]
        assert row["start_day"] == row["entry_day"] == day("2026-01-05")

    def test_a_list_made_later_is_not_known_yet(self, database: Database) -> None:
        write(database, ANNA)
        write_since(database, {"anna": "2025-06-01"}, exported="2026-09-01 00:00")

        assert not spell(database, "2026-03-31")["is_start_known"]

    def test_holds_what_was_known_at_the_start(self, database: Database) -> None:
        second = Slot("anna", "2026-04-01 10:00", coach="Bo", service="Review")
        write(database, [OLD, *ANNA, second])

        row = spell(database, "2026-04-02")

        assert (row["coach"], row["service"]) == ("Ada", "Coaching")
        assert row["sessions_attended"] == 7


class TestSelection:
    def test_a_period_lets_in_late_and_ends_the_watching(
        self, database: Database
    ) -> None:
        write(database, [OLD, *ANNA], exported="2026-04-01 00:00")
        period = Selection(from_day=dt.date(2026, 2, 1), until_day=dt.date(2026, 4, 28))

        row = spell(database, "2026-11-01", selection=period)

        assert row["start_day"] == day("2026-01-05")
        assert row["entry_day"] == day("2026-02-01")
        assert (row["ending"], row["seen_day"]) == (None, day("2026-04-27"))

    def test_whoever_was_gone_before_the_period_is_not_in_it(
        self, database: Database
    ) -> None:
        write(database, [OLD, *ANNA])
        period = Selection(from_day=dt.date(2026, 5, 1))

        assert spells.spells(database, as_of("2026-11-01"), period).empty

    def test_nothing_chosen_is_an_empty_table(self, database: Database) -> None:
        write(database, [OLD, *ANNA])

        found = spells.spells(database, as_of("2026-11-01"), Selection(coach="Zoe"))

        assert found.empty
        assert "ending" in found


def test_an_empty_practice_has_no_rows(database: Database) -> None:
    assert spells.spells(database, as_of("2026-11-01")).empty


@pytest.mark.parametrize(
    "on", ["2026-01-20", "2026-03-20", "2026-04-20", "2026-06-15", "2026-09-01"]
)
def test_endings_are_the_standings_that_clients_have(
    database: Database, on: str
) -> None:
    write(database, mixed(), exported="2026-03-01 00:00")
    for client, standing, since in (
        ("c3", "ended_by_coach", dt.date(2026, 3, 1)),
        ("c4", "paused", dt.date(2026, 3, 1)),
        ("c5", "drifted", dt.date(2026, 8, 1)),
    ):
        entries.add_ending(database, client, standing, on=since, now=NOW)
    absences.add_practice_absence(
        database, dt.date(2026, 2, 10), dt.date(2026, 2, 20), now=NOW
    )
    at = as_of(on)
    listed = clients.paces(database, at)
    known = entered.known(database, at)
    standings = {
        place.client_id: place.standing
        for place in clients.where_all(database, at, listed, known)
    }

    found = spells.spells(database, at)

    for row in found.itertuples():
        expected = standings[str(row.client_id)]
        is_here = expected in {"active", "paused"}
        assert row.ending == (None if is_here else expected), row.client_id


def mixed() -> Sequence[Slot]:
    """Return ten clients who stop one after the other."""
    return [
        OLD,
        *(
            slot
            for number in range(10)
            for slot in weekly(
                f"c{number}", "2025-12-01 10:00", 2 + 2 * number, days=5 + number
            )
        ),
        Slot("c1", "2026-04-01 10:00", "unknown", booked="2026-03-01 10:00"),
        Slot("c2", "2026-06-20 10:00", "scheduled", booked="2026-03-01 10:00"),
    ]
