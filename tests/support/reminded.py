"""A practice whose file says which reminder each session had: rows of the template.

Who misses more gets the text more often, so the plain difference is too small: with it
a third of what is missed is left.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from analytics import importing
from analytics.importing import ImportOptions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.store import Database

TEXT = "text:2d"
SAID = "text 2 days"
"""What it is called."""

HEADER = (
    "session_id,client_id,client_name,client_email,coach,service,starts_at,"
    "duration_minutes,booked_at,status,cancelled_at,cancelled_by,"
    "replaces_session_id,price,currency,reminder_strategy,package_sessions"
)

_CANCELLED_SHARE = 0.12


def rows(
    until: dt.datetime,
    clients: int = 60,
    weeks: int = 20,
    *,
    only: str | None = None,
    unknown_share: float = 0.0,
    seed: int = 3,
) -> list[str]:
    """Return sessions up to two months before a moment.

    Parameters
    ----------
    only
        The reminder of all sessions; ``None`` for the text and none side by side.
    unknown_share
        Of the sessions with the text nobody knows how so many ended.
    """
    luck = np.random.default_rng(seed)
    chance = luck.uniform(0.05, 0.6, clients)
    first = (until - dt.timedelta(days=70, weeks=weeks)).replace(hour=9, minute=0)
    found = []
    for client in range(clients):
        for week in range(weeks):
            start = first + dt.timedelta(weeks=week, days=client % 5)
            is_text = luck.random() < 0.1 + 1.2 * chance[client]
            drawn = TEXT if is_text else "none"
            strategy = drawn if only is None else only
            ratio = 0.35 if strategy != "none" else 1.0
            status = _ended(luck.random(), chance[client] * ratio)
            if strategy == TEXT and luck.random() < unknown_share:
                status = "unknown"
            booked = start - dt.timedelta(days=7)
            off = start - dt.timedelta(hours=30)
            cancelled = f"{off.isoformat()}Z,client" if status == "cancelled" else ","
            found.append(
                f"s{client}-{week},c{client},Client {client},c{client}@example.org,"
                f"{'Ada' if client % 2 else 'Bo'},Coaching,{start.isoformat()}Z,60,"
                f"{booked.isoformat()}Z,{status},{cancelled},,,,{strategy},"
            )
    return found


def _ended(drawn: float, missed: float) -> str:
    if drawn < missed:
        return "no_show"
    return "cancelled" if drawn > 1 - _CANCELLED_SHARE else "attended"


def fill(
    database: Database, folder: Path, lines: Sequence[str], now: dt.datetime
) -> None:
    """Import rows as the whole of a practice."""
    file = folder / "reminded.csv"
    file.write_text("\n".join([HEADER, *lines, ""]), "utf-8")
    options = ImportOptions(timezone="Europe/Zurich", exported_at=now)
    importing.import_file(database, file, now=now, options=options)
