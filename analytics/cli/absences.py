"""``absence add``, ``list`` and ``clear``: who is away, and until when."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from analytics.cli import output
from analytics.cli.output import Answer
from analytics.periods import parse_date
from analytics.store import absences, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.store.absences import Absence


def add(call: Call) -> Answer:
    """Keep an absence of a client, a coach or the practice."""
    typed = call.arguments
    first, back = parse_date(typed.from_date), parse_date(typed.until)
    how = {"why": typed.why, "now": call.now}
    with call.opened_existing() as database:
        if typed.client is not None:
            made = entries.add_absence(database, typed.client, first, back, **how)
        elif typed.coach is not None:
            made = absences.add_coach_absence(database, typed.coach, first, back, **how)
        else:
            made = absences.add_practice_absence(database, first, back, **how)
        listed = absences.absences(database)
    kept = next(absence for absence in listed if absence.entry_id == made)
    return Answer(
        data=asdict(kept),
        lines=lambda: [f"Kept as {made}: away from {first}, back on {back}."],
    )


def list_(call: Call) -> Answer:
    """List the absences that were not taken back."""
    with call.opened() as database:
        found = absences.absences(database)
    return Answer(
        data={"absences": [asdict(one) for one in found]},
        lines=lambda: _lines(found),
    )


def clear(call: Call) -> Answer:
    """Take an absence back."""
    entry_id: str = call.arguments.entry_id
    with call.opened_existing() as database:
        entries.withdraw(database, entry_id, now=call.now)
    return Answer(
        data={"entry_id": entry_id, "cleared": True},
        lines=lambda: ["The absence was taken back."],
    )


def _lines(found: list[Absence]) -> Iterator[str]:
    if not found:
        yield "No absence is known. `python -m analytics absence add` keeps one."
        return
    yield from output.table(
        ("id", "who", "from", "back on", "why"),
        ((a.entry_id, _who(a), a.from_date, a.until_date, a.why) for a in found),
    )


def _who(absence: Absence) -> str:
    if absence.scope == "practice":
        return "the practice"
    name = absence.coach if absence.scope == "coach" else absence.client
    return name or absence.client_id or ""
