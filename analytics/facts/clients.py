"""The client list: one row a client with a session known by the as-of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analytics.facts import as_of as moments
from analytics.facts import entered, facts, standing
from analytics.periods import local_day
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.facts.entered import Entered
    from analytics.facts.standing import Paced, Where
    from analytics.periods import AsOf
    from analytics.store import Database

_CLIENTS = Path(__file__).parent / "engine" / "clients.sql"
_ORDER_ONLY = Path(__file__).parent / "engine" / "order_only.sql"


class Client(NamedTuple):
    """What pages show of a client; ``None`` where a value is absent."""

    client_id: str
    name: str
    coach: str | None
    service: str | None
    sessions_booked: int
    sessions_attended: int
    sessions_presumed: int
    sessions_ahead: int
    last_attended_s: int | None
    last_attended_day: int | None
    days_since_last: int | None
    next_booked_s: int | None
    last_unknown_s: int | None
    last_slot_s: int
    last_session_id: str
    """The last session attended, else the last slot."""
    usual_gap_days: float
    own_gap_days: float | None
    """``None`` without a gap of their own."""
    revenue_cents: int
    is_programme_completed: bool
    strip: str


class Pace(NamedTuple):
    """What the order of clients rests on, and no more."""

    client_id: str
    coach: str | None
    sessions_ahead: int
    last_attended_s: int | None
    last_attended_day: int | None
    last_unknown_s: int | None
    last_slot_s: int
    usual_gap_days: float
    is_programme_completed: bool


def clients(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> list[Client]:
    """Return what pages show of each client, ordered by name; of one, or of all."""
    rows = facts.rows(database, as_of, queries.text_of(_CLIENTS), client_id=client_id)
    return [Client(*row) for row in rows]


def paces(
    database: Database, as_of: AsOf, supposing: Mapping[str, str] | None = None
) -> list[Pace]:
    """Return what decides the order; takes half the time of `clients`.

    Parameters
    ----------
    supposing
        Outcomes that somebody might say, by session: then this is what would decide.
    """
    values = facts.supposing(supposing or {})
    rows = facts.rows(database, as_of, queries.text_of(_ORDER_ONLY), **values)
    return [Pace(*row) for row in rows]


def where_all(
    database: Database, as_of: AsOf, listed: Sequence[Paced], known: Entered
) -> list[Where]:
    """Return where each of these clients stands, in their order."""
    first, _ = moments.exports(database)
    zone_name = stored_settings.read(database).zone_name
    watched_from = None if first is None else local_day(first, zone_name)
    return standing.where_all(listed, known, as_of, watched_from)


def client_list(database: Database, as_of: AsOf) -> pd.DataFrame:
    """Return one row a client, ordered by name.

    Returns
    -------
    pandas.DataFrame
        ``client_id``, ``name``, ``sessions_attended`` and, of these,
        ``sessions_presumed``, ``sessions_booked`` (all slots known, whatever became
        of them), ``last_attended_at`` and ``next_booked_at`` (UTC without a zone),
        ``revenue_cents``, ``usual_gap_days`` (absent without a gap of their own),
        ``standing``, ``coach``, ``service``, ``strip``.
    """
    listed = clients(database, as_of)
    known = entered.known(database, as_of)
    return table(listed, where_all(database, as_of, listed, known))


def table(listed: Sequence[Client], places: Sequence[Where]) -> pd.DataFrame:
    """Return the columns of `client_list` for clients, and where each stands."""
    found = pd.DataFrame(listed, columns=list(Client._fields))
    has_own_gap = found["own_gap_days"].notna()
    return pd.DataFrame(
        {
            "client_id": found["client_id"],
            "name": found["name"],
            "sessions_attended": found["sessions_attended"],
            "sessions_presumed": found["sessions_presumed"],
            "sessions_booked": found["sessions_booked"],
            "last_attended_at": _instants(found["last_attended_s"]),
            "next_booked_at": _instants(found["next_booked_s"]),
            "revenue_cents": found["revenue_cents"],
            "usual_gap_days": found["usual_gap_days"].where(has_own_gap),
            "standing": [place.standing for place in places],
            "coach": found["coach"],
            "service": found["service"],
            "strip": found["strip"],
        }
    )


def _instants(seconds: pd.Series[float]) -> pd.Series[pd.Timestamp]:
    """Return seconds since 1970 as UTC without a zone."""
    return pd.to_datetime(seconds.astype("float64"), unit="s").astype("datetime64[us]")
