"""A small practice in which every case occurs that the facts tell apart.

Two invented practices of three years, with prices, homework, views and contacts, and
clients written by hand for what an invention does not do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.simulate.population import populated
from tests.support import population_log
from tests.support.log import Slot, ahead, moved, weekly
from tests.support.log import write as write_slots

if TYPE_CHECKING:
    from analytics.store import Database

OUTCOMES = {
    "attended",
    "no_show",
    "late_cancelled",
    "cancelled",
    "cancelled_by_coach",
    "rescheduled",
    "scheduled",
    "unknown",
}
BASES = {"recorded", "presumed", "none"}

# The last day looked at in tests is 4 March 2021.
_ZOE = [
    *weekly("zoe", "2020-12-07 10:00", 6),
    Slot("zoe", "2021-01-18 10:00", "no_show", is_excused=True),
    Slot("zoe", "2021-01-20 10:00", "late_cancelled", is_excused=True),
    Slot("zoe", "2021-01-25 10:00", "cancelled_by_coach", ended="2021-01-24 10:00"),
    moved(Slot("zoe", "2021-02-01 10:00"), seen="2021-01-30 10:00"),
    # The new slot is seen only after the last day.
    Slot(
        "zoe",
        "2021-02-08 10:00",
        "rescheduled",
        ended="2021-02-07 10:00",
        replaced="2021-03-09 10:00",
    ),
    Slot("zoe", "2021-02-15 10:00", basis="presumed", price_cents=14_000),
    # Two at one time, one of which nobody can place.
    Slot("zoe", "2021-02-15 10:00", "no_show", session="zoe-2", coach=None),
    ahead("zoe", "2021-03-15 10:00", "2021-02-15 11:00"),
]
_YAN = [
    Slot(
        "yan",
        f"2021-01-{day:02} 09:00",
        service=None,
        price_cents=9_000,
        currency="CHF" if day < 20 else "USD",
    )
    for day in (4, 11, 18, 25)
]
_XIA = [
    *(
        Slot("xia", f"2021-02-{day:02} 09:00", service="Compass", package_sessions=3)
        for day in (2, 9, 16)
    ),
    Slot("xia", "2021-03-02 09:00", "unknown", booked="2021-02-16 09:00"),
]
_WIM = [Slot("wim", "2021-02-20 09:00", "unknown"), Slot("wim", "2021-02-27 09:00")]


def write(database: Database) -> None:
    """Fill an empty practice."""
    invented = populated(2, 30, 7)
    population_log.write(database, invented.sessions)
    population_log.write_told(database, invented)
    with database.write() as cursor:
        cursor.execute(
            "update sessions set price_cents = 14000, currency = 'CHF' "
            "where hash(session_id) % 3 = 0"
        )
        cursor.execute(
            "update sessions set is_late_unknown = true where outcome = 'cancelled' "
            "and hash(session_id) % 2 = 0"
        )
    write_slots(database, [*_ZOE, *_YAN, *_XIA, *_WIM], settings={"currency": "CHF"})


def days_away(as_of_day: int) -> pd.DataFrame:
    """Return how long clients were away on a day, for those who were."""
    return pd.DataFrame(
        {"client_id": ["zoe", "yan"], "as_of_day": as_of_day, "days_away": [5, 14]}
    )
