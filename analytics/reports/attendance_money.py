"""What was earned and what was not, as a card for each currency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.attendance import money as amounts
from analytics.charts import attendance_money as charts
from analytics.charts.card import Card, Column
from analytics.reports import attendance_words as words
from analytics.words import counted, joined

if TYPE_CHECKING:
    import pandas as pd

    from analytics.attendance.money import Money, Practice
    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database

MONTHS = 12
"""Full months of the sentence while no period is chosen; twice as many are drawn."""

MOST_CURRENCIES = 3
"""That get a card."""

NO_PRICES = (
    "No file gives a price, so nothing can be said of money. An export with prices, or "
    "one of invoices, can be dropped on Import."
)

HOW_MONEY = """
What each session is priced at, in the month in which it was to begin, by what became
of it. **Kept**: attended, with the presumed ones. **Not earned**: missed, or cancelled
late, and not excused. A fee that you charged for one of these is in no file and counts
nowhere here. **Moved**: given up for another time; the new time has its own price, so
this is no loss. **Called off**: in time, or by the coach.

Two currencies are never added up. A session without a price is left out of every
amount; how many these are is said. More in docs/definitions.md, *Attendance over time*.
"""

_COLUMNS = (
    Column("month", "Month", "month"),
    Column("kept_cents", "Kept", "cents"),
    Column("presumed_cents", "Of this presumed", "cents"),
    Column("missed_cents", "Not earned: missed", "cents"),
    Column("late_cents", "Not earned: cancelled late", "cents"),
    Column("excused_cents", "Excused", "cents"),
    Column("called_off_cents", "Called off", "cents"),
    Column("moved_cents", "Moved", "cents"),
    Column("unknown_cents", "Not known", "cents"),
    Column("sessions", "Sessions with a price", "count"),
    Column("state", "Noted"),
)


@dataclass(frozen=True, eq=False)
class InMoney:
    """The cards, and what cannot be said."""

    cards: tuple[Card, ...]
    """The currency with the most sessions first."""
    remark: str
    """Empty where there is nothing to add."""


def in_money(
    database: Database, as_of: AsOf, selection: Selection, *, dark: bool = False
) -> InMoney:
    """Return what sessions were priced at and what became of it, a card a currency."""
    found = amounts.money(database, as_of, selection)
    is_chosen = bool(selection.from_day or selection.until_day)
    shown = found.currencies[:MOST_CURRENCIES]
    cards = [
        _card(one, found, is_chosen=is_chosen, is_only=len(shown) == 1, dark=dark)
        for one in shown
    ]
    return InMoney(tuple(cards), _remark(found))


def answer(months: pd.DataFrame, currency: str, which: str) -> str:
    """Return what was kept and what was not in some months.

    Parameters
    ----------
    months
        Of `Money.months`, all of them over.
    which
        Names the months, such as ``the last 12 full months``.
    """
    if months.empty:
        return "No month is over yet."
    total = months.sum(numeric_only=True)
    missed, late = int(total["missed_cents"]), int(total["late_cents"])
    said = f"In {which} {_amount(int(total['kept_cents']), currency)} was kept"
    if not missed + late:
        return f"{said}, and nothing was missed or cancelled late."
    lost = _amount(missed + late, currency)
    split = f"{_amount(missed, currency)} missed, {_amount(late, currency)} late"
    return f"{said}; {lost} was not earned ({split})."


def _card(
    money: Money, found: Practice, *, is_chosen: bool, is_only: bool, dark: bool
) -> Card:
    over = money.months[~money.months["is_open"]]
    sentence = over if is_chosen else over.tail(MONTHS)
    drawn = money.months if is_chosen else money.months.tail(2 * MONTHS)
    which = words.full(len(sentence), "month", is_chosen=is_chosen)
    safe_key = "".join(filter(str.isalnum, money.currency.lower())) or "none"
    code = "" if is_only or not money.currency else f" In {money.currency}"
    return Card(
        key=f"attendance-money-{safe_key}",
        question=f"What was earned, and what was not?{code}",
        answer=answer(sentence, money.currency, which),
        basis=_basis(money, sentence, found),
        definition=HOW_MONEY,
        alt="Money of each month by what became of the sessions",
        figure=charts.months(drawn, money.currency, dark=dark),
        table=_newest_first(money.months),
        columns=_COLUMNS,
    )


def _basis(money: Money, months: pd.DataFrame, found: Practice) -> str:
    total = months.sum(numeric_only=True)
    said = [f"n = {counted(int(total['sessions']), 'session')} with a price."]
    if presumed := int(total["presumed_cents"]):
        is_all = presumed == total["kept_cents"]
        share = "All" if is_all else _amount(presumed, money.currency)
        said.append(f"{share} of what was kept is presumed.")
    if unknown := int(total["unknown_cents"]):
        said.append(f"Of {_amount(unknown, money.currency)} nobody knows.")
    if moved := int(total["moved_cents"]):
        said.append(
            f"{_amount(moved, money.currency)} was moved to another time, which counts "
            "for itself."
        )
    if unpriced := _without(found, months):
        said.append(unpriced)
    if money.months["is_open"].any():
        said.append("The month that is not over is hatched and left out.")
    return " ".join(said)


def _remark(found: Practice) -> str:
    if not found.currencies:
        return NO_PRICES
    rest = [one.currency or "no currency" for one in found.currencies[MOST_CURRENCIES:]]
    if rest:
        return f"There are also sessions in {joined(rest)}."
    return ""


def _without(found: Practice, months: pd.DataFrame) -> str:
    """Return how many sessions of some months have no price; empty if none."""
    priced_or_not, unpriced = found.without_price(months["month"].tolist())
    if not unpriced:
        return ""
    has, is_left = ("has", "is") if unpriced == 1 else ("have", "are")
    of = f"{unpriced:,} of {counted(priced_or_not, 'session')} that count"
    return f"{of} {has} no price and {is_left} left out."


def _newest_first(months: pd.DataFrame) -> pd.DataFrame:
    table = months.iloc[::-1].reset_index(drop=True)
    state = ["not over yet" if is_open else "" for is_open in table["is_open"]]
    return table.drop(columns="is_open").assign(state=state)


def _amount(cents: int, currency: str) -> str:
    return f"{cents / 100:,.0f} {currency}".strip()
