"""``action``, ``brief`` and ``record``: promises, and how a session is prepared."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from analytics import periods
from analytics.cli import output, sheets, when
from analytics.cli.output import Answer
from analytics.facts import promises as facts_promises
from analytics.reports import brief as reports_brief
from analytics.reports import brief_words, client_report, client_report_sheet, paper
from analytics.store import entries, people, promises
from analytics.store.promises import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analytics.cli.call import Call
    from analytics.facts.promises import Promise
    from analytics.reports.brief import Brief
    from analytics.reports.client_report import ClientReport, Held
    from analytics.reports.paper import Paper


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
        on = when.day_or_today(database, call.arguments.on, call.now)
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
        on = when.day_or_today(database, call.arguments.on, call.now)
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


def brief(call: Call) -> Answer:
    """Say what to know before a client's next session."""
    typed = call.arguments
    with call.opened_existing() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        found = reports_brief.brief(database, as_of, typed.client_id)
    sheet = brief_words.paper(found, is_initials=typed.initials)
    return _sheet(call, sheet, lambda written: _brief(found, written))


def record(call: Call) -> Answer:
    """Show the last sessions and what was promised, to look at together."""
    typed = call.arguments
    with call.opened_existing() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        found = client_report.record(
            database, as_of, typed.client_id, sessions=typed.sessions
        )
    sheet = client_report_sheet.paper_of(found, is_initials=typed.initials)
    return _sheet(call, sheet, lambda written: _record(found, written))


def _sheet(
    call: Call, sheet: Paper, told: Callable[[list[Path]], Mapping[str, object]]
) -> Answer:
    """Write a sheet where that was asked for; else it is printed, as text first."""
    out: str | None = call.arguments.out
    kind = call.arguments.format or ("md" if out is None else sheets.kind_of(out))
    text = paper.page(sheet) if kind == "html" else paper.markdown(sheet)
    written = [] if out is None else [sheets.write(Path(out), text.encode())]
    return Answer(
        data=told(written),
        lines=lambda: [f"Written: {path}" for path in written] or text.splitlines(),
    )


def _brief(found: Brief, written: Sequence[Path]) -> dict[str, object]:
    goal = found.goal
    return {
        "client_id": found.client_id,
        "coach": found.coach,
        "as_of": found.as_of.day,
        "next_at": None if found.next is None else found.next.slot.starts_at,
        "next_agreed": found.next_agreed,
        "owed": [asdict(one) for one in found.owed],
        "last": [_held(one) for one in found.last],
        "open": [asdict(one) for one in found.open],
        "done": [asdict(one) for one in found.done],
        "run": found.run._asdict(),
        "changed": [line.text for line in brief_words.changed(found)],
        "goal": None
        if goal is None
        else {
            "goal_id": goal.goal_id,
            "goal": goal.goal,
            "why_it_matters": goal.why_it_matters,
            "until": goal.until_date,
        },
        "opening": {"key": found.opening.key, "question": found.opening.question},
        "remember": found.remember,
        "review_date": found.review_date,
        "files": [str(path) for path in written],
    }


def _record(found: ClientReport, written: list[Path]) -> dict[str, object]:
    told = sheets.reported(found, written)
    kept = ("client_id", "coach", "as_of", "ahead", "rhythm_days", "programme")
    return {
        **{key: told[key] for key in kept},
        "sessions": [_held(one) for one in found.sessions],
        "promises": told["promises"],
        "files": told["files"],
    }


def _held(one: Held) -> dict[str, object]:
    return {
        "starts_at": one.slot.starts_at,
        "service": one.slot.service,
        "outcome": one.slot.outcome,
        "presumed": one.slot.is_presumed,
        "excused": one.slot.is_excused,
        "moved_from": list(one.moved_from),
    }


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
