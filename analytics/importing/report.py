"""What an import brought, in numbers and sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analytics.contracts import ImportReport, Refusal
from analytics.importing import resolve
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from analytics.importing.importer import Incoming
    from analytics.importing.keep import KeptRows
    from analytics.importing.resolve import Change
    from analytics.importing.staging import Staged

FORGOTTEN = "the person asked to be forgotten"
LEFT_OUT_BEFORE = "they were left out when the file was first imported"


def of_import(
    cursor: duckdb.DuckDBPyConnection,
    incoming: Incoming,
    staged: Staged,
    kept: KeptRows,
    change: Change,
    refusals: Sequence[Refusal],
) -> ImportReport:
    """Return the report of a file just stored."""
    accepted = resolve.count_changed_by(cursor, incoming.import_id, change)
    first, last = cursor.execute(
        "select min(starts_at), max(starts_at) from session_versions "
        "where import_id = $1",
        [incoming.import_id],
    ).fetchone() or (None, None)
    return replace(
        nothing_yet(incoming),
        rows=staged.rows,
        accepted=accepted,
        duplicate=kept.kept - accepted + kept.repeated,
        refused=len(refusals),
        ignored=kept.ignored_forgotten + sum(n for _, n in staged.ignored),
        new=change.new,
        changed=change.changed,
        refusals=tuple(refusals),
        ignored_reasons=(*staged.ignored, *_ignored(kept.ignored_forgotten)),
        warnings=(*incoming.warnings, *_warnings(cursor, incoming, staged, kept)),
        first_starts_at=first,
        last_starts_at=last,
    )


def of_repeat(
    cursor: duckdb.DuckDBPyConnection, incoming: Incoming, import_id: str
) -> ImportReport:
    """Return the report of a file that had been imported before."""
    rows, refused, ignored, at, first, last = cursor.execute(
        "select count_rows, count_refused, count_ignored, imported_at, "
        "first_starts_at, last_starts_at from imports where import_id = $1",
        [import_id],
    ).fetchone() or (0, 0, 0, incoming.now, None, None)
    refusals = cursor.execute(
        "select line, reason from refused_rows where import_id = $1 order by line",
        [import_id],
    ).fetchall()
    return replace(
        nothing_yet(incoming),
        rows=rows,
        duplicate=rows - refused - ignored,
        refused=refused,
        ignored=ignored,
        refusals=tuple(Refusal(*found) for found in refusals),
        ignored_reasons=((LEFT_OUT_BEFORE, ignored),) if ignored else (),
        warnings=(f"This very file was imported on {at:%d %B %Y}. Nothing changed.",),
        first_starts_at=first,
        last_starts_at=last,
        import_id=import_id,
        is_repeat=True,
    )


def nothing_yet(incoming: Incoming) -> ImportReport:
    """Return a report of what is known of the file before any row is."""
    reading = incoming.reading
    return ImportReport(
        file=incoming.file.name,
        tool=reading.tool,
        tool_name=reading.tool_name,
        variant=reading.variant,
        confidence=reading.confidence,
        why=reading.why,
        rows=0,
        accepted=0,
        duplicate=0,
        refused=0,
        ignored=0,
        new=0,
        changed=0,
        refusals=(),
        ignored_reasons=(),
        warnings=(),
        cannot_tell=reading.cannot_tell,
        first_starts_at=None,
        last_starts_at=None,
        timezone=None if "zone" in reading.columns else incoming.zone,
        exported_at=incoming.exported_at,
        import_id=incoming.import_id,
        kind=reading.kind,
    )


def _ignored(count_forgotten: int) -> tuple[tuple[str, int], ...]:
    return ((FORGOTTEN, count_forgotten),) if count_forgotten else ()


def _warnings(
    cursor: duckdb.DuckDBPyConnection,
    incoming: Incoming,
    staged: Staged,
    kept: KeptRows,
) -> list[str]:
    said = []
    if count := staged.count_repeated:
        said.append(
            f"{counted(count, 'start time falls', 'start times fall')} into the hour "
            "that occurs twice when the clocks go back: the first of the two was taken."
        )
    if count := staged.count_skipped:
        said.append(
            f"{counted(count, 'start time falls', 'start times fall')} into the hour "
            "that the clocks skip, and moved on by it."
        )
    if count := kept.conflicting:
        said.append(
            f"{counted(count, 'row repeats', 'rows repeat')} a booking of this file "
            "with other details; the row that says more about what happened was kept."
        )
    unbooked = _unbooked(cursor, incoming.import_id)
    if unbooked and incoming.reading.source != "template":
        said.append(
            f"{counted(unbooked, 'row does', 'rows do')} not say when the session was "
            "booked, which costs part of the early warning."
        )
    return said


def _unbooked(cursor: duckdb.DuckDBPyConnection, import_id: str) -> int:
    row = cursor.execute(
        "select count(*) from session_versions "
        "where import_id = $1 and booked_at is null",
        [import_id],
    ).fetchone()
    return int(row[0]) if row else 0
