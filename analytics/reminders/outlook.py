"""How long this practice takes to know from its own sessions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.facts import facts
from analytics.reminders import published
from analytics.store import queries

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.store import Database

_ANYTHING = Path(__file__).with_name("anything.sql")
_PACE = Path(__file__).with_name("pace.sql")
_DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Pace:
    """What the last year lets a practice expect, whatever reminders it had."""

    missed_share: float | None
    """Of the sessions; ``None`` without any."""
    sessions_per_month: float
    sessions_per_client: float


def is_anything_known(database: Database) -> bool:
    """Return whether anything is known of any session's reminder."""
    ((is_anything,),) = queries.rows(database, queries.text_of(_ANYTHING))
    return bool(is_anything)


def pace(database: Database, as_of: AsOf) -> Pace:
    """Return how often sessions are missed and how many there are."""
    ((sessions, clients, missed, first_day),) = facts.rows(
        database, as_of, queries.text_of(_PACE)
    )
    if not sessions:
        return Pace(None, 0.0, 1.0)
    months = max((as_of.day_number + 1 - first_day) / _DAYS_PER_MONTH, 1.0)
    return Pace(float(missed) / sessions, sessions / months, sessions / clients)


def first_line(found: Pace) -> str:
    """Return how many months it takes, and what to do until then, in words."""
    return published.first_line(
        found.missed_share, found.sessions_per_month, found.sessions_per_client
    )
