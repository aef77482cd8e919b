"""``trial plan``, ``assign``, ``status``, ``report`` and ``stop``: a fair test."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.errors import (
    FileThereError,
    PlanDiffersError,
    PlanEditedError,
    TrialNotFoundError,
)
from analytics.periods import day_of_number, parse_date
from analytics.reminders.trial import plan_file, running, words
from analytics.reminders.trial import report as reporting
from analytics.reminders.trial import status as standing
from analytics.store import trials
from analytics.store.database import errors_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.reminders.trial.assign import Drawn
    from analytics.reminders.trial.running import Proposal, Wish
    from analytics.reminders.trial.sequence import Look
    from analytics.reminders.trial.status import Status
    from analytics.store import Database


def plan(call: Call) -> Answer:
    """Say how long a test would take here; write its plan where asked to."""
    out: str | None = call.arguments.out
    with call.opened_existing() as database:
        as_of = when.as_of(database, None, call.now)
        made = running.propose(database, _wish(call), as_of, call.now)
    sha256 = plan_file.hash_of(plan_file.canonical(made.plan))
    if out is not None:
        plan_file.write(made.plan, Path(out))
    told = {
        **asdict(made.plan),
        # A seed that was printed and not kept binds nobody.
        "seed": made.plan.seed if out else None,
        "sha256": sha256 if out else None,
        "file": out,
        "past": asdict(made.past),
        "outlook": asdict(made.outlook),
        "says": [*words.proposal(made.plan, made.past, made.outlook)],
        "rules": [*words.rules(made.plan)],
    }
    return Answer(data=told, lines=lambda: _planned(made, out, sha256))


def assign(call: Call) -> Answer:
    """Set a test up by its plan and draw; of a running one, draw who is new."""
    typed: str | None = call.arguments.plan
    with call.opened_existing() as database:
        as_of = when.as_of(database, None, call.now)
        if typed is None:
            found = trials.running(database)
            if found is None:
                raise TrialNotFoundError(None)
            drawn = running.draw_more(database, found, as_of, call.now)
            trial_id = found.trial_id
        else:
            given, sha256 = plan_file.read(Path(typed))
            drawn = running.set_up(database, given, sha256, as_of, call.now)
            trial_id = given.trial_id
        rows = trials.assignments(database, trial_id)
    counts = {arm: sum(row.arm == arm for row in rows) for arm in ("a", "b")}
    return Answer(
        data={
            "trial_id": trial_id,
            "drawn_now": len(drawn),
            "arms": counts,
            "assignments": [
                {"client_id": row.client_id, "unit": row.unit, "arm": row.arm}
                for row in rows
            ],
        },
        lines=lambda: _assigned(trial_id, drawn, counts),
    )


def status(call: Call) -> Answer:
    """Say how a test stands."""
    with call.opened_existing() as database:
        found = _status(call, database)
    complaints = (*_edited(call.arguments.plan, found),)
    is_fine = all(one.is_fine is not False for one in found.checks)
    return Answer(
        data=_told(found) | {"plan_file_is_fine": not complaints},
        lines=lambda: _stands(found),
        code=output.DONE if is_fine and not complaints else output.DONE_WITH_REFUSALS,
        complaints=complaints,
    )


def report(call: Call) -> Answer:
    """Write a test's report to a new file."""
    out = Path(call.arguments.out)
    with call.opened_existing() as database:
        found = _status(call, database)
    is_page = out.suffix.lower() in {".html", ".htm"}
    text = reporting.html(found) if is_page else reporting.markdown(found)
    with errors_said(out):
        if out.exists():
            raise FileThereError(out)
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return Answer(
        data={"trial_id": found.plan.trial_id, "file": str(out)},
        lines=lambda: [f"Written to {out.name}."],
    )


def stop(call: Call) -> Answer:
    """End a test today."""
    typed = call.arguments
    with call.opened_existing() as database:
        found = running.find(database, typed.trial_id)
        ended = running.stop(database, found.trial_id, call.now, typed.reason)
    day = day_of_number(ended.stop_day or 0)
    return Answer(
        data={
            "trial_id": ended.trial_id,
            "stopped_on": day,
            "reason": ended.stopped_because,
        },
        lines=lambda: [
            f"The test {ended.trial_id} ended on {day}; later sessions do not count.",
            "`python -m analytics trial report --out FILE` writes what to keep.",
        ],
    )


def _wish(call: Call) -> Wish:
    typed = call.arguments
    wish = running.Wish(parse_date(typed.start), typed.unit, typed.worth)
    given = {"arm_a": typed.arm_a, "arm_b": typed.arm_b}
    return replace(wish, **{name: text for name, text in given.items() if text})


def _status(call: Call, database: Database) -> Status:
    typed = call.arguments
    as_of = when.as_of(database, typed.as_of, call.now)
    found = running.find(database, typed.trial_id)
    return standing.status(database, found, as_of)


def _edited(typed: str | None, found: Status) -> Iterator[str]:
    """Give what is wrong with the plan's file, if one was named."""
    if typed is None:
        return
    try:
        _, sha256 = plan_file.read(Path(typed))
    except PlanEditedError as error:
        yield f"{error} The answer goes by the plan that was stored."
        return
    if sha256 != found.trial.plan_sha256:
        yield f"{PlanDiffersError()} The answer goes by the plan that was stored."


def _planned(made: Proposal, out: str | None, sha256: str) -> Iterator[str]:
    yield from words.proposal(made.plan, made.past, made.outlook)
    yield from words.rules(made.plan)
    if out is None:
        yield "Nothing was written. --out FILE writes the plan, with its seed."
        return
    yield f"Written to {Path(out).name}, hash {sha256}."
    yield (
        "Keep the file as it is. `python -m analytics trial assign FILE` draws, "
        f"before {made.plan.starts_on}."
    )


def _assigned(
    trial_id: str, drawn: list[Drawn], counts: dict[str, int]
) -> Iterator[str]:
    yield (
        f"{trial_id}: {len(drawn)} drawn now, {counts['a']} in arm a and "
        f"{counts['b']} in arm b altogether."
    )


def _stands(found: Status) -> Iterator[str]:
    yield words.sentence(found)
    yield from filter(None, (words.traded(found), words.per_protocol(found)))
    yield from output.table(
        ("outcome", "a", "b", "range"),
        (
            (words.OUTCOMES[name], words.counts(seen.a), words.counts(seen.b), span)
            for name, seen in found.outcomes.items()
            if (span := words.span(seen))
        ),
    )
    yield from (one.text for one in found.checks)
    yield from words.left_out(found)


def _told(found: Status) -> dict[str, object]:
    decided = found.decided_day
    stopped = found.trial.stop_day
    return {
        "trial_id": found.plan.trial_id,
        "as_of": day_of_number(found.as_of_day),
        "unit": found.plan.unit,
        "starts_on": found.plan.starts_on,
        "planned_until": found.plan.planned_end,
        "stopped_on": day_of_number(stopped) if stopped is not None else None,
        "weeks_run": found.weeks_run,
        "decision": found.decision.value,
        "decided_on": day_of_number(decided) if decided is not None else None,
        "says": words.sentence(found),
        "sessions_to_go": found.sessions_to_go,
        "outcomes": {name: _look(seen) for name, seen in found.outcomes.items()},
        "per_protocol": _look(found.per_protocol) if found.per_protocol else None,
        "looks": [
            {"until": day_of_number(one.until_day), **_look(one.look)}
            for one in found.looks
        ],
        "checks": [asdict(one) for one in found.checks],
        "drawn": found.drawn,
        "left_out": found.left_out,
        "plan_sha256": found.trial.plan_sha256,
    }


def _look(seen: Look) -> dict[str, object]:
    return {
        "a": {**asdict(seen.a), "share": seen.a.share},
        "b": {**asdict(seen.b), "share": seen.b.share},
        "too_early": seen.too_early,
        "difference": seen.difference,
        "low": seen.low,
        "high": seen.high,
        "b_lower": seen.b_lower,
        "evidence": seen.evidence,
    }
