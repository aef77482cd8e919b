"""Keep what an import showed: versions of sessions and clients, and its record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.importing import who
from analytics.store import settings as kept_settings
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import duckdb

    from analytics.contracts import ImportReport
    from analytics.exports.reading import Reading
    from analytics.importing.importer import Incoming
    from analytics.settings import Settings

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class KeptRows:
    """What became of the rows that could be read."""

    ignored_forgotten: int
    """Rows of people who asked to be forgotten."""
    kept: int
    """Rows kept as versions, one a session."""
    repeated: int
    """Rows of the file that repeat one of its other rows."""
    conflicting: int
    """Of these, rows that say something else."""


def zones(
    cursor: duckdb.DuckDBPyConnection,
    settings: Settings,
    reading: Reading,
    zone: str,
    *,
    said: str | None,
) -> None:
    """Remember the source's zone; the first one becomes the practice's too."""
    if said and settings.zones.get(reading.source) != zone:
        kept_settings.put(cursor, f"zone.{reading.source}", zone)
    if not settings.timezone:
        kept_settings.put(cursor, "timezone", zone)


def rows(cursor: duckdb.DuckDBPyConnection, incoming: Incoming) -> KeptRows:
    """Store the staged rows as versions of this import."""
    cursor.execute(text_of(_HERE / "fingerprint.sql"))
    cursor.execute(text_of(_HERE / "passed_over.sql"))
    values = {
        "import_id": incoming.import_id,
        "exported_at": incoming.exported_at,
        "source": incoming.reading.source,
    }
    cursor.execute(text_of(_HERE / "several_names.sql"))
    cursor.execute(text_of(_HERE / "keep_sessions.sql"), values)
    cursor.execute(text_of(_HERE / "keep_clients.sql"), values)
    who.apply_to_new(cursor)
    cursor.execute(
        "create or replace temp table touched as "
        "select distinct client_id from client_versions where import_id = $1",
        [incoming.import_id],
    )
    return _counted(cursor, incoming.import_id)


def _counted(cursor: duckdb.DuckDBPyConnection, import_id: str) -> KeptRows:
    counts = cursor.execute(
        "select count(*) filter (where is_forgotten), "
        "(select count(*) from session_versions where import_id = $1), "
        "count(*) filter (where not is_forgotten), "
        "count(*) filter (where not is_forgotten and is_conflict) "
        "from passed_over",
        [import_id],
    ).fetchone() or (0, 0, 0, 0)
    return KeptRows(*(int(count) for count in counts))


def record(
    cursor: duckdb.DuckDBPyConnection, incoming: Incoming, report: ImportReport
) -> None:
    """Write the line of the import history and the refused rows."""
    cursor.execute("delete from imports where import_id = $1", [incoming.import_id])
    cursor.execute(
        "insert into imports values ($import_id, $file_name, $tool, $variant, "
        "$source, $confidence, $sha256, $timezone, $exported_at, $imported_at, "
        "$first_starts_at, $last_starts_at, $rows, $accepted, $duplicate, "
        "$refused, $ignored, $new, $changed, $warnings, null, $kind)",
        {
            "import_id": incoming.import_id,
            "file_name": incoming.file.name,
            "tool": incoming.reading.tool,
            "variant": incoming.reading.variant,
            "source": incoming.reading.source,
            "confidence": incoming.reading.confidence,
            "sha256": incoming.file.sha256,
            "timezone": incoming.zone,
            "exported_at": incoming.exported_at,
            "imported_at": incoming.now,
            "first_starts_at": report.first_starts_at,
            "last_starts_at": report.last_starts_at,
            "rows": report.rows,
            "accepted": report.accepted,
            "duplicate": report.duplicate,
            "refused": report.refused,
            "ignored": report.ignored,
            "new": report.new,
            "changed": report.changed,
            "warnings": list(report.warnings),
            "kind": incoming.reading.kind,
        },
    )
    if report.refusals:
        cursor.executemany(
            "insert into refused_rows values ($1, $2, $3, null)",
            [[incoming.import_id, r.line, r.reason] for r in report.refusals],
        )
