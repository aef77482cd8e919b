"""Who is who: one person under several ids, several people under one.

What people answered (``same_person``) names ids as files give them, so answers and
imports may come in any order. Versions carry the client whose they are now and, in
``filed_as``, the id that their file gave; whatever is computed from versions
therefore sees one person, and an answer that is taken back can be undone exactly.
What was entered by hand about an id goes where the id goes (``entry_owners``).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.store.queries import text_of

if TYPE_CHECKING:
    import duckdb

_HERE = Path(__file__).parent

_OWN_TABLES = ("same_person", "client_aliases", "entry_owners")


def id_of_name(client_id: str, name_key: str) -> str:
    """Return the id of a person who shares an id, by the name as it is compared."""
    text = f"{client_id}|{name_key}"
    return "c-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def apply_to_new(cursor: duckdb.DuckDBPyConnection) -> None:
    """Give the versions of a new import to the clients whose they are."""
    if not _is_any(cursor, "client_aliases"):
        return
    cursor.execute("create or replace temp table found_aliases as from client_aliases")
    _apply(cursor)


def apply_answers(cursor: duckdb.DuckDBPyConnection) -> None:
    """Bring everything up to date with the answers; leaves ``touched``."""
    cursor.execute(text_of(_HERE / "find_aliases.sql"))
    _apply(cursor)
    cursor.execute(
        "delete from client_aliases; insert into client_aliases from found_aliases"
    )
    _hand_over_entries(cursor)
    cursor.execute("create or replace temp table touched as from passed_hands")


def _apply(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(
        "create or replace temp table passed_hands (client_id varchar); "
        "create or replace temp table renamed as "
        "select filed_as from found_aliases union select filed_as from client_aliases"
    )
    cursor.execute(text_of(_HERE / "apply_aliases.sql"))


def _hand_over_entries(cursor: duckdb.DuckDBPyConnection) -> None:
    """Give every entry made by hand to the client its id stands for now."""
    cursor.execute("create or replace temp table handed_over as from entry_owners")
    cursor.execute("delete from entry_owners")
    for table in _tables_of_entries(cursor):
        cursor.execute(
            f"update {table} set client_id = h.filed_as from handed_over as h "  # noqa: S608 - from the catalogue
            f"where {table}.entry_id = h.entry_id"
        )
        cursor.execute(
            "insert into entry_owners "  # noqa: S608 - from the catalogue
            "select t.entry_id, t.client_id, a.client_id "
            f"from {table} as t inner join found_aliases as a "
            "on t.client_id = a.filed_as and a.person_name is null"
        )
        cursor.execute(
            f"update {table} set client_id = o.client_id from entry_owners as o "  # noqa: S608 - from the catalogue
            f"where {table}.entry_id = o.entry_id"
        )
    for own, filed in (("client_id", "first_id"), ("other_client_id", "second_id")):
        cursor.execute(
            f"update same_person set {own} = coalesce((select a.client_id "  # noqa: S608 - names above
            f"from found_aliases as a where a.filed_as = same_person.{filed} "
            f"and a.person_name is null), {filed})"
        )


def _tables_of_entries(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    found = cursor.execute(
        "select table_name from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'main' "
        "and not internal and column_name in ('entry_id', 'client_id') "
        "group by table_name having count(*) = 2 order by table_name"
    ).fetchall()
    return [name for (name,) in found if name not in _OWN_TABLES]


def _is_any(cursor: duckdb.DuckDBPyConnection, table: str) -> bool:
    sql = f"select 1 from {table} limit 1"  # noqa: S608 - names of our own
    return cursor.execute(sql).fetchone() is not None
