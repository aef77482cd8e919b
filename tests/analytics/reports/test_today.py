"""Today: the names, their order, and what holds one back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.contracts import NextStep, QuietClient, RankedClient, Reason
from analytics.periods import AsOf
from analytics.reports.today import today
from analytics.store import entries
from tests.support.log import Slot, ahead, utc, weekly, write

if TYPE_CHECKING:
    from analytics.contracts import TodayList
    from analytics.store import Database

NOW = utc("2026-02-23 09:00")
"""A Monday. The last export is of the Friday before."""
FRIDAY = "2026-02-20 18:00"

QUIET = weekly("anna", "2026-01-05 10:00", 5)
"""Weekly until 2 February: 18 days on the Friday, usually 7."""


def look(database: Database, now: dt.datetime = NOW) -> TodayList:
    return today(database, facts.default_as_of(database, now), now=now)


def asked(database: Database, day: str, now: dt.datetime = NOW) -> TodayList:
    as_of = AsOf.end_of(dt.date.fromisoformat(day), "UTC")
    return today(database, as_of, now=now, is_as_of_given=True)


def on_list(found: TodayList) -> list[str]:
    return [client.client_id for client in found.clients if client.on_list]


def client(found: TodayList, client_id: str = "anna") -> RankedClient:
    return next(one for one in found.clients if one.client_id == client_id)


def test_an_empty_practice_has_nobody(database: Database) -> None:
    found = look(database)

    assert (found.clients, found.lapsed, found.never_came) == ((), (), ())
    assert (found.data_as_of, found.is_stale, found.mode) == (None, False, "rule")
    assert found.capacity == 1


def test_a_quiet_client_stands_on_the_list_with_everything(
    database: Database,
) -> None:
    write(database, QUIET, exported=FRIDAY, names={"anna": "Anna Weber"})

    found = look(database)

    draft = found.clients[0].next_step.draft
    assert found.clients == (
        RankedClient(
            client_id="anna",
            name="Anna Weber",
            coach="Ada",
            service="Coaching",
            rank=1,
            on_list=True,
            is_new=False,
            is_by_rule=False,
            held_back=None,
            contact=None,
            probability=None,
            interval=None,
            in_ten=None,
            word="high",
            days_since_last=18,
            usual_gap_days=7.0,
            is_little_known=False,
            last_attended_at=utc("2026-02-02 10:00"),
            next_booked_at=None,
            reasons=(
                Reason(
                    "18 days since the last session, usually 7.",
                    ("anna@2026-02-02 10:00",),
                ),
                Reason("Nothing booked.", ()),
            ),
            changed=None,
            next_step=NextStep(
                step="say_hello",
                title="Say hello",
                due=dt.date(2026, 2, 24),
                draft=draft,
                kind="message",
                why="It has been much quieter than usual, and nothing is booked.",
                reasons=(),
                alternatives=("stay_in_touch", "understand_why"),
                other_options=("refer",),
            ),
            strip=".....aaaaa..",
        ),
    )
    assert draft.startswith("Hi Anna,")


def test_a_little_known_client_gets_no_word_of_a_usual_gap(
    database: Database,
) -> None:
    write(database, [Slot("anna", "2026-01-26 10:00")], exported=FRIDAY)

    found = client(look(database))

    assert found.is_little_known
    assert found.reasons[0].text == "25 days since the last session."


def test_a_future_booking_clears(database: Database) -> None:
    booking = ahead("anna", "2026-03-02 10:00", "2026-02-19 10:00")
    write(database, [*QUIET, booking], exported=FRIDAY)

    found = client(look(database))

    assert (found.word, found.on_list, found.held_back) == ("low", False, None)
    assert found.next_booked_at == utc("2026-03-02 10:00")
    assert found.next_step.step == "look_forward"
    assert [reason.text for reason in found.reasons] == [
        "18 days since the last session, usually 7."
    ]


def test_the_list_is_as_long_as_the_owner_has_time_for(database: Database) -> None:
    log = [
        slot
        for number in range(4)
        for slot in weekly(f"c{number}", f"2026-01-0{5 + number} 10:00", 5)
    ]
    write(database, log, exported=FRIDAY, settings={"capacity": "2"})

    found = look(database)

    assert on_list(found) == ["c0", "c1"]
    assert [one.rank for one in found.clients] == [1, 2, 3, 4]
    assert [one.held_back for one in found.clients] == [None] * 4


class TestNew:
    def test_is_a_name_that_was_not_there_a_week_earlier(
        self, database: Database
    ) -> None:
        # On Friday 13 February: ben 18 days, anna 4 days of silence.
        write(
            database,
            [
                *weekly("anna", "2026-01-12 10:00", 5),
                *weekly("ben", "2025-12-29 10:00", 5),
            ],
            exported=FRIDAY,
            settings={"capacity": "5"},
        )

        found = look(database)

        assert on_list(found) == ["ben", "anna"]
        assert client(found, "anna").is_new
        assert not client(found, "ben").is_new

    def test_is_also_a_name_for_which_there_was_no_room(
        self, database: Database
    ) -> None:
        write(
            database,
            [
                *weekly("anna", "2025-12-29 10:00", 5),
                *weekly("ben", "2025-12-28 10:00", 5),
            ],
            exported=FRIDAY,
            settings={"capacity": "1"},
        )
        entries.set_aside(
            database,
            "ben",
            from_date=dt.date(2026, 2, 20),
            until_date=dt.date(2026, 4, 1),
            reason="travels",
            now=NOW,
        )

        found = look(database)

        assert on_list(found) == ["anna"]
        assert client(found).is_new


class TestOldData:
    @pytest.mark.parametrize(
        ("now", "is_stale"),
        [("2026-03-01 18:00", False), ("2026-03-01 18:01", True)],
    )
    def test_are_older_than_nine_days(
        self, database: Database, now: str, is_stale: bool
    ) -> None:
        write(database, QUIET, exported=FRIDAY)

        assert look(database, utc(now)).is_stale is is_stale

    def test_hold_new_names_back_and_keep_the_others(self, database: Database) -> None:
        write(
            database,
            [
                *weekly("anna", "2026-01-12 10:00", 5),
                *weekly("ben", "2025-12-29 10:00", 5),
            ],
            exported=FRIDAY,
            settings={"capacity": "5"},
        )

        found = look(database, utc("2026-03-04 09:00"))

        assert on_list(found) == ["ben"]
        assert client(found, "anna").held_back == (
            "Data are from 20 February: no new names before a newer export is in."
        )
        assert not any(one.is_new for one in found.clients)

    def test_are_told_by_the_day_asked_for(self, database: Database) -> None:
        write(database, QUIET, exported=FRIDAY)

        late = utc("2026-06-01 09:00")
        # The end of a day is meant: 1 March ends nine days and six hours later.
        assert not asked(database, "2026-02-28", late).is_stale
        assert asked(database, "2026-03-01", late).is_stale

    def test_do_not_exist_in_an_empty_practice(self, database: Database) -> None:
        assert not asked(database, "2026-03-02").is_stale


class TestEntries:
    def test_made_today_count_though_the_files_are_older(
        self, database: Database
    ) -> None:
        write(database, QUIET, exported=FRIDAY)
        entries.add_follow_up(
            database, "anna", step="say_hello", on=NOW.date(), now=NOW
        )

        found = client(look(database))

        assert not found.on_list
        assert found.held_back == (
            "Contacted on 23 February; back on the list on 23 March."
        )
        assert found.word == "high"

    def test_made_later_do_not_count_on_a_day_asked_for(
        self, database: Database
    ) -> None:
        write(database, QUIET, exported=FRIDAY)
        entries.add_follow_up(
            database, "anna", step="say_hello", on=NOW.date(), now=NOW
        )

        assert on_list(asked(database, "2026-02-22")) == ["anna"]
        assert on_list(asked(database, "2026-02-23")) == []

    def test_taken_back_bring_the_name_back(self, database: Database) -> None:
        write(database, QUIET, exported=FRIDAY)
        entry_id = entries.set_aside(
            database,
            "anna",
            from_date=NOW.date(),
            until_date=dt.date(2026, 3, 23),
            reason="exams",
            now=NOW,
        )
        assert client(look(database)).held_back == "No concern until 23 March: exams"

        entries.withdraw(database, entry_id, now=NOW)

        assert on_list(look(database)) == ["anna"]

    def test_of_an_ending_take_the_client_out(self, database: Database) -> None:
        write(database, QUIET, exported=FRIDAY)
        entries.add_ending(database, "anna", "completed", on=NOW.date(), now=NOW)

        found = look(database)

        assert (found.clients, found.lapsed) == ((), ())

    def test_of_an_absence_hold_back_until_the_return(self, database: Database) -> None:
        write(database, QUIET, exported="2026-03-01 18:00")
        entries.add_absence(database, "anna", NOW.date(), dt.date(2026, 3, 2), now=NOW)

        assert client(look(database)).held_back == "Away until 2 March."
        assert on_list(asked(database, "2026-03-02")) == ["anna"]

    def test_hold_only_names_that_would_be_on_the_list(
        self, database: Database
    ) -> None:
        booking = ahead("anna", "2026-03-02 10:00", "2026-02-19 10:00")
        write(database, [*QUIET, booking], exported=FRIDAY)
        entries.add_follow_up(
            database, "anna", step="say_hello", on=NOW.date(), now=NOW
        )

        assert client(look(database)).held_back is None


class TestQuietLists:
    def test_hold_the_lapsed_and_those_who_never_came(self, database: Database) -> None:
        write(
            database,
            [
                *weekly("anna", "2025-12-01 10:00", 3),
                Slot("ben", "2026-02-02 10:00", "no_show", coach=None, service=None),
            ],
            exported=FRIDAY,
        )

        found = look(database)

        assert found.clients == ()
        assert found.lapsed == (
            QuietClient(
                client_id="anna",
                name="anna",
                coach="Ada",
                service="Coaching",
                last_attended_at=utc("2025-12-15 10:00"),
                last_booked_at=utc("2025-12-15 10:00"),
                days_since_last=67,
                usual_gap_days=7.0,
                sessions_attended=3,
                standing="unknown",
            ),
        )
        assert found.never_came == (
            QuietClient(
                client_id="ben",
                name="ben",
                coach=None,
                service=None,
                last_attended_at=None,
                last_booked_at=utc("2026-02-02 10:00"),
                days_since_last=None,
                usual_gap_days=None,
                sessions_attended=0,
                standing="unknown",
            ),
        )


class TestNothingBooked:
    # Five weekly clients, all of whom came last week.
    FIVE = tuple(
        slot
        for number in range(5)
        for slot in weekly(f"c{number}", "2026-01-05 10:00", 6)
    )

    def test_is_said_as_far_as_the_data_show_bookings(self, database: Database) -> None:
        write(database, self.FIVE, exported=FRIDAY)

        assert client(look(database), "c0").reasons[1].text == "No booking in the data."

    def test_is_said_plainly_where_others_have_bookings(
        self, database: Database
    ) -> None:
        booking = ahead("c4", "2026-03-02 10:00", "2026-02-10 10:00")
        write(database, [*self.FIVE, booking], exported=FRIDAY)

        assert client(look(database), "c0").reasons[1].text == "Nothing booked."


def test_a_later_slot_with_an_unknown_outcome_is_owned_up_to(
    database: Database,
) -> None:
    write(database, [*QUIET, Slot("anna", "2026-02-09 10:00", "unknown")])

    found = client(asked(database, "2026-02-20"))

    assert found.reasons[0].text == (
        "18 days since the last session known to have happened, usually 7."
    )


def test_the_days_are_the_practices_own(database: Database) -> None:
    # 00:30 on 2 February in Auckland is still 1 February in UTC.
    write(
        database,
        weekly("anna", "2026-01-05 00:30", 5),
        exported="2026-02-20 09:00",
        zone_name="Pacific/Auckland",
    )

    found = look(database, utc("2026-02-20 10:00", "Pacific/Auckland"))

    assert found.as_of.day == dt.date(2026, 2, 20)
    assert client(found).days_since_last == 18
