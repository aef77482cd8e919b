"""The sessions behind each group of reasons, so that a reader can look at the rows."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.facts import facts
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.store import Database

_BEHIND = Path(__file__).with_name("behind.sql")
_LAST_MISSED = Path(__file__).with_name("last_missed.sql")

_KINDS: dict[str, tuple[tuple[str, int], ...]] = {
    "booking": (("next", 1), ("came", 1)),
    "rhythm": (("came", 5),),
    "reliability": (("not_kept", 5),),
}
"""Of each group the kinds of ``behind.sql`` and how many. The others rest on counts of
sessions or on the whole practice, so no single session stands behind them."""


class Behind:
    """The sessions of each client that a reason may rest on."""

    def __init__(self, sessions: Mapping[tuple[str, str], Sequence[str]]) -> None:
        self._sessions = sessions

    def group(self, client_id: str, group: str) -> tuple[str, ...]:
        """Return the ids of the sessions behind a group, newest first."""
        found = (
            self._sessions.get((client_id, kind), ())[:count]
            for kind, count in _KINDS.get(group, ())
        )
        return tuple(session for sessions in found for session in sessions)


def of_clients(database: Database, as_of: AsOf, client_ids: Sequence[str]) -> Behind:
    """Return the sessions behind what can be said of these clients, in one query."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    if client_ids:
        sql = queries.text_of(_BEHIND)
        for client_id, kind, session_id in facts.rows(
            database, as_of, sql, client_ids=list(client_ids)
        ):
            found[client_id, kind].append(session_id)
    return Behind(dict(found))


def last_missed_days(database: Database, as_of: AsOf) -> dict[str, int]:
    """Return the day number of the last session that each client let slip."""
    found = facts.rows(database, as_of, queries.text_of(_LAST_MISSED))
    return {str(client_id): int(day) for client_id, day in found}
