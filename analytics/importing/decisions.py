"""What a person decides about the log itself: who is who, what took whose place.

Each answer is an entry and the log is brought up to date with it in one transaction.
Answers hang on the ids that files give: undoing an import parks them, importing again
brings them back. `take_back` undoes any of them exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import (
    BadEntryError,
    ClientNotFoundError,
    NotMergedError,
    SessionNotFoundError,
)
from analytics.importing import resolve, who
from analytics.store import entries, people
from analytics.store import settings as kept_settings

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from analytics.store import Database

SAME_ALREADY = "These are one client already, so nothing was changed."
ONE_NAME = (
    "The files know this client by one name only under that address, so there is "
    "nobody to tell apart."
)
SAME_SESSION = "A session cannot take its own place. Name two sessions."
OTHER_CLIENT = (
    "These two sessions are different clients', so one cannot have taken the place of "
    "the other. If the two are one person, say that first."
)
A_CIRCLE = (
    "That session already comes before the other one, so it cannot also come after it."
)
NOT_LINKED = "No other session took the place of this one, so there is nothing to cut."
NOT_MISSING = "No newer export leaves this booking out, so there is nothing to answer."
NO_SUCH_ANSWER = "There is no such answer, so nothing was taken back."

_TABLES = ("same_person", "session_links", "still_booked", "confirmations")


# -- who is who --------------------------------------------------------------


def merge(database: Database, client_id: str, into_id: str, *, now: dt.datetime) -> str:
    """Keep that two clients are one person, who goes by the second id from now on.

    Returns
    -------
    str
        The entry's id, for `take_back`.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    return _say_of_two(database, client_id, into_id, now, is_same=True)


def keep_apart(
    database: Database, client_id: str, other_id: str, *, now: dt.datetime
) -> str:
    """Keep that two clients are two people; they are not suggested again.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    return _say_of_two(database, client_id, other_id, now, is_same=False)


def unmerge(database: Database, client_id: str, *, now: dt.datetime) -> int:
    """Take back that this client is one person with others.

    Parameters
    ----------
    client_id
        An id that was merged, or one into which others were.

    Returns
    -------
    int
        How many answers were taken back.

    Raises
    ------
    NotMergedError
        The client is one person with nobody.
    """
    with database.write() as cursor:
        row = cursor.execute(
            "update same_person set withdrawn_at = $now "
            "where withdrawn_at is null and is_same and person_name is null "
            "and (first_id = $client_id or second_id = $client_id)",
            {"client_id": client_id, "now": now},
        ).fetchone()
        if not row or not row[0]:
            raise NotMergedError(client_id)
        _follow_answers(cursor)
    return int(row[0])


def split(
    database: Database, client_id: str, person_name: str, *, now: dt.datetime
) -> list[str]:
    """Keep that a name under a shared address is a person of their own.

    Returns
    -------
    list of str
        The entries' ids: one for each address that knows the name.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    return _say_of_name(database, client_id, person_name, now, is_same=False)


def keep_together(
    database: Database, client_id: str, person_name: str, *, now: dt.datetime
) -> list[str]:
    """Keep that a name under an address is the same person's, spelt another way.

    Raises
    ------
    ClientNotFoundError, BadEntryError
        Nothing was kept.
    """
    return _say_of_name(database, client_id, person_name, now, is_same=True)


# -- what took whose place ---------------------------------------------------


def link(database: Database, old_id: str, new_id: str, *, now: dt.datetime) -> str:
    """Keep that one session took the place of another; return the entry's id.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        Nothing was kept.
    """
    if old_id == new_id:
        raise BadEntryError(SAME_SESSION)
    with database.write() as cursor:
        client_id = _client_of(cursor, new_id)
        if _client_of(cursor, old_id) != client_id:
            raise BadEntryError(OTHER_CLIENT)
        if new_id in _before(cursor, old_id):
            raise BadEntryError(A_CIRCLE)
        entry_id = _say_of_link(cursor, client_id, new_id, old_id, now, is_linked=True)
        _compute(cursor, client_id)
    return entry_id


def unlink(database: Database, old_id: str, *, now: dt.datetime) -> str:
    """Keep that the session linked to this one did not take its place.

    What a person had joined gives way to what the file or the rule says, if anything;
    the entry's id is returned. An earlier slot of a session (``slot_id`` in
    ``moved_slots``) was then a time put right, and no move.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        Nothing was kept.
    """
    with database.write() as cursor:
        client_id = _client_of_slot(cursor, old_id) or _client_of(cursor, old_id)
        found = cursor.execute(
            "select session_id from sessions "
            "where replaces = $old_id and client_id = $client_id "
            "union select session_id from moved_slots "
            "where slot_id = $old_id and not is_cut order by all",
            {"old_id": old_id, "client_id": client_id},
        ).fetchall()
        if not found:
            raise BadEntryError(NOT_LINKED)
        cut = [
            _say_of_link(cursor, client_id, new_id, old_id, now, is_linked=False)
            for (new_id,) in found
        ]
        _compute(cursor, client_id)
    return cut[0]


def keep_booked(database: Database, session_id: str, *, now: dt.datetime) -> str:
    """Keep that a booking missing from a newer export is still to take place.

    Raises
    ------
    SessionNotFoundError, BadEntryError
        Nothing was kept.
    """
    with database.write() as cursor:
        client_id = _client_of(cursor, session_id)
        is_missing = cursor.execute(
            "select vanished_known_at is not null from sessions where session_id = $1",
            [session_id],
        ).fetchone()
        if is_missing != (True,):
            raise BadEntryError(NOT_MISSING)
        fields = {"client_id": client_id, "session_id": session_id}
        entry_id = entries.insert(cursor, "still_booked", fields, now)
        _compute(cursor, client_id)
    return entry_id


def take_back(database: Database, entry_id: str, *, now: dt.datetime) -> None:
    """Take an answer back; the log becomes what it was without it.

    Raises
    ------
    BadEntryError
        There is no such answer.
    """
    values = {"entry_id": entry_id, "now": now}
    with database.write() as cursor:
        found = [
            cursor.execute(
                f"update {table} set withdrawn_at = coalesce(withdrawn_at, $now) "  # noqa: S608 - names above
                "where entry_id = $entry_id returning client_id",
                values,
            ).fetchone()
            for table in _TABLES
        ]
        clients = [row[0] for row in found if row]
        if not clients:
            raise BadEntryError(NO_SUCH_ANSWER)
        if found[0]:
            _follow_answers(cursor)
        else:
            _compute(cursor, clients[0])


# -- how ---------------------------------------------------------------------


def _say_of_two(
    database: Database, first: str, second: str, now: dt.datetime, *, is_same: bool
) -> str:
    with database.write() as cursor:
        first_now, second_now = (_known_client(cursor, one) for one in (first, second))
        if first_now == second_now:
            raise BadEntryError(SAME_ALREADY)
        fields = {
            "client_id": first_now,
            "other_client_id": second_now,
            "first_id": first_now,
            "second_id": second_now,
            "is_same": is_same,
        }
        entry_id = entries.insert(cursor, "same_person", fields, now)
        if is_same:
            _follow_answers(cursor)
    return entry_id


def _say_of_name(
    database: Database, client_id: str, name: str, now: dt.datetime, *, is_same: bool
) -> list[str]:
    with database.write() as cursor:
        now_id = _known_client(cursor, client_id)
        found = cursor.execute(
            "select coalesce(filed_as, client_id) as id, "
            "min(lower(display_name)) "
            "filter (where lower(display_name) = lower($name)) "
            "from client_versions where client_id = $client_id group by id "
            "having count(distinct lower(display_name)) > 1 order by id",
            {"client_id": now_id, "name": " ".join(name.split())},
        ).fetchall()
        named = [(id_, key) for id_, key in found if key is not None]
        if not named:
            raise BadEntryError(ONE_NAME)
        own_id = who.id_of_name(*named[0])
        kept = [
            entries.insert(
                cursor,
                "same_person",
                {
                    "client_id": now_id,
                    "other_client_id": own_id,
                    "first_id": id_,
                    "second_id": own_id,
                    "person_name": key,
                    "is_same": is_same,
                },
                now,
            )
            for id_, key in named
        ]
        if not is_same:
            _follow_answers(cursor)
    return kept


def _follow_answers(cursor: duckdb.DuckDBPyConnection) -> None:
    who.apply_answers(cursor)
    resolve.resolve(cursor, kept_settings.read_with(cursor))


def _say_of_link(
    cursor: duckdb.DuckDBPyConnection,
    client_id: str,
    new_id: str,
    old_id: str,
    now: dt.datetime,
    *,
    is_linked: bool,
) -> str:
    fields = {
        "client_id": client_id,
        "session_id": new_id,
        "replaces": old_id,
        "is_linked": is_linked,
    }
    return entries.insert(cursor, "session_links", fields, now)


def _compute(cursor: duckdb.DuckDBPyConnection, client_id: str) -> None:
    cursor.execute(
        "create or replace temp table touched as select $1 as client_id", [client_id]
    )
    resolve.resolve(cursor, kept_settings.read_with(cursor))


def _known_client(cursor: duckdb.DuckDBPyConnection, client_id: str) -> str:
    now_id = people.current_id(cursor, client_id)
    found = cursor.execute(
        "select 1 from clients where client_id = $1", [now_id]
    ).fetchone()
    if found is None:
        raise ClientNotFoundError(client_id)
    return now_id


def _client_of(cursor: duckdb.DuckDBPyConnection, session_id: str) -> str:
    found = cursor.execute(
        "select client_id from sessions where session_id = $1", [session_id]
    ).fetchone()
    if found is None:
        raise SessionNotFoundError(session_id)
    return str(found[0])


def _client_of_slot(cursor: duckdb.DuckDBPyConnection, slot_id: str) -> str | None:
    found = cursor.execute(
        "select client_id from moved_slots where slot_id = $1", [slot_id]
    ).fetchone()
    return str(found[0]) if found else None


def _before(cursor: duckdb.DuckDBPyConnection, session_id: str) -> set[str]:
    """Return the sessions whose place a session took, step by step."""
    found = cursor.execute(
        "with recursive before as ("
        "select replaces as session_id from sessions where session_id = $1 "
        "union select s.replaces from sessions as s "
        "inner join before as b on s.session_id = b.session_id) "
        "select session_id from before where session_id is not null",
        [session_id],
    ).fetchall()
    return {id_ for (id_,) in found}
