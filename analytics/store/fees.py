"""What somebody decided about a fee: noted, or waived with a reason.

Nothing is charged by Driftline. A newer decision about a session takes the place of
the older one; `entries.withdraw` takes one back.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, outcomes, queries

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store.database import Database

NOTED: Final = "noted"
WAIVED: Final = "waived"

_KNOWN: Final = Path(__file__).with_name("fees.sql")

_NO_DECISION = "A fee is noted or waived. Say which."
_WHY = "Say in a few words why it is waived: it is kept with the fee."


class Decision(NamedTuple):
    """What was decided about the fee of a session."""

    entry_id: str
    client_id: str
    session_id: str
    decision: str
    """`NOTED` or `WAIVED`."""
    reason: str | None
    fee_cents: int
    currency: str
    on_date: dt.date


def decide(  # noqa: PLR0913 - one keyword a field of the form
    database: Database,
    session_id: str,
    decision: str,
    *,
    fee: tuple[int, str],
    reason: str | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep what was decided about a session's fee; return the entry's id.

    Parameters
    ----------
    fee
        In cents, and its currency.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    if decision not in {NOTED, WAIVED}:
        raise BadEntryError(_NO_DECISION)
    why = entry_checks.text(reason)
    if decision == WAIVED and why is None:
        raise BadEntryError(_WHY)
    with database.write() as cursor:
        client_id, _ = outcomes.client_and_start(cursor, session_id)
        cursor.execute(
            "update fee_decisions set withdrawn_at = $now "
            "where session_id = $session_id and withdrawn_at is null",
            {"now": now, "session_id": session_id},
        )
        row = {
            "client_id": client_id,
            "session_id": session_id,
            "decision": decision,
            "reason": why,
            "fee_cents": fee[0],
            "currency": fee[1],
            "on_date": on,
        }
        return entries.insert(cursor, "fee_decisions", row, now)


def known(database: Database, day: dt.date) -> list[Decision]:
    """Return what had been decided by a day, the newest first."""
    found = queries.rows(database, queries.text_of(_KNOWN), entry_day=day)
    return [Decision(*row) for row in found]  # type: ignore[arg-type]  # its columns
