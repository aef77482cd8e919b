"""``attendance``: the table behind the page of that name."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, Any

from analytics import attendance as rates
from analytics.cli import output, selecting, when
from analytics.cli.output import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analytics.cli.call import Call

BOOKED = (
    "attended",
    "no_show",
    "late_cancelled",
    "cancelled",
    "cancelled_by_coach",
    "rescheduled",
    "unknown",
)
"""The outcomes whose sum is ``booked``: whatever has come to an end."""

_HEADS = (
    "booked",
    "came",
    "presumed",
    "missed",
    "late",
    "excused",
    "unknown",
    "ahead",
    "rate",
    "95 %",
)


def attendance(call: Call) -> Answer:
    """Who came, by period or kind."""
    by = call.arguments.by
    with call.opened() as database:
        as_of = when.as_of(database, call.arguments.as_of, call.now)
        chosen = selecting.selection(call.arguments, database)
        frame = rates.attendance(database, as_of, by, chosen)
    rows = [_row(row) for row in frame.to_dict("records")]
    return Answer(
        data={"as_of": as_of.day, "by": by, "rows": rows},
        lines=lambda: _told(by, rows),
    )


def _row(row: Mapping[Any, Any]) -> dict[str, object]:
    """Return a group as it is printed: what was promised first, then the rest."""
    return {
        "key": row["group"],
        "booked": sum(row[outcome] for outcome in BOOKED),
        **{outcome: row[outcome] for outcome in BOOKED},
        "presumed": row["presumed"],
        "excused": row["excused"],
        "rate": row["rate"],
        "low": row["low"],
        "high": row["high"],
        "open": row["is_open"],
        **{str(name): value for name, value in row.items()},
    }


def _told(by: str, rows: list[dict[str, object]]) -> Iterator[str]:
    if not rows:
        yield (
            "Nothing has been imported yet, or no session belongs to what was asked "
            "for. `python -m analytics import FILE` brings sessions in."
        )
        return
    counts = (
        "booked",
        "attended",
        "presumed",
        "no_show",
        "late_cancelled",
        "excused",
        "unknown",
        "scheduled",
    )
    yield from output.table(
        (by, *_HEADS),
        (
            (
                _group(by, row),
                *(row[count] for count in counts),
                _percent(row["rate"]),
                _interval(row),
            )
            for row in rows
        ),
    )
    if any(row["open"] for row in rows):
        yield "* not over yet"


def _group(by: str, row: dict[str, object]) -> object:
    if by == "weekday":
        return calendar.day_name[int(str(row["key"])) - 1]
    return f"{row['key']} *" if row["open"] else row["key"]


def _percent(rate: object) -> str | None:
    known = output.jsonable(rate)
    return f"{known:.0%}" if isinstance(known, float) else None


def _interval(row: dict[str, object]) -> str | None:
    low, high = _percent(row["low"]), _percent(row["high"])
    return f"{low} to {high}" if low and high else None
