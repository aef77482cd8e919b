"""``people``, ``merge``, ``link`` and ``changes``: who is who, and what moved."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from analytics.cli import output
from analytics.cli.output import Answer
from analytics.importing import decisions
from analytics.importing.changed import KINDS, changed
from analytics.people import missing_bookings, same_people, shared_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.importing.changed import Changed, SessionChange
    from analytics.people import MissingBooking, SamePerson, SharedAddress

_SAID = {
    "missing": "gone from the newest export",
    "cancelled": "cancelled",
    "moved": "moved",
    "outcome": "marked",
    "new": "new",
}


def people(call: Call) -> Answer:
    """List who may be one person, who may be two, and which bookings are missing."""
    with call.opened() as database:
        same = same_people(database)
        shared = shared_addresses(database)
        missing = missing_bookings(database)
    return Answer(
        data={
            "same_person": [asdict(one) for one in same],
            "shared_address": [asdict(one) for one in shared],
            "missing_bookings": [asdict(one) for one in missing],
        },
        lines=lambda: _suggested(same, shared, missing),
    )


def merge(call: Call) -> Answer:
    """Keep that two clients are one person."""
    typed = call.arguments
    with call.opened_existing() as database:
        entry_id = decisions.merge(
            database, typed.client_id, typed.into_id, now=call.now
        )
    return Answer(
        data={
            "client_id": typed.client_id,
            "into_id": typed.into_id,
            "entry_id": entry_id,
        },
        lines=lambda: [
            f"{typed.client_id} and {typed.into_id} are one person from now on.",
            f"`unmerge {typed.client_id}` takes that back.",
        ],
    )


def unmerge(call: Call) -> Answer:
    """Take back that a client is one person with others."""
    client_id: str = call.arguments.client_id
    with call.opened_existing() as database:
        count = decisions.unmerge(database, client_id, now=call.now)
    return Answer(
        data={"client_id": client_id, "taken_back": count},
        lines=lambda: [f"{client_id} is a person of their own again ({count})."],
    )


def link(call: Call) -> Answer:
    """Keep that a session took the place of another."""
    typed = call.arguments
    with call.opened_existing() as database:
        entry_id = decisions.link(database, typed.old_id, typed.new_id, now=call.now)
    return Answer(
        data={"old_id": typed.old_id, "new_id": typed.new_id, "entry_id": entry_id},
        lines=lambda: [f"{typed.new_id} took the place of {typed.old_id}."],
    )


def unlink(call: Call) -> Answer:
    """Keep that no session took the place of this one."""
    old_id: str = call.arguments.old_id
    with call.opened_existing() as database:
        entry_id = decisions.unlink(database, old_id, now=call.now)
    return Answer(
        data={"old_id": old_id, "entry_id": entry_id},
        lines=lambda: [f"The link from {old_id} is cut."],
    )


def changes(call: Call) -> Answer:
    """List what changed since the last export of each tool."""
    with call.opened() as database:
        found = changed(database)
    return Answer(
        data={
            "sources": [
                {"source": source, "since": since, "exported_at": exported_at}
                for source, since, exported_at in found.sources
            ],
            "counts": found.counts,
            "changes": [asdict(one) for one in found.sessions],
        },
        lines=lambda: _changed(found),
    )


def _changed(found: Changed) -> Iterator[str]:
    if not found.sources:
        yield "No tool was exported twice yet, so there is nothing to compare."
    for source, since, exported_at in found.sources:
        yield (
            f"{output.plain(source)}: {output.minute(exported_at)} held against "
            f"{output.minute(since)} (UTC)"
        )
        own = [one for one in found.sessions if one.source == source]
        if not own:
            yield "  Nothing changed."
        for what in KINDS:
            yield from (_change(one) for one in own if one.what == what)


def _change(one: SessionChange) -> str:
    came_from = output.minute(one.moved_from)
    before = f" from {came_from}" if came_from else ""
    return (
        f"  {_SAID[one.what]}: {output.plain(one.client or one.client_id)}, "
        f"{output.minute(one.starts_at)}{before} ({one.session_id})"
    )


def _suggested(
    same: list[SamePerson],
    shared: list[SharedAddress],
    missing: list[MissingBooking],
) -> Iterator[str]:
    if not (same or shared or missing):
        yield "Nothing to ask: everybody seems to be who they are."
    for pair in same:
        yield (
            f"One person? {output.plain(pair.name)} ({pair.client_id}) and "
            f"{output.plain(pair.into_name)} ({pair.into_id}): "
            f"{', '.join(pair.evidence)}."
        )
    for couple in shared:
        yield (
            f"Two people? {output.plain(couple.name)} ({couple.client_id}) and "
            f"{output.plain(couple.other_name)} share an address."
        )
    for booking in missing:
        yield (
            f"Cancelled? {output.plain(booking.name)}, "
            f"{output.minute(booking.starts_at)} (UTC), is missing since the export of "
            f"{output.minute(booking.missing_since)} ({booking.session_id})."
        )
