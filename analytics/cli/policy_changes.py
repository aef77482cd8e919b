"""``policy``: the days on which a rule was changed, and whether anything changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import periods
from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.errors import BadEntryError
from analytics.policy import changed
from analytics.reports import policy as reports
from analytics.store import entry_checks, policy_changes, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.cli.call import Call
    from analytics.policy.changed import Dated, Effect
    from analytics.series import Step


def add(call: Call) -> Answer:
    """Keep a day on which a rule was changed."""
    typed = call.arguments
    with call.opened_existing() as database:
        zone_name = settings.read(database).zone_name
        on = periods.local_day(call.now, zone_name)
        if typed.on is not None:
            on = periods.parse_date(typed.on)
        entry_id = policy_changes.add(
            database,
            typed.what,
            on=on,
            service=typed.service,
            coach=typed.coach,
            now=call.now,
        )
    return Answer(
        data={
            "entry_id": entry_id,
            "on_date": on,
            "what": typed.what,
            "service": typed.service,
            "coach": typed.coach,
        },
        lines=lambda: [f"Kept as {entry_id}: {output.plain(typed.what)}, {on}."],
    )


def list_(call: Call) -> Answer:
    """List these days; the first days of agreements are among them."""
    with call.opened() as database:
        as_of = when.as_of(database, call.arguments.as_of, call.now)
        found = changed.dated(database, as_of)
    return Answer(
        data={"changes": [one._asdict() for one in found]},
        lines=lambda: _lines(found),
    )


def show(call: Call) -> Answer:
    """Show the weeks before and after such a day."""
    typed = call.arguments
    with call.opened() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        known = {one.entry_id: one for one in changed.dated(database, as_of)}
        if typed.entry_id not in known:
            raise BadEntryError(entry_checks.NO_SUCH_ENTRY)
        found = changed.effect(database, as_of, known[typed.entry_id])
    card = reports.changed(found)
    return Answer(
        data={
            "change": found.change._asdict(),
            "weeks_before": found.weeks_before,
            "weeks_after": found.weeks_after,
            "sessions": int(found.weeks["sessions"].sum()),
            "effects": {
                measure.value: _effect(step) for measure, step in found.steps.items()
            },
            "text": card.answer,
            "doubts": reports.doubts(found),
            "weeks": _weeks(found),
        },
        lines=lambda: [line for line in (card.answer, card.basis) if line],
    )


def clear(call: Call) -> Answer:
    """Take such a day back."""
    entry_id: str = call.arguments.entry_id
    with call.opened_existing() as database:
        policy_changes.withdraw(database, entry_id, now=call.now)
    return Answer(
        data={"entry_id": entry_id, "cleared": True},
        lines=lambda: ["It was taken back."],
    )


def _effect(step: Step | None) -> dict[str, object] | None:
    if step is None:
        return None
    return {
        "difference": step.level,
        "low": step.low,
        "high": step.high,
        "raw": step.raw,
        "trend_change_a_week": step.slope_change,
        "has_season": step.has_season,
    }


def _weeks(found: Effect) -> list[dict[str, object]]:
    rows = found.weeks[["day", "sessions", *changed.Measure, "clients"]]
    return [
        {str(key): value for key, value in row.items()}
        for row in rows.to_dict("records")
    ]


def _lines(found: Sequence[Dated]) -> Iterator[str]:
    if not found:
        yield (
            "No change of a rule is known. `python -m analytics policy add WHAT --on "
            "DATE` keeps one."
        )
        return
    yield from output.table(
        ("id", "day", "what", "service", "coach"),
        ((o.entry_id, o.on_date, o.what, o.service, o.coach) for o in found),
    )
