"""What happened to a client after a day on which a list showed their name.

A *silence* begins with a client's last session before nothing followed for the whole
horizon. A name and a silence belong together if the last session lies at most six weeks
after the showing, and the showing at most three usual gaps and four weeks after it.
Days are day numbers. Definitions: docs/definitions.md.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from analytics.contracts import Standing
from analytics.periods import day_number

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import pandas as pd

    from analytics.facts.entered import Entry
    from analytics.risk.record import What

AHEAD_DAYS = 42
"""A name may stand on the list so long before the last session and still be right."""

RULE_GAPS = 2
"""After so many usual gaps of silence the rule notices anybody."""

_LATE_GAPS, _LATE_DAYS = 3, 28
_LONGEST_HORIZON_DAYS = 84
_TELLS_NOTHING = frozenset({Standing.ACTIVE, Standing.UNKNOWN, Standing.DRIFTED})


@dataclass(frozen=True)
class Silence:
    """A client's silence, with what is known of it by now."""

    client_id: str
    last_day: int
    """Of the last session."""
    usual_gap_days: float
    ended_day: int | None
    """From when on an ending or an absence explains it."""
    is_confirmed: bool
    """Whether somebody has said that the client drifted."""

    @property
    def rule_day(self) -> int:
        """The day on which two usual gaps have passed."""
        return self.last_day + math.ceil(RULE_GAPS * self.usual_gap_days)

    @property
    def late_day(self) -> int:
        """The last day on which a name is still about this silence."""
        late = _LATE_GAPS * self.usual_gap_days + _LATE_DAYS
        return self.last_day + math.floor(late)

    @property
    def early_day(self) -> int:
        """The first day on which a name is already about this silence."""
        return self.last_day - AHEAD_DAYS


class Placed(NamedTuple):
    """How a client stood in the week of a name."""

    last_day: int
    horizon_days: int
    went_quiet: float
    """1, 0, or missing where it is not known by now."""


@dataclass(frozen=True)
class Fate:
    """What happened."""

    what: What
    happened_on_day: int | None = None
    silence: Silence | None = None
    """Of who went quiet."""
    is_settled: bool = False
    """Whether everything that belongs to the name is known by now."""


@dataclass(frozen=True)
class Known:
    """All that is known by now of what followed."""

    until_day: int
    """The last day that is over."""
    silences: Mapping[str, Sequence[Silence]]
    """By client, the earliest first."""
    came: Mapping[str, Sequence[int]]
    """By client: the days on which they came, the earliest first."""
    entries: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    """By client: what somebody entered, the earliest first."""
    completed: frozenset[str] = frozenset()
    """Whose programme is completed now, with nothing booked."""

    def fate(self, client_id: str, day: int, placed: Placed | None) -> Fate:
        """Return what happened to a client who was named on a day.

        Parameters
        ----------
        placed
            The client in the week of that day; ``None`` if they were not active.
        """
        horizon = placed.horizon_days if placed else _LONGEST_HORIZON_DAYS
        is_settled = day + AHEAD_DAYS + horizon <= self.until_day
        silence = self._silence(client_id, day, placed)
        if silence is not None:
            return self._quiet(silence, is_settled=is_settled)
        came_day = self._next_day(client_id, day)
        if came_day is not None:
            is_after_contact = self._is_contacted(client_id, day, came_day)
            what: What = "came_back" if is_after_contact else "still_here"
            return Fate(what, came_day, is_settled=is_settled)
        return self._without_session(client_id, day, placed, is_settled=is_settled)

    def _silence(
        self, client_id: str, day: int, placed: Placed | None
    ) -> Silence | None:
        is_own = placed is not None and placed.went_quiet == 1
        for one in self.silences.get(client_id, ()):
            if one.early_day <= day <= one.late_day:
                return one
            if is_own and placed is not None and one.last_day == placed.last_day:
                return one
        return None

    def _quiet(self, silence: Silence, *, is_settled: bool) -> Fate:
        if silence.ended_day is None:
            return Fate("went_quiet", silence.last_day, silence, is_settled)
        said = [
            one
            for one in self.entries.get(silence.client_id, ())
            if day_number(one.from_date) == silence.ended_day
        ]
        is_away = bool(said) and all(_is_away(one) for one in said)
        what: What = "away" if is_away else "finished"
        return Fate(what, silence.ended_day, is_settled=is_settled)

    def _without_session(
        self, client_id: str, day: int, placed: Placed | None, *, is_settled: bool
    ) -> Fate:
        for one in self.entries.get(client_id, ()):
            if day_number(one.from_date) >= day and _explains(one):
                what: What = "away" if _is_away(one) else "finished"
                return Fate(what, day_number(one.from_date), is_settled=is_settled)
        if placed is None or placed.went_quiet != 0:
            return Fate("not_known", is_settled=is_settled)
        what = "finished" if client_id in self.completed else "still_here"
        return Fate(what, is_settled=is_settled)

    def _next_day(self, client_id: str, day: int) -> int | None:
        days = self.came.get(client_id, ())
        place = bisect_right(days, day)
        return days[place] if place < len(days) else None

    def _is_contacted(self, client_id: str, day: int, came_day: int) -> bool:
        return any(
            one.kind == "contact" and day <= day_number(one.from_date) <= came_day
            for one in self.entries.get(client_id, ())
        )


def silences(rows: pd.DataFrame) -> dict[str, list[Silence]]:
    """Return the silences of each client, the earliest first.

    Parameters
    ----------
    rows
        One row an active client and week, of `features.rows`, as known by now.
    """
    quiet = rows[rows["went_quiet"] == 1].sort_values("as_of_day")
    found: dict[str, list[Silence]] = {}
    grouped = quiet.groupby(["client_id", "last_day"], as_index=False).agg(
        usual_gap_days=("usual_gap_days", "last"),
        ended_day=("ended_day", "min"),
        drifted_day=("drifted_day", "min"),
    )
    for row in grouped.sort_values("last_day").to_dict("records"):
        one = _silence_of(row)
        found.setdefault(one.client_id, []).append(one)
    return found


def _silence_of(row: Mapping[Hashable, Any]) -> Silence:
    ended = row["ended_day"]
    return Silence(
        client_id=str(row["client_id"]),
        last_day=int(row["last_day"]),
        usual_gap_days=float(row["usual_gap_days"]),
        ended_day=None if math.isnan(ended) else int(ended),
        is_confirmed=not math.isnan(row["drifted_day"]),
    )


def _explains(entry: Entry) -> bool:
    if entry.kind == "ending":
        return entry.what not in _TELLS_NOTHING
    return entry.kind == "absence" and entry.what == "client"


def _is_away(entry: Entry) -> bool:
    return entry.kind == "absence" or entry.what == Standing.PAUSED
