"""What client and coach promised each other, as it was known at a moment.

Promises that somebody entered and those of files stand together, whoever gave them.
What a person says came of one stands over what a file says.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.periods import local_day
from analytics.store import queries
from analytics.store import settings as stored_settings
from analytics.store.promises import CLIENT, COACH, DONE, DROPPED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.store import Database

_KNOWN: Final = Path(__file__).parent / "engine" / "promises_known.sql"

LOOKED_BACK: Final = 5
"""Sessions with promises of the client that `run` looks back over."""


@dataclass(frozen=True)
class Promise:
    """Something that the client or the coach said they would do."""

    action_id: str
    client_id: str
    owner: str
    """``client`` or ``coach``."""
    action: str
    session_id: str | None
    """In which it was given, where somebody said so."""
    given_day: dt.date | None
    """The local day; ``None`` where a file does not tell."""
    due_date: dt.date | None
    minutes_needed: int | None
    needs: str | None
    result: str | None
    """``done``, ``dropped`` (let go), or ``None`` while it is open."""
    result_day: dt.date | None
    """The local day; ``None`` where a file says that it is done and not when."""
    is_entered: bool
    """Entered by hand; else a file brought it."""
    result_id: str | None = None
    """The entry that says what came of it; ``None`` where a file says so."""

    @property
    def is_by_coach(self) -> bool:
        """Whether it is the coach's to do."""
        return self.owner == COACH

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor let go."""
        return self.result is None

    def is_over(self, day: dt.date) -> bool:
        """Return whether it is open although its day has passed by `day`."""
        return self.is_open and self.due_date is not None and self.due_date < day


class _Row(NamedTuple):
    """A row of ``engine/promises_known.sql``."""

    action_id: str
    client_id: str
    owner: str
    action: str | None
    session_id: str | None
    given_at: dt.datetime | None
    """UTC, of a file; `given_day` of an entry."""
    given_day: dt.date | None
    due_date: dt.date | None
    minutes_needed: int | None
    needs: str | None
    result: str | None
    done_at: dt.datetime | None
    """UTC, where a file says it; `said_day` where somebody did."""
    said_day: dt.date | None
    is_entered: bool
    result_id: str | None


class Run(NamedTuple):
    """After how many of the latest sessions with promises all of them were done."""

    done: int
    of: int


def known(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> Mapping[str, tuple[Promise, ...]]:
    """Return the promises known at a moment, by client: the earliest day first.

    An entry counts from its own day on, a file's promise from when it was given (or
    first shown).

    Parameters
    ----------
    client_id
        Only this client's; ``None`` for everybody's, in one query.
    """
    zone_name = stored_settings.read(database).zone_name
    rows = queries.rows(
        database,
        queries.text_of(_KNOWN),
        client_id=client_id,
        entry_day=as_of.entry_day,
        as_of_at=as_of.instant,
    )
    told = (_Row(*row) for row in rows)  # type: ignore[arg-type]  # its columns
    # Of a promise without its words there is nothing to show.
    found = (_promise(row, zone_name) for row in told if row.action)
    return {
        client_id: tuple(those)
        for client_id, those in groupby(found, key=lambda one: one.client_id)
    }


def open_of(promises: Iterable[Promise], owner: str) -> tuple[Promise, ...]:
    """Return what is open of the client's promises, or of the coach's."""
    return tuple(one for one in promises if one.is_open and one.owner == owner)


def run(promises: Iterable[Promise], day: dt.date, *, last: int = LOOKED_BACK) -> Run:
    """Return after how many of the last sessions with promises all were done.

    Promises of the client given on one day are those of one session. Those let go
    count for nothing, and a session counts once all the days its promises are for have
    passed or all is done; a promise for no certain day is for the next session in which
    one is given.
    """
    theirs = sorted(
        (one for one in promises if one.owner == CLIENT and one.result != DROPPED),
        key=lambda one: (_placed(one) is None, _placed(one)),
    )
    sessions = [
        tuple(those)
        for placed, those in groupby(theirs, key=_placed)
        if placed is not None
    ]
    over = [
        those
        for place, those in enumerate(sessions)
        if _is_done(those)
        or not _is_underway(those, day, is_last=place == len(sessions) - 1)
    ][-last:]
    return Run(done=sum(_is_done(those) for those in over), of=len(over))


def _placed(one: Promise) -> dt.date | None:
    return one.given_day or one.due_date


def _is_done(those: Sequence[Promise]) -> bool:
    return all(one.result == DONE for one in those)


def _is_underway(those: Sequence[Promise], day: dt.date, *, is_last: bool) -> bool:
    return any(
        one.is_open and (is_last if one.due_date is None else one.due_date >= day)
        for one in those
    )


def _promise(row: _Row, zone_name: str) -> Promise:
    given_day, result_day = row.given_day, row.said_day
    if given_day is None and row.given_at is not None:
        given_day = local_day(row.given_at, zone_name)
    if result_day is None and row.result and row.done_at is not None:
        result_day = local_day(row.done_at, zone_name)
    return Promise(
        action_id=row.action_id,
        client_id=row.client_id,
        owner=row.owner,
        action=row.action or "",
        session_id=row.session_id,
        given_day=given_day,
        due_date=row.due_date,
        minutes_needed=row.minutes_needed,
        needs=row.needs,
        result=row.result,
        result_day=result_day,
        is_entered=row.is_entered,
        result_id=row.result_id,
    )
