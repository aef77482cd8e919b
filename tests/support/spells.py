"""Stories of clients by hand, as `analytics.retention.spells` gives them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from analytics.periods import day_number

TODAY = "2026-07-15"

GOES_ON = None
LOST = "drifted"
OTHERWISE = "completed"


def spell(
    client: str,
    first: str,
    ending: str | None,
    until: str = TODAY,
    **more: Any,  # noqa: ANN401 - any column
) -> dict[str, Any]:
    """Return one story; `until` is the day of its ending, or as far as it is known."""
    entry = more.pop("entry", first)
    return {
        "client_id": client,
        "coach": "Ada",
        "service": "Coaching",
        "source": "template",
        "start_day": _day(first),
        "entry_day": _day(entry),
        "seen_day": _day(until),
        "ending": ending,
        "is_start_known": True,
        # As of a silence nobody knows, a completed programme is seen.
        "is_confirmed": ending not in {None, "drifted", "unknown"},
        "sessions_attended": 5,
        "horizon_days": 28.0,
        **more,
    }


def spells(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return stories as a table; none is a table with all its columns."""
    columns = list(spell("", TODAY, GOES_ON))
    table = pd.DataFrame(list(rows), columns=columns)
    days = [column for column in columns if column.endswith("_day")]
    return table.astype(
        {**dict.fromkeys(days, "int64"), "is_start_known": bool, "is_confirmed": bool}
    ).astype({"ending": object, "horizon_days": float})


def _day(text: str) -> int:
    return day_number(dt.date.fromisoformat(text))
