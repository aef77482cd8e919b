"""``ending``, ``forget`` and ``export-client``: one client, and what was decided."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.facts import entered
from analytics.importing import evidence
from analytics.store import entries, log, privacy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.store.copies import Copy
    from analytics.store.privacy import ForgetReport


_MAY_CONTACT: Final = {"yes": True, "no": False, None: None}


def set_ending(call: Call) -> Answer:
    """Keep a client's standing."""
    typed = call.arguments
    with call.opened_existing() as database:
        on = when.day_or_today(database, typed.on, call.now)
        until = when.day(typed.until)
        entry_id = entries.add_ending(
            database,
            typed.client_id,
            typed.standing,
            on=on,
            until=until,
            to_whom=typed.to_whom,
            decided_by=typed.decided_by,
            reason=typed.reason,
            may_return=typed.may_return,
            terms=typed.terms,
            may_contact=_MAY_CONTACT[typed.may_contact],
            now=call.now,
        )
        made = entered.entries(database, on, typed.client_id)
    kept = next(entry for entry in made if entry.entry_id == entry_id)
    return Answer(
        data={
            "client_id": kept.client_id,
            "standing": kept.what,
            "on": kept.from_date,
            "until": kept.until_date,
            "to": kept.to_whom,
            "decided_by": kept.decided_by,
            "reason": kept.reason,
            "return": kept.may_return,
            "terms": kept.terms,
            "may_contact": kept.may_contact,
            "entry_id": entry_id,
        },
        lines=lambda: [f"{kept.client_id} is {kept.what} from {on} on."],
    )


def clear_ending(call: Call) -> Answer:
    """Take back what was entered about a client's standing."""
    client_id: str = call.arguments.client_id
    with call.opened_existing() as database:
        count = entries.clear_ending(database, client_id, now=call.now)
    said = (
        f"What was entered about {client_id} was taken back ({count})."
        if count
        else f"Nothing had been entered about {client_id}."
    )
    return Answer(data={"client_id": client_id, "cleared": count}, lines=lambda: [said])


def forget(call: Call) -> Answer:
    """Remove a client for good."""
    with call.opened_existing() as database:
        report = privacy.forget(database, call.arguments.client_id, now=call.now)
        evidence.refresh(database)
    log.event("forget", rows=sum(report.removed.values()))
    return Answer(data=asdict(report), lines=lambda: _forgotten(report))


def export_client(call: Call) -> Answer:
    """Show everything held about one client."""
    with call.opened_existing() as database:
        held = privacy.export_client(database, call.arguments.client_id)
    return Answer(data=held, lines=lambda: _held(held))


def _forgotten(report: ForgetReport) -> Iterator[str]:
    yield "The client was removed, and the practice's file was written anew."
    for table, count in report.removed.items():
        yield f"  {table}: {count} removed"
    if report.texts_changed:
        yield f"  The name was taken out of {report.texts_changed} other texts."
    for place in report.still_named:
        yield f"  The same name also stands in {place}; that was left as it is."
    for client_id in report.alike:
        yield (
            f"  {client_id} has the same name, e-mail or number. If that is the same "
            "person, forget them too."
        )
    if report.out_of_reach:
        yield "Driftline cannot reach these copies. Delete the ones you do not need:"
        yield from (_copy_line(copy) for copy in report.out_of_reach)


def _copy_line(copy: Copy) -> str:
    gone = "" if copy.is_there else ", not at that place any more"
    return f"  {copy.kind}, {copy.age_days} days old: {copy.path}{gone}"


def _held(held: dict[str, object]) -> Iterator[str]:
    for key, value in held.items():
        if isinstance(value, list):
            yield ""
            yield f"{key} ({len(value)})"
            for row in value:
                yield from _row(row)
        else:
            yield f"{key}: {value or '–'}"


def _row(row: dict[str, object]) -> Iterator[str]:
    """Return one held row, fields without a value left out."""
    lead = "- "
    for name, value in row.items():
        if value is not None:
            yield f"  {lead}{name}: {output.jsonable(value)}"
            lead = "  "
