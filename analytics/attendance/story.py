"""One client's sessions since the start: every slot, the moves, the gaps, the absences.

Facts only: nothing here weighs them, and nothing forecasts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from analytics.contracts import Outcome, Standing
from analytics.facts import agreements, entered, facts
from analytics.periods import day_number, day_of_number
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from analytics.facts.entered import Entry
    from analytics.periods import AsOf
    from analytics.store import Database

_HERE = Path(__file__).parent

LAST_GAPS: Final = 8
"""Gaps that make the usual one."""


class Move(NamedTuple):
    """A session that took the place of another: rows of `Story.slots`."""

    old: int
    new: int


class Gap(NamedTuple):
    """Days between two days on which the client came; the last one may be open."""

    from_day: dt.date
    to_day: dt.date
    """Of an open gap the day looked at."""
    days: int
    usual_days: float | None
    """What was usual before it; ``None`` before there was a gap."""
    days_away: int
    """Days of known absences in it."""
    is_open: bool = False


class Programme(NamedTuple):
    """How far a package of sessions is."""

    service: str | None
    attended: int
    planned: int


class View(NamedTuple):
    """A coach's view after a session, 1 to 5."""

    day: dt.date
    value: float


@dataclass(frozen=True, eq=False)
class Story:
    """All that the log and the people say of one client's sessions.

    ``slots`` has one row a slot, oldest first: ``start_s`` (UTC), ``start_day`` (a
    local day number), ``coach``, ``service``, ``outcome``, ``outcome_basis``,
    ``is_attended``, ``is_excused``, ``is_late_unknown``, ``sessions_planned``,
    ``price_cents``, ``currency``, ``excused_reason`` and ``notice_hours`` (from the
    cancellation to the start; absent where nothing tells).
    """

    slots: pd.DataFrame
    moves: tuple[Move, ...]
    gaps: tuple[Gap, ...]
    away: tuple[Entry, ...]
    """Absences and pauses that touch the client, each with its end."""
    endings: tuple[Entry, ...]
    """What somebody said of how the client's story stands, oldest first."""
    programme: Programme | None
    promises_due: int
    promises_done: int
    views: tuple[View, ...]
    today: dt.date
    """The day looked at."""
    notice_hours: int
    """What is agreed with the client, else the practice's."""
    zone_name: str

    @property
    def usual_days(self) -> float | None:
        """The client's own gap, as of the day looked at."""
        return usual([gap.days for gap in self.gaps if not gap.is_open])


def story(database: Database, as_of: AsOf, client_id: str) -> Story:
    """Return one client's story as it was known at a moment.

    A client of whom no slot is known has a story without rows.
    """
    slots = facts.select(
        database, as_of, queries.text_of(_HERE / "story.sql"), client_id=client_id
    )
    told = facts.select(
        database,
        as_of,
        queries.text_of(_HERE / "story_told.sql"),
        client_id=client_id,
        entry_day_number=day_number(as_of.entry_day),
    )
    entries = entered.entries(database, as_of.entry_day)
    days = visit_days(slots)
    away = _away(entries, client_id, slots, as_of.day)
    promises = told[told["kind"] == "promise"]
    settings = stored_settings.read(database)
    return Story(
        slots=slots,
        moves=moves(slots),
        gaps=gaps(days, away, as_of.day),
        away=away,
        endings=tuple(
            one
            for one in entries
            if one.kind == "ending" and one.client_id == client_id
        ),
        programme=programme(slots),
        promises_due=len(promises),
        promises_done=int(promises["is_done"].fillna(value=False).sum()),
        views=_views(told),
        today=as_of.day,
        notice_hours=_notice_hours(database, as_of, client_id, slots),
        zone_name=settings.zone_name,
    )


def _notice_hours(
    database: Database, as_of: AsOf, client_id: str, slots: pd.DataFrame
) -> int:
    """Return the notice that is in force for a client, and their last service."""
    last = slots["service"].tail(1).tolist()
    service = last[0] if last and isinstance(last[0], str) else None
    agreed = agreements.in_force(database, as_of, client_id, service)
    if agreed is None or agreed.notice_hours is None:
        return stored_settings.read(database).notice_hours
    return agreed.notice_hours


def visit_days(slots: pd.DataFrame) -> list[int]:
    """Return the local days on which the client came, each once, oldest first."""
    return sorted({int(day) for day in slots.loc[slots["is_attended"], "start_day"]})


def usual(gaps_days: Sequence[int]) -> float | None:
    """Return the usual gap: exp of the median of the logarithms of the last eight.

    The client's own gap of docs/definitions.md, which `client_rhythm` finds for all
    clients together; ``None`` without a gap.

    Parameters
    ----------
    gaps_days
        Oldest first, each at least 1.
    """
    last = [math.log(days) for days in gaps_days[-LAST_GAPS:]]
    return round(math.exp(median(last)), 6) if last else None


def gaps(days: Sequence[int], away: Sequence[Entry], today: dt.date) -> tuple[Gap, ...]:
    """Return the gaps between visits, oldest first, and the open one since the last.

    Parameters
    ----------
    days
        Day numbers, each once, oldest first; none after `today`.
    away
        Absences, each with its end.
    """
    found: list[Gap] = []
    # The open gap of somebody who came today has no length yet.
    looked_at = [day_number(today)] if days and days[-1] < day_number(today) else []
    for first, last in pairwise([*days, *looked_at]):
        is_open = bool(looked_at) and first == days[-1]
        found.append(
            Gap(
                day_of_number(first),
                day_of_number(last),
                last - first,
                usual([gap.days for gap in found]),
                entered.days_away(away, first, last),
                is_open,
            )
        )
    return tuple(found)


def moves(slots: pd.DataFrame) -> tuple[Move, ...]:
    """Return which slot took the place of which, as the links and the bookings say."""
    rows = slots.to_dict("records")
    places = {row["session_id"]: place for place, row in enumerate(rows)}
    found = {
        Move(places[row["replaces"]], place)
        for place, row in enumerate(rows)
        if row["replaces"] in places and _is_moved(rows[places[row["replaces"]]])
    }
    return tuple(sorted(found | _same_bookings(rows)))


def programme(slots: pd.DataFrame) -> Programme | None:
    """Return how far the package of the last session attended is, if it has one.

    A package bought again counts from the start.
    """
    came = slots[slots["is_attended"]]
    last = (came if len(came) else slots).tail(1).to_dict("records")
    if not last or pd.isna(last[0]["sessions_planned"]):
        return None
    planned = int(last[0]["sessions_planned"])
    service = None if pd.isna(last[0]["service"]) else str(last[0]["service"])
    is_same = (came["sessions_planned"] == planned) & (
        came["service"].isna() if service is None else came["service"] == service
    )
    attended = int(is_same.sum())
    return Programme(service, (attended - 1) % planned + 1 if attended else 0, planned)


def _is_moved(row: Mapping[Any, Any]) -> bool:
    return bool(row["outcome"] == Outcome.RESCHEDULED)


def _same_bookings(rows: Sequence[Mapping[Any, Any]]) -> set[Move]:
    """Return the moves of bookings that kept their id."""
    by_booking: dict[str, list[tuple[int, int]]] = {}
    for place, row in enumerate(rows):
        by_booking.setdefault(row["booking_id"], []).append((row["nth"], place))
    found = set()
    for times in by_booking.values():
        ordered = [place for _nth, place in sorted(times)]
        found |= {Move(*pair) for pair in pairwise(ordered)}
    return found


def _away(
    entries: Sequence[Entry], client_id: str, slots: pd.DataFrame, today: dt.date
) -> tuple[Entry, ...]:
    """Return the absences of the client, their coach and the practice, and pauses."""
    first = int(slots["start_day"].min()) if len(slots) else day_number(today)
    days = visit_days(slots)
    found = []
    for entry in entries:
        if not _is_about(entry, client_id, slots):
            continue
        ended = _ended(entry, days, today)
        if ended.until_date and day_number(ended.until_date) > first:
            found.append(ended)
    return tuple(found)


def _is_about(entry: Entry, client_id: str, slots: pd.DataFrame) -> bool:
    if entry.kind == "ending":
        return entry.client_id == client_id and entry.what == Standing.PAUSED
    if entry.kind != "absence":
        return False
    if entry.what == "client":
        return entry.client_id == client_id
    return entry.what == "practice" or entry.coach == _coach_on(entry, slots)


def _coach_on(entry: Entry, slots: pd.DataFrame) -> str | None:
    """Return whose client it was when an absence began."""
    before = slots[slots["start_day"] <= day_number(entry.from_date)]
    nearest = (before.tail(1) if len(before) else slots.head(1))["coach"]
    return None if nearest.empty or pd.isna(nearest.iloc[0]) else str(nearest.iloc[0])


def _ended(entry: Entry, days: Sequence[int], today: dt.date) -> Entry:
    """Return an absence with its end: a pause lasts until the client comes again."""
    if entry.kind != "ending":
        return entry
    began = day_number(entry.from_date)
    back = next((day_of_number(day) for day in days if day > began), None)
    ends = [end for end in (entry.until_date, back) if end is not None]
    return entry._replace(until_date=min(ends, default=max(today, entry.from_date)))


def _views(told: pd.DataFrame) -> tuple[View, ...]:
    views = told[told["kind"] == "view"]
    return tuple(
        View(day_of_number(int(day)), float(value))
        for day, value in zip(views["day"], views["view_of_five"], strict=True)
    )
