"""Import one file after the other and say at once what each brought."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from analytics import importing, periods
from analytics.cli import machine, mappings, output, when
from analytics.cli.output import Answer
from analytics.errors import PracticeError
from analytics.importing import ImportOptions
from analytics.store import log, settings

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.importing import Brought
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
    "kind": None,
    "others": [],
}
"""What a file brought that could not be imported."""

_SHOWN_REFUSALS = 20


@dataclass
class Bringing:
    """The files of one call, as far as they have been imported.

    A person reads of each file as soon as it is in; JSON is written at the end.
    """

    is_json: bool
    is_dry_run: bool = False
    are_repeats_told: bool = True
    """Whether a file that was imported before is worth its lines."""
    entries: list[dict[str, object]] = field(default_factory=list)
    left_out: list[dict[str, str]] = field(default_factory=list)
    count_repeats: int = 0

    def bring(
        self, database: Database, path: Path, now: dt.datetime, options: ImportOptions
    ) -> None:
        """Import all that is in a file; whatever cannot be is one sentence."""
        try:
            brought = importing.import_parts(database, path, now=now, options=options)
        except PracticeError as error:
            self._fail(path.name, error)
            return
        self._take(brought)

    def answer(self) -> Answer:
        """Return what all the files brought."""
        errors = [str(entry["error"]) for entry in self.entries if entry["error"]]
        return Answer(
            data=with_error(
                {"files": self.entries, "left_out": self.left_out}, list(errors)
            ),
            lines=self._summary,
            code=max(map(_code, self.entries), default=output.DONE),
            # A person has read them already, each in its place.
            complaints=tuple(errors) if self.is_json else (),
        )

    def _take(self, brought: Brought) -> None:
        for report in brought.reports:
            _note(report)
            self.entries.append(file_entry(report))
            self.count_repeats += report.is_repeat
            if self.are_repeats_told or not report.is_repeat:
                self._say(*told(report))
        for part in brought.left_out:
            self.left_out.append({"file": part.name, "reason": part.reason})
            self._say(f"{part.name}: left out, because {part.reason}")
        for failed in brought.failed:
            self._fail(failed.name, failed.error)

    def _fail(self, name: str, error: PracticeError) -> None:
        log.event("import", error=error)
        self.entries.append({"file": name, **_NOTHING, "error": str(error)})
        if not self.is_json:
            sys.stdout.flush()
            output.say(str(error), sys.stderr)

    def _say(self, *lines: str) -> None:
        if not self.is_json:
            for line in lines:
                output.say(line, sys.stdout)
            sys.stdout.flush()

    def _summary(self) -> Iterator[str]:
        if len(self.entries) + len(self.left_out) > 1:
            yield from self._in_all()
        if self.is_dry_run:
            yield "This was a dry run: nothing was stored."

    def _in_all(self) -> Iterator[str]:
        sums: Counter[str] = Counter()
        for entry in self.entries:
            for key in ("rows", "new", "changed", "refused"):
                sums[key] += int(str(entry[key]))
        failed = sum(1 for entry in self.entries if entry["error"])
        yield (
            f"In all: {len(self.entries) - failed} imported ({self.count_repeats} of "
            f"them known already), {failed} not, {len(self.left_out)} left out"
        )
        yield (
            f"  {sums['rows']} rows read, {sums['refused']} refused; sessions: "
            f"{sums['new']} new, {sums['changed']} changed"
        )


def options_of(database: Database, arguments: argparse.Namespace) -> ImportOptions:
    """Return what was typed about the files.

    Raises
    ------
    BadDateError, UnknownTimeZoneError
        What was typed is no moment, or no zone.
    """
    timezone: str | None = arguments.timezone
    own_zone = machine.machine_zone()
    exported_at = None
    if arguments.exported_at is not None:
        kept = settings.read(database).timezone
        exported_at = when.instant(arguments.exported_at, kept or timezone or own_zone)
    return ImportOptions(
        tool=arguments.tool,
        timezone=periods.zone(timezone).key if timezone else None,
        mapping=mappings.said(arguments.mapping),
        day_first={"day-first": True, "month-first": False}.get(arguments.dates),
        exported_at=exported_at,
        dry_run=arguments.dry_run,
        fallback_timezone=own_zone,
    )


def file_entry(report: ImportReport) -> dict[str, object]:
    """Return an import's report as JSON has it."""
    return {**asdict(report), "error": None}


def told(report: ImportReport) -> Iterator[str]:
    """Return an import's report for a person."""
    yield f"{report.file}: {report.tool_name}, {report.variant} ({report.confidence})"
    yield f"  Recognised by {report.why}"
    yield (
        f"  {report.rows} rows read: {report.accepted} accepted, "
        f"{report.duplicate} known already, {report.refused} refused, "
        f"{report.ignored} ignored"
    )
    yield f"  Sessions: {report.new} new, {report.changed} changed"
    for other in report.others:
        yield f"  {other.sentence[:1].upper()}{other.sentence[1:]}"
    for reason, count in report.ignored_reasons:
        yield f"  Ignored: {count}, because {reason}"
    for refusal in report.refusals[:_SHOWN_REFUSALS]:
        yield f"  Line {refusal.line} was refused: {refusal.reason}"
    if (more := len(report.refusals) - _SHOWN_REFUSALS) > 0:
        yield f"  … and {more} more; --json lists them all"
    yield from (f"  {sentence}" for sentence in report.warnings)
    yield from (f"  {sentence}" for sentence in report.cannot_tell)


def with_error(data: dict[str, object], errors: list[object]) -> dict[str, object]:
    """Put the sentence of what could not be done on top, if there is one."""
    said = [str(error) for error in errors if error]
    return {**data, "error": " ".join(said)} if said else data


def _note(report: ImportReport) -> None:
    log.event(
        "import",
        import_id=report.import_id,
        rows=report.rows,
        accepted=report.accepted,
        duplicate=report.duplicate,
        refused=report.refused,
        ignored=report.ignored,
    )


def _code(entry: dict[str, object]) -> int:
    if entry["error"]:
        return output.NOT_DONE
    return output.DONE_WITH_REFUSALS if entry["refused"] else output.DONE
