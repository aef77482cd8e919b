"""Clients' times as the curves need them: entry, exit and ending in days since a start.

One day is one step, and a day's endings happen at its end: whoever enters on a day is
watched on it. So an entry lies half a day before its day, which the libraries read as
they should ("not at risk on or before the entry time").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from analytics.contracts import Standing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.float64]
    Mask = NDArray[np.bool_]

ENOUGH: Final = 5
"""A curve begins where so many are watched, or as many as ever are."""

DAYS_PER_MONTH: Final = 365.25 / 12

FEW_STARTS: Final = 20
"""Clients whose start is known, below which the others are counted in."""

NOT_KEPT: Final = frozenset({Standing.DRIFTED, Standing.ENDED_BY_CLIENT})
"""Endings that count as not kept."""


@dataclass(frozen=True, eq=False)
class Lives:
    """One value a client whose start is known."""

    entry: Days
    """Half a day before the first day watched."""
    until: Days
    """The day of the ending, else the last day watched."""
    ending: NDArray[Any]
    """One of `Standing`; ``None`` while somebody is a client."""
    is_confirmed: Mask
    begins_day: int = 0
    """Before this day too few were watched: the curves tell of those who were still
    clients then."""

    def __len__(self) -> int:
        return len(self.entry)

    @property
    def is_ended(self) -> Mask:
        """Whoever is no client any more."""
        found: Mask = pd.notna(self.ending)
        return found

    @property
    def is_unconfirmed(self) -> Mask:
        """Ended, and nobody has confirmed how."""
        return self.is_ended & ~self.is_confirmed

    @cached_property
    def entries(self) -> Days:
        """Entries in their order."""
        return np.sort(self.entry)

    @cached_property
    def exits(self) -> Days:
        """Last days in their order."""
        return np.sort(self.until)

    def is_not_kept(self, *, unconfirmed: bool) -> Mask:
        """Return who was not kept.

        Parameters
        ----------
        unconfirmed
            Whether endings that nobody confirmed count among them.
        """
        is_named = pd.Series(self.ending, dtype=object).isin(NOT_KEPT)
        found: Mask = is_named.to_numpy() & self.is_confirmed
        return found | self.is_unconfirmed if unconfirmed else found

    def only(self, which: Mask) -> Lives:
        """Return some of them."""
        return Lives(
            self.entry[which],
            self.until[which],
            self.ending[which],
            self.is_confirmed[which],
            self.begins_day,
        )

    def from_day(self, day: int) -> Lives:
        """Return those who were watched on a day, from that day on."""
        entry = np.maximum(self.entry, day - 0.5)
        later = Lives(entry, self.until, self.ending, self.is_confirmed, day)
        return later.only(entry < self.until)


def days_of(months: float) -> int:
    """Return the days after which so many months since a start are over."""
    return round(months * DAYS_PER_MONTH)


def counts_from_the_file(spells: pd.DataFrame) -> bool:
    """Return whether too few starts are known to do without the others.

    Then whoever was on board when the log began counts from their first session in it,
    and the curve may lie too high; otherwise they have no place on it.
    """
    return bool(spells["is_start_known"].sum() < FEW_STARTS)


def lives(spells: pd.DataFrame, *, is_from_file: bool = False) -> Lives:
    """Return the times of clients, from where enough of them are watched.

    Parameters
    ----------
    spells
        Of `analytics.retention.spells`.
    is_from_file
        Whether whose start is not known count from their first session in the log;
        else they are left out.
    """
    known = spells if is_from_file else spells[spells["is_start_known"]]
    start = known["start_day"].to_numpy(float)
    found = Lives(
        entry=known["entry_day"].to_numpy(float) - start - 0.5,
        until=known["seen_day"].to_numpy(float) - start,
        ending=known["ending"].to_numpy(object),
        is_confirmed=known["is_confirmed"].to_numpy(bool),
    )
    watched = found.only(found.entry < found.until)
    first = beginning(watched)
    return watched.from_day(first) if first else watched


def beginning(known: Lives) -> int:
    """Return the first day on which enough are watched.

    Where everybody enters late, the first days would hang on one or two clients: one
    ending among them would take the curve to 0 for good.
    """
    if not len(known):
        return 0
    days = np.unique(np.ceil(known.entry))
    watched = at_risk(known, days)
    needed = min(ENOUGH, int(watched.max()))
    return int(days[np.argmax(watched >= needed)])


def watched_until(known: Lives, enough: int = ENOUGH) -> int | None:
    """Return the last day on which so many are watched; ``None`` if never."""
    days = np.unique(known.until)
    is_enough = at_risk(known, days) >= enough
    return int(days[is_enough].max()) if is_enough.any() else None


def at_risk(known: Lives, days: Days) -> NDArray[np.int64]:
    """Return how many are watched on each of these days."""
    entered = np.searchsorted(known.entries, days, side="left")
    left = np.searchsorted(known.exits, days, side="left")
    found: NDArray[np.int64] = (entered - left).astype("int64")
    return found
