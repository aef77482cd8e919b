"""What sessions were priced at and what became of them, each currency for itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analytics.attendance import keys
from analytics.facts import facts, selected
from analytics.selection import EVERYTHING
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database

CENTS = (
    "kept_cents",
    "presumed_cents",
    "missed_cents",
    "late_cents",
    "excused_cents",
    "called_off_cents",
    "moved_cents",
    "unknown_cents",
)

_QUERY = Path(__file__).with_name("money.sql")


@dataclass(frozen=True, eq=False)
class Money:
    """The months of one currency."""

    currency: str
    """Three letters; empty where nothing says which."""
    months: pd.DataFrame
    """``month`` (its first day), ``sessions`` with a price, `CENTS`, ``is_open``: not
    over yet. Months between the first and the last are all there. ``presumed_cents``
    is part of ``kept_cents``."""


@dataclass(frozen=True, eq=False)
class Practice:
    """The money of a part of the practice."""

    currencies: tuple[Money, ...]
    """The one with the most sessions first."""
    counts: pd.DataFrame
    """``month``, ``counted`` (sessions attended, missed or cancelled late, with or
    without a price) and ``unpriced``: how many of these no file gives a price."""

    def without_price(self, months: Sequence[dt.date]) -> tuple[int, int]:
        """Return how many sessions counted in some months, and how many unpriced."""
        rows = self.counts[self.counts["month"].isin(months)]
        return int(rows["counted"].sum()), int(rows["unpriced"].sum())


def money(
    database: Database, as_of: AsOf, selection: Selection = EVERYTHING
) -> Practice:
    """Return what sessions were priced at, by month and by what became of them."""
    rows = facts.select(
        database,
        as_of,
        queries.text_of(_QUERY),
        **selected.values(database, as_of, selection),
    )
    zone_name = stored_settings.read(database).zone_name
    has_price = rows["currency"].notna()
    of_currencies = [
        Money(str(currency), _months(of_currency, as_of, zone_name))
        for currency, of_currency in rows[has_price].groupby("currency", sort=True)
    ]
    return Practice(
        currencies=tuple(
            sorted(of_currencies, key=lambda one: -int(one.months["sessions"].sum()))
        ),
        counts=pd.DataFrame(
            {
                "month": [first.date() for first in pd.to_datetime(rows["month"])],
                "counted": rows["counted"],
                "unpriced": rows["counted"].where(~has_price, 0),
            }
        ),
    )


def _months(rows: pd.DataFrame, as_of: AsOf, zone_name: str) -> pd.DataFrame:
    firsts = pd.to_datetime(rows["month"])
    every = pd.date_range(firsts.min(), firsts.max(), freq="MS")
    numbers = rows[["sessions", *CENTS]].set_axis(pd.DatetimeIndex(firsts))
    filled = numbers.reindex(every, fill_value=0).astype("int64")
    days = [dt.date(first.year, first.month, 1) for first in every]
    filled = filled.reset_index(drop=True)
    filled.insert(0, "month", pd.Series(days, dtype=object))
    filled["is_open"] = keys.is_open(filled["month"], "month", as_of, zone_name)
    return filled
