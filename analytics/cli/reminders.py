"""``reminders``: which reminders really work, of what is known of this practice."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.cli import apart, output, when
from analytics.cli.output import Answer
from analytics.facts import default_as_of
from analytics.periods import day_of_number, parse_date
from analytics.reminders import compare, eligible, outlook, words, worked, working
from analytics.reminders.contracts import Outcome, Verdict
from analytics.reminders.worked import Question
from analytics.store import open_practice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.reminders.contracts import Comparison, Findings

_UNSURE = frozenset({Verdict.REFUSED, Verdict.CANNOT_TELL})


def reminders(call: Call) -> Answer:
    """Compare the strategies of the sessions so far."""
    typed = call.arguments
    since = parse_date(typed.since) if typed.since else None
    with call.opened() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        found = eligible.compared(database, as_of, since=since)
        first_line = outlook.first_line(outlook.pace(database, as_of))
    baseline = _baseline(typed.baseline, found.sessions["strategy"].unique().tolist())
    findings = compare.compare(found, baseline, _tell)
    is_open = all(_is_unsure(one) for one in findings.comparisons)
    return Answer(
        data={
            "as_of": as_of.day,
            "since": since
            or (findings.since_day and day_of_number(findings.since_day)),
            "baseline": findings.baseline,
            "sentence": words.headline(findings),
            "first_line": first_line if is_open else None,
            "refused": findings.refused.reason if findings.refused else None,
            "cure": findings.refused.cure if findings.refused else None,
            "comparisons": [_comparison(one) for one in findings.comparisons],
            "benefits": [asdict(one) for one in findings.benefits],
            "longest_lead_hours": found.longest_lead_hours,
            "left_out": dict(findings.left_out),
        },
        lines=lambda: _lines(findings, first_line if is_open else None),
    )


def work(call: Call) -> Answer:
    """Answer a page's question on a copy for the process that waits."""
    typed = call.arguments
    apart.serve()
    question = Question(
        since=parse_date(typed.since) if typed.since else None, baseline=typed.baseline
    )
    database = open_practice(Path(typed.copy))
    try:
        as_of = default_as_of(database, dt.datetime.fromisoformat(typed.now))
        found = working.worked(database, as_of, question, apart.tell)
    finally:
        database.close()
    worked.write(found, Path(typed.out))
    return Answer(data={"done": True}, lines=list)


def _comparison(one: Comparison) -> dict[str, object]:
    refused = one.refused
    return {
        **asdict(one),
        "refused": refused.reason if refused else None,
        "cure": refused.cure if refused else None,
    }


def _is_unsure(one: Comparison) -> bool:
    return one.outcome is not Outcome.MISSED or one.verdict in _UNSURE


def _baseline(typed: str | None, strategies: list[str]) -> str | None:
    """Return a baseline as it is called, however it was typed."""
    if typed is None:
        return None
    wanted = typed.strip().casefold()
    return next((name for name in strategies if name.casefold() == wanted), typed)


def _tell(share: float) -> None:
    if sys.stderr.isatty() and share < 1:
        output.say(f"{share:.0%} of the strategies compared …", sys.stderr)


def _lines(findings: Findings, first_line: str | None) -> Iterator[str]:
    if first_line is not None:
        yield first_line
    yield output.plain(words.headline(findings))
    if findings.comparisons:
        yield from output.table(
            ("strategy", "outcome", "sessions", "in 100", "from", "to", "verdict"),
            (_row(one) for one in findings.comparisons),
        )
    for one in findings.comparisons:
        if one.outcome is Outcome.MISSED:
            yield f"{output.plain(one.strategy)}:"
            yield from (f"  {output.plain(line)}" for line in words.plain(one))
    if findings.left_out:
        yield "Left out, of sessions so far:"
    for reason, count in findings.left_out.items():
        yield f"  {count}: {eligible.LEFT_OUT[reason]}"


def _row(one: Comparison) -> tuple[object, ...]:
    numbers = [
        None if value is None else round(100 * value, 1)
        for value in (one.difference, one.low, one.high)
    ]
    return one.strategy, one.outcome.value, one.sessions, *numbers, one.verdict.value
