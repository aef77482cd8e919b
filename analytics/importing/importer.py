"""Import one file: one transaction, all of it or nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analytics import periods
from analytics.errors import NoRowsError
from analytics.exports.mapped.reading import mapped_reading
from analytics.importing import keep, mappings, report, resolve, staging
from analytics.importing.kinds import bring
from analytics.importing.opening import opened
from analytics.importing.options import ImportOptions
from analytics.store import settings as kept_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from analytics.contracts import ImportReport
    from analytics.exports.containers import TextFile
    from analytics.exports.reading import Reading
    from analytics.settings import Settings
    from analytics.store import Database


@dataclass(frozen=True)
class Incoming:
    """A file about to be imported, with all that is decided about it."""

    import_id: str
    file: TextFile
    reading: Reading
    zone: str
    exported_at: dt.datetime
    now: dt.datetime
    warnings: tuple[str, ...]


def import_file(
    database: Database,
    path: Path,
    *,
    now: dt.datetime,
    options: ImportOptions | None = None,
) -> ImportReport:
    """Import a file that holds one table and say what it brought.

    `parts.import_parts` imports whatever a file holds.

    Parameters
    ----------
    database
        The open practice.
    path
        The file.
    now
        UTC, without a zone.
    options
        What the owner says about the file.

    Raises
    ------
    PracticeError
        Of the kind that says what was found and what to do; then nothing of the
        file was stored.
    """
    options = options or ImportOptions()
    with (
        opened(path, options.file_name) as file,
        _transaction(database, options) as cursor,
    ):
        settings = kept_settings.read_with(cursor)
        reading = _reading(cursor, file, options)
        incoming = _decide(file, reading, settings, path, options, now)
        if repeat := _earlier(cursor, incoming, options):
            return repeat
        return _run(cursor, incoming, settings, options)


class _DryRunOverError(Exception):
    """Leaves a dry run's transaction without storing anything."""


@contextmanager
def _transaction(
    database: Database, options: ImportOptions
) -> Iterator[duckdb.DuckDBPyConnection]:
    if not options.dry_run:
        with database.write() as cursor:
            yield cursor
        return
    with suppress(_DryRunOverError), database.write() as cursor:
        yield cursor
        raise _DryRunOverError


def _reading(
    cursor: duckdb.DuckDBPyConnection, file: TextFile, options: ImportOptions
) -> Reading:
    said = options.day_first
    if isinstance(options.mapping, str):
        mapping = mappings.named(cursor, options.mapping)
        return mapped_reading(file, mapping, day_first=said)
    if options.mapping is not None:
        return mapped_reading(file, options.mapping, day_first=said)
    return mappings.reading_of(cursor, file, tool=options.tool, day_first=said)


def _decide(
    file: TextFile,
    reading: Reading,
    settings: Settings,
    path: Path,
    options: ImportOptions,
    now: dt.datetime,
) -> Incoming:
    zone, warnings = _zone_of(reading, settings, options)
    exported_at = options.exported_at or _file_time(path)
    exported_at = min(exported_at, now).replace(microsecond=0)
    return Incoming(
        import_id=_import_id(file.sha256, reading.source, exported_at),
        file=file,
        reading=reading,
        zone=zone,
        exported_at=exported_at,
        now=now,
        warnings=(*reading.warnings, *warnings),
    )


def _zone_of(
    reading: Reading, settings: Settings, options: ImportOptions
) -> tuple[str, tuple[str, ...]]:
    said = options.timezone or settings.source_zone(reading.source)
    if said:
        return periods.zone(said).key, ()
    zone = periods.zone(options.fallback_timezone or "UTC").key
    if reading.has_zone:
        return zone, ()
    said = (
        f"{reading.tool_name} does not write a time zone: times were read as {zone}. "
        "If that is not your account's zone, undo this import and say the zone."
    )
    return zone, (said,)


def _file_time(path: Path) -> dt.datetime:
    changed = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    return changed.replace(tzinfo=None)


def _import_id(sha256: str, source: str, exported_at: dt.datetime) -> str:
    """Return an id that the same file of the same moment always gets."""
    text = f"{sha256}|{source}|{exported_at.isoformat()}"
    return "i-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def _earlier(
    cursor: duckdb.DuckDBPyConnection, incoming: Incoming, options: ImportOptions
) -> ImportReport | None:
    """Return the report of a repeat if this very file is imported already.

    The same bytes at another time are the same knowledge, unless the owner says
    that they were exported anew.
    """
    found = cursor.execute(
        "select import_id from imports where sha256 = $sha256 and source = $source "
        "and undone_at is null and ($any_time or import_id = $import_id) "
        "order by exported_at desc limit 1",
        {
            "sha256": incoming.file.sha256,
            "source": incoming.reading.source,
            "any_time": options.exported_at is None,
            "import_id": incoming.import_id,
        },
    ).fetchone()
    return report.of_repeat(cursor, incoming, found[0]) if found else None


def _run(
    cursor: duckdb.DuckDBPyConnection,
    incoming: Incoming,
    settings: Settings,
    options: ImportOptions,
) -> ImportReport:
    keep.zones(cursor, settings, incoming.reading, incoming.zone, said=options.timezone)
    settings = kept_settings.read_with(cursor)
    if incoming.reading.kind == "sessions":
        done = _bring_sessions(cursor, incoming, settings)
    else:
        done = bring.bring(cursor, incoming, settings)
    if not done.rows:
        raise NoRowsError(incoming.file.name)
    keep.record(cursor, incoming, done)
    if options.dry_run:
        return replace(done, import_id=None)
    return done


def _bring_sessions(
    cursor: duckdb.DuckDBPyConnection, incoming: Incoming, settings: Settings
) -> ImportReport:
    staged = staging.stage(
        cursor,
        incoming.file,
        incoming.reading,
        zone=incoming.zone,
        exported_at=incoming.exported_at,
    )
    counts = keep.rows(cursor, incoming)
    bring.keep_companions(cursor, incoming)
    change = resolve.resolve(cursor, settings)
    refusals = sorted(
        [
            *staged.structure_refusals,
            *staging.row_refusals(
                cursor, incoming.file, incoming.reading, staged.structure_refusals
            ),
        ],
        key=lambda refusal: refusal.line,
    )
    done = report.of_import(cursor, incoming, staged, counts, change, refusals)
    return replace(done, others=bring.others(cursor, incoming))
