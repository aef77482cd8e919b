"""Steps taken and planned, what came of them, and what was remarked, as of a day.

An entry is known from its own day, `AsOf.entry_day` included. What somebody took back
never was. Each function asks once for all clients, or for one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeVar

from analytics.store import queries
from analytics.store.answers import NO_ANSWER, is_from_them

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.store import Database

_ENGINE = Path(__file__).parent / "engine"

_A_DAY_HOURS: Final = 24

SETTLES_STOPPING: Final = frozenset(
    {"booked", "paused", "agreed", "new_goal", "not_needed"}
)
"""Results after which a wish to stop is no open matter any more, whatever the step."""

STEP_OF: Final = {"worried": "worried", "wants_to_stop": "accept_stop"}
"""The step that takes up a remark: any result but no answer settles it."""


class Contact(NamedTuple):
    """A step that was taken."""

    entry_id: str
    client_id: str
    step: str
    channel: str | None
    on_date: dt.date
    wrote_last: str | None
    """``coach`` or ``client``."""
    note: str | None
    why: str | None
    """The reason learned."""
    plan_id: str | None
    result: str | None
    """What came of it, the latest word; ``None`` where nobody has said."""
    result_day: dt.date | None
    """The day from which the result is known."""
    result_id: str | None = None
    """The entry that says so; ``None`` where the step itself does."""
    next_date: dt.date | None = None
    """The day to be in touch again, where one was agreed."""

    @property
    def is_answered(self) -> bool | None:
        """Whether the client answered; ``None`` where nobody has said."""
        return is_from_them(self.result, self.wrote_last)


class Planned(NamedTuple):
    """A step that somebody means to take."""

    entry_id: str
    client_id: str
    step: str
    on_date: dt.date
    due_date: dt.date
    why: str | None
    is_done: bool


class Remark(NamedTuple):
    """What a client said, or a coach noticed."""

    entry_id: str
    """Of the remark, or of the step with which it was learned."""
    client_id: str
    kind: str
    """``worried``, ``wants_to_stop`` or ``why``."""
    why: str | None
    note: str | None
    on_date: dt.date


class AnswerDue(NamedTuple):
    """A client wrote last, and nothing was noted since."""

    client_id: str
    entry_id: str
    """The contact."""
    since: dt.date
    due: dt.date
    """The day by which an answer would be kind."""


class _Of(Protocol):
    @property
    def client_id(self) -> str: ...


_E = TypeVar("_E", bound=_Of)


def contacts(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> Mapping[str, tuple[Contact, ...]]:
    """Return the steps taken by client, oldest first; of one client or of all."""
    return _by_client(database, as_of, client_id, "contacts.sql", Contact._make)


def planned(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> Mapping[str, tuple[Planned, ...]]:
    """Return the steps planned by client, the first due first, done ones too."""
    return _by_client(database, as_of, client_id, "planned.sql", Planned._make)


def remarks(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> Mapping[str, tuple[Remark, ...]]:
    """Return the remarks by client, oldest first, settled ones too."""
    return _by_client(database, as_of, client_id, "remarks.sql", Remark._make)


def open_remarks(
    of_client: Iterable[Remark],
    taken: Sequence[Contact],
    standing_changed_on: dt.date | None = None,
) -> tuple[Remark, ...]:
    """Return the worries and wishes to stop that nothing has settled yet.

    Parameters
    ----------
    of_client, taken
        The remarks about one client, and the steps taken for them.
    standing_changed_on
        The day of their latest standing: it settles a wish to stop.
    """
    return tuple(
        one
        for one in of_client
        if one.kind in STEP_OF and not _is_settled(one, taken, standing_changed_on)
    )


def _is_settled(
    remark: Remark, taken: Sequence[Contact], standing_changed_on: dt.date | None
) -> bool:
    is_stop = remark.kind == "wants_to_stop"
    if is_stop and standing_changed_on and standing_changed_on >= remark.on_date:
        return True
    return any(
        one.result_day is not None
        and one.result_day >= remark.on_date
        and (
            (one.step == STEP_OF[remark.kind] and one.result != NO_ANSWER)
            or (is_stop and one.result in SETTLES_STOPPING)
        )
        for one in taken
    )


def answers_due(
    taken: Mapping[str, Sequence[Contact]],
    day: dt.date,
    answer_hours: int,
    came: Mapping[str, dt.date] | None = None,
) -> Mapping[str, AnswerDue]:
    """Return by client where the coach's answer is due on a day.

    Due is an answer where the client wrote last, the hours have passed, and nothing was
    noted since: no other step, no result but that they answered, and no session.

    Parameters
    ----------
    came
        By client, the day of their last session, where it is known.
    """
    wait = dt.timedelta(days=-(-answer_hours // _A_DAY_HOURS))
    found = {
        client_id: AnswerDue(
            client_id, of[-1].entry_id, of[-1].on_date, of[-1].on_date + wait
        )
        for client_id, of in taken.items()
        if of and _waits(of[-1], (came or {}).get(client_id))
    }
    return {client_id: one for client_id, one in found.items() if one.due <= day}


def _waits(latest: Contact, came_on: dt.date | None) -> bool:
    is_noted = latest.result not in (None, "answered")
    has_come = came_on is not None and came_on >= latest.on_date
    return latest.wrote_last == "client" and not is_noted and not has_come


def _by_client(
    database: Database,
    as_of: AsOf,
    client_id: str | None,
    file: str,
    made: Callable[[Iterable[object]], _E],
) -> dict[str, tuple[_E, ...]]:
    rows = queries.rows(
        database,
        queries.text_of(_ENGINE / file),
        entry_day=as_of.entry_day,
        client_id=client_id,
    )
    found: dict[str, list[_E]] = defaultdict(list)
    for row in rows:
        one = made(row)
        found[one.client_id].append(one)
    return {client: tuple(of) for client, of in found.items()}
