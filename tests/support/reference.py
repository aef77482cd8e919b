"""Client facts worked out the slow and plain way, to hold the SQL against."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from analytics.periods import day_number, epoch_seconds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from analytics.periods import AsOf


class Seen(NamedTuple):
    """A session as it was known."""

    start_s: int
    day: int
    outcome: str
    is_excused: bool


class Expected(NamedTuple):
    """Some facts of one client."""

    sessions_booked: int
    sessions_attended: int
    sessions_cancelled: int
    sessions_moved: int
    sessions_unknown: int
    sessions_ahead: int
    count_gaps: int
    usual_gap_days: float
    current_streak: int
    best_streak: int


def expected(rows: Iterable[Mapping[str, object]], as_of: AsOf) -> dict[str, Expected]:
    """Return the facts of every client with a session known by the as-of."""
    clients: dict[str, list[Seen]] = defaultdict(list)
    for row in rows:
        if row["slot_known_at"] <= as_of.instant:  # type: ignore[operator]  # a time
            clients[str(row["client_id"])].append(_seen(row, as_of))
    gaps = {client: _gaps(slots) for client, slots in clients.items()}
    every = [gap for of_client in gaps.values() for gap in of_client]
    practice = median(every) if every else 14.0
    return {
        client: _expected(slots, gaps[client][-8:], practice)
        for client, slots in clients.items()
    }


def _seen(row: Mapping[str, object], as_of: AsOf) -> Seen:
    starts_at: dt.datetime = row["starts_at"]  # type: ignore[assignment]  # a time
    outcome = str(row["outcome"])
    known = outcome != "scheduled" and row["outcome_known_at"] <= as_of.instant  # type: ignore[operator]  # a time
    replaced = row["replaced_known_at"]
    if not known:
        outcome = "unknown" if starts_at <= as_of.instant else "scheduled"
    elif outcome == "rescheduled" and replaced and replaced > as_of.instant:  # type: ignore[operator]  # a time
        outcome = "cancelled"
    return Seen(
        start_s=epoch_seconds(starts_at),
        day=day_number(starts_at.date()),
        outcome=outcome,
        is_excused=bool(row["is_excused"]) and outcome in {"no_show", "late_cancelled"},
    )


def _gaps(slots: Iterable[Seen]) -> list[int]:
    days = sorted({slot.day for slot in slots if slot.outcome == "attended"})
    return [later - earlier for earlier, later in pairwise(days)]


def _expected(slots: list[Seen], gaps: list[int], practice: float) -> Expected:
    outcomes = [slot.outcome for slot in slots]
    own = median([math.log(gap) for gap in gaps]) if gaps else 0.0
    count = len(gaps)
    runs = _runs(slots)
    return Expected(
        sessions_booked=len(slots),
        sessions_attended=outcomes.count("attended"),
        sessions_cancelled=outcomes.count("cancelled"),
        sessions_moved=outcomes.count("rescheduled"),
        sessions_unknown=outcomes.count("unknown"),
        sessions_ahead=outcomes.count("scheduled"),
        count_gaps=count,
        usual_gap_days=math.exp((count * own + math.log(practice)) / (count + 1)),
        current_streak=runs[-1],
        best_streak=max(runs),
    )


def _runs(slots: list[Seen]) -> list[int]:
    """Return the lengths of all runs of attended sessions, 0 between two breaks."""
    counted = [
        slot
        for slot in sorted(slots, key=lambda s: (s.start_s, s.outcome != "attended"))
        if slot.outcome == "attended"
        or (slot.outcome in {"no_show", "late_cancelled"} and not slot.is_excused)
    ]
    lengths = [0]
    for came, run in groupby(counted, key=lambda slot: slot.outcome == "attended"):
        lengths.append(len(list(run)) if came else 0)
    return lengths
