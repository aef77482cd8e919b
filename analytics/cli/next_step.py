"""``next-step``: what a client's file says is next."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from analytics.cli import output, views, when
from analytics.cli.output import Answer
from analytics.playbook import practice_steps
from analytics.reports.file_next import file_next

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analytics.cli.call import Call
    from analytics.contracts import NextStep
    from analytics.playbook import Step
    from analytics.reports.file_next import FileNext


def show(call: Call) -> Answer:
    """Say what is next for one client, whoever stands on a list or on none."""
    client_id = call.arguments.client_id
    with call.opened() as database:
        as_of = when.as_of(database, call.arguments.as_of, call.now)
        ranked = views.listed(database, as_of, call).of(client_id)
        word = "low" if ranked is None else ranked.word
        if ranked is not None and ranked.is_by_rule:
            word = "high"
        found = file_next(database, as_of, client_id, word)
        steps = practice_steps.of(database.path).steps
    return Answer(
        data={
            "client_id": client_id,
            "as_of": as_of.day,
            "why": found.why,
            "next_step": _json(found.next_step),
            "stuck": _json(found.stuck),
            "planned": [
                {"entry_id": one.entry_id, "step": one.step, "due_date": one.due_date}
                for one in found.planned
            ],
            "due": found.due,
        },
        lines=lambda: _told(found, steps),
    )


def _json(step: NextStep | None) -> dict[str, Any] | None:
    return None if step is None else views.step_json(asdict(step))


def _told(found: FileNext, steps: Mapping[str, Step]) -> Iterator[str]:
    yield f"{output.plain(found.client.name)} ({found.client.client_id})"
    if found.next_step is None:
        yield found.why
    for step in (found.next_step, found.stuck):
        if step is not None:
            yield ""
            yield from _told_of(step, steps)


def _told_of(step: NextStep, steps: Mapping[str, Step]) -> Iterator[str]:
    again = "look again on" if step.kind == "rest" else "until"
    yield f"{step.title}, {again} {step.due}"
    yield f"   {step.why}"
    for lead, keys in (
        ("Or", step.alternatives),
        ("Other options, for a talk", step.other_options),
    ):
        if keys:
            yield f"   {lead}: {', '.join(steps[key].title for key in keys)}"
    if step.draft:
        yield ""
        yield from (f"   {output.plain(line)}" for line in step.draft.splitlines())
