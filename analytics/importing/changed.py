"""What changed since the last export, source by source.

Computed from what all imports showed, so that it does not matter in which order
files came, and an import that is taken back leaves no trace.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store import Database

_CHANGED = Path(__file__).with_name("changed.sql")
_EXPORTS = Path(__file__).with_name("exports_again.sql")

KINDS = ("missing", "cancelled", "moved", "outcome", "new")
"""What can have changed, in the order in which it is worth knowing."""


@dataclass(frozen=True)
class SessionChange:
    """One session that the newest export shows otherwise, or leaves out."""

    what: str
    """One of `KINDS`."""
    client_id: str
    client: str | None
    session_id: str
    source: str
    coach: str | None
    service: str | None
    starts_at: dt.datetime
    """UTC without a zone, as every time here."""
    moved_from: dt.datetime | None
    outcome: str
    since: dt.datetime
    """The export before the newest one of the source."""
    exported_at: dt.datetime


@dataclass(frozen=True)
class Changed:
    """All that changed since the last export."""

    sources: tuple[tuple[str, dt.datetime, dt.datetime], ...]
    """Sources that were exported more than once: the export before, the newest."""
    sessions: tuple[SessionChange, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many sessions changed in which way, zeros included."""
        found = Counter(change.what for change in self.sessions)
        return {what: found[what] for what in KINDS}


def changed(database: Database) -> Changed:
    """Return what changed since the last export of each source."""
    exports = queries.rows(database, queries.text_of(_EXPORTS))
    found = queries.rows(database, queries.text_of(_CHANGED)) if exports else []
    return Changed(
        sources=tuple(exports),  # type: ignore[arg-type]  # the columns of exports_again.sql
        sessions=tuple(SessionChange(*row) for row in found),  # type: ignore[arg-type]  # the columns of changed.sql
    )
