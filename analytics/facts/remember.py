"""The line to remember about each client, as it was known on a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.periods import AsOf
    from analytics.store import Database

_LINES = Path(__file__).parent / "engine" / "remember.sql"


class Line(NamedTuple):
    """What to remember."""

    client_id: str
    entry_id: str
    line: str
    on_date: dt.date


def known(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> Mapping[str, Line]:
    """Return the lines known on ``as_of.entry_day``, by client that has one.

    Parameters
    ----------
    client_id
        The one client asked for; ``None`` for everybody.
    """
    rows = queries.rows(
        database,
        queries.text_of(_LINES),
        entry_day=as_of.entry_day,
        client_id=client_id,
    )
    lines = [Line(*row) for row in rows]  # type: ignore[arg-type]  # the columns of remember.sql
    return {line.client_id: line for line in lines}
