"""On which day an entry can be meant, and in which order entries of one second stand.

A day before a client was known at all is a slip of the finger. Their first booking
counts as well as their first session: what somebody said on the phone before they
came is kept too.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.errors import BadEntryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

_A_DAY = dt.timedelta(days=1)


def check_known_by(
    cursor: duckdb.DuckDBPyConnection, client_id: str, on: dt.date, now: dt.datetime
) -> None:
    """Refuse a past day before a client's first session and before they booked it.

    Nothing is refused of somebody whose first session is still ahead, or who has none.

    Raises
    ------
    BadEntryError
        Nothing is to be kept.
    """
    check_all_known_by(cursor, [client_id], on, now)


def check_all_known_by(
    cursor: duckdb.DuckDBPyConnection,
    client_ids: Sequence[str],
    on: dt.date,
    now: dt.datetime,
) -> None:
    """Refuse the same of any of several clients; the log is read once.

    Raises
    ------
    BadEntryError
        Of one of them the day lies before that; nothing is to be kept.
    """
    found = cursor.execute(
        "select min(starts_at)::date, min(least(slot_known_at, starts_at))::date "
        "from sessions where client_id in (select unnest($client_ids::varchar[])) "
        "group by client_id having min(starts_at)::date < $today",
        {"client_ids": list(client_ids), "today": now.date()},
    ).fetchall()
    # A local day may differ by one from that in UTC.
    too_early = [
        first_session
        for first_session, first_known in found
        if on < first_known - _A_DAY
    ]
    if too_early:
        message = (
            f"The date {on.isoformat()} is before their first session on "
            f"{max(too_early).isoformat()}. Check the date; nothing was kept."
        )
        raise BadEntryError(message)


def after_earlier(
    cursor: duckdb.DuckDBPyConnection, table: str, client_id: str, now: dt.datetime
) -> dt.datetime:
    """Return a time of entry after all earlier ones of a client: a second holds two.

    Parameters
    ----------
    table
        One of `entries.TABLES`.
    """
    found = cursor.execute(
        f"select max(entered_at) from {table} "  # noqa: S608 - a name from TABLES
        "where client_id = $client_id",
        {"client_id": client_id},
    ).fetchone()
    latest: dt.datetime | None = found[0] if found else None
    if latest is None or latest < now:
        return now
    return latest + dt.timedelta(microseconds=1)
