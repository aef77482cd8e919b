"""What a person says of a session stands over the files, from the day it was said."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import facts, importing
from analytics.attendance import attendance
from analytics.facts import facts as all_facts
from analytics.periods import AsOf
from analytics.reports.today import today
from analytics.store import outcomes
from analytics.store.outcomes import Said
from tests.analytics.small_practice import NOW, fill
from tests.support import random_log
from tests.support.log import Slot, ahead, weekly, write

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

SAID_ON = dt.date(2026, 6, 10)
SAID_AT = dt.datetime(2026, 6, 10, 9)  # noqa: DTZ001 - UTC without a zone, as in the store


def at(day: str) -> AsOf:
    return AsOf.end_of(dt.date.fromisoformat(day), "UTC")


def say(
    database: Database,
    session: str,
    outcome: str,
    excused: str | None = None,
    *,
    on: dt.date = SAID_ON,
    now: dt.datetime = SAID_AT,
) -> str:
    said = [Said(session, outcome, excused)]
    (entry,) = outcomes.confirm(database, said, on=on, now=now)
    return entry


def fact(database: Database, as_of: AsOf, session: str) -> dict[str, Any]:
    found = facts.session_facts(database, as_of)
    (row,) = found[found["session_id"] == session].to_dict("records")
    return {str(key): value for key, value in row.items()}


def presumed(session: str = "s", starts: str = "2026-06-01 10:00") -> Slot:
    return Slot("anna", starts, basis="presumed", session=session)


@pytest.mark.parametrize(
    ("outcome", "basis"),
    [
        ("attended", "confirmed"),
        ("no_show", "confirmed"),
        ("late_cancelled", "confirmed"),
        ("cancelled", "confirmed"),
        ("cancelled_by_coach", "confirmed"),
        ("unknown", "none"),
    ],
)
def test_a_word_stands_over_a_presumption(
    database: Database, outcome: str, basis: str
) -> None:
    write(database, [presumed()])
    say(database, "s", outcome)

    found = fact(database, at("2026-06-12"), "s")

    assert (found["outcome"], found["outcome_basis"]) == (outcome, basis)
    assert found["is_attended"] == (outcome == "attended")


def test_a_word_is_known_from_its_day_on(database: Database) -> None:
    write(database, [presumed()])
    say(database, "s", "no_show")

    before = fact(database, at("2026-06-09"), "s")
    after = fact(database, at("2026-06-10"), "s")

    assert (before["outcome"], before["outcome_basis"]) == ("attended", "presumed")
    assert (after["outcome"], after["outcome_basis"]) == ("no_show", "confirmed")


def test_on_says_that_it_was_known_before_it_was_typed(database: Database) -> None:
    write(database, [presumed()])
    say(database, "s", "no_show", on=dt.date(2026, 6, 2))

    assert fact(database, at("2026-06-03"), "s")["outcome"] == "no_show"


def test_the_later_word_stands_and_withdrawn_ones_never_were(
    database: Database,
) -> None:
    write(database, [presumed()])
    say(database, "s", "no_show")
    say(database, "s", "attended", now=SAID_AT + dt.timedelta(minutes=1))
    assert fact(database, at("2026-06-12"), "s")["outcome"] == "attended"

    assert outcomes.clear(database, "s", now=SAID_AT) == 2

    found = fact(database, at("2026-06-12"), "s")
    assert (found["outcome"], found["outcome_basis"]) == ("attended", "presumed")


def test_a_session_ahead_can_be_cancelled_and_is_no_booking_then(
    database: Database,
) -> None:
    slots = [
        *weekly("anna", "2026-05-04 10:00", 5),
        ahead("anna", "2026-06-20 10:00", "2026-06-01 09:00"),
    ]
    write(database, slots)
    say(database, "anna@2026-06-20 10:00", "cancelled")

    (row,) = facts.client_facts(database, at("2026-06-12")).to_dict("records")

    assert (row["sessions_ahead"], row["sessions_cancelled"]) == (0, 1)


def test_came_counts_once_the_look_reaches_the_session(database: Database) -> None:
    """Marked on Wednesday on data from Monday: as of Monday it still lies ahead."""
    write(database, [ahead("anna", "2026-06-09 10:00", "2026-06-01 09:00")])
    say(database, "anna@2026-06-09 10:00", "attended")
    monday = AsOf(
        dt.datetime(2026, 6, 8, 9),  # noqa: DTZ001 - UTC without a zone
        dt.date(2026, 6, 8),
        entries_until=SAID_ON,
    )

    early = fact(database, monday, "anna@2026-06-09 10:00")

    assert (early["outcome"], early["is_attended"]) == ("scheduled", False)
    assert fact(database, at("2026-06-10"), "anna@2026-06-09 10:00")["is_attended"]


def test_a_slot_moved_away_afterwards_is_not_the_one_that_was_spoken_of(
    database: Database,
) -> None:
    write(database, [presumed()])
    say(database, "s", "attended")
    with database.write() as cursor:
        cursor.execute(
            "update sessions set starts_at = timestamp '2026-07-01 10:00', "
            "starts_day = starts_day + 30, outcome_basis = 'none', "
            "outcome = 'unknown', outcome_known_at = timestamp '2026-07-01 10:00'"
        )

    assert fact(database, at("2026-07-02"), "s")["outcome"] == "unknown"


def test_excused_leaves_the_rate_and_the_streak_alone(database: Database) -> None:
    slots = weekly("anna", "2026-05-04 10:00", 4)
    missed = Slot("anna", "2026-06-01 10:00", "no_show", session="missed")
    write(database, [*slots, missed])
    as_of = at("2026-06-12")
    (broken,) = facts.client_facts(database, as_of).to_dict("records")

    say(database, "missed", "no_show", "ill")

    (kept,) = facts.client_facts(database, as_of).to_dict("records")
    assert (broken["current_streak"], kept["current_streak"]) == (0, 4)
    month = attendance(database, as_of, "month").set_index("group")
    june = month.loc[dt.date(2026, 6, 1)]
    assert (june["no_show"], june["excused"], june["n"]) == (1, 1, 0)


def test_an_early_cancellation_is_never_excused(database: Database) -> None:
    write(database, [Slot("anna", "2026-06-01 10:00", "cancelled", session="s")])
    say(database, "s", "no_show", "ill")
    say(database, "s", "cancelled", now=SAID_AT + dt.timedelta(minutes=1))

    assert not fact(database, at("2026-06-12"), "s")["is_excused"]


def test_who_is_on_the_list_follows_the_word(database: Database) -> None:
    slots = weekly("anna", "2026-04-06 10:00", 10)
    last = Slot("anna", "2026-06-15 10:00", basis="presumed", session="last")
    write(database, [*slots, last], exported="2026-06-22 12:00")
    as_of = at("2026-06-22")

    def names() -> list[str]:
        found = today(database, as_of, now=as_of.instant, is_as_of_given=True)
        return [client.client_id for client in found.clients if client.on_list]

    assert names() == []
    say(database, "last", "no_show", on=dt.date(2026, 6, 16), now=as_of.instant)
    assert names() == ["anna"]


def test_undoing_the_import_parks_a_word_and_importing_again_brings_it_back(
    small: Database, tmp_path: Path
) -> None:
    as_of = AsOf.at(NOW, "Europe/Zurich")
    say(small, "S-2", "attended", on=NOW.date(), now=NOW)
    assert fact(small, as_of, "S-2")["outcome_basis"] == "confirmed"
    assert importing.verify(small) == []

    [record] = importing.imports(small)
    importing.undo(small, record.import_id, now=NOW)
    assert facts.session_facts(small, as_of).empty

    fill(small, tmp_path)
    found = fact(small, as_of, "S-2")
    assert (found["outcome"], found["outcome_basis"]) == ("attended", "confirmed")


SHARED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15
)


@SHARED
@given(random_log.logs(), random_log.moments(), st.data())
def test_a_word_said_later_changes_nothing_before(
    database: Database, slots: list[Slot], moment: dt.datetime, data: st.DataObject
) -> None:
    with database.write() as cursor:
        for table in ("sessions", "clients", "imports", "confirmations"):
            cursor.execute(f"delete from {table}")  # noqa: S608 - names of our own
    write(database, slots, exported="2026-06-01 12:00")
    as_of = AsOf.at(moment, "UTC")
    before = facts.client_facts(database, as_of).to_csv()

    said = data.draw(st.lists(st.sampled_from(slots or [presumed()]), max_size=4))
    for slot in said if slots else []:
        outcome = data.draw(st.sampled_from(outcomes.CAN_BE_SAID))
        day = as_of.day + dt.timedelta(days=data.draw(st.integers(1, 9)))
        say(database, str(slot.session), outcome, on=day, now=dt.datetime(2027, 1, 1))  # noqa: DTZ001 - UTC without a zone

    assert facts.client_facts(database, as_of).to_csv() == before


def test_supposing_an_answer_is_what_confirming_it_does(database: Database) -> None:
    write(database, [*weekly("anna", "2026-05-04 10:00", 3), presumed()])
    as_of = at("2026-06-12")
    text = "select * from client_facts"

    supposed = all_facts.rows(
        database, as_of, text, **all_facts.supposing({"s": "no_show"})
    )
    untouched = all_facts.rows(database, as_of, text)
    say(database, "s", "no_show")

    assert supposed == all_facts.rows(database, as_of, text)
    assert supposed != untouched


def test_nobody_s_word_costs_no_join() -> None:
    plain = all_facts.composed("select * from client_facts")
    merged = all_facts.composed("select * from client_facts", is_said=True)

    assert "confirmations" not in plain
    assert "confirmations" in merged
