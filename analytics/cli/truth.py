"""``outcome``, ``pulse``, ``questions`` and ``gaps``: what became of the sessions."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.quality import gaps as quality_gaps
from analytics.quality import questions as quality_questions
from analytics.quality import wording
from analytics.store import outcomes, pulses
from analytics.store.outcomes import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.quality.gaps import SourceGaps
    from analytics.quality.questions import Question


def set_outcome(call: Call) -> Answer:
    """Keep what became of a session."""
    typed = call.arguments
    with call.opened_existing() as database:
        on = when.day_or_today(database, call.arguments.on, call.now)
        said = Said(typed.session_id, typed.outcome, typed.excused)
        (entry_id,) = outcomes.confirm(database, [said], on=on, now=call.now)
    outcome = typed.outcome.strip().lower().replace("-", "_")
    excused = (typed.excused or "").strip() or None
    return Answer(
        data={
            "session_id": typed.session_id,
            "outcome": outcome,
            "excused": excused is not None,
            "excused_reason": excused,
            "on": on,
            "entry_id": entry_id,
        },
        lines=lambda: [f"{typed.session_id} is {outcome}, known from {on} on."],
    )


def clear_outcome(call: Call) -> Answer:
    """Take back what was said of a session."""
    session_id: str = call.arguments.session_id
    with call.opened_existing() as database:
        count = outcomes.clear(database, session_id, now=call.now)
    said = (
        f"What was said of {session_id} was taken back ({count})."
        if count
        else f"Nothing had been said of {session_id}."
    )
    return Answer(
        data={"session_id": session_id, "cleared": count}, lines=lambda: [said]
    )


def pulse(call: Call) -> Answer:
    """Keep a coach's view of a session."""
    typed = call.arguments
    with call.opened_existing() as database:
        on = when.day_or_today(database, call.arguments.on, call.now)
        entry_id = pulses.add(
            database,
            typed.session_id,
            engaged=typed.engaged,
            goal_progress=typed.progress,
            on=on,
            now=call.now,
        )
    return Answer(
        data={
            "session_id": typed.session_id,
            "engaged": typed.engaged,
            "goal_progress": typed.progress,
            "on": on,
            "entry_id": entry_id,
        },
        lines=lambda: [f"Your view of {typed.session_id} is kept."],
    )


def questions(call: Call) -> Answer:
    """Of all sessions nobody has vouched for, those whose answer matters most."""
    with call.opened() as database:
        as_of = when.as_of(database, call.arguments.as_of, call.now)
        found = quality_questions.questions(
            database, as_of, at_most=max(call.arguments.count, 0)
        )
    return Answer(
        data={"as_of": as_of.day, "questions": [_question(one) for one in found]},
        lines=lambda: _asked(found),
    )


def gaps(call: Call) -> Answer:
    """List what the data cannot say, a source at a time."""
    with call.opened() as database:
        as_of = when.as_of(database, call.arguments.as_of, call.now)
        found = quality_gaps.gaps(database, as_of)
    return Answer(
        data={"as_of": as_of.day, "sources": [_source(one) for one in found]},
        lines=lambda: _lacking(found),
    )


def _question(question: Question) -> dict[str, object]:
    session, change, rate = question.session, question.list_change, question.rate
    return {
        "session_id": session.session_id,
        "client_id": session.client_id,
        "client": session.name,
        "coach": session.coach,
        "service": session.service,
        "starts_at": session.starts_at,
        "taken_for": session.taken_for,
        "list_change": asdict(change) if change else None,
        "rate": asdict(rate) if rate else None,
        "why": wording.why(question),
    }


def _source(source: SourceGaps) -> dict[str, object]:
    return {
        **asdict(source),
        "findings": [
            {**asdict(finding), "gap": finding.gap.value} for finding in source.findings
        ],
    }


def _asked(found: list[Question]) -> Iterator[str]:
    if not found:
        yield "Somebody has said of every session so far what became of it."
    for question in found:
        session = question.session
        at = output.minute(session.starts_at)
        name = output.plain(session.name)
        yield f"Did {name} come on {at} (UTC)? ({session.session_id})"
        if why := wording.why(question):
            yield f"   {why}"


def _lacking(found: list[SourceGaps]) -> Iterator[str]:
    if not found:
        yield "Nothing has been imported yet. `python -m analytics import FILE` does."
    for source in found:
        yield f"{output.plain(source.name)}: {source.sessions} sessions"
        if not source.findings:
            yield "  Nothing is missing."
        for finding in source.findings:
            yield f"  {finding.gap}: {finding.count} of {finding.of}"
            yield f"    {output.plain(finding.advice)}"
