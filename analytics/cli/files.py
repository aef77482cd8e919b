"""``import``, ``imports`` and ``undo``: files in, the history, files out again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from analytics import importing, periods
from analytics.cli import machine, output, when
from analytics.cli.output import Answer
from analytics.errors import PracticeError
from analytics.importing import ImportOptions
from analytics.store import log, settings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.contracts import ImportRecord, ImportReport
    from analytics.store import Database

_NOTHING: dict[str, object] = {
    "tool": None,
    "variant": None,
    "confidence": None,
    "rows": 0,
    "accepted": 0,
    "new": 0,
    "changed": 0,
    "duplicate": 0,
    "refused": 0,
    "ignored": 0,
    "refusals": [],
    "warnings": [],
    "import_id": None,
}
"""What a file brought that could not be imported."""


def import_files(call: Call) -> Answer:
    """Import each file in a transaction of its own; one failing stops no other."""
    arguments = call.arguments
    with call.opened() as database:
        options = _options(database, arguments)
        results = [
            _import_one(call, database, Path(name).expanduser(), options)
            for name in arguments.files
        ]
    entries = [entry for entry, _ in results]
    return Answer(
        data=with_error({"files": entries}, [e["error"] for e in entries]),
        lines=lambda: _told(results, is_dry_run=arguments.dry_run),
        code=max(_code(entry) for entry in entries),
        complaints=tuple(str(e["error"]) for e in entries if e["error"]),
    )


def list_imports(call: Call) -> Answer:
    """List every import, newest first, those taken back too."""
    with call.opened() as database:
        found = importing.imports(database)
    return Answer(
        data={"imports": [asdict(record) for record in found]},
        lines=lambda: _history(found),
    )


def undo(call: Call) -> Answer:
    """Take one import back."""
    with call.opened_existing() as database:
        record = importing.undo(database, call.arguments.import_id, now=call.now)
    log.event("undo", import_id=record.import_id, rows=record.rows)
    said = (
        f"{record.file} was taken back: the log is as if it had never been imported. "
        "What you entered by hand is kept."
    )
    return Answer(
        data={
            "import_id": record.import_id,
            "undone": True,
            "undone_at": record.undone_at,
            "file": record.file,
        },
        lines=lambda: [said],
    )


def file_entry(report: ImportReport) -> dict[str, object]:
    """Return an import's report as JSON has it."""
    return {**asdict(report), "error": None}


def told(report: ImportReport) -> Iterator[str]:
    """Return an import's report for a person."""
    yield f"{report.file}: {report.tool_name}, {report.variant} ({report.confidence})"
    yield (
        f"  {report.rows} rows read: {report.accepted} accepted, "
        f"{report.duplicate} known already, {report.refused} refused, "
        f"{report.ignored} ignored"
    )
    yield f"  Sessions: {report.new} new, {report.changed} changed"
    for reason, count in report.ignored_reasons:
        yield f"  Ignored: {count}, because {reason}"
    for refusal in report.refusals[:_SHOWN_REFUSALS]:
        yield f"  Line {refusal.line} was refused: {refusal.reason}"
    if (more := len(report.refusals) - _SHOWN_REFUSALS) > 0:
        yield f"  … and {more} more; --json lists them all"
    yield from (f"  {sentence}" for sentence in report.warnings)
    yield from (f"  {sentence}" for sentence in report.cannot_tell)


_SHOWN_REFUSALS = 20


def with_error(data: dict[str, object], errors: list[object]) -> dict[str, object]:
    """Put the sentence of what could not be done on top, if there is one."""
    said = [str(error) for error in errors if error]
    return {**data, "error": " ".join(said)} if said else data


def _options(database: Database, arguments: argparse.Namespace) -> ImportOptions:
    timezone: str | None = arguments.timezone
    own_zone = machine.machine_zone()
    exported_at = None
    if arguments.exported_at is not None:
        kept = settings.read(database).timezone
        exported_at = when.instant(arguments.exported_at, kept or timezone or own_zone)
    return ImportOptions(
        tool=arguments.tool,
        timezone=periods.zone(timezone).key if timezone else None,
        mapping=arguments.mapping,
        exported_at=exported_at,
        dry_run=arguments.dry_run,
        fallback_timezone=own_zone,
    )


def _import_one(
    call: Call, database: Database, path: Path, options: ImportOptions
) -> tuple[dict[str, object], ImportReport | None]:
    try:
        report = importing.import_file(database, path, now=call.now, options=options)
    except PracticeError as error:
        log.event("import", error=error)
        return {"file": path.name, **_NOTHING, "error": str(error)}, None
    log.event(
        "import",
        import_id=report.import_id,
        rows=report.rows,
        accepted=report.accepted,
        duplicate=report.duplicate,
        refused=report.refused,
        ignored=report.ignored,
    )
    return file_entry(report), report


def _code(entry: dict[str, object]) -> int:
    if entry["error"]:
        return output.NOT_DONE
    return output.DONE_WITH_REFUSALS if entry["refused"] else output.DONE


def _told(
    results: list[tuple[dict[str, object], ImportReport | None]], *, is_dry_run: bool
) -> Iterator[str]:
    for _, report in results:
        if report is not None:
            yield from told(report)
    if is_dry_run:
        yield "This was a dry run: nothing was stored."


def _history(found: list[ImportRecord]) -> Iterator[str]:
    if not found:
        yield "Nothing has been imported yet. `python -m analytics import FILE` does."
        return
    yield from output.table(
        ("id", "file", "tool", "exported (UTC)", "rows", "new", "refused", ""),
        (
            (
                record.import_id,
                record.file,
                record.tool,
                output.minute(record.exported_at),
                record.rows,
                record.new,
                record.refused,
                "taken back" if record.undone_at else "",
            )
            for record in found
        ),
    )
