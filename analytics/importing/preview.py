"""The first rows of a file as they would be stored, without storing them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.exports.mapped.reading import mapped_reading
from analytics.importing import staging
from analytics.importing.mappings import reading_of
from analytics.importing.opening import opened
from analytics.importing.options import ImportOptions
from analytics.store.queries import text_of

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    import pandas as pd

    from analytics.exports.containers import TextFile
    from analytics.exports.mapped.mapping import MappedExport
    from analytics.exports.reading import Reading
    from analytics.store import Database

PREVIEW_ROWS = 20

_SESSIONS = (
    "select display_name as client, coach, service, starts_at, duration_minutes, "
    "status, price_cents, coalesce(refused, ignored) as refused from staged "
    "order by rowid limit $rows"
)


def preview(
    database: Database,
    path: Path,
    mapping: MappedExport | None = None,
    *,
    timezone: str,
    options: ImportOptions | None = None,
) -> pd.DataFrame:
    """Return the first rows as they would be stored, the refused with why.

    Columns of sessions: client, coach, service, starts_at (UTC), duration_minutes,
    status, price_cents, refused. Rows of another kind: client and the columns of its
    normal form (see `analytics.exports.reading`) that are filled, times local, and
    refused.

    Parameters
    ----------
    database
        The open practice.
    path
        The file.
    mapping
        What its columns mean; without one it is read as what it is recognised for.
    timezone
        The zone of its local times.
    options
        What the owner has said of it: its name, its tool, the order of its dates.

    Raises
    ------
    PracticeError
        If the mapping does not fit the file.
    """
    said = options or ImportOptions()
    with opened(path, said.file_name) as file, database.read() as cursor:
        if mapping is not None:
            reading = mapped_reading(file, mapping, day_first=said.day_first)
        else:
            reading = reading_of(cursor, file, tool=said.tool, day_first=said.day_first)
        # A date without a year is one of the year in which the file was written.
        written_at = _time_of(path)
        if reading.kind != "sessions":
            return _of_another_kind(
                cursor, file, reading, timezone, exported_at=written_at
            )
        staging.stage(cursor, file, reading, zone=timezone, exported_at=written_at)
        return cursor.execute(_SESSIONS, {"rows": PREVIEW_ROWS}).df()


def _of_another_kind(
    cursor: duckdb.DuckDBPyConnection,
    file: TextFile,
    reading: Reading,
    timezone: str,
    *,
    exported_at: dt.datetime,
) -> pd.DataFrame:
    staging.open_rows(cursor, file, reading, timezone)
    sql = text_of(reading.sql)
    known = {"exported_at": exported_at, "source": reading.source}
    values = {**known, **reading.parameters}
    found = cursor.execute(
        f"with reading as (({sql}) union all by name (select null::varchar as ignored "  # noqa: S608 - our own files
        f"where false)) select * from reading limit {PREVIEW_ROWS}",
        {name: value for name, value in values.items() if f"${name}" in sql},
    ).df()
    found = found.rename(columns={"client_name": "client", "person_name": "client"})
    found["refused"] = found["problem"].combine_first(found["ignored"])
    left_out = {"problem", "ignored", "record", "zone"}
    kept = [c for c in found if c not in left_out and found[c].notna().any()]
    return found[list(dict.fromkeys(["client", *kept, "refused"]))]


def _time_of(path: Path) -> dt.datetime:
    changed = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    return changed.replace(tzinfo=None)
