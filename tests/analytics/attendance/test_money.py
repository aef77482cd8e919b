"""What sessions were priced at, each currency for itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.attendance.money import money
from analytics.periods import AsOf
from analytics.selection import Selection
from tests.support.log import Slot, ahead, write

if TYPE_CHECKING:
    from analytics.store import Database

AS_OF = AsOf.end_of(dt.date(2026, 3, 1), "UTC")


def slot(
    starts: str,
    outcome: str = "attended",
    cents: int | None = 10_000,
    currency: str | None = "EUR",
    *,
    basis: str | None = None,
    is_excused: bool = False,
) -> Slot:
    return Slot(
        "anna",
        starts,
        outcome,
        basis,
        price_cents=cents,
        currency=currency,
        is_excused=is_excused,
    )


def test_each_outcome_by_hand(database: Database) -> None:
    write(
        database,
        [
            slot("2026-01-05 10:00"),
            slot("2026-01-06 10:00", cents=5_000, basis="presumed"),
            slot("2026-01-07 10:00", "no_show", 1_000),
            slot("2026-01-08 10:00", "no_show", 2_000, is_excused=True),
            slot("2026-01-09 10:00", "late_cancelled", 3_000),
            slot("2026-01-10 10:00", "cancelled", 400),
            slot("2026-01-11 10:00", "cancelled_by_coach", 500),
            slot("2026-01-12 10:00", "rescheduled", 600),
            slot("2026-01-13 10:00", "unknown", 700),
            slot("2026-01-14 10:00", cents=0),
            ahead("anna", "2026-03-09 10:00", "2026-01-01 10:00"),
        ],
    )

    (euros,) = money(database, AS_OF).currencies

    assert dict(euros.months.iloc[0]) == {
        "month": dt.date(2026, 1, 1),
        "sessions": 10,
        "kept_cents": 15_000,
        "presumed_cents": 5_000,
        "missed_cents": 1_000,
        "late_cents": 3_000,
        "excused_cents": 2_000,
        "called_off_cents": 900,
        "moved_cents": 600,
        "unknown_cents": 700,
        "is_open": False,
    }
    assert len(euros.months) == 1


def test_two_currencies_are_never_added(database: Database) -> None:
    write(
        database,
        [
            slot("2026-01-05 10:00", cents=100, currency="CHF"),
            slot("2026-01-06 10:00"),
            slot("2026-03-01 10:00"),
        ],
    )

    euros, francs = money(database, AS_OF).currencies

    assert (euros.currency, francs.currency) == ("EUR", "CHF")
    # February is there, with nothing; March is not over.
    assert euros.months["kept_cents"].tolist() == [10_000, 0, 10_000]
    assert euros.months["is_open"].tolist() == [False, False, True]
    assert francs.months["kept_cents"].tolist() == [100]


def test_what_has_no_price_is_counted(database: Database) -> None:
    write(
        database,
        [
            slot("2026-01-05 10:00"),
            slot("2026-01-06 10:00", cents=None, currency=None),
            slot("2026-01-07 10:00", "no_show", None, None),
            # Neither of these would have been earned.
            slot("2026-01-08 10:00", "cancelled", None, None),
            slot("2026-01-09 10:00", "no_show", None, None, is_excused=True),
        ],
    )

    found = money(database, AS_OF)

    january, february = dt.date(2026, 1, 1), dt.date(2026, 2, 1)
    assert found.without_price([january]) == (3, 2)
    assert found.without_price([february]) == (0, 0)


def test_a_price_without_a_currency_is_in_the_practices(database: Database) -> None:
    priced = slot("2026-01-05 10:00", currency=None)
    write(database, [priced], settings={"currency": "CHF"})

    (francs,) = money(database, AS_OF).currencies

    assert francs.currency == "CHF"


def test_holds_to_a_selection(database: Database) -> None:
    write(database, [slot("2026-01-31 10:00"), slot("2026-02-01 10:00", cents=1)])
    february = Selection(from_day=dt.date(2026, 2, 1), until_day=dt.date(2026, 3, 1))

    (euros,) = money(database, AS_OF, february).currencies

    assert euros.months["kept_cents"].tolist() == [1]
    assert money(database, AS_OF, Selection(coach="Bo")).currencies == ()


def test_thirty_years_have_every_month(database: Database) -> None:
    write(database, [slot("1996-02-01 10:00"), slot("2026-01-31 10:00")])

    (euros,) = money(database, AS_OF).currencies

    assert len(euros.months) == 360


def test_of_an_empty_practice_is_nothing(database: Database) -> None:
    found = money(database, AS_OF)

    assert found.currencies == ()
    assert found.without_price([dt.date(2026, 1, 1)]) == (0, 0)
