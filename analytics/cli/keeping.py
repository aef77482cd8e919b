"""``backup``, ``restore``, ``check`` and ``export``: the practice as a whole."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from analytics import importing
from analytics.cli import output
from analytics.cli.output import Answer
from analytics.reports import export as exporting
from analytics.store import backup as backups
from analytics.store import bundle, log
from analytics.store import check as checking
from analytics.store import restore as restoring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.store import Database
    from analytics.store.check import CheckReport


def backup(call: Call) -> Answer:
    """Write a consistent copy of the practice."""
    target = Path(call.arguments.path).expanduser()
    with call.opened_existing() as database:
        made = backups.backup(database, target, now=call.now)
    log.event("backup", sessions=made.sessions, clients=made.clients)
    said = (
        f"{made.path} holds {made.sessions} sessions of {made.clients} clients. Keep "
        "it on another disk than this computer's."
    )
    if made.own_steps:
        said += f" Your own steps lie beside it, in {made.path.name}.steps."
    return Answer(data={**asdict(made), "path": str(made.path)}, lines=lambda: [said])


def restore(call: Call) -> Answer:
    """Go back to a backup; the file that was there is kept."""
    source = Path(call.arguments.path).expanduser()
    done = restoring.restore(call.path, source, now=call.now)
    log.event("restore", sessions=done.sessions, clients=done.clients)
    return Answer(
        data={
            **asdict(done),
            "restored": str(source),
            "path": str(done.path),
            "kept": str(done.kept) if done.kept else None,
        },
        lines=lambda: _restored(done),
    )


def check(call: Call) -> Answer:
    """Look for damage and contradictions; write the support bundle if asked."""
    asked = call.arguments.bundle
    target = Path(asked).expanduser() if asked else None
    with call.opened_existing() as database:
        report = _checked(database)
        if target is not None:
            bundle.write_bundle(database, report, target, now=call.now)
    log.event("check", problems=len(report.problems))
    return Answer(
        data={
            "ok": report.is_well,
            "problems": report.problems,
            "notes": report.notes,
            "form": report.form,
            "rows": report.rows,
            "bundle": str(target) if target else None,
        },
        lines=lambda: _found(report, target),
        code=output.DONE if report.is_well else output.DONE_WITH_REFUSALS,
    )


def export(call: Call) -> Answer:
    """Write everything as plain files."""
    folder = Path(call.arguments.path).expanduser()
    with call.opened_existing() as database:
        done = exporting.export_all(database, folder, now=call.now)
    log.event("export", files=len(done.files))
    return Answer(
        data={
            "folder": str(done.folder),
            "files": [asdict(file) for file in done.files],
        },
        lines=lambda: [
            f"{done.folder} holds the whole practice:",
            *(f"  {file.file}: {file.rows} rows" for file in done.files),
        ],
    )


def _checked(database: Database) -> CheckReport:
    """Check the file, then hold the log against what its imports showed."""
    report = checking.check(database)
    if not report.is_readable:
        return report
    return report.with_problems(importing.verify(database))


def _restored(done: restoring.RestoreReport) -> Iterator[str]:
    yield f"The practice is back to {done.sessions} sessions of {done.clients} clients."
    if done.kept:
        yield f"The file that was there is kept as {done.kept.name}."
    if done.own_steps:
        yield f"{done.own_steps} of your own steps came back with it."
    if done.forgotten_again:
        yield (
            f"{done.forgotten_again} clients who had been forgotten since were left "
            "out again."
        )


def _found(report: CheckReport, target: Path | None) -> Iterator[str]:
    if report.is_well:
        yield "All is well: the file can be read and everything in it agrees."
    else:
        yield "Something is wrong with the practice's file:"
    yield from (f"  {problem}" for problem in report.problems)
    yield from (f"  Note: {note}" for note in report.notes)
    if not report.is_well:
        yield "`python -m analytics restore BACKUP` goes back to your latest backup."
    if target is not None:
        yield f"{target} can be sent to somebody who helps: it names no client."
