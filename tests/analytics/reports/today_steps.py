"""Four clients seen on a Monday, and how a test looks at Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import facts
from analytics.reports.today import today
from tests.support.log import utc, weekly

if TYPE_CHECKING:
    import datetime as dt

    from analytics.contracts import RankedClient, TodayList
    from analytics.store import Database

NOW = utc("2026-02-23 09:00")
"""A Monday. The last export is of the Friday before."""
FRIDAY = "2026-02-20 18:00"
MONDAY = "2026-02-23"

# Both came weekly until 9 February: 11 days, which the rule finds quieter (1.6 gaps).
ANNA = weekly("anna", "2026-01-12 10:00", 5)
BEN = weekly("ben", "2026-01-12 12:00", 5)
# Weekly until 2 February: past two usual gaps.
CLEO = weekly("cleo", "2026-01-05 10:00", 5)
# Came on Wednesday: as usual.
DORA = weekly("dora", "2026-01-21 10:00", 5)


def look(database: Database, now: dt.datetime = NOW) -> TodayList:
    return today(database, facts.default_as_of(database, now), now=now)


def on_list(found: TodayList) -> list[str]:
    return [client.client_id for client in found.clients if client.on_list]


def client(found: TodayList, client_id: str = "anna") -> RankedClient:
    return next(one for one in found.clients if one.client_id == client_id)
