"""What is said after a session, kept at once: outcome, view, promises, the next time.

Everything but the outcome may be left out. All of it is one transaction, and one undo
(`entries.withdraw_all`). Whoever has the same form open twice is told what was kept in
between, and nothing is kept a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entry_checks, next_agreed, outcomes, promises, pulses
from analytics.store.queries import text_of
from analytics.words import counted, joined

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store.database import Database
    from analytics.store.outcomes import Said
    from analytics.store.promises import Told

_KEPT: Final = Path(__file__).with_name("after_session.sql")

OUTCOME_SAID: Final = {
    "attended": "they came",
    "no_show": "they did not come",
    "late_cancelled": "they cancelled late",
    "cancelled": "they cancelled in time",
    "cancelled_by_coach": "it was cancelled by you",
    "unknown": "nobody knows who came",
}
"""What somebody said of a session, as part of a sentence."""


@dataclass(frozen=True)
class After:
    """What is said after one session."""

    said: Said
    engaged: int | None = None
    goal_progress: int | None = None
    """Views of 1 to 5; ``None`` where none was given."""
    promises: tuple[Told, ...] = ()
    next_date: dt.date | None = None
    """The day agreed on for the next session, where it is not booked yet."""


@dataclass(frozen=True)
class Kept:
    """What stands about a session: the outcome somebody said, and what goes with it."""

    outcome_id: str
    outcome: str
    was_late: bool
    is_excused: bool
    excused_reason: str | None
    entry_ids: tuple[str, ...]
    """Of the outcome and of everything entered with it, for the undo."""
    promises: int
    has_view: bool
    next_date: dt.date | None

    @property
    def said(self) -> str:
        """What was kept, as part of a sentence."""
        late = " a little late" if self.was_late else ""
        excused = " and are excused" if self.is_excused else ""
        parts = [f"{OUTCOME_SAID.get(self.outcome, self.outcome)}{late}{excused}"]
        if self.promises:
            parts.append(counted(self.promises, "promise"))
        if self.has_view:
            parts.append("your view")
        if self.next_date is not None:
            parts.append(f"{self.next_date.isoformat()} for the next time")
        return joined(parts)


def keep(
    database: Database,
    after: After,
    *,
    seen: str | None,
    on: dt.date,
    now: dt.datetime,
) -> list[str]:
    """Keep what is said after a session; return the entries' ids, the outcome's first.

    Parameters
    ----------
    seen
        The entry that stood for the outcome when the form was opened; ``None``
        where there was none. If another one stands now, nothing is kept.
    on
        The day from which it counts as known.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    session_id = after.said.session_id
    with database.write() as cursor:
        client_id, _ = outcomes.client_and_start(cursor, session_id)
        _check_unchanged(_kept(cursor, session_id), seen)
        made = [outcomes.insert(cursor, after.said, on, now)]
        if after.engaged is not None or after.goal_progress is not None:
            view = {"engaged": after.engaged, "goal_progress": after.goal_progress}
            made.append(pulses.insert(cursor, session_id, **view, on=on, now=now))
        made += [
            promises.insert(
                cursor, client_id, told, session_id=session_id, on=on, now=now
            )
            for told in after.promises
        ]
        if after.next_date is not None:
            made.append(
                next_agreed.insert(
                    cursor,
                    client_id,
                    after.next_date,
                    session_id=session_id,
                    on=on,
                    now=now,
                )
            )
        return made


def kept(database: Database, session_id: str) -> Kept | None:
    """Return what stands about a session; ``None`` where nobody has said anything."""
    with database.read() as cursor:
        return _kept(cursor, session_id)


def _kept(cursor: duckdb.DuckDBPyConnection, session_id: str) -> Kept | None:
    found = cursor.execute(text_of(_KEPT), {"session_id": session_id}).fetchone()
    if found is None:
        return None
    outcome_id, outcome, was_late, is_excused, reason, ids, count, view, day = found
    return Kept(
        outcome_id=outcome_id,
        outcome=outcome,
        was_late=bool(was_late),
        is_excused=bool(is_excused),
        excused_reason=reason,
        entry_ids=(outcome_id, *(ids or ())),
        promises=count,
        has_view=view,
        next_date=day,
    )


def _check_unchanged(stands: Kept | None, seen: str | None) -> None:
    if stands is None or stands.outcome_id == seen:
        return
    message = (
        f"This session was seen to in the meantime: {stands.said}. Nothing was kept a "
        "second time. Look at it, and take it back first if it is not right."
    )
    raise BadEntryError(message)
