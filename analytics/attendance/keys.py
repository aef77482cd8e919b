"""The groups of attendance: their values, the empty ones between, the open ones."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.periods import day_of_number, end_of_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analytics.periods import AsOf

_MICROSECOND = dt.timedelta(microseconds=1)


def filled(counted: pd.DataFrame, by: str, week_start: str) -> pd.DataFrame:
    """Return the counts with a column ``group`` and a row for every empty group."""
    counts = counted.drop(columns=["key_number", "key_text"])
    if by in {"coach", "service"}:
        names = counted["key_text"].astype(object)
        counts.insert(0, "group", names.where(names.notna(), None))
        return counts
    keys = counted["key_number"].astype("int64").tolist()
    every = _EVERY[by](keys, week_start)
    counts = counts.set_axis(keys).reindex(every, fill_value=0).reset_index(drop=True)
    values = [_VALUE[by](key) for key in every]
    counts.insert(0, "group", pd.Series(values, index=counts.index, dtype=object))
    return counts


def is_open(groups: pd.Series[Any], by: str, as_of: AsOf, zone_name: str) -> list[bool]:
    """Return for each group whether its period is not over at the as-of."""
    if by not in _FOLLOWING:
        return [False] * len(groups)
    return [_is_open(_FOLLOWING[by](first), as_of, zone_name) for first in groups]


def is_week_open(first: dt.date, as_of: AsOf, zone_name: str) -> bool:
    """Return whether the week that begins on a day is not over at the as-of."""
    return _is_open(_next_week(first), as_of, zone_name)


def _is_open(following: dt.date, as_of: AsOf, zone_name: str) -> bool:
    last_day = following - dt.timedelta(days=1)
    # The end of the last day is as far as a period goes.
    return end_of_day(last_day, zone_name) - _MICROSECOND > as_of.instant


def _next_week(first: dt.date) -> dt.date:
    return first + dt.timedelta(days=7)


def next_month(first: dt.date) -> dt.date:
    """Return the first day of the month after one."""
    return (first + dt.timedelta(days=31)).replace(day=1)


def _weeks(keys: Sequence[int], _: str) -> list[int]:
    return list(range(keys[0], keys[-1] + 1, 7)) if keys else []


def _months(keys: Sequence[int], _: str) -> list[int]:
    if not keys:
        return []
    found = [keys[0]]
    while found[-1] < keys[-1]:
        following = next_month(day_of_number(found[-1]))
        found.append((following - day_of_number(0)).days)
    return found


def _weekdays(keys: Sequence[int], week_start: str) -> list[int]:
    if not keys:
        return []
    return [7, 1, 2, 3, 4, 5, 6] if week_start == "sunday" else list(range(1, 8))


def _hours(keys: Sequence[int], _: str) -> list[int]:
    return list(range(keys[0], keys[-1] + 1)) if keys else []


def _number(key: int) -> int:
    return key


_EVERY: dict[str, Callable[[Sequence[int], str], list[int]]] = {
    "week": _weeks,
    "month": _months,
    "weekday": _weekdays,
    "hour": _hours,
}

_VALUE: dict[str, Callable[[int], object]] = {
    "week": day_of_number,
    "month": day_of_number,
    "weekday": _number,
    "hour": _number,
}

_FOLLOWING: dict[str, Callable[[dt.date], dt.date]] = {
    "week": _next_week,
    "month": next_month,
}
