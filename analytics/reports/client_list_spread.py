"""Steps for several clients, spread over the practice's working days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.facts import public_holidays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.settings import Settings


def spread(
    client_ids: Sequence[str], first: dt.date, a_day: int, settings: Settings
) -> dict[str, dt.date]:
    """Return by client the day a step is due, so many on each working day.

    Weekends and public holidays of the practice's country are left out.

    Parameters
    ----------
    client_ids
        In the order in which they are to come.
    first
        The day to begin with, or the first working day after it.
    a_day
        How many on one day, at least one.
    """
    due: dict[str, dt.date] = {}
    day = first - dt.timedelta(days=1)
    for place, client_id in enumerate(client_ids):
        if place % max(a_day, 1) == 0:
            day = public_holidays.next_working_day(day, settings)
        due[client_id] = day
    return due
