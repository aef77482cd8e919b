"""How long this practice takes to know from its own sessions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.facts import facts
from analytics.reminders import published
from analytics.store import queries

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.store import Database

_PACE = Path(__file__).with_name("pace.sql")
_DAYS_PER_MONTH = 365.25 / 12


def first_line(database: Database, as_of: AsOf) -> str:
    """Return how many months it takes, and what to do until then, in words.

    By the sessions of the last year, whatever reminder they had.
    """
    ((sessions, clients, missed, first_day),) = facts.rows(
        database, as_of, queries.text_of(_PACE)
    )
    if not sessions:
        return published.first_line(None, 0.0, 1.0)
    months = max((as_of.day_number + 1 - first_day) / _DAYS_PER_MONTH, 1.0)
    return published.first_line(
        float(missed) / sessions, sessions / months, sessions / clients
    )
