"""What follows from rows of other kinds, computed from all imports together.

Nothing here depends on the order of imports: whose rows they are (`find_people`),
what sessions cost (`price`), what lists add to clients (`add_details`), and the
reminders and promises (`store`). A practice without such rows pays nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.importing.kinds import KINDS, returns
from analytics.importing.kinds.rows import PERSON_COLUMNS, own_columns
from analytics.store.queries import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from analytics.importing.kinds.kind import Kind

_HERE = Path(__file__).parent

_COMPUTED = ("row_people", "reminders", "actions")


@dataclass(frozen=True)
class Rows:
    """Which tables hold rows."""

    tables: frozenset[str]

    def __bool__(self) -> bool:
        """Return whether there is any row of another kind."""
        return bool(self.tables)


def rows_there(cursor: duckdb.DuckDBPyConnection) -> Rows:
    """Return which tables of other kinds, computed ones too, hold rows."""
    names = [*(kind.table for kind in KINDS.values()), *_COMPUTED]
    sql = " union all ".join(
        f"select '{name}' as name where exists (select 1 from {name})"  # noqa: S608 - names of our own
        for name in names
    )
    return Rows(frozenset(name for (name,) in cursor.execute(sql).fetchall()))


def touch(cursor: duckdb.DuckDBPyConnection, import_id: str) -> None:
    """Add to ``touched`` the clients whose log follows from rows of an import.

    People who become known by the import itself are added by `find_people`.
    """
    for kind in KINDS.values():
        if not kind.is_part_of_log:
            continue
        columns = _columns(cursor, kind.table)
        if "person_id" in columns:
            cursor.execute(
                "insert into touched select distinct p.client_id "  # noqa: S608 - names of our own
                f"from row_people as p semi join {kind.table} as v "
                "on p.person_id = v.person_id and v.import_id = $1",
                [import_id],
            )
        if "session_id" in columns:
            cursor.execute(
                "insert into touched select distinct s.client_id "  # noqa: S608 - names of our own
                f"from session_versions as s semi join {kind.table} as v "
                "on s.session_id = v.session_id and v.import_id = $1",
                [import_id],
            )


def find_people(cursor: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Make ``found_people``; whoever is another one now comes into ``touched``."""
    cursor.execute(
        "create or replace temp table found_people "
        "(person_id varchar, client_id varchar)"
    )
    if not rows:
        return
    cursor.execute(
        "create or replace temp table persons as " + _persons(cursor, rows.tables)
    )
    cursor.execute(text_of(_HERE / "known_keys.sql"))
    find = f"insert into found_people {text_of(_HERE / 'people_of_rows.sql')}"
    if "list_versions" in rows.tables:
        cursor.execute(
            "create or replace temp table everybody as from persons; "
            "delete from persons where person_id not in "
            "(select person_id from list_versions)"
        )
        cursor.execute(find)
        newest(cursor, KINDS["clients"])
        cursor.execute(text_of(_HERE / "listed_keys.sql"))
        cursor.execute(
            "create or replace temp table persons as from everybody "
            "where person_id not in (select person_id from found_people)"
        )
    cursor.execute(find)
    cursor.execute(
        "insert into touched select client_id from ("
        "(from found_people except from row_people) union "
        "(from row_people except from found_people))"
    )
    if "price_versions" in rows.tables:
        # A line that waited for a session by its number may have served another one
        # of its client by the day.
        cursor.execute(
            "insert into touched select f.client_id from price_versions as p "
            "inner join found_people as f on p.person_id = f.person_id "
            "inner join session_versions as v on p.session_id = v.session_id "
            "semi join touched as t on v.client_id = t.client_id"
        )
    cursor.execute(
        "create or replace temp table touched as select distinct client_id from touched"
    )


def newest(cursor: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Make ``newest_`` and the kind's table: one row a key, as shown last.

    Of several at one moment the row that says more counts, as within one file.
    """
    columns = ", ".join(own_columns(cursor, kind))
    cursor.execute(
        f"create or replace temp table newest_{kind.table} as "  # noqa: S608 - names of our own
        f"select * exclude (place) from (select *, row_number() over ("
        f"partition by {kind.key} order by exported_at desc, "
        f"{kind.weight} desc nulls last, hash({columns}) desc, import_id desc"
        f") as place from {kind.table}) where place = 1"
    )


def price(cursor: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Give the sessions in ``resolved`` the prices that other files know."""
    if "price_versions" in rows.tables:
        newest(cursor, KINDS["prices"])
        cursor.execute(text_of(_HERE / "price_links.sql"))
        cursor.execute(text_of(_HERE / "apply_prices.sql"))


def add_details(cursor: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Give the touched clients what client lists know of them."""
    if "list_versions" in rows.tables:
        cursor.execute(text_of(_HERE / "list_details.sql"))


def store(cursor: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Write ``row_people``, ``reminders``, ``actions`` and returned entries anew."""
    returns.store(cursor)
    if not rows:
        return
    cursor.execute("delete from row_people; insert into row_people from found_people")
    if rows.tables & {"reminder_versions", "reminders"}:
        newest(cursor, KINDS["reminders"])
        cursor.execute(text_of(_HERE / "follow_reminders.sql"))
    if rows.tables & {"action_versions", "actions"}:
        newest(cursor, KINDS["actions"])
        cursor.execute(text_of(_HERE / "follow_actions.sql"))


def _persons(cursor: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> str:
    """Return SQL for one row a person named in these tables, and in which source."""
    parts = []
    for kind in KINDS.values():
        columns = _columns(cursor, kind.table)
        if kind.table in tables and "person_id" in columns:
            named = ", ".join(
                name if name in columns else f"null::varchar as {name}"
                for name in PERSON_COLUMNS
            )
            parts.append(
                f"select source, {named} from {kind.table} "  # noqa: S608 - names of our own
                "where person_id is not null"
            )
    nobody = ", ".join(f"null::varchar as {name}" for name in PERSON_COLUMNS)
    parts.append(f"select null::varchar as source, {nobody} where false")
    # The spelling in capitals or small letters is no other person.
    return (
        "select person_id, any_value(source) as source, "  # noqa: S608 - names of our own
        + ", ".join(f"min({name}) as {name}" for name in PERSON_COLUMNS[1:])
        + f" from ({' union all '.join(parts)}) group by person_id"
    )


def _columns(cursor: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    found = cursor.execute(
        "select column_name from duckdb_columns() "
        "where database_name = current_database() and table_name = $1",
        [table],
    ).fetchall()
    return {name for (name,) in found}
