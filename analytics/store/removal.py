"""Take one person out of every table, and remember that they stay out.

Tables that hold a client are found by their columns, so that a table added later
is reached as well: by ``client_id``, or by ``person_id`` where a row names a person
as its file does (see `rows_of`). Beyond those, a person can be mentioned in what
people typed; such texts are replaced whole. A coach or service of the same name is
left alone and reported. The caller owns the transaction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import ClientNotFoundError
from analytics.store import mentions, people
from analytics.store.mentions import Person, changed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import duckdb


_WHOSE = {
    # Scores stay under the id that the client had on their day.
    "client_id": "client_id = $client_id or client_id in (select filed_as "
    "from client_aliases where client_id = $client_id and person_name is null)",
    "person_id": "person_id = $client_id or person_id in "
    "(select person_id from row_people where client_id = $client_id) or person_id in "
    "(select person_id from visit_sessions where client_id = $client_id)",
    "session_id": "session_id in "
    "(select session_id from session_versions where client_id = $client_id)",
    "other_client_id": "other_client_id = $client_id",
}
"""Which rows are a client's, by the column that tells."""


@dataclass(frozen=True)
class Removed:
    """What was taken out."""

    rows: dict[str, int]
    """Rows a table, only where there were some."""
    texts: int
    """Texts of others in which the person was mentioned."""
    still_named: tuple[str, ...]
    """Columns in which the name stands as a coach's, a service's, …; files, too."""
    alike: tuple[str, ...]
    """Ids of other clients with the same name, address or number."""


def remove(
    cursor: duckdb.DuckDBPyConnection,
    client_id: str,
    *,
    now: dt.datetime,
    texts: Mapping[str, str] | None = None,
) -> Removed:
    """Remove a person; their salted identities go to ``forgotten``.

    Parameters
    ----------
    texts
        What stands in files of the practice's own, by where they lie: whether the
        person is named there is said, and nothing in them is changed.

    Raises
    ------
    ClientNotFoundError
        If no table knows the id.
    """
    client_id = people.current_id(cursor, client_id)
    person = _person(cursor, client_id)
    alike = _alike(cursor, client_id)
    _remember_hashes(cursor, person, now)
    rows = _delete(cursor, client_id)
    if not rows:
        raise ClientNotFoundError(client_id)
    count = mentions.replace(cursor, person)
    return Removed(rows, count, mentions.left(cursor, person, texts or {}), alike)


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
    return sorted(rows_of(cursor))


def rows_of(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return, a table that holds people, which of its rows are ``$client_id``'s.

    The tables by which the others are found come last.
    """
    found = cursor.execute(
        "select table_name, list(column_name) from duckdb_columns() where "  # noqa: S608 - names of our own
        "database_name = current_database() and "
        f"column_name in ({', '.join(repr(name) for name in _WHOSE)}) "
        "group by table_name "
        "having list_has_any(list(column_name), ['client_id', 'person_id']) "
        "order by list_contains(list(column_name), 'person_id') desc, "
        "table_name in ('row_people', 'visit_sessions'), "
        "table_name = 'client_aliases', table_name"
    ).fetchall()
    return {
        table: " or ".join(
            _WHOSE[name]
            for name in _WHOSE
            if name in columns
            # A session that a client has is found by the client.
            and not (name == "session_id" and "client_id" in columns)
        )
        for table, columns in found
    }


def _person(cursor: duckdb.DuckDBPyConnection, client_id: str) -> Person:
    # Of rows that name somebody in their file's way, a client list's say what the
    # client is called; others may give somebody else's name with the same address.
    found = cursor.execute(
        "select display_name, email, phone from client_versions "  # noqa: S608 - names of our own
        "where client_id = $client_id union "
        "select display_name, email, phone from clients where client_id = $client_id "
        "union select person_name, email, phone from list_versions "
        f"where {_WHOSE['person_id']}",
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
    own |= _identities_in_rows(cursor, person)
    # A number, an address or a name that somebody else shares must not keep them out.
    others = _identities(cursor, "client_id <> $client_id", person)
    # An own export that is imported again shows the id as a given one.
    derived = {("id", person.client_id), *_other_ids(cursor, person.client_id)}
    derived |= {("email", email.lower()) for email in person.emails}
    derived |= {("phone", re.sub(r"\D", "", phone)) for phone in person.phones}
    for kind, value in sorted((own | derived) - others):
        cursor.execute(
            "insert into forgotten select md5(value || $identity) as hash, $now "
            "from meta where key = 'salt' "
            "and hash not in (select key_hash from forgotten)",
            {"identity": f"{kind}:{value}", "now": now},
        )


def _other_ids(
    cursor: duckdb.DuckDBPyConnection, client_id: str
) -> set[tuple[str, str]]:
    """Return the ids, and the names under shared ids, that stand for a client."""
    found = cursor.execute(
        "select filed_as, person_name from client_aliases where client_id = $client_id",
        {"client_id": client_id},
    ).fetchall()
    return {
        ("id", filed_as) if name is None else ("shared", f"{filed_as}|{name}")
        for filed_as, name in found
    }


def _identities(
    cursor: duckdb.DuckDBPyConnection, whose: str, person: Person
) -> set[tuple[str, str]]:
    found = cursor.execute(
        f"select kind, value from client_keys where {whose} "  # noqa: S608 - names of our own
        # By the name alone only rows that are no sessions are kept out.
        "union select 'named' as kind, lower(display_name) as value "
        f"from client_versions where {whose}",
        {"client_id": person.client_id},
    ).fetchall()
    return {(kind, value) for kind, value in found}


def _identities_in_rows(
    cursor: duckdb.DuckDBPyConnection, person: Person
) -> set[tuple[str, str]]:
    """Return how rows that are no sessions name the person."""
    own: set[tuple[str, str]] = set()
    for table, identities in _tables_of_rows(cursor).items():
        for kind, value in identities.items():
            rows = cursor.execute(
                f"select distinct {value} from {table} "  # noqa: S608 - names of our own
                f"where {value} is not null and ({_WHOSE['person_id']})",
                {"client_id": person.client_id},
            ).fetchall()
            own |= {(kind, found) for (found,) in rows}
    return own


def rows_known_again(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the persons whom rows that are no sessions name and who are forgotten."""
    found: set[str] = set()
    for table, identities in _tables_of_rows(cursor).items():
        for kind, value in identities.items():
            rows = cursor.execute(
                f"select distinct person_id from {table} where md5("  # noqa: S608 - names of our own
                f"(select value from meta where key = 'salt') || '{kind}:' || {value}"
                ") in (select key_hash from forgotten)"
            ).fetchall()
            found |= {person_id for (person_id,) in rows}
    return sorted(found)


def _tables_of_rows(cursor: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Return the tables that name people in their file's way, and how they do."""
    found = cursor.execute(
        "select table_name, list(column_name) from duckdb_columns() where "
        "database_name = current_database() and column_name in "
        "('person_id', 'given_id', 'person_name', 'email', 'phone') "
        "group by table_name having list_contains(list(column_name), 'person_id') "
        "and list_contains(list(column_name), 'person_name') order by table_name"
    ).fetchall()
    named = {"given_id": "id", "email": "email", "phone": "phone"}
    return {
        table: {named[c]: c for c in named if c in columns}
        | {"named": "lower(person_name)"}
        for table, columns in found
    }


def _delete(cursor: duckdb.DuckDBPyConnection, client_id: str) -> dict[str, int]:
    deleted = {
        table: changed(
            cursor,
            f"delete from {table} where {whose}",  # noqa: S608 - names of our own
            client_id=client_id,
        )
        for table, whose in rows_of(cursor).items()
    }
    return {table: count for table, count in deleted.items() if count}
