"""The sessions since the last working day that nobody has marked yet.

They are read from the log itself, not from facts: the newest export may be older than
yesterday's sessions, and whoever held them knows best on the next morning.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.facts import facts, public_holidays
from analytics.periods import end_of_day, local_day
from analytics.quality.questions import Unvouched
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.store import Database

_JUST_HELD = Path(__file__).with_name("just_held.sql")

AT_MOST = 60
"""What a practice with several coaches holds in two days."""


def just_held(
    database: Database, as_of: AsOf, *, now: dt.datetime
) -> tuple[dt.date, list[Unvouched]]:
    """Return the last working day, and what has begun since and is not marked.

    Parameters
    ----------
    now
        The present (UTC without a zone): sessions up to then have begun.
    """
    settings = stored_settings.read(database)
    today = local_day(now, settings.zone_name)
    first = public_holidays.last_working_day(today, settings)
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_JUST_HELD),
        from_at=end_of_day(first - dt.timedelta(days=1), settings.zone_name),
        until_at=now,
        at_most=AT_MOST,
    )
    return first, [Unvouched(*row) for row in rows]
