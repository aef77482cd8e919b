"""A practice's own steps: over the shipped ones, and never in their way when broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError
from analytics.playbook import STEPS, Blanks, practice_steps
from analytics.playbook.steps import shipped_text
from analytics.store import own_steps
from analytics.store.backup import backup
from analytics.store.restore import restore
from tests.analytics.small_practice import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

OURS = shipped_text("say_hello").replace("title: Say hello", "title: Wave")


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    return tmp_path / "practice.duckdb"


def lay(practice: Path, name: str, content: bytes) -> None:
    folder = own_steps.folder_of(practice)
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)


def test_without_files_the_shipped_steps_hold(practice: Path) -> None:
    found = practice_steps.of(practice)

    assert found.steps == practice_steps.SHIPPED
    assert (found.own, found.unknown) == ({}, ())
    assert own_steps.stamp(practice) == ()
    assert not own_steps.folder_of(practice).exists()


def test_an_edited_file_stands_over_the_shipped_one(practice: Path) -> None:
    practice_steps.save(practice, "say_hello", OURS, was=None)

    found = practice_steps.of(practice)
    assert found.steps["say_hello"].title == "Wave"
    assert list(found.steps) == list(practice_steps.SHIPPED)
    assert found.text("say_hello") == OURS
    assert found.text("refer") == shipped_text("refer")
    assert own_steps.stamp(practice)[0][0] == "say_hello.md"

    practice_steps.put_back(practice, "say_hello", was=OURS.encode())
    assert practice_steps.of(practice).steps == practice_steps.SHIPPED


def test_a_broken_file_breaks_nothing_and_is_named(practice: Path) -> None:
    lay(practice, "say_hello.md", b"title: <b>\n")
    lay(practice, "refer.md", "Weiterverweisen: ä".encode("latin-1"))
    lay(practice, "say_helo.md", b"")
    lay(practice, "notes.txt", b"")

    found = practice_steps.of(practice)
    assert found.steps["say_hello"] == STEPS["say_hello"]
    assert found.steps["refer"] == STEPS["refer"]
    assert set(found.own) == {"say_hello", "refer"}
    assert not any(one.is_used for one in found.own.values())
    assert found.own["refer"].checked.findings[0].line == 1
    assert found.text("refer").startswith("Weiterverweisen")
    assert len(found.unknown) == 1
    assert "Did you mean say_hello?" in found.unknown[0]
    draft = found.steps["say_hello"].draft(Blanks("Anna"))
    assert draft.startswith("Hi Anna,")


def test_saving_can_be_undone_also_when_what_stood_there_was_broken(
    practice: Path,
) -> None:
    lay(practice, "say_hello.md", b"broken")
    practice_steps.save(practice, "say_hello", OURS, was=b"broken")

    practice_steps.undo(practice, "say_hello", b"broken", was=OURS.encode())
    assert practice_steps.of(practice).own["say_hello"].content == b"broken"
    practice_steps.undo(practice, "say_hello", None, was=b"broken")
    assert practice_steps.of(practice).own == {}


def test_a_broken_file_is_not_saved(practice: Path) -> None:
    broken = OURS.replace("{first_name}", "{name}", 1)

    with pytest.raises(BadEntryError, match=r"Line \d+: Nobody fills in {name}"):
        practice_steps.save(practice, "say_hello", broken, was=None)
    assert practice_steps.of(practice).own == {}


@pytest.mark.parametrize("key", ["../practice", "say hello", "", "nobody"])
def test_no_other_file_can_be_written(practice: Path, key: str) -> None:
    with pytest.raises(BadEntryError):
        practice_steps.save(practice, key, OURS, was=None)
    with pytest.raises(BadEntryError):
        own_steps.write(practice, f"../{key}", OURS.encode(), was=None)


def test_what_another_window_saved_is_not_written_over(practice: Path) -> None:
    theirs = OURS.replace("Wave", "Nod")
    practice_steps.save(practice, "say_hello", theirs, was=None)

    for was in (None, OURS.encode()):
        with pytest.raises(BadEntryError, match="changed meanwhile"):
            practice_steps.save(practice, "say_hello", OURS, was=was)
        with pytest.raises(BadEntryError, match="changed meanwhile"):
            practice_steps.put_back(practice, "say_hello", was=was)
    assert practice_steps.of(practice).steps["say_hello"].title == "Nod"


def test_a_backup_takes_them_along_and_restoring_brings_them_back(
    small: Database, tmp_path: Path
) -> None:
    practice_steps.save(small.path, "say_hello", OURS, was=None)
    made = backup(small, tmp_path / "backup.duckdb", now=NOW)
    assert made.own_steps == 1
    newer = OURS.replace("Wave", "Nod")
    practice_steps.save(small.path, "say_hello", newer, was=OURS.encode())
    practice_steps.save(small.path, "refer", shipped_text("refer"), was=None)

    done = restore(small, made.path, now=NOW)

    assert done.own_steps == 1
    back = practice_steps.of(small.path)
    assert (back.steps["say_hello"].title, set(back.own)) == ("Wave", {"say_hello"})
    assert done.kept is not None
    assert practice_steps.of(done.kept).steps["say_hello"].title == "Nod"


def test_a_backup_without_any_leaves_them_as_they_are(
    small: Database, tmp_path: Path
) -> None:
    made = backup(small, tmp_path / "backup.duckdb", now=NOW)
    practice_steps.save(small.path, "say_hello", OURS, was=None)

    assert (made.own_steps, restore(small, made.path, now=NOW).own_steps) == (0, 0)
    assert practice_steps.of(small.path).steps["say_hello"].title == "Wave"
