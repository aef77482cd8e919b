"""``agreement`` and ``fees``: what was agreed, and what somebody decides about it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from analytics import importing
from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.facts import agreements as facts
from analytics.facts import clients as facts_clients
from analytics.policy import fees as policy_fees
from analytics.policy import overview, words
from analytics.reports import agreement_draft
from analytics.store import agreements as stored
from analytics.store import entries, settings
from analytics.store.agreements import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.cli.call import Call
    from analytics.facts.agreements import Against, Agreement
    from analytics.periods import AsOf
    from analytics.policy.fees import Line
    from analytics.policy.overview import InForce
    from analytics.store import Database

_NO_AMOUNT = "A fee is an amount such as 90 or 45.50."


def set_agreement(call: Call) -> Answer:
    """Keep what was agreed."""
    typed = call.arguments
    terms = Terms(
        notice_hours=typed.notice_hours,
        no_show_fee_cents=_cents(typed.no_show_fee),
        late_fee_cents=_cents(typed.late_fee),
        currency=typed.currency,
        free_moves=typed.free_moves,
        moves_period=typed.per,
        excused=typed.excused,
        cadence_days=typed.every_days,
        review_date=when.day(typed.review),
        coach_commits=typed.coach_commits,
    )
    with call.opened_existing() as database:
        on = when.day_or_today(database, typed.on, call.now)
        entry_id = importing.agree(
            database,
            terms,
            client_id=typed.client,
            service=typed.service,
            on=on,
            now=call.now,
        )
        hours = settings.read(database).notice_hours
        kept = facts.every(database)[entry_id]
    return Answer(
        data=_told(kept),
        lines=lambda: [
            f"Kept as {entry_id}, from {on} on:",
            *(f"  {_ended(line)}" for line in words.terms(kept, hours)),
        ],
    )


def show_agreement(call: Call) -> Answer:
    """Show what is in force: for everybody, or for one client."""
    typed = call.arguments
    with call.opened() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        hours = settings.read(database).notice_hours
        if typed.client is not None:
            return _of_client(database, as_of, typed.client, hours, typed.draft)
        clients = facts_clients.client_list(database, as_of)
        known = facts.known(database, as_of)
        found = [
            one
            for one in overview.in_force(clients, known)
            if typed.service in {None, one.agreement.service}
        ]
    if typed.draft is not None:
        sheets = [_sheet(one.agreement, hours, typed.draft) for one in found]
        return Answer(data={"drafts": sheets}, lines=lambda: sheets)
    return Answer(
        data={"agreements": [_in_force(one) for one in found]},
        lines=lambda: _lines(found, hours),
    )


def accept(call: Call) -> Answer:
    """Keep that clients accepted an agreement."""
    typed = call.arguments
    with call.opened_existing() as database:
        on = when.day_or_today(database, typed.on, call.now)
        made = stored.accept(
            database, typed.client_ids, typed.agreement_id, on=on, now=call.now
        )
    return Answer(
        data={
            "agreement_id": typed.agreement_id,
            "accepted_on": on,
            "clients": [
                {"client_id": client_id, "entry_id": entry_id}
                for client_id, entry_id in zip(typed.client_ids, made, strict=True)
            ],
        },
        lines=lambda: [f"Kept: accepted on {on}."],
    )


def clear_agreement(call: Call) -> Answer:
    """Take an agreement or an acceptance back."""
    return _cleared(call)


def clear_fee(call: Call) -> Answer:
    """Take a decision about a fee back."""
    return _cleared(call)


def fees(call: Call) -> Answer:
    """List the fees to decide, and what was decided."""
    typed = call.arguments
    with call.opened() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        if typed.client is not None:
            with database.read() as cursor:
                entries.check_client(cursor, typed.client)
        found = policy_fees.lines(database, as_of, client_id=typed.client)
    return Answer(
        data={"fees": [_fee(line) for line in found]},
        lines=lambda: _fee_lines(found),
    )


def decide_fee(call: Call) -> Answer:
    """Note a fee, or waive it."""
    typed = call.arguments
    with call.opened_existing() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        entry_id = policy_fees.decide(
            database,
            as_of,
            typed.session_id,
            typed.decision,
            reason=typed.reason,
            on=when.today(database, call.now),
            now=call.now,
        )
    return Answer(
        data={
            "entry_id": entry_id,
            "session_id": typed.session_id,
            "decision": typed.decision,
            "reason": typed.reason,
        },
        lines=lambda: [f"Kept as {entry_id}. Nothing was charged."],
    )


def _cleared(call: Call) -> Answer:
    entry_id: str = call.arguments.entry_id
    with call.opened_existing() as database:
        importing.withdraw(database, entry_id, now=call.now)
    return Answer(
        data={"entry_id": entry_id, "cleared": True},
        lines=lambda: ["It was taken back."],
    )


def _of_client(
    database: Database, as_of: AsOf, client_id: str, hours: int, draft: str | None
) -> Answer:
    clients = facts_clients.client_list(database, as_of)
    row = clients[clients["client_id"] == client_id].to_dict("records")
    if not row:
        raise ClientNotFoundError(client_id)
    service = row[0]["service"] if isinstance(row[0]["service"], str) else None
    known = facts.known(database, as_of)
    found = known.in_force(client_id, service)
    if draft is not None and found is not None:
        sheet = _sheet(found, hours, draft, name=str(row[0]["name"]))
        return Answer(data={"drafts": [sheet]}, lines=lambda: [sheet])
    of_all = facts.against(database, as_of, known, client_id=client_id)
    so_far = of_all.get(client_id, ())
    if not so_far and found is not None:
        so_far = [facts.nothing_moved(found, as_of.day)]
    notice = found.notice_hours if found else None
    return Answer(
        data={
            "client_id": client_id,
            "agreement": None if found is None else _told(found),
            "notice_hours": hours if notice is None else notice,
            "notice_basis": "practice" if notice is None else "agreement",
            "so_far": [_against(one) for one in so_far],
        },
        lines=lambda: _client_lines(found, hours, so_far),
    )


def _client_lines(
    found: Agreement | None, hours: int, so_far: Sequence[Against]
) -> Iterator[str]:
    if found is None:
        yield f"Nothing is agreed. The practice's {hours} hours of notice apply."
        return
    accepted = (
        f"accepted on {found.accepted_on}" if found.accepted_on else "not accepted"
    )
    yield f"{found.entry_id}, from {found.on_date} on, {accepted}:"
    yield from (f"  {_ended(line)}" for line in words.terms(found, hours))
    for one in so_far:
        yield from (f"{_ended(line)}" for line in words.against(one))


def _lines(found: Sequence[InForce], hours: int) -> Iterator[str]:
    if not found:
        yield (
            "Nothing is agreed. `python -m analytics agreement set --notice-hours 48` "
            "keeps what holds for everybody from today on."
        )
    for one in found:
        agreement = one.agreement
        waiting = f", {len(one.waiting)} not accepted" if one.waiting else ""
        yield (
            f"{agreement.entry_id}, {_whose(agreement)}, from {agreement.on_date} on: "
            f"in force for {len(one.clients)}{waiting}"
            f"{', review due' if one.is_review_due else ''}"
        )
        yield from (f"  {_ended(line)}" for line in words.terms(agreement, hours))


def _whose(agreement: Agreement) -> str:
    if agreement.client_id is not None:
        return f"client {output.plain(agreement.client_id)}"
    if agreement.service is not None:
        return f"service {output.plain(agreement.service)}"
    return "everybody"


def _sheet(agreement: Agreement, hours: int, kind: str, *, name: str = "") -> str:
    make = agreement_draft.page if kind == "html" else agreement_draft.text
    return make(agreement, hours, name=name)


def _told(agreement: Agreement) -> dict[str, object]:
    told = agreement._asdict()
    return {"agreement_id": told.pop("entry_id"), **told}


def _in_force(found: InForce) -> dict[str, object]:
    return {
        **_told(found.agreement),
        "clients": list(found.clients),
        "not_accepted": list(found.waiting),
        "is_review_due": found.is_review_due,
    }


def _against(one: Against) -> dict[str, object]:
    return {
        "agreement_id": one.agreement.entry_id,
        "period": one.period,
        "first_day": one.first_day,
        "moves": one.moves,
        "sessions_moved": one.sessions_moved,
        "free_moves": one.free_moves,
        "missed": one.missed,
        "late_cancelled": one.late,
        "excused": one.excused,
        "text": words.against(one),
    }


def _fee(line: Line) -> dict[str, object]:
    return line._asdict()


def _fee_lines(found: Sequence[Line]) -> Iterator[str]:
    if not found:
        yield "There is nothing to decide."
        return
    yield from output.table(
        ("session", "client", "day", "what", "fee", "decision", "reason"),
        (
            (
                line.session_id,
                line.client,
                output.day(line.starts_at),
                line.what,
                output.money(line.fee_cents, line.currency),
                line.decision or "to decide",
                line.reason,
            )
            for line in found
        ),
    )
    yield "Nothing is charged by Driftline."


def _cents(typed: str | None) -> int | None:
    """Return an amount such as ``45.50`` in cents.

    Raises
    ------
    BadEntryError
        It is no amount.
    """
    if typed is None:
        return None
    try:
        cents = Decimal(typed.strip().replace(",", ".")) * 100
        whole = int(cents)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise BadEntryError(_NO_AMOUNT) from error
    if whole != cents:
        raise BadEntryError(_NO_AMOUNT)
    return whole


def _ended(line: str) -> str:
    """Return a line with one full stop: what somebody typed may bring its own."""
    return f"{output.plain(line).rstrip('.')}."
