"""For which day the next session was agreed, where nobody had booked it yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.periods import AsOf
    from analytics.store import Database

_LATEST: Final = Path(__file__).parent / "engine" / "next_agreed.sql"


class NextAgreed(NamedTuple):
    """The day agreed on last."""

    client_id: str
    entry_id: str
    next_date: dt.date
    on_date: dt.date
    """The day on which it was agreed."""


def known(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> Mapping[str, NextAgreed]:
    """Return the day agreed on last, by client; none that has passed.

    An entry counts from its own day on.

    Parameters
    ----------
    client_id
        The one client asked for; ``None`` for everybody.
    """
    rows = queries.rows(
        database,
        queries.text_of(_LATEST),
        entry_day=as_of.entry_day,
        client_id=client_id,
    )
    found = [NextAgreed(*row) for row in rows]  # type: ignore[arg-type]  # its columns
    return {one.client_id: one for one in found}
