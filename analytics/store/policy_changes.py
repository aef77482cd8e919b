"""The days on which the practice changed a rule, to look back at.

A change is of everybody, or of a service's or a coach's sessions. One is taken back by
marking it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, people, queries

if TYPE_CHECKING:
    from analytics.store.database import Database

_WHAT: Final = "Say in a few words what was changed: it is the name of the change."
_NO_COACH: Final = "No session is with a coach of that name. Write it as the file does."
_NO_SERVICE: Final = (
    "No session is of a service of that name. Write it as the file does."
)
_IN_FUTURE: Final = "That day is still to come. Keep the change once it has come."

_KNOWN: Final = Path(__file__).with_name("policy_changes.sql")


class Change(NamedTuple):
    """A dated change of a rule."""

    entry_id: str
    on_date: dt.date
    what: str
    service: str | None
    coach: str | None


def add(
    database: Database,
    what: str,
    *,
    on: dt.date,
    service: str | None = None,
    coach: str | None = None,
    now: dt.datetime,
) -> str:
    """Keep that a rule was changed on a day; return the entry's id.

    Raises
    ------
    BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    # A day of grace: where the practice is, today may have begun already.
    if on > now.date() + dt.timedelta(days=1):
        raise BadEntryError(_IN_FUTURE)
    if service is not None and service not in people.services(database):
        raise BadEntryError(_NO_SERVICE)
    if coach is not None and coach not in people.coaches(database):
        raise BadEntryError(_NO_COACH)
    row = {
        "on_date": on,
        "what": entry_checks.needed(what, _WHAT),
        "service": service,
        "coach": coach,
    }
    with database.write() as cursor:
        return entries.insert(cursor, "policy_changes", row, now)


def withdraw(database: Database, entry_id: str, *, now: dt.datetime) -> None:
    """Take a change back; one that was taken back before stays so.

    Raises
    ------
    BadEntryError
        There is no such change.
    """
    with database.write() as cursor:
        row = cursor.execute(
            "update policy_changes set withdrawn_at = coalesce(withdrawn_at, $now) "
            "where entry_id = $entry_id",
            {"entry_id": entry_id, "now": now},
        ).fetchone()
        if not row or not row[0]:
            raise BadEntryError(entry_checks.NO_SUCH_ENTRY)


def known(database: Database, day: dt.date) -> list[Change]:
    """Return the changes known on a day, the newest first."""
    found = queries.rows(database, queries.text_of(_KNOWN), entry_day=day)
    return [Change(*row) for row in found]  # type: ignore[arg-type]  # its columns
