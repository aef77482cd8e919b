"""Money as cards: what was earned and what was not, by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.periods import AsOf
from analytics.reports.attendance_money import in_money
from analytics.selection import EVERYTHING
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

# Wednesday 4 March 2026: the week of 2 March is not over.
AS_OF = AsOf.end_of(dt.date(2026, 3, 4), "UTC")


class TestMoney:
    def test_the_sentence_by_hand(self, database: Database) -> None:
        outcomes = ("attended", "no_show", "late_cancelled", "rescheduled", "unknown")
        slots = [
            Slot("a", f"2026-02-0{place} 10:00", outcome, price_cents=10_000 * place,
                 currency="EUR")
            for place, outcome in enumerate(outcomes, start=1)
        ]  # fmt: skip
        unpriced = Slot("a", "2026-02-10 10:00", "no_show")
        still_open = Slot("a", "2026-03-02 10:00", price_cents=100, currency="EUR")
        write(database, [*slots, unpriced, still_open])

        found = in_money(database, AS_OF, EVERYTHING)

        (card,) = found.cards
        assert card.question == "What was earned, and what was not?"
        assert card.answer == (
            "In the last full month 100 EUR was kept; 500 EUR was not earned "
            "(200 EUR missed, 300 EUR late)."
        )
        assert card.basis == (
            "n = 5 sessions with a price. Of 500 EUR nobody knows. 400 EUR was moved "
            "to another time, which counts for itself. 1 of 4 sessions that count has "
            "no price and is left out. The month that is not over is hatched and left "
            "out."
        )
        assert card.table["state"].tolist() == ["not over yet", ""]

    def test_two_currencies_have_a_card_each(self, database: Database) -> None:
        write(
            database,
            [
                Slot("a", "2026-02-02 10:00", price_cents=100, currency="EUR"),
                Slot("a", "2026-02-03 10:00", price_cents=100, currency="EUR"),
                Slot("a", "2026-02-04 10:00", price_cents=100, currency="CHF"),
            ],
        )

        found = in_money(database, AS_OF, EVERYTHING)

        assert [card.key for card in found.cards] == [
            "attendance-money-eur",
            "attendance-money-chf",
        ]
        assert found.cards[1].question.endswith("In CHF")
        assert "nothing was missed or cancelled late" in found.cards[0].answer

    def test_without_prices_one_sentence(self, database: Database) -> None:
        write(database, weekly("a", "2026-02-02 10:00", 2))

        found = in_money(database, AS_OF, EVERYTHING)

        assert found.cards == ()
        assert found.remark.startswith("No file gives a price")
