"""Cohorts: of those who started together, how many were kept so many months on.

*Kept* means: neither went quiet nor ended it themselves by then. The day on which
somebody stops being kept is that of the curve (`analytics.retention.spells`), so the
two agree. A month is 30.44 days, wherever it is counted from a client's start.

A share is *complete* once every client of the cohort has had that much time and no
more can join it. Nothing else is compared.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.intervals import wilson_interval
from analytics.periods import EPOCH
from analytics.retention.lives import NOT_KEPT, days_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

PERIODS: Final = ("month", "quarter")
"""Cohorts that start in one period; services and sources stay open to newcomers."""

MONTHS: Final = (*range(1, 13), 18, 24, 36, 60)
"""The months since the start that are looked at."""

FEWEST_A_MONTH: Final = 10
"""Clients that a start month should have, as a rule; with fewer, quarters tell more."""

_SHARES: Final = ["retained", "low", "high"]

_STEP_MONTHS: Final = {"month": 1, "quarter": 3}


@dataclass(frozen=True)
class Cohorts:
    """Clients in groups; one entry a client in `places` and `starts`."""

    names: tuple[str | None, ...]
    """Of the groups, in order; ``2026-03`` or ``2026-Q1`` of periods."""
    starts_on: tuple[dt.date | None, ...]
    """The first days of the periods; ``None`` of services and sources."""
    ends_before: Ints | None
    """The day numbers of the first days after the periods; ``None`` of services and
    sources."""
    places: Ints
    """Of each client, the group's place in `names`."""
    starts: Ints
    """Day numbers of the clients' first sessions."""


def newcomers(spells: pd.DataFrame) -> pd.DataFrame:
    """Return those who were seen from their start on: only they can be in a cohort."""
    is_seen = spells["entry_day"] <= spells["start_day"]
    return spells[is_seen & spells["is_start_known"]]


def is_lost(spells: pd.DataFrame) -> pd.Series[bool]:
    """Return who was not kept: they ended it themselves, or fell silent.

    A silence counts whether or not anybody has confirmed it. To count only those that
    were watched would make old years look better than they were.
    """
    is_unconfirmed = spells["ending"].notna() & ~spells["is_confirmed"]
    return spells["ending"].isin(NOT_KEPT) | is_unconfirmed


def lost_after_days(spells: pd.DataFrame) -> Floats:
    """Return after how many days each stopped being kept; infinite for who did not."""
    days = (spells["seen_day"] - spells["start_day"]).to_numpy(dtype="float64")
    return np.where(is_lost(spells), days, np.inf)


def grain(spells: pd.DataFrame) -> str:
    """Return whether ``month`` or ``quarter`` makes cohorts that are large enough.

    The middle start month of those with anybody in it decides.
    """
    starts = newcomers(spells)["start_day"].to_numpy(dtype="int64")
    if len(starts) == 0:
        return "month"
    _, sizes = np.unique(_months(starts), return_counts=True)
    return "month" if np.median(sizes) >= FEWEST_A_MONTH else "quarter"


def table(spells: pd.DataFrame, as_of_day: int, by: str = "month") -> pd.DataFrame:
    """Return how many of each cohort were kept so many months on.

    Clients who were on board before their source's log begins are in no cohort:
    nobody saw those who started with them and had left by then.

    Parameters
    ----------
    spells
        `analytics.retention.spells.spells`.
    as_of_day
        The day number up to which all is known.
    by
        ``month`` or ``quarter`` of the start, or ``service`` or ``source`` at the
        start.

    Returns
    -------
    pandas.DataFrame
        One row a cohort and month since the start (`MONTHS`), as far as anybody has
        had the time; cohorts in the order of time or name. ``cohort`` (``2026-03``,
        ``2026-Q1`` or a name, ``None`` where none is given), ``starts_on`` (the
        period's first day), ``n`` clients in it, ``month``; ``base``, of these who
        have had the time, ``kept`` of the base; ``complete``. ``retained`` is the
        share kept with its 95 % interval ``low`` to ``high`` (Wilson), absent where it
        is not complete.

        A service or a source takes in new clients all the time. There the base alone
        counts, and a share is complete as soon as there is one.
    """
    known = newcomers(spells)
    cohorts = grouped(known, by)
    lost = lost_after_days(known)
    cells = [
        shares(cohorts, lost > days_of(month), days_of(month), as_of_day).assign(
            month=month
        )
        for month in MONTHS
    ]
    found = pd.concat(cells, ignore_index=True)
    found = found[found["base"] > 0].sort_values(["place", "month"], kind="stable")
    found[_SHARES] = found[_SHARES].where(found["complete"])
    columns = ["cohort", "starts_on", "n", "month", "base", "kept", *_SHARES]
    return found[[*columns, "complete"]].reset_index(drop=True)


def month3(
    spells: pd.DataFrame, as_of_day: int, by: str = "month", months: int = 3
) -> pd.DataFrame:
    """Return the share kept three months after the start, one row a start period.

    Returns
    -------
    pandas.DataFrame
        `by_period`.
    """
    known = newcomers(spells)
    days = days_of(months)
    return by_period(known, lost_after_days(known) > days, days, as_of_day, by)


def by_period(
    known: pd.DataFrame, is_so: Bools, days: int, as_of_day: int, by: str
) -> pd.DataFrame:
    """Return the share of whom something holds so many days on, by start period.

    Parameters
    ----------
    known
        `newcomers`.
    is_so
        For each, whether it holds; who has not had the `days` is not asked.
    by
        ``month`` or ``quarter``.

    Returns
    -------
    pandas.DataFrame
        One row a period, from the first with anybody in it to the last, empty ones
        between them too: ``period`` (``2026-03`` or ``2026-Q1``), ``starts_on``,
        ``started`` clients, ``n`` of these who have had the time, ``kept`` of these,
        ``value`` their share, ``low`` and ``high``; ``complete``. The share is absent
        where ``n`` is 0.
    """
    found = shares(grouped(known, by), is_so, days, as_of_day)
    filled = found.set_index("starts_on", drop=False)
    if not filled.empty:
        filled = filled.reindex(_every(found["starts_on"].tolist(), by))
    counts = filled[["n", "base", "kept"]].fillna(0).astype("int64")
    starts_on = filled.index.tolist()
    return pd.DataFrame(
        {
            "period": pd.Series([_name(day, by) for day in starts_on], dtype=object),
            "starts_on": pd.Series(starts_on, dtype=object),
            "started": counts["n"].to_numpy(),
            "n": counts["base"].to_numpy(),
            "kept": counts["kept"].to_numpy(),
            "value": filled["retained"].to_numpy(dtype="float64"),
            "low": filled["low"].to_numpy(dtype="float64"),
            "high": filled["high"].to_numpy(dtype="float64"),
            "complete": (filled["complete"] != False).to_numpy(),  # noqa: E712 - absent is complete
        }
    )


def shares(cohorts: Cohorts, is_so: Bools, days: int, as_of_day: int) -> pd.DataFrame:
    """Return for each cohort the share of whom something holds so many days on.

    Returns
    -------
    pandas.DataFrame
        One row a cohort: ``place``, ``cohort``, ``starts_on``, ``n``, ``base``,
        ``kept``, ``retained``, ``low``, ``high``, ``complete`` as in `table`.
    """
    count = len(cohorts.names)
    places, starts = cohorts.places, cohorts.starts
    had_time = starts + days <= as_of_day
    base = np.bincount(places[had_time], minlength=count)
    kept = np.bincount(places[had_time & is_so], minlength=count)
    if cohorts.ends_before is None:
        is_complete = base > 0
    else:
        last = np.zeros(count, dtype="int64")
        np.maximum.at(last, places, starts)
        is_complete = (last + days <= as_of_day) & (
            cohorts.ends_before <= as_of_day + 1
        )
    ends = [
        wilson_interval(k, n) or (np.nan, np.nan)
        for k, n in zip(kept.tolist(), base.tolist(), strict=True)
    ]
    low_high = np.array(ends, dtype="float64").reshape(count, 2)
    return pd.DataFrame(
        {
            "place": np.arange(count),
            "cohort": pd.Series(cohorts.names, dtype=object),
            "starts_on": pd.Series(cohorts.starts_on, dtype=object),
            "n": np.bincount(places, minlength=count),
            "base": base,
            "kept": kept,
            "retained": kept / np.where(base > 0, base, np.nan),
            "low": low_high[:, 0],
            "high": low_high[:, 1],
            "complete": is_complete,
        }
    )


def grouped(known: pd.DataFrame, by: str) -> Cohorts:
    """Return clients in groups by ``month``, ``quarter``, ``service`` or ``source``."""
    starts = known["start_day"].to_numpy(dtype="int64")
    if by in _STEP_MONTHS:
        step = _STEP_MONTHS[by]
        found, places = np.unique(_months(starts) // step, return_inverse=True)
        firsts = [_start_day(int(number) * step) for number in found]
        ends = [_start_day((int(number) + 1) * step) for number in found]
        return Cohorts(
            names=tuple(_name(first, by) for first in firsts),
            starts_on=tuple(firsts),
            ends_before=np.array([(end - EPOCH).days for end in ends], dtype="int64"),
            places=places,
            starts=starts,
        )
    places, names = pd.factorize(
        known[by].astype(object), sort=False, use_na_sentinel=False
    )
    called = [None if pd.isna(name) else str(name) for name in names]
    # Names in the order of the alphabet, whoever gave none last.
    order = sorted(range(len(called)), key=lambda i: (called[i] is None, called[i]))
    rank = np.empty(len(order), dtype="int64")
    rank[order] = np.arange(len(order))
    return Cohorts(
        names=tuple(called[i] for i in order),
        starts_on=(None,) * len(order),
        ends_before=None,
        places=rank[places],
        starts=starts,
    )


def _months(days: Ints) -> Ints:
    """Return how many months after January 1970 the days lie."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype("int64")


def _start_day(months: int) -> dt.date:
    return dt.date(1970 + months // 12, months % 12 + 1, 1)


def _name(first: dt.date, by: str) -> str:
    if by == "quarter":
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return f"{first:%Y-%m}"


def _every(firsts: list[dt.date], by: str) -> pd.Index[dt.date]:
    """Return the first days of the periods from the first to the last."""
    ends = [(day.year - 1970) * 12 + day.month - 1 for day in (firsts[0], firsts[-1])]
    months = range(ends[0], ends[1] + 1, _STEP_MONTHS[by])
    return pd.Index([_start_day(month) for month in months], dtype=object)
