"""Who asked not to be scored: they are on no list, and nothing is learned from them.

What the log says of them stays, in facts and in what describes the whole practice.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.store import queries

if TYPE_CHECKING:
    import pandas as pd

    from analytics.periods import AsOf
    from analytics.store import Database

_ASKED = Path(__file__).parent / "engine" / "no_scoring.sql"


def clients(database: Database, known: AsOf) -> frozenset[str]:
    """Return who had asked by a moment, and has not taken it back."""
    rows = queries.rows(database, queries.text_of(_ASKED), entry_day=known.entry_day)
    return frozenset(str(client_id) for (client_id,) in rows)


def left_out(database: Database, known: AsOf, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows without those of who had asked, numbered anew."""
    asked = clients(database, known)
    if not asked:
        return rows
    return rows[~rows["client_id"].isin(asked)].reset_index(drop=True)
