"""A file for somebody who helps: how the practice is, without anybody's name.

Versions, sizes, counts, settings, the import history without file names, what
the check found and the last lines of the log. Names that people gave (of
clients, coaches, services, files, mappings) stay at home.
"""

from __future__ import annotations

import json
import platform
import zipfile
from importlib import metadata
from typing import TYPE_CHECKING

from analytics.errors import FileThereError, MissingFolderError
from analytics.settings import DEFAULTS
from analytics.store import files, log
from analytics.store import settings as kept_settings
from analytics.store.database import errors_said

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from analytics.store.check import CheckReport
    from analytics.store.database import Database

_PACKAGES = ("duckdb", "pandas", "plotly", "scikit-learn", "streamlit")

_KNOWN_SOURCES = frozenset(
    """
    acuity amelia arketa bookly calcom calendly cliniko coach_return fresha glofox
    honeybook ical jane latepoint mindbody momence msbookings pike13 practice-better
    savvycal simplepractice template timely vagaro wellnessliving wodify zoom
    """.split()
)
"""Tools by the names Driftline gives them. Any other source was named by a person."""

_LOG_LINES = 500

_README = """What stands in this file, all of it readable as text:

about.json     the versions of Driftline's parts and of this computer's system
check.json     what the check found, and how many rows each table has
imports.json   the imports: tool, times and counts, no file names
settings.json  the practice's settings
log.txt        the last lines of the log

No client, coach, service or file is named.
"""


def write_bundle(
    database: Database, report: CheckReport, target: Path, *, now: dt.datetime
) -> None:
    """Write the bundle to a new ZIP file.

    Raises
    ------
    FileThereError, MissingFolderError, PracticeNotWritableError, DiskFullError
        Nothing was written.
    """
    with errors_said(target):
        _check_free(target)
    contents = {
        "README.txt": _README,
        "about.json": _json(_about(database, now)),
        "check.json": _json(_check(report)),
        "imports.json": _json(_imports(database)),
        "settings.json": _json(_settings(database)),
        "log.txt": "\n".join(log.last_lines(database.path, _LOG_LINES)) + "\n",
    }
    with (
        errors_said(target),
        files.written_aside(target) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle,
    ):
        for name, text in contents.items():
            bundle.writestr(name, text)


def _check_free(target: Path) -> None:
    if target.exists():
        raise FileThereError(target)
    if not target.parent.is_dir():
        raise MissingFolderError(target.parent)


def _about(database: Database, now: dt.datetime) -> dict[str, object]:
    return {
        "made_at": now,
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "database_bytes": database.path.stat().st_size,
        "data_version": database.data_version,
    }


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _check(report: CheckReport) -> dict[str, object]:
    return {
        "ok": report.is_well,
        "problems": report.problems,
        "notes": report.notes,
        "form": report.form,
        "rows": report.rows,
    }


def _imports(database: Database) -> list[dict[str, object]]:
    with database.read() as cursor:
        found = cursor.execute(
            "select import_id, tool, variant, source, confidence, timezone, "
            "exported_at, imported_at, undone_at, first_starts_at, last_starts_at, "
            "count_rows, count_accepted, count_duplicate, count_refused, "
            "count_ignored, count_new, count_changed, kind, "
            "len(warnings) as count_warnings "
            "from imports order by imported_at, import_id"
        )
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for row in rows:
        if row["source"] not in _KNOWN_SOURCES:
            row |= {"source": "mapping", "variant": "mapping"}
    return rows


def _settings(database: Database) -> dict[str, str]:
    with database.read() as cursor:
        stored = kept_settings.stored(cursor)
    return {_nameless(key): value for key, value in sorted(stored.items())}


def _nameless(key: str) -> str:
    """Return a setting's key, without the name that a person gave to a mapping."""
    family, _, source = key.partition(".")
    if key in DEFAULTS or source in _KNOWN_SOURCES:
        return key
    return f"{family}.mapping"


def _json(value: object) -> str:
    return json.dumps(value, indent=2, default=str) + "\n"
