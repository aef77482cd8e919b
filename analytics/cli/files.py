"""``import``, ``imports`` and ``undo``: files in, the history, files out again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from analytics import importing
from analytics.cli import output, watch
from analytics.cli.bringing import Bringing, options_of
from analytics.cli.output import Answer
from analytics.errors import CommandLineError
from analytics.store import log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.contracts import ImportRecord

_WHICH = "name the files to import, or with --watch one folder"


def import_files(call: Call) -> Answer:
    """Import each file; one that cannot be imported stops no other.

    Raises
    ------
    CommandLineError
        Neither a file nor a folder was named, or both.
    """
    arguments = call.arguments
    if (arguments.watch is None) == (not arguments.files):
        raise CommandLineError(_WHICH)
    if arguments.watch is not None:
        return watch.watch(call)
    bringing = Bringing(arguments.json, is_dry_run=arguments.dry_run)
    with call.opened() as database:
        options = options_of(database, arguments)
        for name in arguments.files:
            bringing.bring(database, Path(name).expanduser(), call.now, options)
    return bringing.answer()


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


def _history(found: list[ImportRecord]) -> Iterator[str]:
    if not found:
        yield "Nothing has been imported yet. `python -m analytics import FILE` does."
        return
    yield from output.table(
        ("id", "file", "tool", "kind", "exported (UTC)", "rows", "new", "refused", ""),
        (
            (
                record.import_id,
                record.file,
                record.tool,
                record.kind,
                output.minute(record.exported_at),
                record.rows,
                record.new,
                record.refused,
                "taken back" if record.undone_at else "",
            )
            for record in found
        ),
    )
