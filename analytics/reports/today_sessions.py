"""The sessions on which the reasons of Today rest, as rows to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.contracts import SessionBehind
from analytics.facts import facts
from analytics.periods import from_epoch_seconds
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Collection

    from analytics.periods import AsOf
    from analytics.store import Database

_BEHIND = Path(__file__).with_name("sessions_behind.sql")


def sessions_behind(
    database: Database, as_of: AsOf, session_ids: Collection[str]
) -> dict[str, SessionBehind]:
    """Return each of these sessions as it was known at a moment, newest first.

    A session that is not known then (its import was taken back) is left out.
    """
    if not session_ids:
        return {}
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_BEHIND),
        session_ids=sorted(set(session_ids)),
    )
    return {
        session_id: SessionBehind(
            session_id, from_epoch_seconds(start_s), service, outcome, basis, is_excused
        )
        for session_id, start_s, service, outcome, basis, is_excused in rows
    }
