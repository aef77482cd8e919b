"""What is late follows from the agreement in force when a session was booked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.importing import decisions, verify
from analytics.store import agreements, entries, privacy, queries
from analytics.store.agreements import Terms
from tests.analytics.importing.steps import NOW, bring, outcomes, sessions
from tests.support.files import Row, calendly_row, write_calendly, write_template

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

FIRST = dt.date(2026, 10, 1)


def cancelled(key: str, hours: int, **named: str) -> Row:
    """Return a session of Monday at ten that was cancelled so many hours before."""
    at = dt.datetime(2026, 11, 2, 10) - dt.timedelta(hours=hours)  # noqa: DTZ001 - UTC without a zone
    return {
        "session_id": key,
        "client_id": "7",
        "client_name": "Anna",
        "service": "Coaching",
        "starts_at": "2026-11-02T10:00",
        "booked_at": "2026-10-10T10:00",
        "status": "cancelled",
        "cancelled_at": f"{at:%Y-%m-%dT%H:%M}",
        **named,
    }


def agree(
    database: Database, hours: int | None, on: dt.date = FIRST, **whose: str
) -> str:
    terms = Terms(notice_hours=hours, excused="Illness")
    return importing.agree(database, terms, on=on, now=NOW, **whose)


@pytest.fixture
def log(database: Database, tmp_path: Path) -> Database:
    """Give sessions cancelled 12, 36 and 60 hours before they began, of two clients."""
    rows = [
        cancelled("a12", 12),
        cancelled("a36", 36),
        cancelled("a60", 60),
        cancelled("b36", 36, client_id="8", client_name="Bo", service="Programme"),
    ]
    bring(database, write_template(tmp_path / "t.csv", rows))
    return database


def late(database: Database) -> set[str]:
    assert verify(database) == []
    return {key for key, is_ in outcomes(database).items() if is_ == "late_cancelled"}


def test_without_an_agreement_the_practices_rule_applies(log: Database) -> None:
    assert late(log) == {"a12"}


def test_everybodys_the_services_and_the_own_agreement(log: Database) -> None:
    agree(log, 48)
    assert late(log) == {"a12", "a36", "b36"}

    agree(log, 1, service="Programme")
    assert late(log) == {"a12", "a36"}

    own = agree(log, 72, client_id="7")
    assert late(log) == {"a12", "a36", "a60"}

    importing.withdraw(log, own, now=NOW)
    assert late(log) == {"a12", "a36"}


def test_an_own_agreement_that_names_no_notice_leaves_the_practices(
    log: Database,
) -> None:
    agree(log, 48)
    agree(log, None, client_id="7")

    assert late(log) == {"a12", "b36"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(dt.date(2026, 10, 10), {"a12", "a36", "b36"}, id="that day"),
        pytest.param(dt.date(2026, 10, 11), {"a12"}, id="the day after"),
    ],
)
def test_it_holds_for_what_is_booked_from_its_day_on(
    log: Database, day: dt.date, expected: set[str]
) -> None:
    agree(log, 48, on=day)

    assert late(log) == expected


def test_a_newer_one_leaves_what_was_booked_before(log: Database) -> None:
    agree(log, 48)
    agree(log, 1, on=dt.date(2026, 10, 11))

    assert late(log) == {"a12", "a36", "b36"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(dt.date(2026, 10, 31), {"a36"}, id="on the day it was cancelled"),
        # A booking is older than its cancellation: this agreement came too late.
        pytest.param(dt.date(2026, 11, 1), set(), id="between that and its start"),
    ],
)
def test_without_a_booking_time_it_was_booked_by_its_start_and_its_cancellation(
    database: Database, tmp_path: Path, day: dt.date, expected: set[str]
) -> None:
    row = cancelled("a36", 36, booked_at="")
    bring(database, write_template(tmp_path / "t.csv", [row]))

    agree(database, 48, on=day)

    assert late(database) == expected


def test_the_day_of_booking_is_the_practices(
    database: Database, tmp_path: Path
) -> None:
    importing.change_setting(database, "timezone", "Pacific/Auckland")
    row = cancelled("a36", 36, booked_at="2026-10-09T23:00:00+00:00")
    bring(database, write_template(tmp_path / "t.csv", [row]))

    agree(database, 48, on=dt.date(2026, 10, 10))

    assert late(database) == {"a36"}


def test_bounds_prove_it_too(database: Database, tmp_path: Path) -> None:
    def file(name: str, **called_off: str) -> Path:
        row = calendly_row(
            "a", "2026-11-19 10:00 am", booked="2026-11-01 08:00 am", **called_off
        )
        return write_calendly(tmp_path / name, [row])

    bring(database, file("1.csv"), exported_at="2026-11-18T01:00:00")
    bring(
        database,
        file("2.csv", cancelled_by="Invitee"),
        exported_at="2026-11-18T20:00:00",
    )
    # Open 33 hours before, cancelled 14 hours before: of 24 nobody can tell.
    assert sessions(database, "outcome", "is_late_unknown") == {
        "a": ("cancelled", True)
    }

    kept = agree(database, 48)

    assert sessions(database, "outcome", "is_late_unknown") == {
        "a": ("late_cancelled", False)
    }
    importing.withdraw(database, kept, now=NOW)
    agree(database, 12)
    assert sessions(database, "outcome", "is_late_unknown") == {
        "a": ("cancelled", False)
    }
    assert verify(database) == []


def test_agreed_before_or_after_the_import_is_the_same(
    database: Database, tmp_path: Path
) -> None:
    bring(database, write_template(tmp_path / "1.csv", [cancelled("a12", 12)]))
    agree(database, 48)
    agree(database, 72, client_id="7")

    more = [cancelled("a36", 36), cancelled("a60", 60)]
    bring(database, write_template(tmp_path / "2.csv", more))

    assert late(database) == {"a12", "a36", "a60"}


def test_an_agreement_goes_with_a_client_who_is_merged_and_back(log: Database) -> None:
    agree(log, 72, client_id="8")

    merged = decisions.merge(log, "8", "7", now=NOW)
    assert late(log) == {"a12", "a36", "a60", "b36"}

    decisions.take_back(log, merged, now=NOW)
    assert late(log) == {"a12", "b36"}


def test_who_is_forgotten_leaves_no_agreement(log: Database) -> None:
    kept = agree(log, 72, client_id="7")
    agreements.accept(log, ["7"], kept, on=FIRST, now=NOW)

    privacy.forget(log, "7", now=NOW)

    for table in ("agreements", "agreement_acceptances"):
        assert queries.rows(log, f"from {table}") == []


def test_the_general_undo_leaves_an_agreement_and_says_where(log: Database) -> None:
    kept = agree(log, 48)

    with pytest.raises(BadEntryError, match="page Agreements"):
        entries.withdraw(log, kept, now=NOW)

    assert late(log) == {"a12", "a36", "b36"}


def test_taking_back_takes_back_any_entry(log: Database) -> None:
    contact = entries.add_follow_up(log, "7", step="wrote", on=NOW.date(), now=NOW)

    importing.withdraw(log, contact, now=NOW)

    (kept,) = entries.entries(log, "7")
    assert kept.withdrawn_at == NOW
    with pytest.raises(BadEntryError, match="no such entry"):
        importing.withdraw(log, "e-nothing", now=NOW)


REFUSED = (
    (Terms(), "at least one thing"),
    (Terms(excused="  "), "at least one thing"),
    (Terms(notice_hours=-1), "hours of notice must be from 0 to 8,760"),
    (Terms(no_show_fee_cents=-1), "fee must be from 0 to 100,000"),
    (Terms(late_fee_cents=10_000_001), "fee must be from 0"),
    (Terms(late_fee_cents=5000), "in which currency"),
    (Terms(late_fee_cents=5000, currency="€"), "three letters"),
    (Terms(free_moves=2), "month, quarter or year"),
    (Terms(free_moves=2, moves_period="week"), "month, quarter or year"),
    (Terms(free_moves=101, moves_period="year"), "free moves must be from 0"),
    (Terms(cadence_days=0), "between sessions must be from 1"),
    (Terms(review_date=FIRST), "after the first day"),
    (Terms(review_date=dt.date(2062, 1, 1)), "Check the year"),
    (Terms(excused="x" * 2001), "too long"),
)


def test_terms_that_cannot_be_meant_are_refused(log: Database) -> None:
    for terms, said in REFUSED:
        with pytest.raises(BadEntryError, match=said):
            importing.agree(log, terms, on=FIRST, now=NOW)

    assert queries.rows(log, "from agreements") == []


def test_an_agreement_with_nobody_is_refused(log: Database) -> None:
    with pytest.raises(ClientNotFoundError):
        agree(log, 48, client_id="nobody")
    with pytest.raises(BadEntryError, match="No session is of a service"):
        agree(log, 48, service="Yoga")
    with pytest.raises(BadEntryError, match="Leave one of them out"):
        agree(log, 48, client_id="7", service="Coaching")
    with pytest.raises(BadEntryError, match="more than a year ahead"):
        agree(log, 48, on=NOW.date() + dt.timedelta(days=367))


def test_a_day_nobody_can_have_accepted_on_is_refused(log: Database) -> None:
    kept = agree(log, 48)

    for day, said in (
        (dt.date(2026, 12, 1), "still to come"),
        (dt.date(2025, 10, 1), "more than a year before their first session"),
        (dt.date(1890, 1, 1), "Check the year"),
    ):
        with pytest.raises(BadEntryError, match=said):
            agreements.accept(log, ["7"], kept, on=day, now=NOW)

    assert queries.rows(log, "from agreement_acceptances") == []


def test_accepted_once_and_only_ones_own(log: Database) -> None:
    kept, own = agree(log, 48), agree(log, 48, client_id="7")
    agreements.accept(log, ["7"], kept, on=FIRST, now=NOW)

    for client_id, what, said in (
        ("7", kept, "accepted this already"),
        ("8", own, "with somebody else"),
        ("8", "e-nothing", "no such agreement"),
    ):
        with pytest.raises(BadEntryError, match=said):
            agreements.accept(log, [client_id], what, on=FIRST, now=NOW)
    with pytest.raises(ClientNotFoundError):
        agreements.accept(log, ["nobody"], kept, on=FIRST, now=NOW)


def test_the_practices_currency_stands_in(log: Database) -> None:
    importing.change_setting(log, "currency", "CHF")

    importing.agree(log, Terms(late_fee_cents=5000), on=FIRST, now=NOW)

    assert queries.rows(log, "select late_fee_cents, currency from agreements") == [
        (5000, "CHF")
    ]
