"""What an entry has to satisfy in view of what is stored already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entry_checks

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import duckdb

_WELCOME: Final = "welcome_back"

_NOT_TO_RETURN: Final = (
    "It was said that they do not come back, so nobody is welcomed back. If that has "
    "changed, change how their story stands first. Nothing was kept."
)


def check_plan(cursor: duckdb.DuckDBPyConnection, client_id: str, plan_id: str) -> None:
    """Refuse to take a step that is not planned for a client, or was taken.

    Raises
    ------
    BadEntryError
        It is not open.
    """
    values = {"plan_id": plan_id, "client_id": client_id}
    found = cursor.execute(
        "select withdrawn_at is null from planned_steps "
        "where entry_id = $plan_id and client_id = $client_id",
        values,
    ).fetchone()
    taken = cursor.execute(
        "select on_date from follow_ups "
        "where plan_id = $plan_id and withdrawn_at is null",
        {"plan_id": plan_id},
    ).fetchone()
    if taken is not None:
        message = (
            f"This step was taken already, on {taken[0].isoformat()}. "
            "Nothing was kept twice."
        )
        raise BadEntryError(message)
    if found is None or not found[0]:
        raise BadEntryError(entry_checks.NO_SUCH_PLAN)


def check_return(
    cursor: duckdb.DuckDBPyConnection, client_ids: Sequence[str], step: object
) -> None:
    """Refuse to plan a welcome back for somebody who said that they do not return.

    Raises
    ------
    BadEntryError
        The latest word about one of them is that.
    """
    if step != _WELCOME:
        return
    found = cursor.execute(
        "select arg_max(coalesce(may_return, ''), (on_date, entered_at)) as word "
        "from endings where withdrawn_at is null "
        "and client_id in (select unnest($client_ids::varchar[])) "
        "group by client_id having word = 'no'",
        {"client_ids": list(client_ids)},
    ).fetchone()
    if found is not None:
        raise BadEntryError(_NOT_TO_RETURN)


def open_plan(
    cursor: duckdb.DuckDBPyConnection, client_id: str, step: object
) -> tuple[str, dt.date, dt.date] | None:
    """Return a client's open plan of a step: its id, its first day and when it is due.

    ``None`` where the step is not planned.
    """
    found = cursor.execute(
        "select p.entry_id, p.on_date, p.due_date from planned_steps as p "
        "where p.client_id = $client_id and p.step = $step "
        "and p.withdrawn_at is null and not exists ("
        "select 1 from follow_ups as f "
        "where f.plan_id = p.entry_id and f.withdrawn_at is null) "
        "order by p.entered_at, p.entry_id",
        {"client_id": client_id, "step": step},
    ).fetchone()
    return None if found is None else (str(found[0]), found[1], found[2])


def plan_of(
    cursor: duckdb.DuckDBPyConnection, client_id: str, step: object, on: dt.date
) -> str | None:
    """Return the open plan that a step taken on a day fulfils."""
    found = open_plan(cursor, client_id, step)
    return found[0] if found is not None and found[1] <= on else None
