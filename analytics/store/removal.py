"""Take one person out of every table, and remember that they stay out.

Tables that hold a client are found by their columns, so that a table added later
is reached as well. Beyond those, a person can be mentioned in what people typed;
such texts are replaced whole. A coach or service of the same name is left alone
and reported. The caller owns the transaction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import ClientNotFoundError
from analytics.store import mentions
from analytics.store.mentions import Person, changed

if TYPE_CHECKING:
    import datetime as dt

    import duckdb


@dataclass(frozen=True)
class Removed:
    """What was taken out."""

    rows: dict[str, int]
    """Rows a table, only where there were some."""
    texts: int
    """Texts of others in which the person was mentioned."""
    still_named: tuple[str, ...]
    """Columns in which the name stands as a coach's, a service's, …"""
    alike: tuple[str, ...]
    """Ids of other clients with the same name, address or number."""


def remove(
    cursor: duckdb.DuckDBPyConnection, client_id: str, *, now: dt.datetime
) -> Removed:
    """Remove a person; their salted identities go to ``forgotten``.

    Raises
    ------
    ClientNotFoundError
        If no table knows the id.
    """
    person = _person(cursor, client_id)
    alike = _alike(cursor, client_id)
    _remember_hashes(cursor, person, now)
    rows = _delete(cursor, client_id)
    if not rows:
        raise ClientNotFoundError(client_id)
    texts = mentions.replace(cursor, person)
    return Removed(rows, texts, mentions.left(cursor, person), alike)


def known_again(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the ids of clients whose identity is among the forgotten."""
    found = cursor.execute(
        "select distinct client_id from client_keys where md5("
        "(select value from meta where key = 'salt') || kind || ':' || value"
        ") in (select key_hash from forgotten) order by client_id"
    ).fetchall()
    return [row[0] for row in found]


def tables_of_people(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the tables that hold rows of a client, by their columns."""
    found = cursor.execute(
        "select distinct table_name from duckdb_columns() where "
        "database_name = current_database() and column_name = 'client_id' "
        "order by table_name"
    ).fetchall()
    return [row[0] for row in found]


def _person(cursor: duckdb.DuckDBPyConnection, client_id: str) -> Person:
    found = cursor.execute(
        "select display_name, email, phone from client_versions "
        "where client_id = $client_id union "
        "select display_name, email, phone from clients where client_id = $client_id",
        {"client_id": client_id},
    ).fetchall()
    names, emails, phones = (
        frozenset(row[i] for row in found if row[i]) for i in range(3)
    )
    return Person(client_id, names, emails, phones)


def _alike(cursor: duckdb.DuckDBPyConnection, client_id: str) -> tuple[str, ...]:
    found = cursor.execute(
        "select distinct other.client_id from clients as other, clients as own "
        "where own.client_id = $client_id and other.client_id <> $client_id and ("
        "lower(other.display_name) = lower(own.display_name) "
        "or other.email = own.email or other.phone = own.phone) order by all",
        {"client_id": client_id},
    ).fetchall()
    return tuple(row[0] for row in found)


def _remember_hashes(
    cursor: duckdb.DuckDBPyConnection, person: Person, now: dt.datetime
) -> None:
    own = _identities(cursor, "client_id = $client_id", person)
    # A number or an address that somebody else shares must not keep them out.
    others = _identities(cursor, "client_id <> $client_id", person)
    # An own export that is imported again shows the id as a given one.
    derived = {("id", person.client_id)}
    derived |= {("email", email.lower()) for email in person.emails}
    derived |= {("phone", re.sub(r"\D", "", phone)) for phone in person.phones}
    for kind, value in sorted((own | derived) - others):
        cursor.execute(
            "insert into forgotten select md5(value || $identity) as hash, $now "
            "from meta where key = 'salt' "
            "and hash not in (select key_hash from forgotten)",
            {"identity": f"{kind}:{value}", "now": now},
        )


def _identities(
    cursor: duckdb.DuckDBPyConnection, whose: str, person: Person
) -> set[tuple[str, str]]:
    found = cursor.execute(
        f"select kind, value from client_keys where {whose}",  # noqa: S608 - names of our own
        {"client_id": person.client_id},
    ).fetchall()
    return {(kind, value) for kind, value in found}


def _delete(cursor: duckdb.DuckDBPyConnection, client_id: str) -> dict[str, int]:
    deleted = {
        table: changed(
            cursor,
            f"delete from {table} where client_id = $client_id",  # noqa: S608 - names of our own
            client_id=client_id,
        )
        for table in tables_of_people(cursor)
    }
    return {table: count for table, count in deleted.items() if count}
