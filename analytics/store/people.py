"""Who coaches in this practice, and how a client can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from analytics.store.database import Database


def coaches(database: Database) -> list[str]:
    """Return the coaches of all sessions, by name."""
    found = queries.rows(
        database, "select distinct coach from sessions where coach is not null"
    )
    return sorted((str(coach) for (coach,) in found), key=str.casefold)


def services(database: Database) -> list[str]:
    """Return the services of all sessions, by name."""
    found = queries.rows(
        database, "select distinct service from sessions where service is not null"
    )
    return sorted((str(service) for (service,) in found), key=str.casefold)


def names(database: Database) -> dict[str, str]:
    """Return the names of all clients, by their id; those with a name only."""
    found = queries.rows(
        database,
        "select client_id, display_name from clients where display_name is not null",
    )
    return {str(client_id): str(name) for client_id, name in found}


def emails(database: Database, client_ids: Sequence[str]) -> dict[str, str]:
    """Return the e-mail address of each of these clients who has one."""
    found = queries.rows(
        database,
        "select client_id, email from clients "
        "where email is not null and list_contains($client_ids, client_id)",
        client_ids=list(client_ids),
    )
    return {str(client_id): str(email) for client_id, email in found}


def former_ids(database: Database) -> dict[str, str]:
    """Return which client each id stands for now that stands for another one."""
    found = queries.rows(
        database,
        "select filed_as, client_id from client_aliases where person_name is null",
    )
    return {str(filed_as): str(client_id) for filed_as, client_id in found}


def current_id(cursor: duckdb.DuckDBPyConnection, client_id: str) -> str:
    """Return the client an id stands for now: itself, if nobody said otherwise."""
    found = cursor.execute(
        "select client_id from client_aliases "
        "where filed_as = $client_id and person_name is null",
        {"client_id": client_id},
    ).fetchone()
    return str(found[0]) if found else client_id
