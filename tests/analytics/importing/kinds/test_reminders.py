"""Reminders find their session: by id, by client and start, or by their sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store.check import check
from tests.analytics.importing.kinds.steps import (
    bring_rows,
    bring_sessions,
    everything,
    found,
    session,
    told,
)
from tests.analytics.importing.steps import NOW, at
from tests.support import other_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database
    from tests.support.files import Row

MON = session("S-1", "2026-11-02T10:00:00", booked_at="2026-10-20T09:00:00")
NEXT = session("S-2", "2026-11-09T10:00:00", booked_at="2026-11-02T11:00:00")
LATER = session("S-3", "2026-11-16T10:00:00", booked_at="2026-10-20T09:00:00")


def message(**said: str) -> Row:
    return {"channel": "SMS", "strategy": "day before", "status": "sent", **said}


@pytest.fixture(autouse=True)
def _muster() -> Iterator[None]:
    yield from other_rows.installed()


def matches(database: Database) -> list[tuple[object, ...]]:
    return found(
        database,
        "select right(session_id, 3), matched_by, status from reminders "
        "order by session_id nulls last, sent_at, matched_by desc",
    )


def test_an_id_or_the_person_and_start_name_the_session(
    database: Database, tmp_path: Path
) -> None:
    bring_sessions(database, tmp_path, MON, NEXT)
    report = bring_rows(
        database,
        tmp_path,
        "reminders",
        message(booking="S-1"),
        message(
            email="ADA@example.org", starts="2026-11-09 10:00", status="no_contact"
        ),
        message(name="Ada Quist", starts="2026-11-02", channel="email"),
    )
    assert matches(database) == [
        ("S-1", "session_id", "sent"),
        ("S-1", "day", "sent"),
        ("S-2", "start", "no_contact"),
    ]
    assert told(report).sentence == "3 reminders for 2 sessions"
    assert (report.new, report.changed) == (0, 0)
    assert found(database, "select distinct channel from reminders order by all") == [
        ("email",),
        ("sms",),
    ]


def test_what_went_out_without_a_start_was_for_the_next_session_booked_by_then(
    database: Database, tmp_path: Path
) -> None:
    bring_sessions(database, tmp_path, MON, NEXT, LATER)
    bring_rows(
        database,
        tmp_path,
        "reminders",
        message(number="C-1", sent="2026-11-01 10:00"),
        # S-2 was booked an hour later: nobody could remind of it.
        message(number="C-1", sent="2026-11-02 10:30"),
        message(number="C-1", sent="2026-09-01 10:00"),
    )
    assert matches(database) == [
        ("S-1", "next", "sent"),
        ("S-3", "next", "sent"),
        (None, "none", "sent"),
    ]


def test_a_session_moved_since_is_found_by_the_start_it_had(
    database: Database, tmp_path: Path
) -> None:
    moved = MON | {"starts_at": "2026-11-04T10:00:00"}
    bring_sessions(database, tmp_path, MON, exported_at="2026-11-01T18:00:00")
    bring_sessions(database, tmp_path, moved, exported_at="2026-11-08T18:00:00")
    bring_rows(
        database,
        tmp_path,
        "reminders",
        message(number="C-1", starts="2026-11-02 10:00"),
    )
    assert matches(database) == [("S-1", "start", "sent")]


def test_what_was_not_sent_on_monday_and_was_on_thursday_is_one_reminder(
    database: Database, tmp_path: Path
) -> None:
    for day, status in (("19", "sent"), ("16", "not_sent")):
        bring_rows(
            database,
            tmp_path,
            "reminders",
            message(booking="S-1", status=status),
            exported_at=f"2026-11-{day}T18:00:00",
        )
    bring_sessions(database, tmp_path, MON)
    assert matches(database) == [("S-1", "session_id", "sent")]
    assert found(database, "select known_at from reminders") == [
        (at("2026-11-19T18:00:00"),)
    ]


def test_reminders_without_a_session_are_kept_and_shown(
    database: Database, tmp_path: Path
) -> None:
    bring_sessions(database, tmp_path, MON)
    report = bring_rows(
        database,
        tmp_path,
        "reminders",
        message(name="Ada Quist", starts="2026-11-03 10:00"),
        message(name="Zita Okonjo", starts="2026-11-09 10:00"),
        message(booking="S-7"),
    )
    shown = [(row.who, row.at, row.why) for row in told(report).unmatched_rows]
    assert shown == [
        ("Ada Quist", at("2026-11-03T10:00:00"), "the client has no session then"),
        ("Zita Okonjo", at("2026-11-09T10:00:00"), "nobody with a session fits"),
        (None, None, "nobody with a session fits"),
    ]
    assert found(database, "select count(*) from reminders") == [(3,)]
    zita = session(
        "S-8",
        "2026-11-09T10:00:00",
        client_id="C-3",
        client_name="zita okonjo",
        client_email="",
    )
    bring_sessions(database, tmp_path, zita, exported_at="2026-11-21T18:00:00")
    assert ("S-8", "start", "sent") in matches(database)
    assert check(database).problems == ()


def test_undo_of_either_file_leaves_what_was_there_without_it(
    database: Database, tmp_path: Path
) -> None:
    first = bring_rows(database, tmp_path, "reminders", message(booking="S-1"))
    alone = everything(database)
    log = bring_sessions(database, tmp_path, MON)
    both = everything(database)
    importing.undo(database, str(log.import_id), now=NOW)
    assert everything(database) == alone
    bring_sessions(database, tmp_path, MON)
    assert everything(database) == both
    importing.undo(database, str(first.import_id), now=NOW)
    assert found(database, "select * from reminders") == []
    assert check(database).problems == ()


def test_a_message_that_names_nobody_is_left_out_and_an_odd_word_refused(
    database: Database, tmp_path: Path
) -> None:
    report = bring_rows(
        database,
        tmp_path,
        "reminders",
        message(starts="2026-11-09 10:00"),
        message(booking="S-1", status="exploded"),
        message(booking="S-1", status=""),
    )
    assert (report.rows, report.accepted, report.refused, report.ignored) == (
        3,
        1,
        1,
        1,
    )
    assert matches(database) == [(None, "none", "unknown")]


def test_flags_in_a_session_log_are_its_reminders(
    database: Database, tmp_path: Path
) -> None:
    rows = (
        MON | {"reminder_strategy": "text"},
        NEXT | {"reminder_strategy": "none"},
        LATER,
    )
    for _ in other_rows.installed(with_flags=True):
        report = bring_sessions(database, tmp_path, *rows)
        again = bring_sessions(
            database, tmp_path, *rows, exported_at="2026-11-21T18:00:00"
        )
    assert matches(database) == [
        ("S-1", "session_id", "sent"),
        ("S-2", "session_id", "not_sent"),
    ]
    assert (report.kind, report.rows, report.new) == ("sessions", 3, 3)
    assert told(report).sentence == "2 reminders for 2 sessions"
    assert again.duplicate == 3
    for done in (report, again):
        importing.undo(database, str(done.import_id), now=NOW)
    assert found(database, "select * from reminder_versions") == []


def test_a_list_made_by_hand_is_matched_by_a_name_that_one_client_has(
    database: Database, tmp_path: Path
) -> None:
    # The made-up tool has sessions of its own here, so its names are its own.
    namesake = session(
        "S-9",
        "2026-11-02T12:00:00",
        client_id="C-9",
        client_name="Ada Quist",
        client_email="",
    )
    bring_sessions(database, tmp_path, MON)
    bring_rows(
        database, tmp_path, "reminders", message(name="ADA QUIST", starts="2026-11-02")
    )
    assert matches(database) == [("S-1", "day", "sent")]
    bring_sessions(database, tmp_path, namesake, exported_at="2026-11-21T18:00:00")
    assert matches(database) == [(None, "none", "sent")]
