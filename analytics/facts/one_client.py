"""Facts of one client, read from their own part of the log alone.

What a client's page needs would else be worked out for the whole practice. Only facts
that hang on the client's own sessions are the same: none that is the practice's.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from analytics.facts import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analytics.periods import AsOf
    from analytics.store import Database

_LOG = "select * from sessions_s where client_id = $client_id"


@contextmanager
def log_of(
    database: Database, as_of: AsOf, client_id: str
) -> Iterator[Callable[[str], list[tuple[Any, ...]]]]:
    """Give a function that runs one ``select`` on the facts of a client.

    The text may name `facts.FACTS` and ``$client_id``, as in `facts.rows`.
    """
    values = {"client_id": client_id}
    with database.read() as cursor:
        text, bound = facts.asked(database, as_of, _LOG, **values)
        cursor.execute(f"create or replace temp table sessions_s as {text}", bound)

        def rows(sql: str) -> list[tuple[Any, ...]]:
            asked, given = facts.asked_beside(
                database, as_of, sql, frozenset({"sessions_s"}), values
            )
            return cursor.execute(asked, given or None).fetchall()

        try:
            yield rows
        finally:
            cursor.execute("drop table sessions_s")
