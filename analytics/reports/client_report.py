"""What a client and a coach look at together: kept, moved, promised, agreed.

Facts only. What the coach thinks of a session, what is likely and what it cost have no
place in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.contracts import Outcome
from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.facts import facts
from analytics.periods import day_of_number, from_epoch_seconds
from analytics.store import people, queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.periods import AsOf
    from analytics.store import Database

_HERE = Path(__file__).parent
_SESSIONS = _HERE / "client_report.sql"
_RHYTHM = _HERE / "client_report_rhythm.sql"
_ACTIONS = _HERE / "client_report_actions.sql"

AHEAD: Final = 4
"""Bookings ahead that are named."""

SINCE_THE_START: Final = dt.date(1990, 1, 1)
"""A period that begins here begins with the first booking."""

MONTHS_BACK: Final = 6
"""Of the period, where none is chosen."""

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


@dataclass(frozen=True)
class Promise:
    """Homework, or something the coach said they would do."""

    is_by_coach: bool
    text: str
    given_day: dt.date | None
    due_date: dt.date | None
    done_day: dt.date | None
    is_done: bool

    @property
    def day(self) -> dt.date | None:
        """The day that places it in a period."""
        return self.done_day or self.due_date or self.given_day


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
    """Of the period, and those still open."""


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
    client_id, name = _client(database, client_id)
    slots = _slots(database, as_of, client_id)
    if first <= SINCE_THE_START and slots:
        first = min(slots[0].day, until - dt.timedelta(days=1))
    rhythm, programme = _rhythm(database, as_of, client_id)
    inside = [slot for slot in slots if first <= slot.day < until]
    latest = [slot for slot in slots if slot.coach]
    return ClientReport(
        client_id=client_id,
        name=name,
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
        rhythm_days=rhythm,
        programme=programme,
        promises=_promises(database, as_of, client_id, first, until),
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


def _slots(database: Database, as_of: AsOf, client_id: str) -> list[Slot]:
    rows = facts.rows(database, as_of, queries.text_of(_SESSIONS), client_id=client_id)
    return [
        Slot(from_epoch_seconds(start), day_of_number(day), *rest)
        for start, day, *rest in rows
    ]


def _those(
    slots: Sequence[Slot], outcomes: set[Outcome] | frozenset[Outcome]
) -> tuple[Slot, ...]:
    return tuple(slot for slot in slots if slot.outcome in outcomes)


def _rhythm(
    database: Database, as_of: AsOf, client_id: str
) -> tuple[float | None, tuple[int, int] | None]:
    rows = facts.rows(database, as_of, queries.text_of(_RHYTHM), client_id=client_id)
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
    rows = queries.rows(
        database,
        queries.text_of(_ACTIONS),
        client_id=client_id,
        seen_at=as_of.instant,
    )
    found = [_promise(*row) for row in rows]  # type: ignore[arg-type]  # its columns
    return tuple(
        one
        for one in found
        if not one.is_done or one.day is None or first <= one.day < until
    )


def _promise(
    owner: str,
    text: str,
    given_at: dt.datetime | None,
    due_date: dt.date | None,
    done_at: dt.datetime | None,
    is_done: bool,  # noqa: FBT001 - as above
) -> Promise:
    return Promise(
        is_by_coach=owner == "coach",
        text=text,
        given_day=None if given_at is None else given_at.date(),
        due_date=due_date,
        done_day=None if done_at is None else done_at.date(),
        is_done=is_done,
    )
