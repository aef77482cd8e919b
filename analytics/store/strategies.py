"""The diary of reminders: what the scheduling tool sends, to whom, since when.

An export hardly ever says which reminder was sent, so people say it once, and again
when they change the tool's settings; past changes can be entered, too. An entry holds
from its first day to the day before `until_date`, for a service, a coach, both or all.
An entry for fewer sessions stands over one for more; two for the same may not overlap.
Changing or ending an entry marks it as taken back and adds what is now so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import BadEntryError
from analytics.store import bundles, entries, entry_checks, people
from analytics.store.bundles import NONE, NOTHING_SENT, Strategy

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    import duckdb

    from analytics.store.database import Database

_SPANS = (
    "select entry_id, strategy, service, coach, from_date, until_date, entered_at "
    "from strategy_spans where withdrawn_at is null "
    "order by from_date desc, service nulls first, coach nulls first, entry_id"
)
_STRATEGIES = "select strategy, steps from strategies order by entered_at, strategy"

_WHAT_IS_SENT = (
    "Say what is sent: the name of a strategy, or its steps such as email:3d:plain "
    "text:24h. Where nothing is sent, its name is none."
)
_NO_SERVICE = "No session is of a service of that name. Write it as the file does."
_NO_COACH = "No session is with a coach of that name. Write it as the file does."
_OVER_ALREADY = (
    "That day is not inside the entry, which begins on {first} and ends before {last}. "
    "Give a day after the first."
)


@dataclass(frozen=True)
class Scope:
    """Whose sessions an entry of the diary is about; ``None`` means all."""

    service: str | None = None
    coach: str | None = None


@dataclass(frozen=True)
class Span:
    """An entry of the diary that was not taken back."""

    entry_id: str
    strategy: str
    service: str | None
    coach: str | None
    from_date: dt.date
    until_date: dt.date | None
    """The first day on which it is no longer in force; ``None`` while it is."""
    entered_at: dt.datetime

    @property
    def scope(self) -> Scope:
        """Whose sessions it is about."""
        return Scope(self.service, self.coach)


def define(
    database: Database, name: str | None, steps: Sequence[str], *, now: dt.datetime
) -> Strategy:
    """Keep a strategy and return it.

    Parameters
    ----------
    name
        What it is called; ``None`` for a name made of its steps.
    steps
        Such as ``email:3d:plain``; empty to find one that is known by its name.

    Returns
    -------
    Strategy
        Where a strategy with the same steps is known, that one.

    Raises
    ------
    BadEntryError
        A step cannot be read, a name stands for other steps, or there is nothing to
        go by; nothing was kept.
    """
    with database.write() as cursor:
        return _defined(cursor, name, steps, now)


def known(database: Database) -> list[Strategy]:
    """Return the strategies that were described, the first first; not ``none``."""
    with database.read() as cursor:
        return _known(cursor)


def add(  # noqa: PLR0913 - one keyword a field of the form
    database: Database,
    name: str | None,
    steps: Sequence[str] = (),
    *,
    scope: Scope = Scope(),
    from_date: dt.date,
    until_date: dt.date | None = None,
    now: dt.datetime,
) -> str:
    """Keep that a strategy is in force from a day on; return the entry's id.

    Parameters
    ----------
    name, steps
        As of `define`; ``none`` where nothing is sent.

    Raises
    ------
    BadEntryError
        The diary says something for these days already, the strategy is not known, or
        a day, a service or a coach cannot be meant; nothing was kept.
    """
    entry_checks.check_span(from_date, until_date, now)
    _check_scope(database, scope)
    with database.write() as cursor:
        strategy = _defined(cursor, name, steps, now)
        return _insert(cursor, strategy.name, scope, (from_date, until_date), now)


def stop(database: Database, entry_id: str, on: dt.date, *, now: dt.datetime) -> str:
    """End an entry: `on` is its first day no longer; return the new entry's id.

    Raises
    ------
    BadEntryError
        There is no such entry, or the day is not inside it; nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    with database.write() as cursor:
        return _stopped(cursor, entry_id, on, now)


def change(
    database: Database,
    entry_id: str,
    name: str | None,
    steps: Sequence[str] = (),
    *,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Put another strategy in an entry's place from a day on; return the new id.

    It is for the same sessions and ends when the old one would have.

    Raises
    ------
    BadEntryError
        As `stop` and `add` do; nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    with database.write() as cursor:
        old = _span(cursor, entry_id)
        strategy = _defined(cursor, name, steps, now)
        if on == old.from_date:
            withdraw(cursor, entry_id, now)
        else:
            _stopped(cursor, entry_id, on, now)
        days = (on, old.until_date)
        return _insert(cursor, strategy.name, old.scope, days, now)


def clear(database: Database, entry_id: str, *, now: dt.datetime) -> None:
    """Take an entry of the diary back: it never was.

    Raises
    ------
    BadEntryError
        There is no such entry.
    """
    with database.write() as cursor:
        _span(cursor, entry_id)
        withdraw(cursor, entry_id, now)


def put_back(
    database: Database, made: Iterable[str], old: Iterable[Span], *, now: dt.datetime
) -> None:
    """Undo a change of the diary: take back what it made, keep anew what was there.

    Parameters
    ----------
    made
        The ids of the entries that the change added.
    old
        The entries that it took back.

    Raises
    ------
    BadEntryError
        The diary says something else for those days by now; nothing was kept.
    """
    with database.write() as cursor:
        for entry_id in made:
            withdraw(cursor, entry_id, now)
        for span in old:
            days = (span.from_date, span.until_date)
            _insert(cursor, span.strategy, span.scope, days, now)


def spans(database: Database) -> list[Span]:
    """Return the entries that were not taken back, the latest first day first."""
    with database.read() as cursor:
        return _spans(cursor)


def named(cursor: duckdb.DuckDBPyConnection, name: str) -> Strategy | None:
    """Return the strategy of that name, ``none`` among them, however it is written."""
    wanted = name.strip().casefold()
    found = [NOTHING_SENT, *_known(cursor)]
    return next((one for one in found if one.name.casefold() == wanted), None)


def withdraw(
    cursor: duckdb.DuckDBPyConnection, entry_id: str, now: dt.datetime
) -> None:
    """Mark an entry of the diary as taken back, within a transaction."""
    cursor.execute(
        "update strategy_spans set withdrawn_at = $now "
        "where entry_id = $entry_id and withdrawn_at is null",
        {"entry_id": entry_id, "now": now},
    )


def _known(cursor: duckdb.DuckDBPyConnection) -> list[Strategy]:
    found = cursor.execute(_STRATEGIES).fetchall()
    return [Strategy(name, bundles.steps(steps)) for name, steps in found]


def _spans(cursor: duckdb.DuckDBPyConnection) -> list[Span]:
    return [Span(*row) for row in cursor.execute(_SPANS).fetchall()]


def _defined(
    cursor: duckdb.DuckDBPyConnection,
    name: str | None,
    steps: Sequence[str],
    now: dt.datetime,
) -> Strategy:
    typed = entry_checks.text(name)
    same_name = named(cursor, typed) if typed else None
    if not steps:
        if same_name is None:
            raise BadEntryError(_unknown(typed))
        return same_name
    bundle = bundles.steps(steps)
    if same_name is not None and same_name.steps != bundle:
        raise BadEntryError(_taken(same_name))
    same_steps = next((one for one in _known(cursor) if one.steps == bundle), None)
    if same_steps is not None:
        return same_steps
    made = Strategy(typed or bundles.label(bundle), bundle)
    cursor.execute(
        "insert into strategies values ($strategy, $steps, $now)",
        {"strategy": made.name, "steps": [str(one) for one in bundle], "now": now},
    )
    return made


def _insert(
    cursor: duckdb.DuckDBPyConnection,
    strategy: str,
    scope: Scope,
    days: tuple[dt.date, dt.date | None],
    now: dt.datetime,
) -> str:
    first, until = days
    for other in _spans(cursor):
        if other.scope == scope and _overlap(other, first, until):
            raise BadEntryError(_overlapping(other))
    row = {
        "strategy": strategy,
        "service": scope.service,
        "coach": scope.coach,
        "from_date": first,
        "until_date": until,
    }
    return entries.insert(cursor, "strategy_spans", row, now)


def _stopped(
    cursor: duckdb.DuckDBPyConnection, entry_id: str, on: dt.date, now: dt.datetime
) -> str:
    old = _span(cursor, entry_id)
    if on <= old.from_date or (old.until_date and on > old.until_date):
        last = old.until_date or "it is stopped"
        raise BadEntryError(_OVER_ALREADY.format(first=old.from_date, last=last))
    withdraw(cursor, entry_id, now)
    return _insert(cursor, old.strategy, old.scope, (old.from_date, on), now)


def _span(cursor: duckdb.DuckDBPyConnection, entry_id: str) -> Span:
    for span in _spans(cursor):
        if span.entry_id == entry_id:
            return span
    raise BadEntryError(entry_checks.NO_SUCH_ENTRY)


def _overlap(span: Span, first: dt.date, until: dt.date | None) -> bool:
    return (until is None or span.from_date < until) and (
        span.until_date is None or first < span.until_date
    )


def _check_scope(database: Database, scope: Scope) -> None:
    if scope.service is not None and scope.service not in people.services(database):
        raise BadEntryError(_NO_SERVICE)
    if scope.coach is not None and scope.coach not in people.coaches(database):
        raise BadEntryError(_NO_COACH)


def _unknown(name: str | None) -> str:
    if name is None:
        return _WHAT_IS_SENT
    return (
        f"No strategy is called {name!r} yet. Add its steps, such as email:3d:plain "
        f"text:24h. Where nothing is sent, the name is {NONE}."
    )


def _taken(known_as: Strategy) -> str:
    if not known_as.steps:
        return (
            f"{NONE} means that nothing is sent, so it has no steps. Use another name."
        )
    return (
        f"{known_as.name!r} is already the name of {bundles.label(known_as.steps)}. "
        "Give the new one another name, or leave the name out."
    )


def _overlapping(other: Span) -> str:
    until = f"until {other.until_date}" if other.until_date else "on"
    return (
        f"From {other.from_date} {until} the diary says {other.strategy!r} for the "
        "same sessions already. Change that entry, end it or take it back first, or "
        "give other days. Nothing was kept."
    )
