"""``strategies`` and ``reminders sent``: which reminders are sent, and which were."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.periods import parse_date
from analytics.store import bundles, reminder_taps, strategies
from analytics.store.strategies import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.store import Database
    from analytics.store.bundles import Strategy
    from analytics.store.strategies import Span


def add(call: Call) -> Answer:
    """Keep that a strategy is in force."""
    typed = call.arguments
    with call.opened_existing() as database:
        entry_id = strategies.add(
            database,
            typed.name,
            typed.steps,
            scope=Scope(typed.service, typed.coach),
            from_date=parse_date(typed.from_date),
            until_date=when.day(typed.until),
            now=call.now,
        )
        return _kept(database, entry_id)


def change(call: Call) -> Answer:
    """Put another strategy in an entry's place from a day on."""
    typed = call.arguments
    on = parse_date(typed.on)
    with call.opened_existing() as database:
        entry_id = strategies.change(
            database, typed.entry_id, typed.name, typed.steps, on=on, now=call.now
        )
        return _kept(database, entry_id)


def stop(call: Call) -> Answer:
    """End an entry."""
    typed = call.arguments
    on = parse_date(typed.on)
    with call.opened_existing() as database:
        entry_id = strategies.stop(database, typed.entry_id, on, now=call.now)
        return _kept(database, entry_id)


def clear(call: Call) -> Answer:
    """Take an entry back."""
    entry_id: str = call.arguments.entry_id
    with call.opened_existing() as database:
        strategies.clear(database, entry_id, now=call.now)
    return Answer(
        data={"entry_id": entry_id, "cleared": True},
        lines=lambda: ["The entry was taken back."],
    )


def define(call: Call) -> Answer:
    """Describe a strategy without saying when it was in force."""
    typed = call.arguments
    with call.opened_existing() as database:
        made = strategies.define(database, typed.name, typed.steps, now=call.now)
    return Answer(
        data=_strategy(made),
        lines=lambda: [f"{output.plain(made.name)}: {bundles.label(made.steps)}."],
    )


def list_(call: Call) -> Answer:
    """List the diary and the strategies that were described."""
    with call.opened() as database:
        found = strategies.spans(database)
        known = strategies.known(database)
    return Answer(
        data={
            "diary": [asdict(span) for span in found],
            "strategies": [_strategy(one) for one in known],
        },
        lines=lambda: _lines(found, known),
    )


def sent(call: Call) -> Answer:
    """Keep, or take back, that a reminder was sent for a session."""
    typed = call.arguments
    with call.opened_existing() as database:
        if typed.clear:
            return _taken_back(database, call)
        entry_id = reminder_taps.add(
            database,
            typed.session_id,
            typed.strategy,
            on=when.day(typed.on),
            now=call.now,
        )
        taps = reminder_taps.taps(database)
    kept = next(tap for tap in taps if tap.entry_id == entry_id)
    said = f"Kept as {entry_id}: {output.plain(kept.strategy)} for"
    return Answer(
        data=asdict(kept),
        lines=lambda: [f"{said} {kept.session_id}, sent on {kept.on_date}."],
    )


def _taken_back(database: Database, call: Call) -> Answer:
    session_id: str = call.arguments.session_id
    count = reminder_taps.clear(database, session_id, now=call.now)
    said = (
        f"That a reminder was sent for {session_id} was taken back."
        if count
        else f"Nothing had been said of {session_id}."
    )
    return Answer(
        data={"session_id": session_id, "cleared": count}, lines=lambda: [said]
    )


def _kept(database: Database, entry_id: str) -> Answer:
    kept = next(
        span for span in strategies.spans(database) if span.entry_id == entry_id
    )
    until = f" until {kept.until_date}" if kept.until_date else ""
    said = f"Kept as {entry_id}: {output.plain(kept.strategy)} from"
    return Answer(
        data=asdict(kept),
        lines=lambda: [f"{said} {kept.from_date}{until}."],
    )


def _strategy(one: Strategy) -> dict[str, object]:
    return {
        "strategy": one.name,
        "steps": [
            {
                "channel": step.channel.value,
                "lead_hours": step.lead_hours,
                "wording": step.wording.value,
            }
            for step in one.steps
        ],
    }


def _lines(found: list[Span], known: list[Strategy]) -> Iterator[str]:
    if not found:
        yield (
            "The diary is empty. `python -m analytics strategies add --from DATE "
            "--steps email:3d:plain` keeps what your tool sends, --name none that it "
            "sends nothing."
        )
    else:
        yield from output.table(
            ("id", "from", "until", "service", "coach", "what is sent"),
            (
                (s.entry_id, s.from_date, s.until_date, s.service, s.coach, s.strategy)
                for s in found
            ),
        )
    for one in known:
        yield f"{output.plain(one.name)}: {bundles.label(one.steps)}"
