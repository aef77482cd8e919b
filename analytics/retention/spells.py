"""How long each client has been with the practice, and how it ended if it did.

One row a client, as known at a moment. The same rules as in `analytics.facts.standing`
decide whether somebody is gone; here they also decide since when. Why the day is that
on which a silence had outlasted its horizon, and not the last session's, stands in
docs/definitions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analytics.contracts import Standing
from analytics.facts import as_of as moments
from analytics.facts import entered, facts, starts
from analytics.facts.standing import HORIZON_GAPS
from analytics.periods import day_number, local_day
from analytics.selection import EVERYTHING
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.facts.entered import Entered, Entry
    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database

    Days = NDArray[np.float64]

_QUERY = Path(__file__).with_name("spells.sql")
_STILL_HERE = frozenset({Standing.ACTIVE, Standing.PAUSED})
_NEVER = np.inf


@dataclass(frozen=True, eq=False)
class Story:
    """What was known of every client who came: all that a horizon is applied to."""

    rows: pd.DataFrame
    """Columns of ``spells.sql``."""
    entered: Entered
    as_of_day: int
    watched_from: int | None
    """Day number of the first export in force."""


def story(database: Database, as_of: AsOf) -> Story:
    """Return what was known of every client who came at least once."""
    first, _ = moments.exports(database)
    zone_name = stored_settings.read(database).zone_name
    return Story(
        rows=facts.select(database, as_of, queries.text_of(_QUERY)),
        entered=entered.known(database, as_of),
        as_of_day=as_of.day_number,
        watched_from=None if first is None else day_number(local_day(first, zone_name)),
    )


def spells(
    database: Database,
    as_of: AsOf,
    selection: Selection = EVERYTHING,
    *,
    gaps: float = HORIZON_GAPS,
) -> pd.DataFrame:
    """Return one row a client who came: see `told`."""
    return told(story(database, as_of), selection, gaps=gaps)


def told(
    known: Story, selection: Selection = EVERYTHING, *, gaps: float = HORIZON_GAPS
) -> pd.DataFrame:
    """Return one row a client who came, under one horizon.

    Parameters
    ----------
    selection
        Coach and service are those of the first session, so that nobody is chosen by
        what became of them. A period holds the days in which somebody was watched:
        who was with the practice before enters late, who ends after it is still there.
        A standing is not asked for: it is the answer.
    gaps
        The horizon in usual gaps; it is never shorter than 28 days.

    Returns
    -------
    pandas.DataFrame
        Ordered by ``client_id``. ``coach``, ``service`` and ``source`` of the first
        session attended. Local day numbers: ``start_day`` (when the time with the
        practice began), ``entry_day`` (from when they were watched: later than
        ``start_day`` for whoever was on board before the log began and whose client
        list says since when, and for whoever was before the period; it may lie behind
        ``seen_day``, then they were never watched), ``seen_day`` (until when),
        ``last_attended_day``. ``is_start_known`` is false for whoever
        was on board when the log began and nobody says since when.

        ``ending`` is one of `Standing`, absent while somebody is still a client on
        ``seen_day``; else they ended that day. ``is_confirmed`` says whether somebody
        said so, or a programme was completed. ``sessions_attended``, ``horizon_days``.
    """
    rows = _chosen(known.rows, selection).reset_index(drop=True)
    horizon = starts.horizons(rows["usual_gap_days"], gaps)
    gone = _Gone(known, rows, horizon)
    first = rows["first_day"].to_numpy("int64")
    started = starts.started(rows)
    found = pd.DataFrame(
        {
            "client_id": rows["client_id"],
            "coach": rows["coach"],
            "service": rows["service"],
            "source": rows["source"],
            "start_day": np.where(np.isnan(started), first, started).astype("int64"),
            "entry_day": _entered(rows, started, horizon),
            "seen_day": gone.day,
            "last_attended_day": rows["last_attended_day"].astype("int64"),
            "is_start_known": ~np.isnan(started),
            "ending": gone.ending,
            "is_confirmed": gone.is_confirmed,
            "sessions_attended": rows["sessions_attended"].astype("int64"),
            "horizon_days": horizon,
        }
    )
    return _within(found, selection)


def _chosen(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    for column, wanted in (
        ("coach", selection.coach),
        ("service", selection.service),
    ):
        if wanted is not None:
            rows = rows[rows[column] == wanted]
    return rows


def _entered(rows: pd.DataFrame, started: Days, horizon: Days) -> NDArray[np.int64]:
    """Return the day from which each client is watched.

    Of those on board when the log began we see who came since: that is, who was not
    gone a horizon later. Whoever left sooner is in no file, so the watching begins
    where it no longer matters.
    """
    first = rows["first_day"].to_numpy("int64")
    complete = rows["log_day"].to_numpy("int64") + np.floor(horizon).astype("int64") + 1
    found: NDArray[np.int64] = np.where(started < first, complete, first)
    return found


def _within(found: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return who was seen within a period, and what was."""
    if selection.from_day is not None:
        first = day_number(selection.from_day)
        found = found.assign(entry_day=found["entry_day"].clip(lower=first))
        found = found[found["seen_day"] >= first]
    if selection.until_day is not None:
        last = day_number(selection.until_day) - 1
        found = _until(found[found["start_day"] <= last], last)
    return found.reset_index(drop=True)


def _until(found: pd.DataFrame, last: int) -> pd.DataFrame:
    """Return what was known of endings on the last day of a period."""
    is_later = (found["seen_day"] > last).to_numpy()
    ending = found["ending"].to_numpy(object).copy()
    ending[is_later] = None
    return found.assign(
        ending=pd.Series(ending, index=found.index, dtype=object),
        is_confirmed=found["is_confirmed"] & ~is_later,
        seen_day=found["seen_day"].clip(upper=last),
    )


class _Gone:
    """Who is gone, since when and how; a value each client, in the rows' order."""

    def __init__(self, known: Story, rows: pd.DataFrame, horizon: Days) -> None:
        self._known = known
        self._rows = rows
        self._horizon = horizon
        self._last = rows["last_attended_day"].to_numpy("int64")
        self._booked_until = rows["booked_until_day"].to_numpy(float, na_value=-np.inf)

    @cached_property
    def day(self) -> NDArray[np.int64]:
        """The day they were gone, else the last day looked at."""
        today = self._known.as_of_day
        day = np.where(self._is_lapsed, self._lapse_day, today)
        day = np.where(
            self._is_completed, np.maximum(self._last, self._booked_until), day
        )
        for place, entry in self._in_force:
            # A word said later than the silence was plain is about that silence.
            is_here = entry.what in _STILL_HERE
            day[place] = today if is_here else min(day[place], _first_day(entry))
        found: NDArray[np.int64] = np.clip(day, self._last, today).astype("int64")
        return found

    @cached_property
    def ending(self) -> pd.Series[Any]:
        """How they ended; absent while they are clients."""
        found = np.full(len(self._rows), None, dtype=object)
        found[self._is_lapsed] = str(Standing.UNKNOWN)
        found[self._is_lapsed & self._is_watched] = str(Standing.DRIFTED)
        found[self._is_completed] = str(Standing.COMPLETED)
        for place, entry in self._in_force:
            found[place] = None if entry.what in _STILL_HERE else entry.what
        return pd.Series(found, index=self._rows.index, dtype=object)

    @cached_property
    def is_confirmed(self) -> NDArray[np.bool_]:
        """Whether the ending is more than a silence."""
        found = self._is_completed.copy()
        for place, entry in self._in_force:
            found[place] = entry.what not in {*_STILL_HERE, Standing.UNKNOWN}
        return found

    @cached_property
    def _in_force(self) -> list[tuple[int, Entry]]:
        """The endings in force, each with its client's place."""
        entered_ = self._known.entered
        places = pd.Series(self._rows.index, index=self._rows["client_id"])
        found = []
        for client_id in entered_.endings:
            if client_id in places.index:
                place = int(places[client_id])
                if entry := entered_.ending(client_id, int(self._last[place])):
                    found.append((place, entry))
        return found

    @cached_property
    def _is_free(self) -> NDArray[np.bool_]:
        """Nothing is booked."""
        return ~self._rows["is_booked"].to_numpy(bool)

    @cached_property
    def _is_completed(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (
            self._rows["is_programme_completed"].to_numpy(bool) & self._is_free
        )
        return found

    @cached_property
    def _is_lapsed(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (
            (self._quiet_over <= self._known.as_of_day)
            & self._is_free
            & ~self._is_completed
        )
        return found

    @cached_property
    def _lapse_day(self) -> Days:
        """The silence had outlasted the horizon, and nothing was booked any more."""
        found: Days = np.maximum(self._quiet_over, self._booked_until)
        return found

    @cached_property
    def _is_watched(self) -> NDArray[np.bool_]:
        """The horizon passed after the first export, and they surely did not come."""
        watched = self._known.watched_from
        if watched is None:
            return np.zeros(len(self._rows), bool)
        is_after = self._quiet_over > watched
        found: NDArray[np.bool_] = is_after & ~self._rows["is_last_unknown"].to_numpy(
            bool
        )
        return found

    @cached_property
    def _quiet_over(self) -> Days:
        """The first day on which days quiet, absences left out, exceed the horizon."""
        needed = np.floor(self._horizon).astype("int64") + 1
        away = _Away(self._known.entered, self._known.as_of_day)
        return away.days_later(self._rows, self._last, needed)


class _Away:
    """Days that do not count as quiet."""

    def __init__(self, known: Entered, as_of_day: int) -> None:
        self._known = known
        self._as_of_day = as_of_day
        self._of_all = [a for a in known.absences if a.what in _OF_ALL]
        self._coaches = {a.coach for a in known.absences if a.what == "coach"}
        self._clients = {a.client_id for a in known.absences if a.client_id}

    def days_later(
        self, rows: pd.DataFrame, last: NDArray[np.int64], needed: NDArray[np.int64]
    ) -> Days:
        """Return the day on which so many days since the last one have counted.

        Never within the log where an absence lasts on: infinite.
        """
        if not self._known.absences or not len(rows):
            return (last + needed).astype(float)
        found = self._by_everybody(last, needed)
        for place in np.flatnonzero(self._is_own(rows, last)):
            day = int(last[place])
            row = rows.iloc[int(place)]
            absences = self._known.away(row["client_id"], row["last_coach"], day)
            found[place] = _day_after(absences, day, int(needed[place]))
        return found

    def _is_own(self, rows: pd.DataFrame, last: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return who has absences of their own, or came in the middle of one."""
        found: NDArray[np.bool_] = (
            rows["client_id"].isin(self._clients)
            | rows["last_coach"].isin(self._coaches)
        ).to_numpy(copy=True)
        for absence in self._of_all:
            first, back = _span(absence, self._as_of_day)
            found |= (last > first) & (last < back)
        return found

    def _by_everybody(self, last: NDArray[np.int64], needed: NDArray[np.int64]) -> Days:
        """Return the same by what concerns everybody only."""
        first, until = int(last.min()), self._as_of_day
        counts = np.ones(until - first + 1, bool)
        for absence in self._of_all:
            begins, back = _span(absence, until)
            counts[max(begins - first, 0) : max(back - first, 0)] = False
        days = first + np.flatnonzero(counts)
        place = np.searchsorted(days, last, side="right") + needed - 1
        known = place < len(days)
        found = np.full(len(last), _NEVER)
        found[known] = days[place[known]]
        return found


_OF_ALL = frozenset({"practice", "holiday"})


def _first_day(entry: Entry) -> int:
    return day_number(entry.from_date)


def _span(absence: Entry, until: int) -> tuple[int, int]:
    """Return the first day of an absence and the first after it."""
    back = until + 1 if absence.until_date is None else day_number(absence.until_date)
    return _first_day(absence), back


def _day_after(absences: Sequence[Entry], last: int, needed: int) -> float:
    """Return the day on which `needed` days since `last` have counted."""
    counted_to = last
    for absence in sorted(absences, key=lambda absence: absence.from_date):
        first = max(_first_day(absence), counted_to + 1)
        free = first - counted_to - 1
        if free >= needed:
            break
        if absence.until_date is None:
            return _NEVER
        back = day_number(absence.until_date)
        if back > first:
            needed -= free
            counted_to = back - 1
    return float(counted_to + needed)
