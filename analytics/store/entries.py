"""What people enter by hand about a client: standing, absence, contact, set-aside.

An entry hangs on the client's id, not on an import: undoing the import parks it,
importing again brings it back. Nothing is overwritten. A newer entry stands over
an older one, and `withdraw` takes one back by marking it. A span includes its
first day and excludes its last.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.contracts import Standing
from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.store import entry_checks, entry_days, entry_rules, replaced
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    import duckdb

    from analytics.store.database import Database
    from analytics.store.entry_checks import Said

_LIST = Path(__file__).with_name("entries.sql")

TABLES = (
    "endings",
    "absences",
    "follow_ups",
    "set_asides",
    "confirmations",
    "pulses",
    "no_scoring",
    "reminder_taps",
    "planned_steps",
    "remarks",
    "goals",
    "goal_events",
    "promises",
    "promise_results",
    "next_agreed",
    "remember_lines",
    "agreements",
    "agreement_acceptances",
    "fee_decisions",
)


@dataclass(frozen=True)
class Entry:
    """Something entered about a client."""

    entry_id: str
    kind: str
    """The table it stands in: ``endings``, ``absences``, …"""
    client_id: str
    from_date: dt.date
    until_date: dt.date | None
    """Exclusive; ``None`` where the entry has no end."""
    what: str
    """The standing, the step, a session's outcome, the reminder that was sent, a
    goal, a promise and what came of them, what was decided about a fee, or a word for
    the kind: ``away``, ``set_aside``, ``pulse``, ``no_scoring``, ``next_agreed``,
    ``remember``, ``agreement``, ``accepted``."""
    reason: str | None
    entered_at: dt.datetime
    withdrawn_at: dt.datetime | None
    about_id: str | None
    """The session, the promise, the contact, the agreement or the goal it speaks of;
    of other words for a goal the goal."""


def add_ending(  # noqa: PLR0913 - one keyword a field of the form
    database: Database,
    client_id: str,
    standing: str,
    *,
    on: dt.date,
    until: dt.date | None = None,
    to_whom: str | None = None,
    decided_by: str | None = None,
    reason: str | None = None,
    may_return: str | None = None,
    terms: str | None = None,
    may_contact: bool | None = None,
    now: dt.datetime,
) -> str:
    """Keep a client's standing from a day on; return the entry's id.

    Parameters
    ----------
    standing
        One of `Standing`.
    on
        The first day it holds, and the day from which it counts as known.
    until
        The day they come back; of a pause, or of a time with a colleague.
    decided_by, may_return
        One of `entry_checks.DECIDERS` and of `entry_checks.RETURNS`.
    terms
        On what terms they may come back; given alone they say `may_return` as well.
    may_contact
        Whether they may be written to; ``None`` where nobody has said.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, until, now)
    kept = entry_checks.standing(standing)
    if until and kept not in {Standing.PAUSED, Standing.HANDED_OVER}:
        raise BadEntryError(entry_checks.ONLY_A_PAUSE_ENDS)
    fields = {
        "standing": kept.value,
        "on_date": on,
        "until_date": until,
        "to_whom": entry_checks.text(to_whom),
        "decided_by": entry_checks.word(
            decided_by, entry_checks.DECIDERS, "somebody who decided"
        ),
        "reason": entry_checks.text(reason),
        **entry_checks.return_said(may_return, terms),
        "may_contact": may_contact,
    }
    return _add(database, "endings", client_id, fields, now, day=on)


def clear_ending(database: Database, client_id: str, *, now: dt.datetime) -> int:
    """Take back every standing entered for a client; return how many there were.

    Raises
    ------
    ClientNotFoundError
        If there is no such client.
    """
    return _clear(database, "endings", client_id, now)


def add_absence(
    database: Database,
    client_id: str,
    from_date: dt.date,
    until_date: dt.date,
    *,
    why: str | None = None,
    now: dt.datetime,
) -> str:
    """Keep that a client is away; return the entry's id.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    fields = entry_checks.absence(from_date, until_date, why, now)
    return _add(database, "absences", client_id, fields, now)


def add_follow_up(
    database: Database,
    client_id: str,
    *,
    step: str,
    on: dt.date,
    plan_id: str | None = None,
    now: dt.datetime,
    **said: Unpack[Said],
) -> str:
    """Keep that a step was taken for a client; return the entry's id.

    Parameters
    ----------
    step
        A step's key, or a few words for one.
    plan_id
        The planned step that was taken; left out, an open plan of this step, made on
        that day or before, is the one.
    **said
        See `Said`.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept: a planned step is taken once.
    """
    fields = entry_checks.step_taken(step, on, now, said)
    with database.write() as cursor:
        check_client(cursor, client_id)
        entry_days.check_known_by(cursor, client_id, on, now)
        if plan_id is not None:
            entry_rules.check_plan(cursor, client_id, plan_id)
        else:
            plan_id = entry_rules.plan_of(cursor, client_id, fields["step"], on)
        row = {"client_id": client_id, "plan_id": plan_id, **fields}
        return insert(cursor, "follow_ups", row, now)


def set_aside(
    database: Database,
    client_id: str,
    *,
    from_date: dt.date,
    until_date: dt.date,
    reason: str,
    now: dt.datetime,
) -> str:
    """Keep "no concern because …" for a while; return the entry's id.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    fields = entry_checks.no_concern(from_date, until_date, reason, now)
    return _add(database, "set_asides", client_id, fields, now)


def ask_not_to_score(
    database: Database,
    client_id: str,
    *,
    on: dt.date,
    reason: str | None = None,
    now: dt.datetime,
) -> str:
    """Keep that a client asked not to be scored; return the entry's id.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    fields = {"on_date": on, "reason": entry_checks.text(reason)}
    return _add(database, "no_scoring", client_id, fields, now)


def score_again(database: Database, client_id: str, *, now: dt.datetime) -> int:
    """Take back that a client asked not to be scored; return how many entries.

    Raises
    ------
    ClientNotFoundError
        If there is no such client.
    """
    return _clear(database, "no_scoring", client_id, now)


def withdraw(database: Database, entry_id: str, *, now: dt.datetime) -> None:
    """Take an entry back; one that was taken back before stays so.

    From an agreement the log follows: `analytics.importing.withdraw` takes back any
    entry, agreements too.

    Raises
    ------
    BadEntryError
        If there is no such entry, or it is an agreement.
    """
    with database.write() as cursor:
        if withdraw_within(cursor, entry_id, now=now) == "agreements":
            raise BadEntryError(entry_checks.AGREEMENT)


def withdraw_within(
    cursor: duckdb.DuckDBPyConnection, entry_id: str, *, now: dt.datetime
) -> str:
    """Take an entry back within a transaction; return the table it stands in.

    What this one was put in the place of stands again, with what came of it.

    Raises
    ------
    BadEntryError
        If there is no such entry.
    """
    replaced.stand_again(cursor, entry_id)
    values = {"entry_id": entry_id, "now": now}
    for table in TABLES:
        row = cursor.execute(
            f"update {table} "  # noqa: S608 - a name from TABLES
            "set withdrawn_at = coalesce(withdrawn_at, $now) "
            "where entry_id = $entry_id",
            values,
        ).fetchone()
        if row and row[0]:
            return table
    raise BadEntryError(entry_checks.NO_SUCH_ENTRY)


def withdraw_all(
    database: Database, entry_ids: Sequence[str], *, now: dt.datetime
) -> None:
    """Take back what was entered together: all of it, in one transaction, or nothing.

    Raises
    ------
    BadEntryError
        If there is no such entry.
    """
    with database.write() as cursor:
        for entry_id in entry_ids:
            withdraw_within(cursor, entry_id, now=now)


def entries(database: Database, client_id: str) -> list[Entry]:
    """Return what was entered about a client, oldest first, withdrawn ones too."""
    with database.read() as cursor:
        found = cursor.execute(text_of(_LIST), {"client_id": client_id}).fetchall()
    return [Entry(*row) for row in found]


def _add(
    database: Database,
    table: str,
    client_id: str,
    fields: Mapping[str, object],
    now: dt.datetime,
    day: dt.date | None = None,
) -> str:
    with database.write() as cursor:
        check_client(cursor, client_id)
        if day is not None:
            entry_days.check_known_by(cursor, client_id, day, now)
        return insert(cursor, table, {"client_id": client_id, **fields}, now)


def _clear(database: Database, table: str, client_id: str, now: dt.datetime) -> int:
    with database.write() as cursor:
        check_client(cursor, client_id)
        row = cursor.execute(
            f"update {table} set withdrawn_at = $now "  # noqa: S608 - a name from TABLES
            "where client_id = $client_id and withdrawn_at is null",
            {"client_id": client_id, "now": now},
        ).fetchone()
    return int(row[0]) if row else 0


def insert(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    fields: Mapping[str, object],
    now: dt.datetime,
) -> str:
    """Add a row to one of `TABLES` within a transaction; return the entry's id."""
    entry_id = new_id()
    row = {"entry_id": entry_id, **fields, "entered_at": now}
    cursor.execute(_insert(table, list(row)), row)
    return entry_id


def new_id() -> str:
    """Return an id for an entry."""
    return f"e-{secrets.token_hex(6)}"


def _insert(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(columns)
    values = ", ".join(f"${column}" for column in columns)
    return f"insert into {table} ({names}) values ({values})"  # noqa: S608 - own names


def check_client(cursor: duckdb.DuckDBPyConnection, client_id: str) -> None:
    """Refuse an entry about somebody who is not there.

    Raises
    ------
    ClientNotFoundError
        If there is no such client.
    """
    found = cursor.execute(
        "select 1 from clients where client_id = $client_id", {"client_id": client_id}
    ).fetchone()
    if found is None:
        raise ClientNotFoundError(client_id)
