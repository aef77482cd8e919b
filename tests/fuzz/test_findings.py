"""Every file the fuzzer ever stumbled on, and its corpus, through everything again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.contracts import ImportReport
from analytics.importing import Brought
from fuzz import target as fuzzed
from fuzz.target import BrokenPromiseError, Target
from tests.support.files import TEMPLATE, table

if TYPE_CHECKING:
    from collections.abc import Iterator

FUZZ = Path(__file__).parents[2] / "fuzz"
FINDINGS = sorted((FUZZ / "findings").iterdir())
CORPUS = sorted((FUZZ / "corpus").iterdir())


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    made = Target()
    yield made
    made.close()


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.name)
def test_a_finding_breaks_nothing_any_more(path: Path, target: Target) -> None:
    target.take(path.read_bytes(), is_guessed=True, is_imported=True)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_a_file_of_the_corpus_is_read(path: Path, target: Target) -> None:
    target.take(path.read_bytes(), is_guessed=True, is_imported=False)


def test_a_file_of_the_corpus_is_imported_checked_and_undone(target: Target) -> None:
    before = target.imported

    for name in ("zip_csv.bin", "template.csv"):
        content = (FUZZ / "corpus" / name).read_bytes()
        target.take(content, is_guessed=False, is_imported=True)

    assert target.imported == before + 2


def test_which_files_are_imported_is_settled_by_their_bytes(target: Target) -> None:
    runs = target.runs

    target(b"")
    target(b"a,b\n1,2\n")

    assert target.runs == runs + 2


def test_a_broken_promise_is_noticed(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importing.import_parts

    def miscounted(*given: object, **said: object) -> Brought:
        brought = real(*given, **said)  # type: ignore[arg-type]  # passed on
        (report,) = brought.reports
        return Brought((ImportReport(**{**vars(report), "rows": report.rows + 1}),))

    monkeypatch.setattr(importing, "import_parts", miscounted)
    row = {"session_id": "s1", "client_id": "c1", "starts_at": "2026-11-02T10:00:00Z"}

    with pytest.raises(BrokenPromiseError, match="2 rows read, 1 accounted for"):
        target.take(table(TEMPLATE, [row]).encode(), is_guessed=False, is_imported=True)
    (record,) = (r for r in importing.imports(target.database) if not r.undone_at)
    importing.undo(target.database, record.import_id, now=fuzzed.NOW)


def test_the_tests_need_no_fuzzer() -> None:
    assert "atheris" not in sys.modules
