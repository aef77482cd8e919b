"""The sessions of one day, for a brief before each; and those of a client just held."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.facts import facts
from analytics.periods import day_number
from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt

    from analytics.periods import AsOf
    from analytics.store import Database

_HERE = Path(__file__).parent
_OF_DAY: Final = _HERE / "sessions_today.sql"
_BEGUN: Final = _HERE / "sessions_begun.sql"

AT_MOST: Final = 60
"""What a practice with several coaches holds in a day."""

BEGUN: Final = 5
"""Of a client, the last ones that can still be told of."""


@dataclass(frozen=True)
class Session:
    """A session of the log."""

    session_id: str
    client_id: str
    name: str
    coach: str | None
    service: str | None
    starts_at: dt.datetime
    """UTC, without a zone."""


def sessions_today(
    database: Database, as_of: AsOf, *, day: dt.date, coach: str | None = None
) -> tuple[Session, ...]:
    """Return the sessions of a local day that nobody has called off, by start.

    Parameters
    ----------
    coach
        Whose; ``None`` for everybody's.
    """
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_OF_DAY),
        day_number=day_number(day),
        coach=coach,
        at_most=AT_MOST,
    )
    return tuple(Session(*row) for row in rows)


def begun(
    database: Database, as_of: AsOf, client_id: str, *, now: dt.datetime
) -> tuple[Session, ...]:
    """Return the last sessions of a client that have begun, the newest first.

    They are read from the log itself: the newest export may be older than the session
    of this morning. Those that were moved or called off in time are left out.

    Parameters
    ----------
    now
        The present (UTC without a zone).
    """
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_BEGUN),
        client_id=client_id,
        now=now,
        at_most=BEGUN,
    )
    return tuple(Session(*row) for row in rows)
