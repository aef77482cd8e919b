"""``goal``: a client's goals in their own words, their wins, and how they ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.facts import goals as known_goals
from analytics.store import entries, goals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analytics.cli.call import Call
    from analytics.facts.goals import Goal


def add(call: Call) -> Answer:
    """Write a goal down."""
    typed = call.arguments
    with call.opened_existing() as database:
        goal_id = goals.add(
            database,
            typed.client_id,
            typed.goal,
            why_it_matters=typed.why,
            until=when.day(typed.until),
            on=when.day_or_today(database, call.arguments.on, call.now),
            now=call.now,
        )
    return _kept({"goal_id": goal_id, "entry_id": goal_id}, "The goal")


def change(call: Call) -> Answer:
    """Keep other words for a goal."""
    typed = call.arguments
    with call.opened_existing() as database:
        entry_id = goals.change(
            database,
            typed.goal_id,
            typed.goal,
            why_it_matters=typed.why,
            until=when.day(typed.until),
            on=when.day_or_today(database, call.arguments.on, call.now),
            now=call.now,
        )
    return _kept({"goal_id": typed.goal_id, "entry_id": entry_id}, "The new words")


def win(call: Call) -> Answer:
    """Keep something that went well on the way."""
    typed = call.arguments
    with call.opened_existing() as database:
        on = when.day_or_today(database, call.arguments.on, call.now)
        entry_id = goals.win(database, typed.goal_id, typed.note, on=on, now=call.now)
    return _kept({"goal_id": typed.goal_id, "entry_id": entry_id}, "The win")


def reached(call: Call) -> Answer:
    """Keep that a goal was reached."""
    return _ended(call, goals.reached)


def let_go(call: Call) -> Answer:
    """Keep that a goal was let go."""
    return _ended(call, goals.let_go)


def list_(call: Call) -> Answer:
    """List the goals, those that ended among them."""
    typed = call.arguments
    with call.opened() as database:
        at = when.as_of(database, typed.as_of, call.now)
        by_client = known_goals.known(database, at, typed.client)
    found = [goal for client in sorted(by_client) for goal in by_client[client]]
    return Answer(
        data={"goals": [_data(goal) for goal in found]}, lines=lambda: _lines(found)
    )


def clear(call: Call) -> Answer:
    """Take a goal, other words, a win or an ending back."""
    entry_id: str = call.arguments.entry_id
    with call.opened_existing() as database:
        entries.withdraw(database, entry_id, now=call.now)
    return Answer(
        data={"entry_id": entry_id, "cleared": True},
        lines=lambda: ["It was taken back; what stood before stands again."],
    )


def _ended(call: Call, how: Callable[..., str]) -> Answer:
    typed = call.arguments
    with call.opened_existing() as database:
        on = when.day_or_today(database, call.arguments.on, call.now)
        entry_id = how(database, typed.goal_id, note=typed.note, on=on, now=call.now)
    return _kept({"goal_id": typed.goal_id, "entry_id": entry_id}, "The ending")


def _kept(data: dict[str, object], what: str) -> Answer:
    return Answer(data=data, lines=lambda: [f"{what} is kept as {data['entry_id']}."])


def _data(goal: Goal) -> dict[str, object]:
    return goal._asdict() | {"wins": [win._asdict() for win in goal.wins]}


def _lines(found: list[Goal]) -> Iterator[str]:
    if not found:
        yield "No goal is written down. `python -m analytics goal add` keeps one."
        return
    yield from output.table(
        ("id", "client", "goal", "since", "until", "wins", "ended"),
        (
            (
                goal.goal_id,
                goal.client_id,
                goal.goal,
                goal.on_date,
                goal.until_date,
                len(goal.wins),
                goal.ended,
            )
            for goal in found
        ),
    )
