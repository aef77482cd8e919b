"""``sessions``: the log, one row each."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.errors import ClientNotFoundError
from analytics.facts.facts import asked
from analytics.store.queries import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from analytics.cli.call import Call

_SESSIONS = Path(__file__).with_name("sessions.sql")

_AT_ONCE = 10_000


def sessions(call: Call) -> Answer:
    """List the normalised log, of one client or of all."""
    rows = _opened_rows(call)
    return Answer(data={"sessions": rows}, lines=lambda: _session_lines(rows))


def _opened_rows(call: Call) -> Iterator[dict[str, object]]:
    """Return the rows once the first is read: until then nothing is printed."""
    rows = _session_rows(call)
    first = next(rows, None)
    return chain(() if first is None else (first,), rows)


def _session_rows(call: Call) -> Iterator[dict[str, object]]:
    client_id: str | None = call.arguments.client
    with call.opened() as database:
        as_of = when.as_of(database, None, call.now)
        values = {"seen_at": as_of.instant, "client_id": client_id}
        sql, bound = asked(database, as_of, text_of(_SESSIONS), **values)
        with database.read() as cursor:
            _check_client(cursor, client_id)
            found = cursor.execute(sql, bound)
            names = [column[0] for column in found.description]
            while rows := found.fetchmany(_AT_ONCE):
                yield from (dict(zip(names, row, strict=True)) for row in rows)


def _check_client(cursor: duckdb.DuckDBPyConnection, client_id: str | None) -> None:
    known = cursor.execute(
        "select 1 from clients where $client_id is null or client_id = $client_id "
        "limit 1",
        {"client_id": client_id},
    ).fetchone()
    if client_id is not None and known is None:
        raise ClientNotFoundError(client_id)


def _session_lines(rows: Iterator[dict[str, object]]) -> Iterator[str]:
    yield from output.table(
        ("starts (UTC)", "client", "coach", "service", "outcome", "basis", "price"),
        (
            (
                output.minute(row["starts_at"]),
                row["client"],
                row["coach"],
                row["service"],
                row["outcome"],
                row["outcome_basis"],
                output.money(row["price_cents"]),
            )
            for row in rows
        ),
    )
