"""What meeting reports show of sessions: who was there, how long, who was not.

Everything is computed from all reports and all sessions together, in the step that
computes the log, so that the order of files and their undoing cannot matter. Reports
change the log only where the practice switched that on (``evidence.zoom``), and only
what was presumed or unknown. Who cannot be told for certain is asked. A practice
without reports pays nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analytics.contracts import Outcome
from analytics.errors import BadEntryError
from analytics.importing import resolve
from analytics.importing.evidence.log import in_play
from analytics.store import entries, entry_checks
from analytics.store import settings as kept_settings
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store import Database

_LIST = Path(__file__).with_name("list.sql")
_SHOWN = Path(__file__).with_name("shown.sql")

Decision = Literal["yes", "no"]

_NO_SUCH_QUESTION = (
    "There is no such meeting or session any more, so nothing was kept. Look at the "
    "questions again."
)


@dataclass(frozen=True)
class Question:
    """Whether somebody of a meeting was the client of a session."""

    session_id: str
    client_id: str
    client: str
    coach: str | None
    service: str | None
    starts_at: dt.datetime
    meeting_key: str
    person_id: str
    """Empty where nobody was seen."""
    seen_as: str | None
    """What the report calls them: a name or an address."""
    minutes: int | None
    why: str
    """``part_of_name``, ``several``, ``unknown_name`` or ``contradiction``."""
    log_says: Outcome
    report_says: Outcome


def questions(database: Database) -> list[Question]:
    """Return what only a person can say of the reports, latest sessions first.

    Nothing is asked while reports do not count as evidence, and nothing of a session
    of which somebody has said what became of it.
    """
    with database.read() as cursor:
        if not kept_settings.read_with(cursor).evidence_zoom or not in_play(cursor):
            return []
        found = cursor.execute(text_of(_LIST)).fetchall()
    return [_question(Question(*row)) for row in found]


def _question(read: Question) -> Question:
    return replace(
        read,
        log_says=Outcome(read.log_says),
        report_says=Outcome(read.report_says),
    )


@dataclass(frozen=True)
class Shown:
    """What meeting reports show of one session."""

    session_id: str
    client: str
    starts_at: dt.datetime
    outcome: Outcome
    """Attended, or a no-show where the meeting was held without the client."""
    minutes: int | None
    minutes_late: int | None
    minutes_early_leave: int | None
    is_used: bool
    """Whether the log has it from the report; else the file says more."""


def shown(database: Database, *, at_most: int) -> list[Shown]:
    """Return what reports show, the latest sessions first; none while switched off."""
    with database.read() as cursor:
        if not kept_settings.read_with(cursor).evidence_zoom or not in_play(cursor):
            return []
        found = cursor.execute(text_of(_SHOWN), {"at_most": at_most}).fetchall()
    read = [Shown(*row) for row in found]
    return [replace(one, outcome=Outcome(one.outcome)) for one in read]


def answer(
    database: Database,
    question: Question,
    decision: Decision,
    *,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep whether it was this client, and bring the log up to date.

    Parameters
    ----------
    decision
        ``yes``: the person of the meeting was this session's client. ``no``: they
        were not, or (where nobody was seen) the meeting was not this session.
    on
        The day from which it counts as known.

    Returns
    -------
    str
        The entry's id; `take_back` takes it back.

    Raises
    ------
    BadEntryError
        The session or the meeting is gone. Nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    with database.write() as cursor:
        found = cursor.execute(
            "select 1 from visit_questions where session_id = $session_id "
            "and meeting_key = $meeting_key and person_id = $person_id",
            _names(question),
        ).fetchone()
        if found is None:
            raise BadEntryError(_NO_SUCH_QUESTION)
        entry_id = entries.insert(
            cursor,
            "visit_matches",
            {
                **_names(question),
                "client_id": question.client_id,
                "decision": decision,
                "on_date": on,
            },
            now,
        )
        resolve.resolve_all(cursor, kept_settings.read_with(cursor))
    return entry_id


def take_back(database: Database, entry_id: str, *, now: dt.datetime) -> None:
    """Take an answer back, and bring the log up to date.

    Raises
    ------
    BadEntryError
        If there is no such answer.
    """
    with database.write() as cursor:
        row = cursor.execute(
            "update visit_matches set withdrawn_at = coalesce(withdrawn_at, $now) "
            "where entry_id = $entry_id",
            {"entry_id": entry_id, "now": now},
        ).fetchone()
        if not row or not row[0]:
            raise BadEntryError(entry_checks.NO_SUCH_ENTRY)
        resolve.resolve_all(cursor, kept_settings.read_with(cursor))


def refresh(database: Database) -> None:
    """Look at the reports anew after a client was forgotten.

    What was a question because of a namesake may be certain now.
    """
    with database.read() as cursor:
        is_due = in_play(cursor)
    if is_due:
        with database.write() as cursor:
            resolve.resolve_all(cursor, kept_settings.read_with(cursor))


def _names(question: Question) -> dict[str, object]:
    return {
        "session_id": question.session_id,
        "meeting_key": question.meeting_key,
        "person_id": question.person_id,
    }
