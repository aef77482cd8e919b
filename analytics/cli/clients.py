"""``clients``: everybody, as the page of the same name lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.reports import client_list, client_list_groups, client_list_look
from analytics.reports.client_list_look import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call


def clients(call: Call) -> Answer:
    """List the clients, all of them or some groups."""
    groups: list[str] = call.arguments.show or []
    typed: str | None = call.arguments.as_of
    with call.opened() as database:
        as_of = when.as_of(database, typed, call.now)
        found = client_list.client_list(database, as_of)
    members = {
        group: client_list_groups.members(found, group)
        for group in client_list_groups.GROUPS
    }
    belongs = [
        [group for group, in_it in zip(members, row, strict=True) if in_it]
        for row in zip(*members.values(), strict=True)
    ]
    found = found.assign(groups=pd.Series(belongs, found.index, dtype="object"))
    look = Look(groups=tuple(groups), order=call.arguments.sort)
    rows = client_list_look.arranged(found, look).to_dict("records")
    return Answer(
        data={"clients": [_row(row) for row in rows]},
        lines=lambda: _lines(rows, is_part=bool(groups)),
    )


def _row(row: dict[Any, Any]) -> dict[str, object]:
    """Return a client as JSON has it: the columns, and homework in one."""
    of, done = row["homework_of"], row["homework_done"]
    return {
        **{
            str(key): value
            for key, value in row.items()
            if key not in ("homework_of", "homework_done")
        },
        "homework": None if pd.isna(of) else {"done": done, "of": of},
        "answer_due": not pd.isna(row["answer_due_on"]),
    }


def _lines(rows: list[dict[Any, Any]], *, is_part: bool) -> Iterator[str]:
    if is_part and not rows:
        yield "Nobody fits."
        return
    if not rows:
        yield "There are no clients yet. `python -m analytics import FILE` brings them."
        return
    yield from output.table(
        (
            "id",
            "client",
            "came",
            "booked",
            "last came",
            "next",
            "usual gap",
            "lately",
            "last contact",
            "standing",
        ),
        (
            (
                row["client_id"],
                row["name"],
                row["sessions_attended"],
                row["sessions_booked"],
                output.day(row["last_attended_at"]),
                output.day(row["next_booked_at"]),
                row["usual_gap_days"],
                row["gap_trend"],
                output.day(row["last_contact_on"]),
                row["standing"],
            )
            for row in rows
        ),
    )
