"""One file's rows of one kind: staged, judged, kept as this import showed them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.importing import ids, staging
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import duckdb

    from analytics.contracts import Refusal
    from analytics.exports.reading import Reading
    from analytics.importing.importer import Incoming
    from analytics.importing.kinds.kind import Kind

_HERE = Path(__file__).parent

PERSON_COLUMNS = ("person_id", "given_id", "person_name", "email", "phone")
"""Columns by which a kept row names somebody, as far as its table has them."""

_OF_ANY_KIND = {
    "zone": "varchar",
    "problem": "varchar",
    "ignored": "varchar",
    "record": "bigint",
}
"""Columns of every normal form: the zone of a row, why it is refused or left out, and
which record of the file it is from, where one makes several rows."""

_OF_THE_IMPORT = ("import_id", "exported_at", "source")


@dataclass(frozen=True)
class KeptRows:
    """What became of the rows."""

    rows: int
    """Rows staged, without those that could not be split into cells."""
    news: int
    """Rows kept that say what no kept row said."""
    known: int
    """Rows kept that repeat another import."""
    repeated: int
    """Rows of the file that repeat one of its other rows."""
    conflicting: int
    """Of these, rows that say something else."""
    refused: int
    forgotten: int
    """Rows of people who asked to be forgotten."""
    ignored: tuple[tuple[str, int], ...]
    """Why other rows were left out, and how many."""


def stage(
    cursor: duckdb.DuckDBPyConnection, incoming: Incoming, reading: Reading, kind: Kind
) -> tuple[Refusal, ...]:
    """Read the file into ``staged_rows``; return the rows that have no cells.

    Raises
    ------
    UnclosedQuoteError
        Rows cannot be told apart.
    """
    staging.open_rows(cursor, incoming.file, reading, incoming.zone)
    ids.refuse_rounded_in_rows(cursor, incoming.file, reading)
    cursor.execute(text_of(_HERE / "macros.sql"))
    fields = ", ".join(
        f"null::{type_} as {name}"
        for name, type_ in {**kind.fields, **_OF_ANY_KIND}.items()
    )
    sql = (
        f"create or replace temp table staged_rows as "  # noqa: S608 - our own files
        f"with reading as ({text_of(reading.sql)}), given as ("
        f"select *, coalesce(zone, $zone) as row_zone from (select * from reading "
        f"union all by name select {fields} where false)) "
        f"select * from ({text_of(kind.stage)})"
    )
    values = {
        "zone": incoming.zone,
        "source": reading.source,
        "session_prefix": reading.session_prefix,
        "exported_at": incoming.exported_at,
        **reading.parameters,
    }
    # DuckDB refuses values that a kind has no use for.
    used = set(re.findall(r"\$(\w+)", sql))
    cursor.execute(sql, {name: values[name] for name in values.keys() & used})
    return tuple(staging.structure_refusals(cursor, incoming.file))


def keep(
    cursor: duckdb.DuckDBPyConnection, incoming: Incoming, reading: Reading, kind: Kind
) -> KeptRows:
    """Store the staged rows as this import's and say what became of them."""
    columns = own_columns(cursor, kind)
    listed = ", ".join(columns)
    people = ", ".join(
        name if name in columns else f"null::varchar as {name}"
        for name in PERSON_COLUMNS
    )
    cursor.execute(
        f"create or replace temp view said_rows as select rowid as row_id, "  # noqa: S608 - names of our own
        f"{kind.key} as row_key, hash({listed}) as says, {kind.weight} as weight, "
        f"refused, ignored, "
        f"{people} from staged_rows"
    )
    cursor.execute(
        f"create or replace temp view known_rows as select distinct "  # noqa: S608 - names of our own
        f"{kind.key} as row_key, hash({listed}) as says from {kind.table}"
    )
    cursor.execute(
        "create or replace temp table row_fates as " + text_of(_HERE / "fates.sql"),
        {"source": reading.source},
    )
    cursor.execute(
        f"insert into {kind.table} by name select {listed}, "  # noqa: S608 - names of our own
        "$import_id as import_id, $exported_at as exported_at, $source as source "
        "from staged_rows where rowid in "
        "(select row_id from row_fates where fate in ('news', 'known'))",
        {
            "import_id": incoming.import_id,
            "exported_at": incoming.exported_at,
            "source": reading.source,
        },
    )
    return _counted(cursor)


def own_columns(cursor: duckdb.DuckDBPyConnection, kind: Kind) -> list[str]:
    """Return the columns of a kind's table that say what a row says."""
    found = cursor.execute(
        "select column_name from duckdb_columns() "
        "where database_name = current_database() and table_name = $1 "
        "order by column_index",
        [kind.table],
    ).fetchall()
    return [name for (name,) in found if name not in _OF_THE_IMPORT]


def _counted(cursor: duckdb.DuckDBPyConnection) -> KeptRows:
    counts = dict(
        cursor.execute("select fate, count(*) from row_fates group by fate").fetchall()
    )
    ignored = cursor.execute(
        "select why, count(*) from row_fates where fate = 'ignored' "
        "group by why order by why"
    ).fetchall()
    conflicts = cursor.execute(
        "select count(*) from row_fates where is_conflict"
    ).fetchone()
    return KeptRows(
        rows=sum(counts.values()),
        news=counts.get("news", 0),
        known=counts.get("known", 0),
        repeated=counts.get("repeated", 0),
        conflicting=int(conflicts[0]) if conflicts else 0,
        refused=counts.get("refused", 0),
        forgotten=counts.get("forgotten", 0),
        ignored=tuple((why, count) for why, count in ignored),
    )
