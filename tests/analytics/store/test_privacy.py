"""Forgetting reaches every table and every byte; what is held can be seen."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import (
    ClientNotFoundError,
    DiskFullError,
    RewriteUnfinishedError,
)
from analytics.store import (
    copies,
    entries,
    files,
    follow_ups,
    mentions,
    open_practice,
    own_steps,
    privacy,
    queries,
    remarks,
    removal,
)
from analytics.store.backup import backup
from analytics.store.check import check
from tests.analytics.small_practice import ANNA, BELA, NOW, ROWS, write_log

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database

TRACES = (b"Zwirbelbach", b"zwirbelbach", b"ZWIRBELBACH", b"1122334455")
DAY = dt.date(2026, 11, 16)


def bytes_beside(path: Path) -> bytes:
    """Return all bytes of the practice's file, its log and its spilled rows."""
    found = [
        file
        for file in path.parent.rglob("*")
        if path.name in str(file.relative_to(path.parent)) and file.is_file()
    ]
    return b"".join(file.read_bytes() for file in found)


@pytest.fixture(scope="module")
def noted_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import two overlapping logs and say something about Anna in every table.

    The file is not compressed, so that a trace that is there can be found.
    """
    folder = tmp_path_factory.mktemp("noted")
    opened = open_practice(folder / "practice.duckdb")
    with opened.read() as cursor:
        cursor.execute("set force_compression = 'uncompressed'")
    options = importing.ImportOptions(exported_at=NOW, timezone="Europe/Zurich")
    for name, rows in (("anna_zwirbelbach.csv", ROWS), ("all.csv", ROWS[:3])):
        path = write_log(folder, name, rows)
        importing.import_file(opened, path, now=NOW, options=options)
    enter_notes(opened)
    with opened.exclusive() as connection:
        connection.execute("checkpoint")
    opened.close()
    return opened.path


def enter_notes(opened: Database) -> None:
    advent = dt.date(2026, 12, 1)
    entries.add_ending(opened, ANNA, "paused", on=DAY, reason="at sea", now=NOW)
    entries.add_absence(opened, ANNA, DAY, advent, now=NOW)
    entries.add_follow_up(opened, ANNA, step="say_hello", on=DAY, now=NOW)
    entries.set_aside(
        opened, ANNA, from_date=DAY, until_date=advent, reason="a wedding", now=NOW
    )
    entries.add_ending(
        opened,
        BELA,
        "handed_over",
        on=DAY,
        to_whom="Anna Zwirbelbach",
        reason="sister of anna.zwirbelbach@example.org, call +11 22 33 44-55 (Anna "
        "ZWIRBELBACH Zwirbelbach, Anna)",
        now=NOW,
    )
    with opened.write() as cursor:
        for sql in (
            "update clients set phone = '+11 2233 4455' where client_id = 'C-1'",
            "update client_versions set phone = '+1122334455' where client_id = 'C-1'",
            "insert into refused_rows values ('i-1', 7, 'x', 'Anna Zwirbelbach')",
            "update imports set warnings = ['line 7 names Anna Zwirbelbach', 'w']",
            "insert into copies values ('export', '/x/Zwirbelbach', now()::timestamp)",
        ):
            cursor.execute(sql)


@pytest.fixture
def noted(noted_file: Path, practice_of_the_test: Path) -> Iterator[Database]:
    shutil.copyfile(noted_file, practice_of_the_test)
    opened = open_practice(practice_of_the_test)
    yield opened
    opened.close()


def test_no_byte_of_the_file_keeps_the_person(noted: Database) -> None:
    before = bytes_beside(noted.path)
    assert all(trace in before for trace in TRACES), "else this test could not fail"
    privacy.forget(noted, ANNA, now=NOW)
    with_open_file = bytes_beside(noted.path)
    noted.close()
    for found in (with_open_file, bytes_beside(noted.path)):
        assert [trace for trace in TRACES if trace in found] == []
        assert "Béla Örkény".encode() in found


def test_deleting_alone_would_leave_traces(noted: Database) -> None:
    """Why the file is written anew: freed blocks keep their text."""
    with noted.write() as cursor:
        removal.remove(cursor, ANNA, now=NOW)
    noted.close()
    assert b"Zwirbelbach" in bytes_beside(noted.path)


def test_a_mention_in_what_was_noted_of_others_is_taken_out(noted: Database) -> None:
    line = "a friend of Anna Zwirbelbach"
    entries.add_follow_up(noted, BELA, step="hello", note=line, on=DAY, now=NOW)
    follow_ups.plan(noted, BELA, "pause", due=DAY, why=line, on=DAY, now=NOW)
    remarks.add(noted, BELA, "why", note=line, on=DAY, now=NOW)
    entries.add_ending(noted, BELA, "completed", terms=line, on=DAY, now=NOW)

    privacy.forget(noted, ANNA, now=NOW)

    kept = [row for row in entries.entries(noted, BELA) if row.entry_id]
    assert "Zwirbelbach" not in repr(kept)
    for table, column in (
        ("follow_ups", "note"),
        ("planned_steps", "why"),
        ("remarks", "note"),
        ("endings", "terms"),
    ):
        sql = f"select {column} from {table} where {column} is not null"  # noqa: S608 - names above
        assert queries.rows(noted, sql) == [("a friend of (forgotten)",)]


def test_every_table_is_reached_and_counted(noted: Database) -> None:
    report = privacy.forget(noted, ANNA, now=NOW)
    assert report.removed == {
        "absences": 1,
        "client_keys": 2,
        "client_versions": 2,
        "clients": 1,
        "endings": 1,
        "follow_ups": 1,
        "session_versions": 4,
        "sessions": 2,
        "set_asides": 1,
    }
    with noted.read() as cursor:
        for table, whose in removal.rows_of(cursor).items():
            sql = f"select count(*) from {table} where {whose}"  # noqa: S608 - from the catalogue
            found = cursor.execute(sql, {"client_id": ANNA}).fetchall()
            assert found == [(0,)]


def test_practice_stays_whole_without_them(noted: Database) -> None:
    with noted.write() as cursor:
        cursor.execute("delete from refused_rows")
    privacy.forget(noted, ANNA, now=NOW)
    assert check(noted).problems == ()
    assert importing.verify(noted) == []
    assert queries.rows(noted, "select client_id, display_name from clients") == [
        (BELA, "Béla Örkény")
    ]


def test_mentions_are_taken_out_of_texts_about_others(noted: Database) -> None:
    report = privacy.forget(noted, ANNA, now=NOW)
    assert report.texts_changed == 7
    [ending] = entries.entries(noted, BELA)
    assert ending.reason == (
        "sister of (forgotten), call +(forgotten) ((forgotten) (forgotten))"
    )
    assert queries.rows(noted, "select to_whom from endings") == [("(forgotten)",)]
    assert queries.rows(noted, "select distinct warnings from imports") == [
        (["line 7 names (forgotten)", "w"],)
    ]
    names = queries.rows(noted, "select file_name from imports order by 1")
    assert names == [("(forgotten).csv",), ("all.csv",)]
    assert queries.rows(noted, "select fields from refused_rows") == [("(forgotten)",)]


def test_importing_them_again_is_ignored_under_every_identity(
    small: Database, tmp_path: Path
) -> None:
    privacy.forget(small, ANNA, now=NOW)
    by_id = write_log(tmp_path, "id.csv", (ROWS[0].replace("S-1", "S-7"),))
    by_mail = write_log(
        tmp_path,
        "mail.csv",
        (ROWS[0].replace("S-1,C-1", "S-8,").replace("a.z", "A.Z"),),
    )
    for path in (by_id, by_mail):
        report = importing.import_file(small, path, now=NOW)
        assert (report.rows, report.ignored, report.new) == (1, 1, 0)
        assert report.ignored_reasons == (("the person asked to be forgotten", 1),)
    assert queries.rows(small, "select client_id from clients") == [(BELA,)]


def test_only_salted_hashes_stay(small: Database) -> None:
    privacy.forget(small, ANNA, now=NOW)
    hashes = queries.rows(
        small,
        "select key_hash from forgotten where key_hash in (select md5(salt || i) from "
        "(select value as salt from meta where key = 'salt'), "
        "(values ('id:C-1'), ('email:anna.zwirbelbach@example.org')) as t (i))",
    )
    assert len(hashes) == 2
    assert queries.rows(small, "select count(*) from forgotten") == [(3,)]


def test_address_that_others_share_keeps_nobody_out(
    database: Database, tmp_path: Path
) -> None:
    shared = "family@example.org"
    rows = (
        ROWS[0].replace("anna.zwirbelbach@example.org", shared),
        ROWS[3].replace("bela@example.org", shared),
    )
    options = importing.ImportOptions(exported_at=NOW, timezone="Europe/Zurich")
    path = write_log(tmp_path, rows=rows)
    importing.import_file(database, path, now=NOW, options=options)
    report = privacy.forget(database, ANNA, now=NOW)
    assert report.alike == (BELA,)
    newer = write_log(tmp_path, rows=(rows[1], rows[1].replace("S-4,C-2", "S-9,")))
    again = importing.import_file(database, newer, now=NOW)
    assert again.ignored == 0


def test_same_name_as_a_coach_or_service_is_left_and_said(
    database: Database, tmp_path: Path
) -> None:
    rows = (ROWS[0].replace("Anna Zwirbelbach", "Davi"), *ROWS[2:])
    path = write_log(tmp_path, rows=rows)
    importing.import_file(database, path, now=NOW)
    report = privacy.forget(database, ANNA, now=NOW)
    assert report.still_named == ("sessions.coach",)
    assert queries.rows(database, "select distinct coach from sessions") == [("Davi",)]


def test_own_words_that_name_the_person_are_left_and_said(small: Database) -> None:
    for key, text in (("refer", "As Anna Zwirbelbach did."), ("pause", "Anna")):
        own_steps.write(small.path, key, text.encode(), was=None)

    report = privacy.forget(small, ANNA, now=NOW)

    assert report.still_named == ("practice.duckdb.steps/refer.md",)
    assert own_steps.read(small.path)["refer"] == b"As Anna Zwirbelbach did."


def test_short_or_missing_names_touch_no_other_text(
    database: Database, tmp_path: Path
) -> None:
    row = "S-1,,Al,,Marit,Coaching,2026-11-02T10:00:00+01:00,60,,attended,,,,,,,"
    path = write_log(tmp_path, "al.csv", (row, *ROWS[2:]))
    importing.import_file(database, path, now=NOW)
    [(client_id,)] = queries.rows(
        database, "select client_id from clients where display_name = 'Al'"
    )
    report = privacy.forget(database, str(client_id), now=NOW)
    assert (report.texts_changed, report.still_named) == (0, ())
    assert queries.rows(database, "select file_name from imports") == [("al.csv",)]


def test_parked_client_can_be_forgotten(small: Database) -> None:
    entries.add_ending(small, ANNA, "completed", on=DAY, now=NOW)
    [record] = importing.imports(small)
    importing.undo(small, record.import_id, now=NOW)
    assert privacy.forget(small, ANNA, now=NOW).removed == {"endings": 1}


def test_unknown_client_changes_nothing(small: Database) -> None:
    before = small.data_version
    with pytest.raises(ClientNotFoundError, match="'C-9'"):
        privacy.forget(small, "C-9", now=NOW)
    assert small.data_version == before
    privacy.forget(small, ANNA, now=NOW)
    with pytest.raises(ClientNotFoundError):
        privacy.forget(small, ANNA, now=NOW)


def test_copies_out_of_reach_are_named_with_their_age(
    small: Database, tmp_path: Path
) -> None:
    backup(small, tmp_path / "backup.duckdb", now=NOW)
    shutil.copyfile(small.path, tmp_path / "practice.duckdb.form-1.bak")
    copies.record(small, "export", tmp_path / "gone", NOW)
    report = privacy.forget(small, ANNA, now=NOW + dt.timedelta(days=30))
    found = {copy.kind: (copy.age_days, copy.is_there) for copy in report.out_of_reach}
    assert found["backup"] == (30, True)
    assert found["export"] == (30, False)
    assert found["kept"][1]


def test_stopped_before_the_last_step_is_noted_and_can_be_finished(
    noted: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as patch:
        patch.setattr(files, "copy_database", full)
        with pytest.raises(RewriteUnfinishedError, match=r"disk is full.*same command"):
            privacy.forget(noted, ANNA, now=NOW)
    assert queries.rows(noted, "select client_id from clients") == [(BELA,)]
    assert privacy.is_rewrite_due(noted)
    assert "was not written anew" in check(noted).problems[-1]
    privacy.forget(noted, ANNA, now=NOW)
    assert not privacy.is_rewrite_due(noted)
    assert b"Zwirbelbach" not in bytes_beside(noted.path)


def test_practice_is_open_as_before_afterwards(small: Database) -> None:
    before = small.data_version
    privacy.forget(small, ANNA, now=NOW)
    assert small.data_version > before
    entries.add_ending(small, BELA, "completed", on=DAY, now=NOW)


def test_every_text_column_is_reached_or_known_to_name_nobody(
    small: Database,
) -> None:
    """A column added later has to be put into one of these lists."""
    names_nobody = {
        *("imports." + c for c in ("import_id", "tool", "variant", "source")),
        *("imports." + c for c in ("confidence", "sha256", "timezone", "kind")),
        *("meta.key", "meta.value", "schema_migrations.name", "forgotten.key_hash"),
        *("settings.key", "settings.value", "services.kind", "copies.kind"),
        *("refused_rows.import_id", "mappings.header_key", "mappings.definition"),
        *("models." + c for c in ("model_id", "kind", "knew", "imports", "mode")),
        *("models.why", "models.card"),
        *("score_runs." + c for c in ("run_id", "state", "step", "knew", "said")),
        *("strategies.steps", "strategy_spans.entry_id"),
        *("trials." + c for c in ("trial_id", "seed", "plan_sha256")),
        *("policy_changes.entry_id", "booking_links.entry_id"),
        *("colleagues.entry_id", "colleagues.kind"),
    }
    with small.read() as cursor:
        people = removal.tables_of_people(cursor)
    columns = {
        f"{table}.{column}"
        for table, column in queries.rows(
            small,
            "select table_name, column_name from duckdb_columns() where "
            "database_name = current_database() and data_type like 'VARCHAR%'",
        )
        if table not in people
    }
    texts = {
        *mentions.FREE_TEXTS,
        *mentions.FILE_TEXTS,
        *mentions.NAMES_OF_OTHERS,
        ("imports", "warnings"),
    }
    reached = {f"{table}.{column}" for table, column in texts}
    assert columns - reached - names_nobody == set()


def test_everything_held_about_a_client_is_shown(small: Database) -> None:
    entries.add_ending(small, ANNA, "paused", on=DAY, reason="sabbatical", now=NOW)
    held = privacy.export_client(small, ANNA)
    assert (held["client_id"], held["name"]) == (ANNA, "Anna Zwirbelbach")
    assert held["email"] == "anna.zwirbelbach@example.org"
    assert held["phone"] is None
    with small.read() as cursor:
        for table, whose in removal.rows_of(cursor).items():
            sql = f"select count(*) from {table} where {whose}"  # noqa: S608 - from the catalogue
            [(count,)] = cursor.execute(sql, {"client_id": ANNA}).fetchall()
            rows = held[table]
            assert isinstance(rows, list)
            assert len(rows) == count
    assert "Béla" not in str(held)


def test_held_about_an_unknown_client_is_nothing(small: Database) -> None:
    with pytest.raises(ClientNotFoundError):
        privacy.export_client(small, "C-9")
