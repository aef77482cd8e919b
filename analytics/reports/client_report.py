"""What a client and a coach look at together: kept, moved, promised, agreed.

A report is of a period; a record is of the last sessions, one by one. Facts only.
What the coach thinks of a session, what is likely and what it cost have no
place in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analytics.contracts import Outcome
from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.facts import one_client
from analytics.facts import promises as facts_promises
from analytics.periods import day_of_number, from_epoch_seconds
from analytics.store import people, queries
from analytics.store import settings as stored_settings
from analytics.store.promises import DROPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.periods import AsOf
    from analytics.store import Database

_HERE = Path(__file__).parent
_SESSIONS = _HERE / "client_report.sql"
_RHYTHM = _HERE / "client_report_rhythm.sql"

AHEAD: Final = 4
"""Bookings ahead that are named."""

SINCE_THE_START: Final = dt.date(1990, 1, 1)
"""A period that begins here begins with the first booking."""

MONTHS_BACK: Final = 6
"""Of the period, where none is chosen."""

SESSIONS: Final = 12
"""Of a record, where no number is chosen."""

MOST_SESSIONS: Final = 60
"""A year of weekly sessions: more lines do not fit on a sheet that two people read."""

_HOW_MANY: Final = (
    f"A record is of 1 to {MOST_SESSIONS} sessions. Ask for fewer, or for a report of "
    "a period."
)

_ENDS_FIRST: Final = "The period ends before it begins. Give the earlier day first."

_CALLED_OFF = frozenset({Outcome.CANCELLED, Outcome.LATE_CANCELLED, Outcome.NO_SHOW})


@dataclass(frozen=True)
class Slot:
    """A booked session, as it was known at the moment looked at."""

    starts_at: dt.datetime
    """UTC, without a zone."""
    day: dt.date
    """The local day."""
    service: str | None
    coach: str | None
    outcome: str
    is_presumed: bool
    moved_to: dt.datetime | None
    is_excused: bool = False
    was_late: bool = False
    """Whether somebody said that they came late; no sheet for two says it."""


@dataclass(frozen=True)
class Promise:
    """Homework, or something the coach said they would do."""

    is_by_coach: bool
    text: str
    given_day: dt.date | None
    due_date: dt.date | None
    done_day: dt.date | None
    is_done: bool
    minutes_needed: int | None = None
    needs: str | None = None

    @property
    def day(self) -> dt.date | None:
        """The day that places it in a period."""
        return self.done_day or self.due_date or self.given_day


@dataclass(frozen=True)
class Held:
    """One session of a record; all times it had are one session."""

    slot: Slot
    """As it took place, or did not."""
    moved_from: tuple[dt.datetime, ...]
    """The times it had before (UTC, without a zone), the first one first."""


@dataclass(frozen=True)
class ClientReport:
    """A client's time with a coach, in facts."""

    client_id: str
    name: str
    coach: str | None
    zone_name: str
    as_of: AsOf
    from_day: dt.date
    until_day: dt.date
    """The first day that does not belong to it."""
    kept: tuple[Slot, ...]
    moved: tuple[Slot, ...]
    not_held: tuple[Slot, ...]
    """Called off or missed."""
    called_off_by_coach: tuple[Slot, ...]
    not_known: tuple[Slot, ...]
    """Begun, and nobody has noted what became of it."""
    ahead: tuple[Slot, ...]
    """The next bookings, whatever the period."""
    rhythm_days: float | None
    """The usual gap; ``None`` without one of their own."""
    programme: tuple[int, int] | None
    """Sessions kept of the current programme, and how many it has."""
    promises: tuple[Promise, ...]
    """Of the period, and those still open; what was let go is left out."""
    sessions: tuple[Held, ...] = ()
    """Of a record, the newest first."""
    slots: tuple[Slot, ...] = ()
    """Every slot there was, by start, whatever the period."""

    @property
    def sessions_attended(self) -> int:
        """How many sessions took place, whatever the period."""
        return sum(slot.outcome == Outcome.ATTENDED for slot in self.slots)


def half_a_year_before(day: dt.date) -> dt.date:
    """Return the first day of the month, `MONTHS_BACK` months before."""
    months = day.year * 12 + day.month - 1 - MONTHS_BACK
    return dt.date(months // 12, months % 12 + 1, 1)


def client_report(
    database: Database,
    as_of: AsOf,
    client_id: str,
    *,
    from_day: dt.date | None = None,
    until_day: dt.date | None = None,
) -> ClientReport:
    """Return what a client and a coach look at together.

    Parameters
    ----------
    from_day, until_day
        The period, the second day excluded; by default the last six months and what
        has begun of this one.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        There is no such client; the period ends before it begins.
    """
    first = from_day or half_a_year_before(as_of.day)
    until = until_day or as_of.day + dt.timedelta(days=1)
    if until <= first:
        raise BadEntryError(_ENDS_FIRST)
    looked = _looked(database, as_of, client_id)
    slots = looked.slots
    if first <= SINCE_THE_START and slots:
        first = min(slots[0].day, until - dt.timedelta(days=1))
    return _report(looked, first, until)


def record(
    database: Database, as_of: AsOf, client_id: str, *, sessions: int = SESSIONS
) -> ClientReport:
    """Return the last sessions one by one, with what was promised since the first.

    Parameters
    ----------
    sessions
        So many; a session that was moved, however often, is one.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        There is no such client; it is no number of sessions.
    """
    if not 1 <= sessions <= MOST_SESSIONS:
        raise BadEntryError(_HOW_MANY)
    looked = _looked(database, as_of, client_id)
    held = _held(looked.slots, as_of)[:sessions]
    first = min(held[-1].slot.day, as_of.day) if held else as_of.day
    found = _report(looked, first, as_of.day + dt.timedelta(days=1))
    return replace(found, sessions=tuple(held))


def moved_from(slot: Slot, slots: Sequence[Slot]) -> tuple[dt.datetime, ...]:
    """Return the times that a session had before, the first one first."""
    came_from = {
        one.moved_to: one.starts_at for one in slots if one.moved_to is not None
    }
    times: list[dt.datetime] = []
    at = slot.starts_at
    while (before := came_from.pop(at, None)) is not None:
        times.insert(0, before)
        at = before
    return tuple(times)


def _held(slots: Sequence[Slot], as_of: AsOf) -> list[Held]:
    """Return the sessions that have begun, the newest first."""
    return [
        Held(slot, moved_from(slot, slots))
        for slot in reversed(slots)
        if slot.starts_at <= as_of.instant
        and slot.outcome != Outcome.SCHEDULED
        # Where it went is a line of its own.
        and (slot.outcome != Outcome.RESCHEDULED or slot.moved_to is None)
    ]


@dataclass(frozen=True)
class _Looked:
    """A client, and every slot of theirs."""

    database: Database
    as_of: AsOf
    client_id: str
    name: str
    slots: tuple[Slot, ...]
    rhythm_days: float | None
    programme: tuple[int, int] | None


def _looked(database: Database, as_of: AsOf, typed: str) -> _Looked:
    client_id, name = _client(database, typed)
    with one_client.log_of(database, as_of, client_id) as rows:
        slots = _slots(rows(queries.text_of(_SESSIONS)))
        rhythm = _rhythm(rows(queries.text_of(_RHYTHM)))
    return _Looked(database, as_of, client_id, name, slots, *rhythm)


def _report(looked: _Looked, first: dt.date, until: dt.date) -> ClientReport:
    database, as_of, client_id = looked.database, looked.as_of, looked.client_id
    slots = looked.slots
    inside = [slot for slot in slots if first <= slot.day < until]
    latest = [slot for slot in slots if slot.coach]
    return ClientReport(
        client_id=client_id,
        name=looked.name,
        coach=latest[-1].coach if latest else None,
        zone_name=stored_settings.read(database).zone_name,
        as_of=as_of,
        from_day=first,
        until_day=until,
        kept=_those(inside, {Outcome.ATTENDED}),
        moved=_those(inside, {Outcome.RESCHEDULED}),
        not_held=_those(inside, _CALLED_OFF),
        called_off_by_coach=_those(inside, {Outcome.CANCELLED_BY_COACH}),
        not_known=_those(inside, {Outcome.UNKNOWN}),
        ahead=_those(slots, {Outcome.SCHEDULED})[:AHEAD],
        rhythm_days=looked.rhythm_days,
        programme=looked.programme,
        promises=_promises(database, as_of, client_id, first, until),
        slots=slots,
    )


def _client(database: Database, typed: str) -> tuple[str, str]:
    with database.read() as cursor:
        client_id = people.current_id(cursor, typed)
    rows = queries.rows(
        database,
        "select display_name from clients where client_id = $client_id",
        client_id=client_id,
    )
    if not rows:
        raise ClientNotFoundError(typed)
    return client_id, str(rows[0][0])


def _slots(rows: Sequence[tuple[Any, ...]]) -> tuple[Slot, ...]:
    return tuple(
        Slot(from_epoch_seconds(start), day_of_number(day), *rest)
        for start, day, *rest in rows
    )


def _those(
    slots: Sequence[Slot], outcomes: set[Outcome] | frozenset[Outcome]
) -> tuple[Slot, ...]:
    return tuple(slot for slot in slots if slot.outcome in outcomes)


def _rhythm(
    rows: Sequence[tuple[Any, ...]],
) -> tuple[float | None, tuple[int, int] | None]:
    if not rows:
        return None, None
    gap, planned, attended = rows[0]
    if not planned or not attended:
        return gap, None
    # A programme bought again counts from the start.
    return gap, ((attended - 1) % planned + 1, planned)


def _promises(
    database: Database,
    as_of: AsOf,
    client_id: str,
    first: dt.date,
    until: dt.date,
) -> tuple[Promise, ...]:
    known = facts_promises.known(database, as_of, client_id).get(client_id, ())
    found = [_promise(one) for one in known if one.result != DROPPED]
    return tuple(
        one
        for one in found
        if not one.is_done or one.day is None or first <= one.day < until
    )


def _promise(one: facts_promises.Promise) -> Promise:
    return Promise(
        is_by_coach=one.is_by_coach,
        text=one.action,
        given_day=one.given_day,
        due_date=one.due_date,
        done_day=one.result_day,
        is_done=not one.is_open,
        minutes_needed=one.minutes_needed,
        needs=one.needs,
    )
