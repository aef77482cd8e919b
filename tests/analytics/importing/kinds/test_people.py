"""Promises and client lists: they belong to clients with sessions and make none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store import privacy
from analytics.store.backup import backup
from analytics.store.check import check
from analytics.store.restore import restore
from tests.analytics.importing.kinds.steps import (
    bring_rows,
    bring_sessions,
    everything,
    found,
    session,
    told,
)
from tests.analytics.importing.steps import NOW
from tests.support import other_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database

MON = session("S-1", "2026-11-02T10:00:00")
BARE = MON | {"client_name": "", "client_email": ""}
ADA = {"number": "C-1", "name": "Ada Quist", "email": "Ada@example.org"}
ZITA = {"number": "C-7", "name": "Zita Okonjo", "email": "zita@example.org"}


@pytest.fixture(autouse=True)
def _muster() -> Iterator[None]:
    yield from other_rows.installed()


def clients(database: Database) -> list[tuple[object, ...]]:
    return found(database, "select * from clients order by all")


def test_a_list_names_clients_known_by_its_ids_and_makes_no_others(
    database: Database, tmp_path: Path
) -> None:
    bring_sessions(database, tmp_path, BARE)
    assert clients(database) == [("C-1", "C-1", None, None)]
    report = bring_rows(
        database, tmp_path, "clients", ADA | {"phone": "+41 44 123 45 67"}, ZITA
    )
    assert clients(database) == [("C-1", "Ada Quist", "ada@example.org", "41441234567")]
    assert (
        told(report).sentence
        == "2 people on the list, 1 of them a client with sessions"
    )
    assert (report.accepted, report.new, report.changed) == (2, 0, 0)
    assert check(database).problems == ()


def test_a_list_gives_only_what_the_sessions_leave_open(
    database: Database, tmp_path: Path
) -> None:
    bring_sessions(database, tmp_path, MON)
    bring_rows(
        database,
        tmp_path,
        "clients",
        ADA | {"name": "A. Q.", "email": "new@example.org"},
    )
    assert clients(database) == [("C-1", "Ada Quist", "ada@example.org", None)]


def test_the_list_and_the_log_may_come_in_either_order_and_be_taken_back(
    database: Database, tmp_path: Path
) -> None:
    listed = bring_rows(database, tmp_path, "clients", ADA, ZITA)
    assert clients(database) == []
    log = bring_sessions(database, tmp_path, BARE)
    list_first = everything(database)
    importing.undo(database, str(listed.import_id), now=NOW)
    assert clients(database) == [("C-1", "C-1", None, None)]
    bring_rows(database, tmp_path, "clients", ADA, ZITA)
    assert everything(database) == list_first
    importing.undo(database, str(log.import_id), now=NOW)
    assert clients(database) == []
    assert importing.verify(database) == []


def test_a_list_lets_messages_by_name_find_a_client_known_by_number(
    database: Database, tmp_path: Path
) -> None:
    bring_sessions(database, tmp_path, BARE)
    message = {"name": "Ada Quist", "starts": "2026-11-02 10:00", "status": "sent"}
    bring_rows(database, tmp_path, "reminders", message)
    assert found(database, "select session_id from reminders") == [(None,)]
    bring_rows(database, tmp_path, "clients", ADA)
    assert found(database, "select session_id from reminders") == [("muster:S-1",)]


def test_promises_belong_to_clients_and_the_newest_file_says_if_they_are_done(
    database: Database, tmp_path: Path
) -> None:
    task = {"number": "T-1", "email": "ada@example.org", "task": "write a page"}
    other = {"number": "T-2", "email": "zita@example.org", "owner": "coach"}
    bring_sessions(database, tmp_path, MON)
    bring_rows(
        database,
        tmp_path,
        "actions",
        task | {"due": "2026-11-09", "done": "2026-11-08 09:00"},
        exported_at="2026-11-19T18:00:00",
    )
    report = bring_rows(
        database,
        tmp_path,
        "actions",
        task | {"due": "2026-11-09"},
        other,
        other | {"owner": "dog"},
        {"number": "T-3"},
        exported_at="2026-11-12T18:00:00",
    )
    assert found(
        database,
        "select client_id, owner, action, due_date::varchar, is_done "
        "from actions order by all",
    ) == [
        ("C-1", "client", "write a page", "2026-11-09", True),
        (None, "coach", None, None, False),
    ]
    assert told(report).sentence == (
        "2 promises for 1 client; 1 belongs to somebody without a session so far"
    )
    assert report.refused == 2


def names_left(database: Database) -> bool:
    with database.read() as cursor:
        tables = cursor.execute(
            "select table_name from duckdb_tables() "
            "where database_name = current_database()"
        ).fetchall()
        rows = [str(cursor.execute(f"from {t}").fetchall()) for (t,) in tables]
    return any(name in row for row in rows for name in ("Ada", "ada@", "a page"))


def test_forgetting_reaches_rows_of_every_kind_and_keeps_them_out(
    database: Database, tmp_path: Path
) -> None:
    def rows(day: str) -> list[int]:
        reports = [
            bring_rows(
                database,
                tmp_path,
                kind,
                *given,
                exported_at=f"2026-11-{day}T18:00:00",
            )
            for kind, given in {
                "prices": (
                    {"line": "1", "booking": "S-1", "amount": "9"},
                    {
                        "line": "2",
                        "name": "Ada Quist",
                        "day": "2026-11-02",
                        "amount": "9",
                    },
                ),
                "reminders": ({"name": "Ada Quist", "sent": "2026-11-01 10:00"},),
                "actions": ({"email": "ada@example.org", "task": "a page, Ada!"},),
                "clients": (ADA, ZITA),
            }.items()
        ]
        return [report.ignored for report in reports]

    bring_sessions(database, tmp_path, MON)
    assert rows("19") == [0, 0, 0, 0]
    held = privacy.export_client(database, "C-1")
    for table in ("price_versions", "reminders", "actions", "list_versions"):
        assert held[table], table

    privacy.forget(database, "C-1", now=NOW)
    assert not names_left(database)
    assert check(database).problems == ()
    assert importing.verify(database) == []

    assert rows("20") == [1, 1, 1, 1]
    assert not names_left(database)
    assert found(database, "select person_name from list_versions") == [
        ("Zita Okonjo",),
        ("Zita Okonjo",),
    ]


def test_somebody_on_a_list_without_a_session_can_be_forgotten_too(
    database: Database, tmp_path: Path
) -> None:
    bring_rows(database, tmp_path, "clients", ADA, ZITA)
    [(person_id,)] = found(
        database, "select person_id from list_versions where given_id = 'C-1'"
    )
    backup(database, tmp_path / "older.duckdb", now=NOW)
    privacy.forget(database, str(person_id), now=NOW)
    assert not names_left(database)
    restore(database, tmp_path / "older.duckdb", now=NOW)
    assert not names_left(database)
    again = bring_rows(
        database, tmp_path, "clients", ADA, ZITA, exported_at="2026-11-21T18:00:00"
    )
    assert again.ignored == 1
