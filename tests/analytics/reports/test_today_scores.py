"""Today from stored scores: the run's order, and what has been entered since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.contracts import Reason
from analytics.store import entries
from tests.analytics.reports.today_steps import (
    ANNA,
    BEN,
    FRIDAY,
    MONDAY,
    NOW,
    client,
    look,
    on_list,
)
from tests.support.log import Slot, ahead, utc, write
from tests.support.runs import keep, named, run_of, score

if TYPE_CHECKING:
    from analytics.store import Database


def test_the_order_and_the_numbers_are_the_runs(four: Database) -> None:
    run = keep(
        four,
        run_of(
            [
                score("dora", 0.51, since=MONDAY),
                score("anna", 0.31, since=MONDAY),
                score("ben", 0.12),
                score("cleo", 0.02),
            ]
        ),
    )

    found = look(four)

    assert (found.mode, found.why, found.run_id) == ("percent", "", run.model.model_id)
    assert found.scored_on == dt.date(2026, 2, 20)
    assert [one.client_id for one in found.clients] == ["dora", "anna", "ben", "cleo"]
    assert [one.rank for one in found.clients] == [1, 2, 3, 4]
    assert on_list(found) == ["dora", "anna"]
    dora = client(found, "dora")
    assert (dora.word, dora.probability) == ("high", 0.51)
    assert dora.interval == pytest.approx((0.41, 0.61))
    assert dora.in_ten == "between 4 and 6 in 10"
    assert client(found).in_ten == "between 2 and 4 in 10"
    assert client(found).is_new


def test_in_words_there_is_no_number(four: Database) -> None:
    why = "11 clients have gone quiet so far; percentages need 20."
    keep(four, run_of([score("anna", 0.5, since=MONDAY)], mode="words", why=why))

    anna = client(look(four))

    assert (look(four).mode, look(four).why) == ("words", why)
    assert (anna.word, anna.on_list) == ("high", True)
    assert (anna.probability, anna.interval, anna.in_ten) == (None, None, None)


def test_whom_the_run_does_not_know_stands_last_by_the_rule(four: Database) -> None:
    keep(four, run_of([score("dora", 0.1), score("ben", 0.05)]))

    found = look(four)

    # Cleo is away longer than Anna; neither was there when the run was made.
    assert [one.client_id for one in found.clients] == ["dora", "ben", "cleo", "anna"]
    assert client(found, "cleo").word == "high"
    assert client(found, "cleo").probability is None


class TestWhatWasEnteredSince:
    @pytest.fixture
    def listed(self, four: Database) -> Database:
        keep(
            four,
            run_of(
                [
                    score("anna", 0.5, since=MONDAY),
                    score("ben", 0.4, since=MONDAY),
                    score("dora", 0.3),
                    score("cleo", 0.05),
                ]
            ),
        )
        return four

    def test_a_contact_takes_the_name_off_and_nobody_moves_up(
        self, listed: Database
    ) -> None:
        entry = entries.add_follow_up(
            listed, "anna", step="say_hello", on=NOW.date(), now=NOW
        )

        found = look(listed)

        assert on_list(found) == ["ben"]
        assert client(found).held_back == (
            "Contacted on 23 February; back on the list on 23 March."
        )
        entries.withdraw(listed, entry, now=NOW)
        assert on_list(look(listed)) == ["anna", "ben"]

    def test_an_absence_keeps_a_name_off_until_the_return(
        self, listed: Database
    ) -> None:
        entries.add_absence(listed, "anna", NOW.date(), dt.date(2026, 2, 25), now=NOW)

        assert client(look(listed)).held_back == "Away until 25 February."
        assert on_list(look(listed)) == ["ben"]
        assert on_list(look(listed, utc("2026-02-25 09:00"))) == ["anna", "ben"]

    def test_no_concern_holds_until_its_day(self, listed: Database) -> None:
        entries.set_aside(
            listed,
            "anna",
            from_date=NOW.date(),
            until_date=dt.date(2026, 3, 23),
            reason="exams",
            now=NOW,
        )

        assert client(look(listed)).held_back == "No concern until 23 March: exams"
        assert on_list(look(listed)) == ["ben"]

    def test_an_ending_takes_the_client_out(self, listed: Database) -> None:
        entries.add_ending(listed, "anna", "completed", on=NOW.date(), now=NOW)

        assert "anna" not in [one.client_id for one in look(listed).clients]
        assert on_list(look(listed)) == ["ben"]

    def test_whoever_came_since_leaves_by_themselves(self, database: Database) -> None:
        since = Slot("anna", "2026-02-23 10:00")
        write(database, [*ANNA, since, *BEN], exported="2026-02-24 08:00")
        keep(
            database,
            run_of([score("anna", 0.5, since=MONDAY), score("ben", 0.4, since=MONDAY)]),
        )

        found = look(database, utc("2026-02-24 09:00"))

        assert on_list(found) == ["ben"]
        anna = client(found)
        assert (anna.word, anna.probability, anna.held_back) == ("low", None, None)
        assert anna.reasons[0].text == "1 day since the last session, usually 7."

    def test_old_data_bring_no_new_name_and_keep_the_others(
        self, listed: Database
    ) -> None:
        found = look(listed, utc("2026-03-04 09:00"))

        assert found.is_stale
        assert on_list(found) == ["anna", "ben"]
        assert client(found, "dora").held_back == (
            "Data are from 20 February: no new names before a newer export is in."
        )


def test_with_old_data_no_name_takes_a_free_place(four: Database) -> None:
    keep(four, run_of([score("anna", 0.5), score("ben", 0.4, since=MONDAY)]))

    assert on_list(look(four)) == ["anna", "ben"]
    assert on_list(look(four, utc("2026-03-04 09:00"))) == ["ben"]


def test_a_name_that_is_as_usual_by_now_has_left_the_list(four: Database) -> None:
    keep(four, run_of([score("anna", 0.5, since=MONDAY)]))
    keep(
        four,
        run_of([score("anna", 0.1, since=MONDAY), score("ben", 0.4)], mode="words"),
    )

    # The week's two places: one was Anna's, the other is free.
    assert on_list(look(four)) == ["ben"]


def test_whoever_has_time_for_fewer_sees_fewer_at_once(four: Database) -> None:
    said = [score(one, 0.5, since=MONDAY) for one in ("dora", "anna")]
    keep(four, run_of(said))
    assert on_list(look(four)) == ["dora", "anna"]

    importing.change_setting(four, "capacity", "1")

    assert on_list(look(four)) == ["dora"]


class TestRest:
    """After a name was shown: four weeks, or until the next missed session."""

    def shown_before(self, database: Database) -> None:
        keep(
            database,
            run_of(
                [score("anna", 0.5, since="2026-02-16")],
                as_of="2026-02-13",
                fitted="2026-02-16 08:00",
            ),
        )
        others = [score("ben", 0.4, since=MONDAY), score("cleo", 0.3)]
        keep(database, run_of([score("anna", 0.5), *others]))

    def test_is_dated(self, four: Database) -> None:
        self.shown_before(four)

        found = look(four)

        assert on_list(found) == ["ben", "cleo"]
        assert client(found).held_back == (
            "Shown on 16 February; back on 16 March, or after a missed session."
        )

    def test_ends_with_a_missed_session(self, database: Database) -> None:
        missed = Slot("anna", "2026-02-17 10:00", "no_show")
        write(
            database,
            [*ANNA, missed, *BEN],
            exported=FRIDAY,
            settings={"capacity": "2"},
        )
        self.shown_before(database)

        assert on_list(look(database)) == ["anna", "ben"]

    def test_whose_name_stays_all_week_is_new_for_seven_days(
        self, four: Database
    ) -> None:
        keep(four, run_of([score("anna", 0.5, since=MONDAY)]))

        assert client(look(four, utc("2026-03-01 09:00"))).is_new
        assert not client(look(four, utc("2026-03-02 09:00"))).is_new


class TestByTheRuleAlone:
    def test_stands_beneath_where_there_is_time_left(self, four: Database) -> None:
        keep(
            four,
            run_of(
                [
                    score("anna", 0.5, since=MONDAY),
                    score("ben", 0.1),
                    score("cleo", 0.1),
                ]
            ),
        )

        found = look(four)

        cleo = client(found, "cleo")
        assert (cleo.is_by_rule, cleo.on_list, cleo.word) == (True, True, "low")
        assert cleo.reasons[0].text == "18 days since the last session, usually 7."
        assert cleo.next_step.step == "say_hello"
        assert not client(found).is_by_rule

    def test_takes_no_time_from_the_others(self, four: Database) -> None:
        keep(
            four,
            run_of(
                [
                    score("cleo", 0.19),
                    score("anna", 0.5, since=MONDAY),
                    score("ben", 0.4, since=MONDAY),
                ]
            ),
        )

        cleo = client(look(four), "cleo")

        assert (cleo.is_by_rule, cleo.on_list) == (True, False)

    def test_is_held_back_as_anybody_else(self, four: Database) -> None:
        keep(four, run_of([score("anna", 0.1), score("cleo", 0.1)]))
        entries.add_follow_up(four, "cleo", step="say_hello", on=NOW.date(), now=NOW)

        cleo = client(look(four), "cleo")

        assert not cleo.on_list
        assert cleo.held_back is not None
        assert cleo.held_back.startswith("Contacted on 23 February")


class TestReasons:
    def test_are_what_the_score_is_based_on(self, four: Database) -> None:
        facts_ = (
            ("Nothing booked; 11 days since the last session, usually 7.", ["s1"]),
            ("Sessions missed, cancelled or moved of late.", ["s2", "s3"]),
        )
        keep(
            four,
            run_of(
                [
                    score(
                        "anna",
                        0.5,
                        based_on=named(*facts_),
                        changed="Since last week: nothing is booked any more.",
                    )
                ]
            ),
        )

        anna = client(look(four))

        assert anna.reasons == tuple(Reason(text, tuple(ids)) for text, ids in facts_)
        assert anna.changed == "Since last week: nothing is booked any more."

    def test_own_up_to_days_that_do_not_count(self, four: Database) -> None:
        entries.add_absence(
            four, "anna", dt.date(2026, 2, 11), dt.date(2026, 2, 14), now=NOW
        )
        fact = ("Nothing booked; 11 days since the last session, usually 7.", ["s1"])
        keep(four, run_of([score("anna", 0.5, based_on=named(fact))]))

        (reason,) = client(look(four)).reasons

        assert reason.text == (
            "Nothing booked; 11 days since the last session, usually 7. "
            "3 of these are not counted: they were away."
        )

    def test_are_plain_facts_where_nothing_stands_out(self, four: Database) -> None:
        keep(four, run_of([score("anna", 0.25)]))

        texts = [reason.text for reason in client(look(four)).reasons]

        assert texts == [
            "11 days since the last session, usually 7.",
            "Nothing booked.",
        ]


def test_a_practice_whose_log_was_taken_back_has_nobody(database: Database) -> None:
    keep(database, run_of([]))

    found = look(database)

    assert (found.clients, found.mode) == ((), "percent")


def test_a_booking_does_not_hide_what_the_model_sees(database: Database) -> None:
    booking = ahead("anna", "2026-04-06 10:00", "2026-02-19 10:00")
    write(database, [*ANNA, booking], exported=FRIDAY)
    keep(database, run_of([score("anna", 0.5, since=MONDAY)]))

    found = client(look(database))

    assert found.on_list
    assert found.next_step.step == "look_forward"
