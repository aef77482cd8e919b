"""A fee is to decide only where it was accepted before the booking, and is certain."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import BadEntryError, SessionNotFoundError
from analytics.periods import AsOf
from analytics.policy import fees
from analytics.store import agreements as stored
from analytics.store import entries, outcomes
from analytics.store import fees as decisions
from analytics.store.agreements import Terms
from analytics.store.outcomes import Said
from tests.support.log import Slot, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1, 8)  # noqa: DTZ001 - UTC without a zone, as in the store
AS_OF = AsOf.end_of(dt.date(2026, 5, 31), "UTC")
ACCEPTED = dt.date(2026, 3, 1)

TERMS = Terms(
    notice_hours=48, no_show_fee_cents=9000, late_fee_cents=4500, currency="EUR"
)


def agree(
    database: Database,
    terms: Terms = TERMS,
    *,
    on: dt.date = ACCEPTED,
    accepted: dt.date | None = ACCEPTED,
    client: str | None = None,
) -> str:
    kept = importing.agree(database, terms, client_id=client, on=on, now=NOW)
    if accepted is not None:
        stored.accept(database, ["anna"], kept, on=accepted, now=NOW)
    return kept


def slot(outcome: str = "no_show", **named: object) -> Slot:
    given: dict[str, object] = {"booked": "2026-04-01 09:00", "currency": "EUR"}
    return Slot("anna", "2026-05-04 10:00", outcome, **{**given, **named})  # type: ignore[arg-type]  # the test names fields


@pytest.fixture
def anna(database: Database) -> Callable[..., Database]:
    """Give a function that makes a practice of one session of Anna's."""

    def make(outcome: str = "no_show", **named: object) -> Database:
        write(database, [slot(outcome, session="s", **named)])
        with database.write() as cursor:
            cursor.execute(
                "update sessions set booked_at = slot_known_at "
                "where slot_known_at <> starts_at"
            )
        return database

    return make


def lines(database: Database) -> list[tuple[str, int, str, str | None]]:
    return [
        (line.what, line.fee_cents, line.currency, line.decision)
        for line in fees.lines(database, AS_OF)
    ]


TO_DECIDE = [("no_show", 9000, "EUR", None)]


def test_missed_after_it_was_accepted(anna: Callable[..., Database]) -> None:
    practice = anna()
    agree(practice)

    assert lines(practice) == TO_DECIDE
    (line,) = fees.lines(practice, AS_OF, client_id="anna")
    assert (line.accepted_on, line.booked_on, line.notice_hours) == (
        ACCEPTED,
        dt.date(2026, 4, 1),
        48,
    )
    assert fees.lines(practice, AS_OF, client_id="bela") == ()


@pytest.mark.parametrize(
    ("outcome", "named"),
    [
        pytest.param("attended", {}, id="attended"),
        pytest.param("unknown", {}, id="unknown"),
        pytest.param("cancelled_by_coach", {}, id="by the coach"),
        pytest.param("cancelled", {}, id="in time"),
        pytest.param("no_show", {"basis": "presumed"}, id="presumed"),
        pytest.param("no_show", {"basis": "evidence"}, id="a meeting report"),
        pytest.param("no_show", {"is_excused": True}, id="excused"),
        pytest.param("no_show", {"booked": None}, id="nobody knows when booked"),
        pytest.param("no_show", {"booked": "2026-03-01 12:00"}, id="booked that day"),
        pytest.param("no_show", {"booked": "2026-02-01 12:00"}, id="booked before"),
        pytest.param(
            "late_cancelled",
            {"ended": "2026-05-02 09:59"},
            id="more notice than agreed",
        ),
    ],
)
def test_nothing_to_decide(
    anna: Callable[..., Database], outcome: str, named: dict[str, object]
) -> None:
    practice = anna(outcome, **named)
    agree(practice)

    assert lines(practice) == []


def test_nothing_where_it_was_not_accepted_or_names_no_fee(
    anna: Callable[..., Database],
) -> None:
    practice = anna()
    assert lines(practice) == []
    kept = agree(practice, accepted=None)
    assert lines(practice) == []
    # What is in force for the booking counts, not what was accepted once.
    agree(practice, Terms(notice_hours=24), on=dt.date(2026, 3, 20), accepted=None)
    stored.accept(practice, ["anna"], kept, on=ACCEPTED, now=NOW)
    assert lines(practice) == []


def test_an_own_agreement_without_a_fee_stands_over_everybodys(
    anna: Callable[..., Database],
) -> None:
    practice = anna()
    agree(practice)
    agree(practice, Terms(notice_hours=48), client="anna")

    assert lines(practice) == []


@pytest.mark.parametrize(
    ("column", "at", "is_line"),
    [
        ("cancelled_at", "2026-05-03 10:00", True),
        ("cancelled_after", "2026-05-02 10:01", True),
        ("cancelled_after", "2026-05-02 10:00", False),
        ("cancelled_before", "2026-05-03 10:00", False),
    ],
)
def test_late_is_proven_by_its_time_or_its_bounds(
    anna: Callable[..., Database], column: str, at: str, *, is_line: bool
) -> None:
    practice = anna("late_cancelled")
    with practice.write() as cursor:
        cursor.execute("update sessions set cancelled_at = null")
        cursor.execute(f"update sessions set {column} = $1::timestamp", [at])  # noqa: S608 - names above
    agree(practice)

    assert lines(practice) == [("late_cancelled", 4500, "EUR", None)] * is_line


def test_a_person_can_confirm_that_it_was_late(anna: Callable[..., Database]) -> None:
    practice = anna("cancelled")
    with practice.write() as cursor:
        cursor.execute("update sessions set cancelled_at = null")
    agree(practice)
    said = [Said("s", "late_cancelled")]
    outcomes.confirm(practice, said, on=dt.date(2026, 5, 5), now=NOW)

    (line,) = fees.lines(practice, AS_OF)

    assert (line.what, line.is_confirmed, line.hours_before) == (
        "late_cancelled",
        True,
        None,
    )


def test_excusing_takes_the_line_away(anna: Callable[..., Database]) -> None:
    practice = anna()
    agree(practice)
    said = [Said("s", "no_show", excused="ill")]
    outcomes.confirm(practice, said, on=dt.date(2026, 5, 5), now=NOW)

    assert lines(practice) == []


def test_nothing_while_somebody_is_worried(anna: Callable[..., Database]) -> None:
    practice = anna()
    agree(practice)
    row = {"client_id": "anna", "kind": "worried", "on_date": dt.date(2026, 5, 6)}
    with practice.write() as cursor:
        entry_id = entries.insert(cursor, "remarks", row, NOW)
    assert lines(practice) == []

    entries.withdraw(practice, entry_id, now=NOW)
    assert lines(practice) == TO_DECIDE


def test_noted_waived_and_taken_back(anna: Callable[..., Database]) -> None:
    practice = anna()
    agree(practice)
    on = dt.date(2026, 5, 20)

    fees.decide(practice, AS_OF, "s", "noted", on=on, now=NOW)
    assert lines(practice) == [("no_show", 9000, "EUR", "noted")]

    kept = fees.decide(
        practice, AS_OF, "s", "waived", reason="Goodwill", on=on, now=NOW
    )
    assert lines(practice) == [("no_show", 9000, "EUR", "waived")]
    assert len(decisions.known(practice, on)) == 1

    entries.withdraw(practice, kept, now=NOW)
    assert lines(practice) == TO_DECIDE


def test_what_was_decided_keeps_its_fee(anna: Callable[..., Database]) -> None:
    practice = anna()
    agree(practice)
    fees.decide(practice, AS_OF, "s", "noted", on=AS_OF.day, now=NOW)
    dearer = Terms(no_show_fee_cents=12000, currency="EUR")

    agree(practice, dearer)

    assert lines(practice) == [("no_show", 9000, "EUR", "noted")]


def test_decisions_that_cannot_be_are_refused(anna: Callable[..., Database]) -> None:
    practice = anna()
    agree(practice)
    how = {"on": AS_OF.day, "now": NOW}

    for session, decision, said in (
        ("s", "charged", "noted or waived"),
        ("s", "waived", "why it is waived"),
        ("other", "noted", "no fee to decide"),
    ):
        with pytest.raises(BadEntryError, match=said):
            fees.decide(practice, AS_OF, session, decision, **how)  # type: ignore[arg-type]  # days and times
    with pytest.raises(SessionNotFoundError):
        decisions.decide(practice, "other", "noted", fee=(1, "EUR"), **how)  # type: ignore[arg-type]  # the same
    assert lines(practice) == TO_DECIDE


def test_another_currency_is_said(anna: Callable[..., Database]) -> None:
    practice = anna()
    agree(practice, Terms(no_show_fee_cents=100, currency="CHF"))

    (line,) = fees.lines(practice, AS_OF)

    assert (line.currency, line.is_home_currency) == ("CHF", False)


def test_a_line_is_known_from_its_day_on(anna: Callable[..., Database]) -> None:
    practice = anna()
    agree(practice)

    before = AsOf.end_of(dt.date(2026, 5, 3), "UTC")

    assert fees.lines(practice, before) == ()
