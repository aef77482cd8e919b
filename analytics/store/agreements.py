"""What was agreed with a client, for a service or with everybody, and who accepted it.

An agreement holds from its day on, for what is booked from then on. A newer one stands
over an older one; one of the same day takes its place. What is late follows from it,
so the log is brought up to date in the same transaction: `analytics.importing.agreed`
adds and takes back. An acceptance is an entry like any other (`entries.withdraw`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.store import entries, entry_checks
from analytics.store import settings as stored_settings
from analytics.store.queries import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from analytics.store.database import Database

PERIODS: Final = ("month", "quarter", "year")

MOST_NOTICE_HOURS: Final = 8760
MOST_FEE_CENTS: Final = 10_000_000
MOST_FREE_MOVES: Final = 100
LONGEST_CADENCE_DAYS: Final = 366

_ACCEPTANCES: Final = Path(__file__).with_name("acceptances.sql")

_LONGEST_WAIT = dt.timedelta(days=366)
"""An agreement may be made ahead, and accepted ahead of the first session."""

_ONE_WHOM = "An agreement is with one client or for one service. Leave one of them out."
_NO_SERVICE = "No session is of a service of that name. Write it as the file does."
_NOTHING = "Say at least one thing that was agreed, such as the hours of notice."
_NO_CURRENCY = "Say in which currency the fee is, such as EUR, or set the practice's."
_BAD_CURRENCY = "A currency is three letters, such as EUR."
_BAD_PERIOD = "Moves are counted by month, quarter or year. Say which."
_EARLY_REVIEW = "The review has to come after the first day of the agreement."
_TOO_FAR = "That day is more than a year ahead. Check the year."
_NO_AGREEMENT = "There is no such agreement, so nothing was kept."
_OTHER_CLIENT = "That agreement is with somebody else, so nothing was kept."
_IN_FUTURE = "That day is still to come. Say on which day they accepted it."
_TOO_EARLY = "That day is more than a year before their first session. Check the year."
_TWICE = "They had accepted this already, so nothing was kept."


@dataclass(frozen=True)
class Terms:
    """What an agreement says; ``None`` where nothing was agreed."""

    notice_hours: int | None = None
    no_show_fee_cents: int | None = None
    late_fee_cents: int | None = None
    currency: str | None = None
    """Of the fees; the practice's where it is left out."""
    free_moves: int | None = None
    moves_period: str | None = None
    """One of `PERIODS`."""
    excused: str | None = None
    cadence_days: int | None = None
    review_date: dt.date | None = None
    coach_commits: str | None = None


def insert(
    cursor: duckdb.DuckDBPyConnection,
    whose: tuple[str | None, str | None],
    terms: Terms,
    *,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep an agreement within a transaction; return the entry's id.

    Parameters
    ----------
    whose
        The client and the service; both ``None`` for everybody.
    on
        The day from which it holds.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing is to be kept.
    """
    client_id, service = whose
    _check_whose(cursor, client_id, service)
    entry_checks.check_span(on, None, now)
    if on > now.date() + _LONGEST_WAIT:
        raise BadEntryError(_TOO_FAR)
    fields = asdict(_checked(cursor, terms, on, now))
    row = {"client_id": client_id, "service": service, "on_date": on, **fields}
    cursor.execute(
        "update agreements set withdrawn_at = $now where withdrawn_at is null "
        "and on_date = $on_date and client_id is not distinct from $client_id "
        "and service is not distinct from $service",
        {"now": now, "on_date": on, "client_id": client_id, "service": service},
    )
    return entries.insert(cursor, "agreements", row, now)


def accept(
    database: Database,
    client_ids: Sequence[str],
    agreement_id: str,
    *,
    on: dt.date,
    now: dt.datetime,
) -> list[str]:
    """Keep that clients accepted an agreement, all or none; return the entries' ids.

    Parameters
    ----------
    on
        The day on which they accepted it, not one that is still to come.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    entry_checks.check_span(on, None, now)
    # A day of grace: where the practice is, today may have begun already.
    if on > now.date() + dt.timedelta(days=1):
        raise BadEntryError(_IN_FUTURE)
    with database.write() as cursor:
        _check_agreement(cursor, client_ids, agreement_id)
        _check_acceptances(cursor, client_ids, agreement_id, on)
        made = [entries.new_id() for _ in client_ids]
        # In one go: a practice may keep what all of its clients signed long ago.
        cursor.execute(
            "insert into agreement_acceptances "
            "(entry_id, client_id, agreement_id, on_date, entered_at) "
            "select unnest($made), unnest($client_ids), $agreement_id, $on, $now",
            {
                "made": made,
                "client_ids": list(client_ids),
                "agreement_id": agreement_id,
                "on": on,
                "now": now,
            },
        )
    return made


def _check_whose(
    cursor: duckdb.DuckDBPyConnection, client_id: str | None, service: str | None
) -> None:
    if client_id is not None and service is not None:
        raise BadEntryError(_ONE_WHOM)
    if client_id is not None:
        entries.check_client(cursor, client_id)
    is_known = (
        service is None
        or cursor.execute(
            "select 1 from sessions where service = $service limit 1",
            {"service": service},
        ).fetchone()
    )
    if not is_known:
        raise BadEntryError(_NO_SERVICE)


def _checked(
    cursor: duckdb.DuckDBPyConnection, terms: Terms, on: dt.date, now: dt.datetime
) -> Terms:
    _check_numbers(terms)
    if terms.free_moves is not None and terms.moves_period not in PERIODS:
        raise BadEntryError(_BAD_PERIOD)
    if terms.review_date is not None:
        entry_checks.check_span(terms.review_date, None, now)
        if terms.review_date <= on:
            raise BadEntryError(_EARLY_REVIEW)
    kept = replace(
        terms,
        currency=_currency(cursor, terms),
        moves_period=None if terms.free_moves is None else terms.moves_period,
        excused=entry_checks.text(terms.excused),
        coach_commits=entry_checks.text(terms.coach_commits),
    )
    if kept == Terms():
        raise BadEntryError(_NOTHING)
    return kept


def _check_numbers(terms: Terms) -> None:
    for value, what, lowest, most in (
        (terms.notice_hours, "The hours of notice", 0, MOST_NOTICE_HOURS),
        (terms.no_show_fee_cents, "The fee", 0, MOST_FEE_CENTS),
        (terms.late_fee_cents, "The fee", 0, MOST_FEE_CENTS),
        (terms.free_moves, "The number of free moves", 0, MOST_FREE_MOVES),
        (terms.cadence_days, "The days between sessions", 1, LONGEST_CADENCE_DAYS),
    ):
        if value is not None and not lowest <= value <= most:
            shown = most // 100 if what == "The fee" else most
            message = f"{what} must be from {lowest} to {shown:,}."
            raise BadEntryError(message)


def _currency(cursor: duckdb.DuckDBPyConnection, terms: Terms) -> str | None:
    if not (terms.no_show_fee_cents or terms.late_fee_cents):
        return None
    said = (terms.currency or stored_settings.read_with(cursor).currency).strip()
    if not said:
        raise BadEntryError(_NO_CURRENCY)
    if not (len(said) == 3 and said.isascii() and said.isalpha()):
        raise BadEntryError(_BAD_CURRENCY)
    return said.upper()


def _check_agreement(
    cursor: duckdb.DuckDBPyConnection, client_ids: Sequence[str], agreement_id: str
) -> None:
    found = cursor.execute(
        "select client_id from agreements "
        "where entry_id = $agreement_id and withdrawn_at is null",
        {"agreement_id": agreement_id},
    ).fetchone()
    if found is None:
        raise BadEntryError(_NO_AGREEMENT)
    if found[0] is not None and set(client_ids) != {found[0]}:
        raise BadEntryError(_OTHER_CLIENT)


def _check_acceptances(
    cursor: duckdb.DuckDBPyConnection,
    client_ids: Sequence[str],
    agreement_id: str,
    on: dt.date,
) -> None:
    found = cursor.execute(
        text_of(_ACCEPTANCES),
        {"client_ids": list(client_ids), "agreement_id": agreement_id},
    ).fetchall()
    for client_id, is_there, is_accepted, first_starts_at in found:
        if not is_there:
            raise ClientNotFoundError(client_id)
        if is_accepted:
            raise BadEntryError(_TWICE)
        if first_starts_at and on < first_starts_at.date() - _LONGEST_WAIT:
            raise BadEntryError(_TOO_EARLY)
    if len(found) < len(client_ids):
        raise BadEntryError(_TWICE)
