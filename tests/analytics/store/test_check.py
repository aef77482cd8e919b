"""The check finds each kind of damage and contradiction, and names nobody."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import FileThereError, MissingFolderError
from analytics.exports import EXPORTS
from analytics.exports.mapped.shipped import shipped
from analytics.store import bundle, log, open_practice
from analytics.store.check import check
from tests.analytics.small_practice import NOW, fill

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database


def test_sound_practice_is_well_and_counted(small: Database) -> None:
    report = check(small)
    assert (report.is_well, report.problems, report.notes) == (True, (), ())
    assert report.rows["sessions"] == 5
    assert report.rows["clients"] == 2
    assert report.is_readable


def test_empty_practice_is_well(database: Database) -> None:
    assert check(database).is_well


def test_practice_is_well_after_an_undo_and_a_refusal(
    database: Database, tmp_path: Path
) -> None:
    bad = "S-9,C-9,Ute,u@example.org,Marit,Coaching,never,60,,attended,,,,,,,"
    report = fill(database, tmp_path, rows=(bad, bad.replace("never", "2026-11-02")))
    assert report.refused == 1
    assert check(database).problems == ()
    importing.undo(database, str(report.import_id), now=NOW)
    assert check(database).problems == ()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("delete from clients where client_id = 'C-2'", "3 sessions belong to no"),
        ("delete from clients where client_id = 'C-2'", "2 identifiers belong to no"),
        ("delete from imports", "5 sessions come from no import"),
        ("delete from imports", "7 versions come from no import"),
        ("update imports set undone_at = now()", "5 sessions come from no import"),
        ("update imports set count_rows = 6", "1 imports do not account for all"),
        (
            "insert into refused_rows select import_id, 2, 'x', null from imports",
            "1 imports list other refused rows",
        ),
        ("insert into sessions from sessions limit 1", "1 ids stand for more than one"),
        ("insert into clients from clients limit 1", "1 ids stand for more than one c"),
        ("insert into imports from imports", "1 ids stand for more than one import"),
        (
            "insert into session_versions from session_versions limit 1",
            "1 sessions stand more than once in one import",
        ),
        (
            "delete from session_versions where session_id = 'S-1'",
            "1 sessions differ from those the imports show",
        ),
        (
            "delete from sessions where session_id = 'S-1'",
            "1 sessions differ from those the imports show",
        ),
        (
            "update sessions set replaces = session_id where session_id = 'S-1'",
            "1 sessions are said to replace themselves",
        ),
        ("update sessions set outcome = 'gone'", "5 sessions have an outcome that is"),
        (
            "update sessions set outcome_basis = 'none' where outcome = 'attended'",
            "1 sessions have an outcome that is",
        ),
        (
            (
                "insert into list_versions by name select 'i-0' as import_id, "
                "now()::timestamp as exported_at, 'x' as source, 'k' as list_key"
            ),
            "1 rows that are no sessions come from no import",
        ),
        (
            (
                "insert into list_versions by name select import_id, exported_at, "
                "source, 'k' as list_key from imports cross join range(2)"
            ),
            "1 rows that are no sessions stand more than once in one import",
        ),
        (
            (
                "insert into reminders by name select 'r' as reminder_id, source, "
                "'S-99' as session_id, 'none' as matched_by, 'sent' as status, "
                "import_id, exported_at as known_at from imports"
            ),
            "1 reminders or promises belong to nothing in the log",
        ),
        ("drop table services", "the table services is missing"),
        (
            "alter table services drop column kind",
            "the table services has other columns than it should",
        ),
    ],
)
def test_contradiction_is_found_and_said_without_a_name(
    small: Database, sql: str, said: str
) -> None:
    with small.write() as cursor:
        cursor.execute(sql)
    report = check(small)
    assert not report.is_well
    assert any(problem.startswith(said) for problem in report.problems)
    assert "Zwirbelbach" not in str(report)


def test_move_from_a_session_nobody_has_shown_is_only_noted(small: Database) -> None:
    with small.write() as cursor:
        cursor.execute("update sessions set replaces = 'S-0' where session_id = 'S-1'")
    report = check(small)
    assert report.is_well
    assert report.notes == (
        "1 sessions were moved from one that no imported file shows; that is harmless",
    )


def test_spoiled_block_is_found_though_the_file_opens(small_path: Path) -> None:
    """Every kilobyte that holds a session is spoiled in turn until one is met."""
    whole = small_path.read_bytes()
    place = whole.index(b"Programme")
    small_path.write_bytes(whole[:place] + b"Pr0gramme" + whole[place + 9 :])
    spoiled = open_practice(small_path)
    report = check(spoiled)
    spoiled.close()
    assert not report.is_readable
    assert report.problems[0].endswith("is damaged and cannot be read")


def test_more_problems_can_be_added(small: Database) -> None:
    assert not check(small).with_problems(["2 clients have no session"]).is_well


def test_bundle_helps_and_names_nobody(small: Database, tmp_path: Path) -> None:
    with small.write() as cursor:
        cursor.execute("insert into settings values ('zone.anna_studio', 'UTC')")
        cursor.execute(
            "insert into imports select 'i-2', 'Örkény.csv', 'mapping', 'Anna', "
            "'mapped_anna', confidence, sha256, timezone, exported_at, imported_at, "
            "first_starts_at, last_starts_at, 0, 0, 0, 0, 0, 0, 0, ['Anna'], null, "
            "kind from imports"
        )
    log.set_up(small.path)
    log.event("import", import_id="i-1", rows=5)
    log.close()
    target = tmp_path / "support.zip"
    bundle.write_bundle(small, check(small), target, now=NOW)
    with zipfile.ZipFile(target) as opened:
        texts = {name: opened.read(name).decode() for name in opened.namelist()}
    assert set(texts) == {
        "README.txt",
        "about.json",
        "check.json",
        "imports.json",
        "settings.json",
        "log.txt",
    }
    together = "".join(texts.values()) + "".join(texts)
    for name in ("anna", "zwirbel", "bela@", "béla", "rkény", "marit", "davi", ".csv"):
        assert name not in together.lower()
    assert '"duckdb"' in texts["about.json"]
    assert '"count_rows": 5' in texts["imports.json"]
    assert '"zone.mapping"' in texts["settings.json"]
    assert "import import_id=i-1 rows=5" in texts["log.txt"]
    assert str(tmp_path) not in together


def test_a_bundle_knows_the_names_of_all_tools() -> None:
    ours = {export.source or export.tool for export in EXPORTS}

    assert ours | {mapping.source for mapping in shipped()} == bundle._KNOWN_SOURCES


def test_bundle_says_where_a_part_is_not_installed(
    small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "_PACKAGES", ("duckdb", "no-such-package"))
    target = tmp_path / "support.zip"
    bundle.write_bundle(small, check(small), target, now=NOW)
    with zipfile.ZipFile(target) as opened:
        assert '"no-such-package": null' in opened.read("about.json").decode()


def test_bundle_never_overwrites(small: Database, tmp_path: Path) -> None:
    target = tmp_path / "support.zip"
    target.write_text("mine", "utf-8")
    report = check(small)
    with pytest.raises(FileThereError, match="exists already"):
        bundle.write_bundle(small, report, target, now=NOW)
    with pytest.raises(MissingFolderError):
        bundle.write_bundle(small, report, tmp_path / "no" / "x.zip", now=NOW)
    assert target.read_text("utf-8") == "mine"
