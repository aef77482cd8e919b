"""``follow-up add``, ``list`` and ``done``: steps taken and planned, their results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import periods
from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.errors import BadEntryError
from analytics.facts import contacts
from analytics.playbook import planning
from analytics.playbook.steps import STEPS
from analytics.store import (
    answers,
    entries,
    entry_checks,
    follow_ups,
    people,
    queries,
    settings,
)

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.cli.call import Call
    from analytics.store import Database
    from analytics.store.entry_checks import Said

Rows = list[dict[str, object]]

_NOT_YET = "A step that is still to be taken has no result. Leave one of the two out."


def add(call: Call) -> Answer:
    """Keep a step that was taken, or with ``--due`` one that is meant."""
    typed = call.arguments
    step = _step(typed.step)
    with call.opened_existing() as database:
        on = when.day_or_today(database, call.arguments.on, call.now)
        if typed.due is None:
            made = entries.add_follow_up(
                database,
                typed.client_id,
                step=step,
                on=on,
                now=call.now,
                **_said(typed),
            )
        else:
            if typed.result is not None:
                raise BadEntryError(_NOT_YET)
            made = planning.plan(
                database,
                _as_of(database, on),
                typed.client_id,
                step,
                on=on,
                due=periods.parse_date(typed.due),
                why=typed.note,
                now=call.now,
            )
    said = "Kept" if typed.due is None else f"Planned for {typed.due}"
    return Answer(
        data={
            "entry_id": made,
            "client_id": typed.client_id,
            "step": step,
            "on": on,
            "due": typed.due,
            "result": typed.result,
        },
        lines=lambda: [f"{said} as {made}: {STEPS[step].title}."],
    )


def done(call: Call) -> Answer:
    """Keep that a planned step was taken, or what came of one taken."""
    typed = call.arguments
    with call.opened_existing() as database:
        on = when.day_or_today(database, call.arguments.on, call.now)
        client_id = _of_step_taken(database, typed.entry_id)
        if client_id is None:
            made = follow_ups.take(
                database, typed.entry_id, on=on, now=call.now, **_said(typed)
            )
        else:
            made = answers.add_result(
                database,
                client_id,
                typed.result or "",
                about_id=typed.entry_id,
                on=on,
                now=call.now,
            )
    return Answer(
        data={
            "entry_id": made,
            "about_id": typed.entry_id,
            "on": on,
            "result": typed.result,
        },
        lines=lambda: [f"Kept as {made}."],
    )


def clear(call: Call) -> Answer:
    """Take back a step, planned or taken, or what was said came of one."""
    entry_id: str = call.arguments.entry_id
    with call.opened_existing() as database:
        entries.withdraw(database, entry_id, now=call.now)
    return Answer(
        data={"entry_id": entry_id, "cleared": True},
        lines=lambda: ["It was taken back."],
    )


def list_(call: Call) -> Answer:
    """List the steps planned and taken, and whose answer is due."""
    typed = call.arguments
    with call.opened() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        names = people.names(database)
        taken = contacts.contacts(database, as_of, typed.client_id)
        planned = contacts.planned(database, as_of, typed.client_id)
        hours = settings.read(database).answer_hours
    due = contacts.answers_due(taken, as_of.entry_day, hours)
    data = {
        "as_of": as_of.entry_day,
        "planned": _rows(planned, names, is_open=typed.open),
        "taken": [] if typed.open else _rows(taken, names),
        "answers_due": [
            {
                "client_id": one.client_id,
                "client": names.get(one.client_id),
                "entry_id": one.entry_id,
                "since": one.since,
                "due": one.due,
            }
            for one in due.values()
        ],
    }
    return Answer(data=data, lines=lambda: _lines(data))


def _rows(
    found: Mapping[str, Sequence[contacts.Contact | contacts.Planned]],
    names: Mapping[str, str],
    *,
    is_open: bool = False,
) -> Rows:
    rows: Rows = [
        {**one._asdict(), "client": names.get(client_id)}
        for client_id, of_client in found.items()
        for one in of_client
    ]
    return [row for row in rows if not (is_open and row["is_done"])]


def _lines(data: Mapping[str, object]) -> Iterator[str]:
    planned, taken, due = (data[key] for key in ("planned", "taken", "answers_due"))
    if not planned and not taken and not due:
        yield "No step is known. `python -m analytics follow-up add` keeps one."
        return
    heads = {
        "planned": ("entry_id", "client", "step", "due_date", "is_done", "why"),
        "taken": ("entry_id", "client", "step", "on_date", "channel", "result", "note"),
        "answers_due": ("entry_id", "client", "since", "due"),
    }
    for key, columns in heads.items():
        rows = data[key]
        if not isinstance(rows, list) or not rows:
            continue
        yield key.replace("_", " ")
        yield from output.table(
            tuple(column.replace("_", " ") for column in columns),
            (tuple(row[column] for column in columns) for row in rows),
        )


def _step(typed: str) -> str:
    found = entry_checks.word(typed, tuple(STEPS), "a step of the playbook")
    if found is None:
        raise BadEntryError(entry_checks.WHICH_STEP)
    return found


def _said(typed: argparse.Namespace) -> Said:
    return {
        "channel": typed.channel,
        "wrote_last": typed.wrote_last,
        "note": typed.note,
        "why": typed.why,
        "result": typed.result,
    }


def _of_step_taken(database: Database, entry_id: str) -> str | None:
    """Return whose step it is; ``None`` where no step taken has that id."""
    found = queries.rows(
        database,
        "select client_id from follow_ups where entry_id = $entry_id",
        entry_id=entry_id,
    )
    return str(found[0][0]) if found else None


def _as_of(database: Database, on: dt.date) -> periods.AsOf:
    return periods.AsOf.end_of(on, settings.read(database).zone_name)
