"""Which arm of a fair test a session was in: days of a client, a service or a week."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.periods import day_number
from analytics.store import queries

if TYPE_CHECKING:
    from analytics.reminders.bundle_names import Names
    from analytics.store import Database

_DRAWN = Path(__file__).with_name("drawn.sql")
_WEEK_DAYS = 7


class DrawnDay(NamedTuple):
    """The arm of some sessions, over some days; in words, as the plan has it."""

    client_id: str | None
    service: str | None
    """Both empty: of everybody."""
    strategy: str
    from_day: int
    until_day: int


def days(database: Database, names: Names, as_of_day: int) -> list[DrawnDay]:
    """Return the arms of all tests that had begun by a day.

    A client who turned out to be two of those who were drawn has days in both arms.
    """
    found = []
    for plan, arm, client_id, unit, from_day, until_day in _rows(database):
        told = json.loads(plan)
        strategy = names.said(str(told[f"arm_{arm}"]), told.get("lead_hours"))
        first, until = from_day, until_day
        if told.get("unit") == "week":
            monday = day_number(dt.date.fromisoformat(str(unit)))
            first, until = max(first, monday), min(until, monday + _WEEK_DAYS)
        service = unit if told.get("unit") == "service" else None
        if first <= as_of_day and first < until:
            found.append(DrawnDay(client_id, service, strategy, first, until))
    return found


def _rows(
    database: Database,
) -> list[tuple[str, str, str | None, str | None, int, int]]:
    return queries.rows(database, queries.text_of(_DRAWN))  # type: ignore[return-value]  # its columns
