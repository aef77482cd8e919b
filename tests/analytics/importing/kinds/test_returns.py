"""What a coach sends back: kept once, taken back whole, refused with its line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts, importing
from analytics.exports.tools.coach_return import COLUMNS
from analytics.facts import entered
from analytics.importing import ImportOptions
from analytics.store import entries, privacy, queries
from analytics.store.check import check
from tests.analytics.importing.steps import NOW, at
from tests.support.files import write_template

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.store import Database

WRITTEN = "2026-11-21T12:00:00"
LATER = "2026-11-21T18:00:00"

LOG = (
    ("S-1", "C-1", "Ada Quist", "Marit", "2026-11-02T10:00:00", ""),
    ("S-2", "C-1", "Ada Quist", "Marit", "2026-11-09T10:00:00", ""),
    ("S-3", "C-2", "Ben Oyelaran", "Davi", "2026-11-10T10:00:00", ""),
    ("S-4", "C-1", "Ada Quist", "Marit", "2026-12-07T10:00:00", "scheduled"),
)


@pytest.fixture
def log(database: Database, tmp_path: Path) -> Database:
    """Import a log of two coaches, in which nobody says who came."""
    names = ("session_id", "client_id", "client_name", "coach", "starts_at", "status")
    rows = [dict(zip(names, row, strict=True)) for row in LOG]
    path = write_template(tmp_path / "log.csv", rows)
    options = ImportOptions(exported_at=at("2026-11-20T18:00:00"), timezone="UTC")
    importing.import_file(database, path, now=NOW, options=options)
    return database


def send_back(
    database: Database, folder: Path, *rows: str, written: str = WRITTEN
) -> ImportReport:
    """Import a return file; `rows` leave out initials and when."""
    filled = [
        ",".join([*row.split(",")[:3], "A. Q.", "2 Nov", *row.split(",")[3:]])
        for row in rows
    ]
    path = folder / f"return-{written[11:13]}.csv"
    path.write_text("\n".join([",".join(COLUMNS), *filled, ""]), "utf-8")
    options = ImportOptions(exported_at=at(written))
    return importing.import_file(database, path, now=NOW, options=options)


def outcomes(database: Database) -> dict[str, tuple[str, str]]:
    """Return outcome and basis of each session."""
    found = facts.session_facts(database, facts.default_as_of(database, NOW))
    columns = (found["session_id"], found["outcome"], found["outcome_basis"])
    return {key: (out, basis) for key, out, basis in zip(*columns, strict=True)}


def entries_of(database: Database) -> list[tuple[object, ...]]:
    return queries.rows(
        database,
        "select 'said', client_id, outcome, on_date from confirmations "
        "where withdrawn_at is null union all "
        "select step, client_id, result, on_date from follow_ups "
        "where withdrawn_at is null order by all",
    )


def test_outcomes_and_contacts_are_kept_once(log: Database, tmp_path: Path) -> None:
    rows = (
        "S-1,,Marit,came,,",
        "S-2,,marit ,Did not come,,",
        ",C-1,Marit,,2026-11-20,yes",
    )

    report = send_back(log, tmp_path, *rows)

    assert (report.tool, report.kind, report.rows) == ("coach_return", "returns", 3)
    assert (report.accepted, report.refused, report.warnings) == (3, 0, ())
    assert report.others[0].sentence == "3 answers for 1 client"
    assert outcomes(log)["S-1"] == ("attended", "confirmed")
    assert outcomes(log)["S-2"] == ("no_show", "confirmed")
    known = entered.known(log, facts.default_as_of(log, NOW))
    contact = known.contact("C-1", None)
    assert contact is not None
    assert contact.from_date == dt.date(2026, 11, 20)
    answer = known.answer(contact)
    assert answer is not None
    assert answer.reason == "answered"
    before = entries_of(log)

    again = send_back(log, tmp_path, *rows)
    later = send_back(log, tmp_path, *rows, "S-2,,Marit,,,", written=LATER)

    assert again.is_repeat
    assert (later.accepted, later.duplicate, later.ignored) == (0, 3, 1)
    assert entries_of(log) == before
    assert len(before) == 4


def test_a_return_taken_back_leaves_nothing(log: Database, tmp_path: Path) -> None:
    before = outcomes(log)
    report = send_back(log, tmp_path, "S-1,,Marit,came,2026-11-03,no")
    assert report.import_id is not None

    importing.undo(log, report.import_id, now=NOW)

    assert entries_of(log) == []
    assert outcomes(log) == before
    assert queries.rows(log, "select * from return_versions") == []


def test_the_newest_word_of_a_coach_counts_in_any_order(
    log: Database, tmp_path: Path
) -> None:
    send_back(log, tmp_path, "S-1,,Marit,did not come,,", written=LATER)
    send_back(log, tmp_path, "S-1,,Marit,came,,")

    assert outcomes(log)["S-1"] == ("no_show", "confirmed")


def test_what_was_taken_back_on_a_page_stays_taken_back(
    log: Database, tmp_path: Path
) -> None:
    send_back(log, tmp_path, ",C-1,Marit,,2026-11-20,")
    (entry,) = entries.entries(log, "C-1")
    entries.withdraw(log, entry.entry_id, now=NOW)

    send_back(log, tmp_path, "S-1,,Marit,came,,", written=LATER)

    assert [row[0] for row in entries_of(log)] == ["said"]


def test_rows_left_empty_are_counted_and_no_answers(
    log: Database, tmp_path: Path
) -> None:
    report = send_back(log, tmp_path, "S-1,,Marit,,,", ",C-1,Marit, , ,")

    assert (report.rows, report.accepted, report.ignored) == (2, 0, 2)
    assert report.ignored_reasons == (("the coach left them empty", 2),)
    assert entries_of(log) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("S-1,,Marit,perhaps,,", "what_happened is none of"),
        ("S-9,,Marit,came,,", "no session here"),
        (",C-9,Marit,,2026-11-20,", "no client here"),
        ("S-3,,Marit,came,,", "another coach"),
        (",C-2,Marit,,2026-11-20,", "not this coach"),
        ("S-4,,Marit,came,,", "still ahead"),
        (",C-1,,,2026-11-20,", "names no coach"),
        (",,Marit,,2026-11-20,", "neither a session nor a client"),
        (",C-1,Marit,came,,", "only a session"),
        (",C-1,Marit,,04/03/2026,", "could be two"),
        (",C-1,Marit,,last week,", "no day"),
        (",C-1,Marit,,2026-12-20,", "lies ahead"),
        (",C-1,Marit,,1926-11-20,", "check the year"),
        (",C-1,Marit,,2026-11-20,maybe", "neither yes nor no"),
        (",C-1,Marit,,,yes", "contacted_on is not"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line(
    log: Database, tmp_path: Path, row: str, said: str
) -> None:
    report = send_back(log, tmp_path, "S-2,,Marit,came,,", row)

    (refusal,) = report.refusals
    assert refusal.line == 3
    assert said in refusal.reason
    assert report.accepted == 1
    assert [found[0] for found in entries_of(log)] == ["said"]


@pytest.mark.parametrize(
    "day",
    ["20.11.2026", "20.11.26", "20/11/2026", "11/20/2026", "2026-11-20 00:00:00"],
)
def test_a_day_that_a_spreadsheet_rewrote_is_read(
    log: Database, tmp_path: Path, day: str
) -> None:
    send_back(log, tmp_path, f",C-1,Marit,,{day},")

    assert entries_of(log) == [("say_hello", "C-1", None, dt.date(2026, 11, 20))]


def test_whoever_is_forgotten_takes_their_answers_along(
    log: Database, tmp_path: Path
) -> None:
    send_back(log, tmp_path, "S-1,,Marit,came,,", ",C-1,Marit,,2026-11-20,yes")

    privacy.forget(log, "C-1", now=NOW)

    assert entries_of(log) == []
    assert queries.rows(log, "select * from return_versions") == []
    assert check(log).problems == ()
