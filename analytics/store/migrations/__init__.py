"""The form of the practice's file, as numbered steps.

Each ``NNNN_name.sql`` runs once, in order, in a transaction together with the
record that it ran. A file of an older form is copied before it is touched; one
of a newer form is refused.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import NewerPracticeError, NotAPracticeError

if TYPE_CHECKING:
    import duckdb

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Migration:
    """One step."""

    number: int
    name: str
    sql: str


def known() -> list[Migration]:
    """Return the steps this Driftline knows, in order."""
    return [
        Migration(int(p.stem[:4]), p.stem[5:], p.read_text("utf-8"))
        for p in sorted(_HERE.glob("[0-9]*.sql"))
    ]


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> list[int]:
    """Bring the file to the newest form; return the numbers of the steps run.

    Raises
    ------
    NotAPracticeError
        If the file holds tables and none of them is Driftline's.
    NewerPracticeError
        If a newer Driftline wrote it.
    """
    done = form_of(connection, path)
    steps = known()
    newest = steps[-1].number
    if done > newest:
        raise NewerPracticeError(path, done, newest)
    pending = [step for step in steps if step.number > done]
    for step in pending:
        _run(connection, step)
    return [step.number for step in pending]


def form_of(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Return the number of the last step the file has seen, 0 for a new file.

    Raises
    ------
    NotAPracticeError
        If the file holds tables and none of them is Driftline's.
    """
    tables = {
        row[0]
        for row in connection.execute(
            "select table_name from duckdb_tables() "
            "where database_name = current_database()"
        ).fetchall()
    }
    if not tables:
        return 0
    if not {"schema_migrations", "meta"} <= tables:
        raise NotAPracticeError(path)
    row = connection.execute("select max(number) from schema_migrations").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def form_to_keep(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Return the form of a file that is about to be migrated, 0 for no such file.

    Whatever the file had not yet taken in is written to it, so that it can be
    copied once the connection is closed.

    Raises
    ------
    NotAPracticeError
        If the file holds tables and none of them is Driftline's.
    """
    form = form_of(connection, path)
    if not 0 < form < known()[-1].number:
        return 0
    connection.execute("checkpoint")
    return form


def keep_copy(path: Path, form: int) -> None:
    """Copy a closed file beside itself, under the number of its form."""
    shutil.copyfile(path, path.with_name(f"{path.name}.form-{form}.bak"))


def _run(connection: duckdb.DuckDBPyConnection, step: Migration) -> None:
    connection.execute("begin transaction")
    try:
        connection.execute(
            "create table if not exists schema_migrations "
            "(number integer not null, name varchar not null)"
        )
        connection.execute(step.sql)
        connection.execute(
            "insert into schema_migrations values ($number, $name)",
            {"number": step.number, "name": step.name},
        )
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise
