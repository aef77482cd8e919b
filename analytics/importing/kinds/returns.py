"""What coaches sent back on their Monday sheets: outcomes and contacts.

A row is an entry made by hand in another place. The entries that follow from all
returns together stand beside those made here, under ids that start with ``r-``: they
are written anew whenever a file comes or goes, and one that somebody took back on a
page stays taken back.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.importing.kinds.kind import Kind
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import duckdb

_HERE = Path(__file__).parent

RETURNS = Kind(
    name="returns",
    one="answer",
    many="answers",
    fields={
        "session_key": "varchar",
        "client_key": "varchar",
        "coach": "varchar",
        "outcome": "varchar",
        "outcome_text": "varchar",
        "contacted_on": "date",
        "contacted_text": "varchar",
        "is_answered": "boolean",
        "answered_text": "varchar",
    },
    stage=_HERE / "returns.sql",
    table="return_versions",
    key="return_key",
    weight="(outcome is not null)::integer + (is_answered is not null)::integer",
    places=_HERE / "returns_places.sql",
    target_one="client",
    target_many="clients",
)

_IS_ANY = _HERE / "returns_any.sql"
_STORE = _HERE / "returns_store.sql"


def store(cursor: duckdb.DuckDBPyConnection) -> None:
    """Write the entries that follow from all returns anew."""
    row = cursor.execute(text_of(_IS_ANY)).fetchone()
    if row and row[0]:
        cursor.execute(text_of(_STORE))
