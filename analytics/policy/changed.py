"""Did a change of the rules change anything? The weeks before and after its day.

Four things side by side, because a rule can trade one for another: who pays for not
coming may feel free not to come. Each is a weekly share, and its level is compared
across the day (`analytics.series`); other changes that concern the same sessions end
the weeks that are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from analytics import series
from analytics.contracts import Standing
from analytics.facts import agreements, clients, entered, facts, standing
from analytics.periods import day_number, day_of_number
from analytics.store import policy_changes, queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from analytics.facts.agreements import Agreement
    from analytics.periods import AsOf
    from analytics.series import Step
    from analytics.store import Database

_HERE = Path(__file__).parent

MOST_WEEKS: Final = 104
"""Looked at on each side: older weeks tell of another practice."""

_WEEK: Final = 7

LEFT: Final = frozenset(
    {Standing.DRIFTED, Standing.ENDED_BY_CLIENT, Standing.ENDED_BY_COACH}
)
"""Endings that are counted: not those that were agreed, planned or handed over."""


class Measure(StrEnum):
    """What is looked at, all side by side."""

    MISSED = "missed"
    CANCELLED = "cancelled"
    MOVED = "moved"
    LEFT = "left"


class Dated(NamedTuple):
    """A day on which a rule was changed."""

    entry_id: str
    on_date: dt.date
    what: str
    service: str | None
    coach: str | None
    is_agreement: bool


@dataclass(frozen=True, eq=False)
class Effect:
    """The weeks around a change, and what changed at its day.

    ``weeks`` has one row a week, oldest first: ``week`` (0 begins on the day), ``day``,
    ``sessions``, ``presumed`` (of them), ``clients`` (with the practice then, as far as
    it can be told already) and of each `Measure` the share, absent where there is
    nothing to count.
    """

    change: Dated
    weeks: pd.DataFrame
    steps: Mapping[Measure, Step | None]
    """``None`` with fewer than eight weeks on a side."""
    weeks_before: int
    weeks_after: int
    other_before: Dated | None
    """The change before it, where that ended the weeks that are looked at."""
    other_after: Dated | None


def dated(database: Database, as_of: AsOf) -> Sequence[Dated]:
    """Return the changes of rules known by a day, the newest first.

    Those that somebody kept, and the first days of agreements with everybody or for a
    service.
    """
    said = [
        Dated(*one, is_agreement=False)
        for one in policy_changes.known(database, as_of.entry_day)
    ]
    agreed = [
        _of_agreement(one)
        for one in agreements.known(database, as_of).listed
        if one.client_id is None
    ]
    return sorted([*said, *agreed], key=lambda one: one.on_date, reverse=True)


def effect(database: Database, as_of: AsOf, change: Dated) -> Effect:
    """Return what changed at a day, side by side."""
    before, after = _neighbours(dated(database, as_of), change)
    day = day_number(change.on_date)
    first = day - MOST_WEEKS * _WEEK if before is None else day_number(before.on_date)
    until = as_of.day_number if after is None else day_number(after.on_date)
    until = min(until, as_of.day_number, day + MOST_WEEKS * _WEEK)
    weeks = _weeks(
        database, as_of, change, (max(first, day - MOST_WEEKS * _WEEK), until)
    )
    steps = {measure: _step(weeks, measure) for measure in Measure}
    return Effect(
        change=change,
        weeks=weeks,
        steps=steps,
        weeks_before=int(((weeks["week"] < 0) & (weeks["sessions"] > 0)).sum()),
        weeks_after=int(((weeks["week"] >= 0) & (weeks["sessions"] > 0)).sum()),
        other_before=before,
        other_after=after,
    )


def _of_agreement(one: Agreement) -> Dated:
    whom = "with everybody" if one.service is None else f"for {one.service}"
    return Dated(
        one.entry_id, one.on_date, f"Agreement {whom}", one.service, None, True
    )


def _neighbours(
    changes: Sequence[Dated], change: Dated
) -> tuple[Dated | None, Dated | None]:
    """Return the changes before and after one that concern some of its sessions."""
    near = [one for one in changes if _is_shared(one, change)]
    older = [one for one in near if one.on_date < change.on_date]
    newer = [one for one in near if one.on_date > change.on_date]
    return (older[0] if older else None), (newer[-1] if newer else None)


def _is_shared(one: Dated, other: Dated) -> bool:
    return all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in (
            (one.service, other.service),
            (one.coach, other.coach),
        )
    )


def _weeks(
    database: Database, as_of: AsOf, change: Dated, days: tuple[int, int]
) -> pd.DataFrame:
    """Return whole weeks from the first to before the last of these days."""
    day = day_number(change.on_date)
    counted = facts.select(
        database,
        as_of,
        queries.text_of(_HERE / "weekly.sql"),
        change_day=day,
        first_day=days[0],
        until_day=days[1],
        service=change.service,
        coach=change.coach,
    )
    if counted.empty:
        return _empty()
    # The log may begin in the middle of a week, and the last one may not be over.
    first = int(counted["week"].iloc[0]) + 1
    last = (days[1] - day) // _WEEK - 1
    there = np.arange(first, last + 1)
    weeks = pd.DataFrame({"week": there})
    weeks = weeks.merge(counted, on="week", how="left").fillna(0)
    weeks["day"] = [day_of_number(day + _WEEK * int(week)) for week in there]
    for measure in (Measure.MISSED, Measure.CANCELLED, Measure.MOVED):
        weeks[measure] = weeks[measure] / weeks["sessions"].where(weeks["sessions"] > 0)
    with_us, left = _left(database, as_of, change, there)
    weeks["clients"] = with_us
    weeks[Measure.LEFT] = left / pd.Series(with_us).where(with_us > 0)
    return weeks


def _empty() -> pd.DataFrame:
    names = ("week", "day", "sessions", "presumed", "clients", *Measure)
    return pd.DataFrame({name: pd.Series(dtype="float64") for name in names})


def _left(
    database: Database, as_of: AsOf, change: Dated, weeks: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return by week how many clients there were, and for how many it was the last.

    An ending is known only once a client's horizon has passed, so of each the weeks
    count up to so many days before the day looked at, of those who left and of those
    who stayed alike.
    """
    listed = [
        one
        for one in clients.clients(database, as_of)
        if change.service in {None, one.service} and change.coach in {None, one.coach}
    ]
    known = entered.known(database, as_of)
    places = clients.where_all(database, as_of, listed, known)
    first_days = dict(
        facts.rows(database, as_of, queries.text_of(_HERE / "first_days.sql"))
    )
    day = day_number(change.on_date)
    with_us, left = np.zeros(len(weeks) + 1), np.zeros(len(weeks))
    for one, place in zip(listed, places, strict=True):
        if one.last_attended_day is None or not len(weeks):
            continue
        horizon = standing.horizon_days(one.usual_gap_days)
        told = int(as_of.day_number - horizon)
        is_over = place.standing != Standing.ACTIVE
        last = min(one.last_attended_day, told) if is_over else told
        from_week = (first_days[one.client_id] - day) // _WEEK - weeks[0]
        last_week = (last - day) // _WEEK - weeks[0]
        if last_week < max(from_week, 0) or from_week >= len(weeks):
            continue
        with_us[max(from_week, 0)] += 1
        with_us[min(last_week + 1, len(weeks))] -= 1
        has_left = place.standing in LEFT and one.last_attended_day <= told
        if has_left and last_week < len(weeks):
            left[last_week] += 1
    return np.cumsum(with_us)[:-1], left


def _step(weeks: pd.DataFrame, measure: Measure) -> Step | None:
    told = weeks[weeks[measure].notna()]
    sizes = told["clients" if measure is Measure.LEFT else "sessions"]
    return series.step(
        told["week"].to_numpy(np.float64),
        told[measure].to_numpy(np.float64),
        sizes.to_numpy(np.float64),
        with_season=True,
    )
