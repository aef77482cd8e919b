"""What people entered, as features and labels need it.

Absences stop the clock, an ending in force takes a client off the list, and either may
explain a silence afterwards. Days are day numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analytics.contracts import Standing
from analytics.facts import entered
from analytics.periods import day_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.facts.entered import Entered, Entry
    from analytics.periods import AsOf
    from analytics.store import Database


_SAID_HOW = frozenset(Standing) - {Standing.ACTIVE, Standing.UNKNOWN}
"""Endings that tell how a silence is to be read; *drifted* confirms it."""

NO_ABSENCE = pd.DataFrame(
    {
        "client_id": pd.Series(dtype="str"),
        "as_of_day": pd.Series(dtype="int64"),
        "days_away": pd.Series(dtype="int64"),
    }
)
"""Days away of nobody: the shape of `away`."""


def said(
    database: Database, origins: Sequence[AsOf], known: AsOf
) -> Mapping[int, Entered]:
    """Return what had been entered by each origin, by day; nothing if nothing was."""
    newest = entered.known(database, known, with_bookings=False)
    if not newest.absences and not newest.endings:
        return {}
    return {
        one.day_number: entered.known(database, one, with_bookings=False)
        for one in origins
    }


def away(said: Mapping[int, Entered], pairs: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Return the days away of clients, each with coach, origin and last day."""
    if not any(entries.absences for entries in said.values()):
        return NO_ABSENCE
    found = []
    for client_id, coach, day, last in pairs:
        absences = said[day].away(client_id, coach, last)
        if absences and (days := entered.days_away(absences, last, day)):
            found.append((client_id, day, days))
    return pd.DataFrame(found, columns=list(NO_ABSENCE)).astype(NO_ABSENCE.dtypes)


def still_open(said: Mapping[int, Entered], found: pd.DataFrame) -> pd.DataFrame:
    """Leave out whoever had an ending in force on the day: they are not ranked."""
    columns = ["client_id", "as_of_day", "last_day"]
    if not any(entries.endings for entries in said.values()):
        return found
    is_open = [
        said[day].ending(client_id, last) is None
        for client_id, day, last in found[columns].itertuples(index=False)
    ]
    # An empty list would choose no columns instead of no rows.
    return found[np.array(is_open, dtype=bool)].reset_index(drop=True)


def explained(database: Database, known: AsOf, found: pd.DataFrame) -> pd.DataFrame:
    """Add from when on a silence was explained, or confirmed to be one."""
    days: dict[bool, list[float]] = {True: [], False: []}
    entries = _by_client(database, known)
    if not entries:
        nobody = float("nan")
        return found.drop(columns="next_day").assign(
            ended_day=nobody, drifted_day=nobody
        )
    columns = ("client_id", "as_of_day", "next_day", "went_quiet")
    for client_id, day, next_day, quiet in found[list(columns)].itertuples(index=False):
        listed = entries.get(client_id, ()) if quiet == 1 else ()
        later = [one for one in listed if _explains(one, day, next_day)]
        for is_drift, of_kind in days.items():
            said = [
                day_number(one.from_date)
                for one in later
                if (one.what == Standing.DRIFTED) is is_drift
            ]
            of_kind.append(float(min(said, default=float("nan"))))
    return found.drop(columns="next_day").assign(
        ended_day=pd.Series(days[False], dtype="float64"),
        drifted_day=pd.Series(days[True], dtype="float64"),
    )


def _by_client(database: Database, known: AsOf) -> Mapping[str, list[Entry]]:
    """Return the endings and absences that tell how to read a silence, by client."""
    found: dict[str, list[Entry]] = {}
    for entry in entered.entries(database, known.entry_day):
        is_ending = entry.kind == "ending" and entry.what in _SAID_HOW
        is_away = entry.kind == "absence" and entry.what == "client"
        if (is_ending or is_away) and entry.client_id is not None:
            found.setdefault(entry.client_id, []).append(entry)
    return found


def _explains(entry: Entry, day: int, next_day: float) -> bool:
    """Return whether an entry is about the silence that followed a day.

    An absence may have begun before; whoever has come since is another story.
    """
    first = day_number(entry.from_date)
    if first > next_day:
        return False
    holds_after = entry.until_date is None or day_number(entry.until_date) > day
    return first > day or (entry.kind == "absence" and holds_after)
