"""Fees to decide: what was agreed, and what happened. Nothing is charged by Driftline.

There is a line for a session only where all of this is known: it was missed, as a file
recorded or a person confirmed, or cancelled with less notice than the agreement in
force when it was booked, as its time or the exports before and after prove; it is not
excused; that agreement names a fee; and the client had accepted it on a day before the
booking was made. While somebody is worried about a client there is none of theirs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.errors import BadEntryError
from analytics.facts import agreements, contacts, facts
from analytics.periods import from_epoch_seconds, local_day
from analytics.store import fees as stored
from analytics.store import people, queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from analytics.facts.agreements import Agreement, Agreements
    from analytics.periods import AsOf
    from analytics.store import Database
    from analytics.store.fees import Decision

_HERE = Path(__file__).parent

_HOUR_S: Final = 3600

WORRIED: Final = "worried"
"""The kind of a remark."""

_NO_LINE: Final = (
    "There is no fee to decide about this session: it was not missed or cancelled "
    "late for certain, it is excused, or no fee had been accepted before it was booked."
)


class Line(NamedTuple):
    """A session about whose fee somebody may decide, or has decided."""

    session_id: str
    client_id: str
    client: str
    coach: str | None
    service: str | None
    starts_at: dt.datetime
    """UTC without a zone."""
    what: str
    """``no_show`` or ``late_cancelled``."""
    is_confirmed: bool
    """A person said so, not a file."""
    hours_before: float | None
    """How long before the start it was cancelled, at most; ``None`` where a person
    said that it was late, and of a missed session."""
    notice_hours: int
    """What was agreed, or the practice's."""
    booked_on: dt.date
    agreement_id: str
    agreed_from: dt.date
    accepted_on: dt.date
    fee_cents: int
    currency: str
    is_home_currency: bool
    decision: str | None = None
    """``noted``, ``waived``, or ``None``: to decide."""
    reason: str | None = None
    entry_id: str | None = None
    decided_on: dt.date | None = None


class _Session(NamedTuple):
    session_id: str
    client_id: str
    coach: str | None
    service: str | None
    start_s: int
    start_day: int
    outcome: str
    outcome_basis: str
    booked_s: int
    cancelled_s: int | None
    cancelled_after_s: int | None


def lines(
    database: Database, as_of: AsOf, *, client_id: str | None = None
) -> Sequence[Line]:
    """Return the sessions about whose fee somebody may decide, the newest first.

    Decided ones are among them, with what was decided.
    """
    found = agreements.known(database, as_of)
    if not found.accepted:
        return ()
    decided = {one.session_id: one for one in stored.known(database, as_of.entry_day)}
    worried = _worried(database, as_of)
    made = (
        _with(line, decided.get(line.session_id))
        for line in _proven(database, as_of, found, client_id)
    )
    # What is decided stays, so that it can be taken back.
    return tuple(
        line for line in made if line.decision or line.client_id not in worried
    )


def decide(  # noqa: PLR0913 - one keyword a field of the form
    database: Database,
    as_of: AsOf,
    session_id: str,
    decision: str,
    *,
    reason: str | None = None,
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Keep what was decided about a session's fee; return the entry's id.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        There is no fee to decide about it, or a waiver without a reason; nothing was
        kept.
    """
    found = (one for one in lines(database, as_of) if one.session_id == session_id)
    line = next(found, None)
    if line is None:
        raise BadEntryError(_NO_LINE)
    return stored.decide(
        database,
        session_id,
        decision,
        fee=(line.fee_cents, line.currency),
        reason=reason,
        on=on,
        now=now,
    )


def _proven(
    database: Database, as_of: AsOf, found: Agreements, client_id: str | None
) -> Iterator[Line]:
    settings = stored_settings.read(database)
    home = facts.home_currency(database, settings)
    names = people.names(database)
    rows = facts.rows(
        database, as_of, queries.text_of(_HERE / "fees.sql"), client_id=client_id
    )
    for row in (_Session(*row) for row in rows):
        booked_on = local_day(from_epoch_seconds(row.booked_s), settings.zone_name)
        agreement = found.in_force(row.client_id, row.service, booked_on)
        if agreement is None or not _is_accepted(agreement, booked_on):
            continue
        notice = (
            settings.notice_hours
            if agreement.notice_hours is None
            else agreement.notice_hours
        )
        fee_cents = _fee(agreement, row.outcome)
        hours_before = _hours_before(row)
        if fee_cents and _is_proven(row, hours_before, notice):
            yield Line(
                session_id=row.session_id,
                client_id=row.client_id,
                client=names.get(row.client_id, row.client_id),
                coach=row.coach,
                service=row.service,
                starts_at=from_epoch_seconds(row.start_s),
                what=row.outcome,
                is_confirmed=row.outcome_basis == "confirmed",
                hours_before=hours_before,
                notice_hours=notice,
                booked_on=booked_on,
                agreement_id=agreement.entry_id,
                agreed_from=agreement.on_date,
                accepted_on=agreement.accepted_on or agreement.on_date,
                fee_cents=fee_cents,
                currency=agreement.currency or "",
                is_home_currency=agreement.currency == home,
            )


def _is_accepted(agreement: Agreement, booked_on: dt.date) -> bool:
    """Return whether it was accepted on a day before the booking was made."""
    return agreement.accepted_on is not None and agreement.accepted_on < booked_on


def _fee(agreement: Agreement, outcome: str) -> int | None:
    is_missed = outcome == "no_show"
    return agreement.no_show_fee_cents if is_missed else agreement.late_fee_cents


def _hours_before(row: _Session) -> float | None:
    """Return how long before the start a session was cancelled, at most."""
    at = row.cancelled_after_s if row.cancelled_s is None else row.cancelled_s
    if row.outcome == "no_show" or at is None:
        return None
    return (row.start_s - at) / _HOUR_S


def _is_proven(row: _Session, hours_before: float | None, notice: int) -> bool:
    if row.outcome == "no_show":
        return True
    if hours_before is not None:
        return hours_before < notice
    return row.outcome_basis == "confirmed"


def _with(line: Line, decision: Decision | None) -> Line:
    """Return a line with what was decided, and the fee it was decided about."""
    if decision is None:
        return line
    return line._replace(
        decision=decision.decision,
        reason=decision.reason,
        entry_id=decision.entry_id,
        decided_on=decision.on_date,
        fee_cents=decision.fee_cents,
        currency=decision.currency,
    )


def _worried(database: Database, as_of: AsOf) -> set[str]:
    """Return the clients about whom somebody is worried, as long as that is open."""
    remarks = contacts.remarks(database, as_of)
    if not any(one.kind == WORRIED for said in remarks.values() for one in said):
        return set()
    taken = contacts.contacts(database, as_of)
    return {
        client_id
        for client_id, said in remarks.items()
        if any(
            one.kind == WORRIED
            for one in contacts.open_remarks(said, taken.get(client_id, ()))
        )
    }
