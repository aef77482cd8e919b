"""Ways of looking at the list of clients, kept under a name.

What a way of looking is stands in its definition, a text that only
`analytics.reports.client_list_look` reads. Forgetting a client takes their name out of
both (`mentions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import entry_checks, queries

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store.database import Database

LONGEST_NAME: Final = 60
MOST: Final = 50
"""Views that can be kept: more of them nobody finds again."""

_WHICH_NAME = "Give the view a name, such as: to call this month."
_TOO_LONG = f"That name is too long: at most {LONGEST_NAME} letters."
_TOO_MANY = f"There are {MOST} views already. Delete one that is not used any more."
_TAKEN = "There is a view of that name already. Choose another name."
_GONE = "There is no such view any more. It may have been renamed or deleted."


@dataclass(frozen=True)
class SavedView:
    """A way of looking at the list of clients."""

    name: str
    definition: str
    saved_at: dt.datetime


def views(database: Database) -> list[SavedView]:
    """Return the views that are kept, by name."""
    rows = queries.rows(
        database,
        "select name, definition, saved_at from saved_views order by lower(name), name",
    )
    return [SavedView(*row) for row in rows]  # type: ignore[arg-type]  # its columns


def save(database: Database, name: str, definition: str, *, now: dt.datetime) -> str:
    """Keep a view; return its name as it is kept.

    Raises
    ------
    BadEntryError
        The name is empty, too long or taken, or there are too many; nothing was kept.
    """
    kept = _name(name)
    with database.write() as cursor:
        _check_is_free(cursor, kept)
        row = cursor.execute("select count(*) from saved_views").fetchone()
        if row and row[0] >= MOST:
            raise BadEntryError(_TOO_MANY)
        cursor.execute(
            "insert into saved_views values ($name, $definition, $now)",
            {"name": kept, "definition": definition, "now": now},
        )
    return kept


def change(
    database: Database, name: str, definition: str, *, now: dt.datetime
) -> SavedView:
    """Let a view show something else; return what it was.

    Raises
    ------
    BadEntryError
        There is no such view.
    """
    with database.write() as cursor:
        before = _found(cursor, name)
        cursor.execute(
            "update saved_views set definition = $definition, saved_at = $now "
            "where name = $name",
            {"name": name, "definition": definition, "now": now},
        )
    return before


def rename(database: Database, name: str, new_name: str) -> str:
    """Give a view another name; return it as it is kept.

    Raises
    ------
    BadEntryError
        There is no such view, or the new name is empty, too long or taken.
    """
    kept = _name(new_name)
    with database.write() as cursor:
        _found(cursor, name)
        if kept.lower() != name.lower():
            _check_is_free(cursor, kept)
        cursor.execute(
            "update saved_views set name = $new_name where name = $name",
            {"name": name, "new_name": kept},
        )
    return kept


def delete(database: Database, name: str) -> SavedView:
    """Delete a view; return what it was, so that `save` can put it back.

    Raises
    ------
    BadEntryError
        There is no such view.
    """
    with database.write() as cursor:
        before = _found(cursor, name)
        cursor.execute("delete from saved_views where name = $name", {"name": name})
    return before


def _name(typed: str) -> str:
    kept = entry_checks.needed(" ".join(typed.split()), _WHICH_NAME)
    if len(kept) > LONGEST_NAME:
        raise BadEntryError(_TOO_LONG)
    return kept


def _check_is_free(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    found = cursor.execute(
        "select 1 from saved_views where lower(name) = lower($name)", {"name": name}
    ).fetchone()
    if found is not None:
        raise BadEntryError(_TAKEN)


def _found(cursor: duckdb.DuckDBPyConnection, name: str) -> SavedView:
    row = cursor.execute(
        "select name, definition, saved_at from saved_views where name = $name",
        {"name": name},
    ).fetchone()
    if row is None:
        raise BadEntryError(_GONE)
    return SavedView(*row)
