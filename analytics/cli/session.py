"""``action``, ``brief`` and ``record``: promises, and how a session is prepared."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from analytics import periods
from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.facts import promises as facts_promises
from analytics.store import entries, people, promises, settings
from analytics.store.promises import Told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.cli.call import Call
    from analytics.facts.promises import Promise
    from analytics.store import Database


def add_action(call: Call) -> Answer:
    """Keep a promise."""
    typed = call.arguments
    told = Told(
        typed.owner,
        typed.text,
        periods.parse_date(typed.due) if typed.due else None,
        typed.minutes,
        typed.needs,
    )
    with call.opened_existing() as database:
        on = _on(database, call)
        made = promises.add(
            database,
            typed.client_id,
            told,
            session_id=typed.session,
            on=on,
            now=call.now,
        )
    return Answer(
        data={
            "action_id": made,
            "client_id": typed.client_id,
            "owner": told.owner,
            "action": told.action.strip(),
            "due_date": told.due_date,
            "minutes_needed": told.minutes_needed,
            "needs": told.needs,
            "session_id": typed.session,
            "on": on,
        },
        lines=lambda: [f"Kept as {made}."],
    )


def list_actions(call: Call) -> Answer:
    """List promises: what is open, the earliest day first; with ``--all`` the rest."""
    typed = call.arguments
    with call.opened_existing() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        found = facts_promises.known(database, as_of, typed.client)
        names = people.names(database)
    listed = [
        one for those in found.values() for one in those if one.is_open or typed.all
    ]
    return Answer(
        data={
            "as_of": as_of.day,
            "actions": [
                {**asdict(one), "client": names.get(one.client_id)} for one in listed
            ],
            "runs": [
                {
                    "client_id": client_id,
                    **facts_promises.run(those, as_of.entry_day)._asdict(),
                }
                for client_id, those in found.items()
            ],
        },
        lines=lambda: _lines(listed, names),
    )


def settle_action(call: Call) -> Answer:
    """Keep that a promise is done, or was let go."""
    typed = call.arguments
    result = promises.DROPPED if typed.dropped else promises.DONE
    with call.opened_existing() as database:
        on = _on(database, call)
        made = promises.settle(database, typed.action_id, result, on=on, now=call.now)
    said = "Noted as let go" if typed.dropped else "Noted as done"
    return Answer(
        data={
            "action_id": typed.action_id,
            "result": result,
            "on": on,
            "entry_id": made,
        },
        lines=lambda: [f"{said} ({made})."],
    )


def clear_action(call: Call) -> Answer:
    """Take back a promise, or what was said came of one."""
    entry_id: str = call.arguments.entry_id
    with call.opened_existing() as database:
        entries.withdraw(database, entry_id, now=call.now)
    return Answer(
        data={"entry_id": entry_id, "cleared": True},
        lines=lambda: ["It was taken back."],
    )


def _lines(listed: Sequence[Promise], names: Mapping[str, str]) -> Iterator[str]:
    if not listed:
        yield "Nothing is open."
    for one in listed:
        name = output.plain(names.get(one.client_id, one.client_id))
        whose = "the coach" if one.is_by_coach else "the client"
        day = f", for {one.due_date}" if one.due_date else ""
        state = {"done": ", done", "dropped": ", let go"}.get(one.result or "", "")
        yield f"{name}: {output.plain(one.action)} ({whose}{day}{state})"
        yield f"   {one.action_id}"


def _on(database: Database, call: Call) -> dt.date:
    typed: str | None = call.arguments.on
    if typed is not None:
        return periods.parse_date(typed)
    return periods.local_day(call.now, settings.read(database).zone_name)
