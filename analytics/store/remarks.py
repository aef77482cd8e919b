"""What a client said or a coach noticed: worry, a wish to stop, the reason behind it.

`entries.withdraw` takes a remark back; a later result settles one (facts/contacts.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, entry_days

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store.database import Database

_WHICH = "Say what it is about: worried, wants to stop, or why."
_WHICH_REASON = "Choose a reason, or write one down in a line."


def add(  # noqa: PLR0913 - one keyword a field of the form
    database: Database,
    client_id: str,
    kind: str,
    *,
    why: str | None = None,
    note: str | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep a remark; return the entry's id.

    Parameters
    ----------
    kind
        One of `entry_checks.REMARKS`.
    why
        One of `entry_checks.REASONS`; a remark of kind ``why`` has one, or a note.
    note
        One line.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    entry_checks.check_past(on, now)
    said = entry_checks.word(kind, entry_checks.REMARKS, "a remark")
    if said is None:
        raise BadEntryError(_WHICH)
    reason = entry_checks.word(why, *entry_checks.OF_A_STEP["why"])
    line = entry_checks.line(note)
    if said == "why" and reason is None:
        if line is None:
            raise BadEntryError(_WHICH_REASON)
        reason = "other"
    fields = {
        "client_id": client_id,
        "kind": said,
        "why": reason,
        "note": line,
        "on_date": on,
    }
    with database.write() as cursor:
        entries.check_client(cursor, client_id)
        entry_days.check_known_by(cursor, client_id, on, now)
        return entries.insert(cursor, "remarks", fields, now)
