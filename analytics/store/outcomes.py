"""What a person says became of a session: came, did not come, called off, excused.

An entry hangs on the session's id, not on an import: undoing the import parks it,
importing again brings it back. A newer entry stands over an older one, and over
whatever a file says; `clear` takes all of a session's back. How an entry and the
files come together is written once, in ``facts/engine/sessions_said.sql``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.contracts import Outcome
from analytics.errors import BadEntryError, SessionNotFoundError
from analytics.store import entries, entry_checks

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from analytics.store.database import Database

CAN_BE_SAID = (
    Outcome.ATTENDED,
    Outcome.NO_SHOW,
    Outcome.LATE_CANCELLED,
    Outcome.CANCELLED,
    Outcome.CANCELLED_BY_COACH,
    Outcome.UNKNOWN,
)
"""``unknown`` says that nobody knows: it takes a presumption back."""

EXCUSABLE = frozenset({Outcome.NO_SHOW, Outcome.LATE_CANCELLED})
"""Only what would count against the client can be excused."""

_CALLED_OFF = frozenset(
    {Outcome.LATE_CANCELLED, Outcome.CANCELLED, Outcome.CANCELLED_BY_COACH}
)

_ONLY_MISSED = (
    "Only a session that was missed or cancelled late can be excused. Say no_show or "
    "late_cancelled, or leave the reason out."
)
_ONLY_WHO_CAME = "Only who came can have come late. Say attended, or leave “late” out."
_STILL_AHEAD = (
    "This session is still ahead, so nobody can say yet who came. It can be cancelled "
    "already."
)


@dataclass(frozen=True)
class Said:
    """What somebody says of one session."""

    session_id: str
    outcome: str
    """One of `CAN_BE_SAID`."""
    excused: str | None = None
    """Why the client is excused; ``None`` where they are not."""
    was_late: bool | None = None
    """Whether they came late; ``None`` where nobody said."""


def confirm(
    database: Database, said: Iterable[Said], *, on: dt.date, now: dt.datetime
) -> list[str]:
    """Keep what became of sessions; return the entries' ids, in their order.

    Several are kept in one transaction, so that an answer for many is all or nothing.

    Parameters
    ----------
    on
        The day from which it counts as known.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    with database.write() as cursor:
        return [insert(cursor, one, on, now) for one in said]


def clear(database: Database, session_id: str, *, now: dt.datetime) -> int:
    """Take back whatever was said of a session; return how many entries it was.

    Raises
    ------
    SessionNotFoundError
        There is no such session, and nothing was ever said of it.
    """
    with database.write() as cursor:
        row = cursor.execute(
            "update confirmations set withdrawn_at = $now "
            "where session_id = $session_id and withdrawn_at is null",
            {"session_id": session_id, "now": now},
        ).fetchone()
        count = int(row[0]) if row else 0
        if not count:
            client_and_start(cursor, session_id)
    return count


def client_and_start(
    cursor: duckdb.DuckDBPyConnection, session_id: str
) -> tuple[str, dt.datetime]:
    """Return whose session it is and when it starts (UTC without a zone).

    Raises
    ------
    SessionNotFoundError
        If there is no such session.
    """
    found = cursor.execute(
        "select client_id, starts_at from sessions where session_id = $session_id",
        {"session_id": session_id},
    ).fetchone()
    if found is None:
        raise SessionNotFoundError(session_id)
    return str(found[0]), found[1]


def insert(
    cursor: duckdb.DuckDBPyConnection, said: Said, on: dt.date, now: dt.datetime
) -> str:
    """Keep what became of a session within a transaction; return the entry's id."""
    outcome = _outcome(said.outcome)
    excused = entry_checks.text(said.excused)
    if excused is not None and outcome not in EXCUSABLE:
        raise BadEntryError(_ONLY_MISSED)
    if said.was_late and outcome is not Outcome.ATTENDED:
        raise BadEntryError(_ONLY_WHO_CAME)
    client_id, starts_at = client_and_start(cursor, said.session_id)
    if outcome not in _CALLED_OFF and starts_at > now:
        raise BadEntryError(_STILL_AHEAD)
    row = {
        "session_id": said.session_id,
        "client_id": client_id,
        "outcome": outcome.value,
        "is_excused": excused is not None,
        "excused_reason": excused,
        "was_late": said.was_late,
        "on_date": on,
    }
    return entries.insert(
        cursor, "confirmations", row, _after_earlier(cursor, said.session_id, now)
    )


def _after_earlier(
    cursor: duckdb.DuckDBPyConnection, session_id: str, now: dt.datetime
) -> dt.datetime:
    """Return a time of entry after all earlier ones: two fit into one second."""
    found = cursor.execute(
        "select max(entered_at) from confirmations where session_id = $session_id",
        {"session_id": session_id},
    ).fetchone()
    latest: dt.datetime | None = found[0] if found else None
    if latest is None or latest < now:
        return now
    return latest + dt.timedelta(microseconds=1)


def _outcome(typed: str) -> Outcome:
    word = typed.strip().lower().replace("-", "_")
    if word not in CAN_BE_SAID:
        known = ", ".join(CAN_BE_SAID)
        message = f"{typed!r} cannot be said of a session. Use one of: {known}."
        raise BadEntryError(message)
    return Outcome(word)
