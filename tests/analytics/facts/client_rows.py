"""The facts of one client on one day, as a test asks for them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from analytics import facts
from analytics.periods import AsOf

if TYPE_CHECKING:
    from analytics.store import Database


def facts_of(
    database: Database, client: str, day: str, zone_name: str = "UTC"
) -> dict[str, Any]:
    as_of = AsOf.end_of(dt.date.fromisoformat(day), zone_name)
    rows = facts.client_facts(database, as_of)
    return dict(rows[rows["client_id"] == client].iloc[0])
