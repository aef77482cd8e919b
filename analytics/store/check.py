"""Whether the practice's file is whole and what it holds agrees with itself.

Each file in ``checks/`` is one ``select`` that finds no row where all is well.
Findings are counts: a check names nobody, so that its result can be sent to
somebody who helps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from analytics.errors import PracticeError
from analytics.store import migrations, privacy
from analytics.store.database import errors_said
from analytics.store.queries import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.store.database import Database

_HERE = Path(__file__).parent / "checks"

_SAID = {
    "evidence_without_session": "meeting reports are held against no session",
    "keys_without_client": "identifiers belong to no client",
    "miscounted_imports": "imports do not account for all of their rows",
    "missing_refusals": "imports list other refused rows than they counted",
    "moves_to_itself": "sessions are said to replace themselves",
    "odd_scores": "scores hold a number or a word that cannot be",
    "odd_strategies": "reminders are of no strategy that was described",
    "odd_words_of_people": "entries about sessions hold no word of Driftline's",
    "overlapping_strategies": "entries of the reminder diary overlap",
    "repeated_clients": "ids stand for more than one client",
    "repeated_imports": "ids stand for more than one import",
    "reminders_without_session": "reminders or promises belong to nothing in the log",
    "repeated_rows": "rows that are no sessions stand more than once in one import",
    "repeated_sessions": "ids stand for more than one session",
    "repeated_versions": "sessions stand more than once in one import",
    "rows_without_import": "rows that are no sessions come from no import",
    "scores_without_model": "scores belong to no run of a model",
    "sessions_without_client": "sessions belong to no client",
    "sessions_without_import": "sessions come from no import",
    "sessions_without_version": "sessions differ from those the imports show",
    "slots_without_session": "moves belong to no session",
    "unknown_words": "sessions have an outcome that is no word of Driftline's",
    "versions_without_import": "versions come from no import",
}
_NOTED = {
    "moves_from_nowhere": (
        "sessions were moved from one that no imported file shows; that is harmless"
    ),
}
_REWRITE_DUE = (
    "a client was forgotten, but the file was not written anew: give the same forget "
    "command again"
)


@dataclass(frozen=True)
class CheckReport:
    """What was found."""

    problems: tuple[str, ...]
    """One sentence each, without a name; empty when all is well."""
    notes: tuple[str, ...]
    """What is worth knowing and no problem."""
    rows: dict[str, int]
    """Rows a table, all of which were read."""
    form: int
    """Number of the last migration the file has seen."""
    is_readable: bool = True
    """Whether every table could be read; if not, nothing else was looked at."""

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def with_problems(self, more: Sequence[str]) -> CheckReport:
        """Return the report with what else was found."""
        return replace(self, problems=(*self.problems, *more))


def check(database: Database) -> CheckReport:
    """Read every row of every table and look for contradictions."""
    with database.read() as cursor:
        form = migrations.form_of(cursor, database.path)
        rows, unreadable = _read_all(cursor, database.path)
        if unreadable:
            return CheckReport(tuple(unreadable), (), rows, form, is_readable=False)
        problems = [*_odd_tables(cursor), *_found(cursor, _SAID)]
        notes = _found(cursor, _NOTED)
    if privacy.is_rewrite_due(database):
        problems.append(_REWRITE_DUE)
    return CheckReport(tuple(problems), tuple(notes), rows, form)


def _read_all(
    cursor: duckdb.DuckDBPyConnection, path: Path
) -> tuple[dict[str, int], list[str]]:
    """Return the rows a table, and which tables cannot be read."""
    rows: dict[str, int] = {}
    for table in _columns(cursor):
        try:
            with errors_said(path):
                # The hash makes DuckDB read every block of every column.
                found = cursor.execute(
                    f"select count(*), bit_xor(hash(t)) from {table} as t"  # noqa: S608 - from the catalogue
                ).fetchone()
        except PracticeError:
            return rows, [f"the table {table} is damaged and cannot be read"]
        rows[table] = int(found[0]) if found else 0
    return rows, []


def _odd_tables(cursor: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Hold the tables against those a new practice has."""
    with duckdb.connect() as empty:
        for step in migrations.known():
            empty.execute(step.sql)
        right = _columns(empty)
    found = _columns(cursor)
    for table in sorted(right.keys() - found.keys()):
        yield f"the table {table} is missing"
    for table in sorted(right.keys() & found.keys()):
        if right[table] != found[table]:
            yield f"the table {table} has other columns than it should"


def _columns(cursor: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    found = cursor.execute(
        "select table_name, list(column_name || ' ' || data_type order by column_index)"
        " from duckdb_columns() where database_name = current_database() "
        "and schema_name = 'main' and not internal "
        "group by table_name order by table_name"
    ).fetchall()
    return {table: tuple(columns) for table, columns in found}


def _found(cursor: duckdb.DuckDBPyConnection, said: dict[str, str]) -> list[str]:
    counts = {name: _count(cursor, name) for name in said}
    return [f"{count} {said[name]}" for name, count in counts.items() if count]


def _count(cursor: duckdb.DuckDBPyConnection, name: str) -> int:
    sql = text_of(_HERE / f"{name}.sql")
    row = cursor.execute(f"select count(*) from ({sql})").fetchone()  # noqa: S608 - our own files
    return int(row[0]) if row else 0
