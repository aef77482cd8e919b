"""The same weeks or months a year earlier, beside each week or month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analytics.attendance.spans import YEAR

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd


def year_earlier(table: pd.DataFrame, by: str) -> pd.Series[Any]:
    """Return the rate of each week or month a year earlier, absent where none counts.

    Parameters
    ----------
    table
        `attendance` by week or by month, of the whole past.
    by
        ``week`` (52 weeks earlier: the same weekdays) or ``month``.
    """
    rates = dict(zip(table["group"], table["rate"], strict=True))
    earlier = table["group"].map(lambda first: rates.get(_earlier(first, by)))
    return earlier.astype("float64")


def _earlier(first: dt.date, by: str) -> dt.date:
    return first - YEAR if by == "week" else first.replace(year=first.year - 1)
