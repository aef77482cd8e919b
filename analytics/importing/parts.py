"""Import all that is in one file: every sheet of a workbook, every file of a ZIP.

Each part is an import of its own, with its own transaction, report and line in the
history, so that one damaged sheet costs no other.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import (
    EmptyExportError,
    NoRowsError,
    NotATableError,
    NothingUsableError,
    OversizedRowError,
    PracticeError,
    UnrecognisedExportError,
    WrongToolError,
)
from analytics.exports.containers import LeftOut, reason_of, unpack
from analytics.importing.importer import import_file
from analytics.importing.options import ImportOptions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from analytics.contracts import ImportReport
    from analytics.exports.containers import Part
    from analytics.store import Database

NO_LOG = (
    EmptyExportError,
    NoRowsError,
    NotATableError,
    OversizedRowError,
    UnrecognisedExportError,
    WrongToolError,
)
"""What a part is that is left out beside others: no table of sessions."""

UNKNOWN = (
    "its columns are of no export that Driftline knows; choose it as a file of its own "
    "to say what they mean"
)


@dataclass(frozen=True)
class Failed:
    """A part that could not be imported although it looks like sessions."""

    name: str
    error: PracticeError


@dataclass(frozen=True)
class Brought:
    """What became of one file."""

    reports: tuple[ImportReport, ...]
    failed: tuple[Failed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def import_parts(
    database: Database,
    path: Path,
    *,
    now: dt.datetime,
    options: ImportOptions | None = None,
) -> Brought:
    """Import every table of sessions in one file and say what each brought.

    Parameters
    ----------
    database
        The open practice.
    path
        The file.
    now
        UTC, without a zone.
    options
        What the owner says about the file, and so about every part of it.

    Raises
    ------
    PracticeError
        Nothing in the file could be imported, and why; then nothing was stored.
    """
    options = options or ImportOptions()
    name = options.file_name or path.name
    with tempfile.TemporaryDirectory(prefix="driftline-") as workplace:
        contents = unpack(path, name, Path(workplace))
        found = [_import(database, part, now, options) for part in contents.parts]
    reports = tuple(x for x in found if not isinstance(x, Failed))
    failed = tuple(x for x in found if isinstance(x, Failed))
    if not reports:
        raise why_nothing(name, failed, contents.left_out)
    return Brought(
        reports,
        tuple(x for x in failed if not isinstance(x.error, NO_LOG)),
        (*contents.left_out, *(left_out(x) for x in failed if is_no_log(x))),
    )


def _import(
    database: Database, part: Part, now: dt.datetime, options: ImportOptions
) -> ImportReport | Failed:
    options = replace(options, file_name=part.name)
    try:
        return import_file(database, part.path, now=now, options=options)
    except PracticeError as error:
        return Failed(part.name, error)


def is_no_log(failed: Failed) -> bool:
    """Return whether a part is no table of sessions at all."""
    return isinstance(failed.error, NO_LOG)


def left_out(failed: Failed) -> LeftOut:
    """Return a part that is no table of sessions, with the reason in few words."""
    if isinstance(failed.error, UnrecognisedExportError):
        return LeftOut(failed.name, UNKNOWN)
    return LeftOut(failed.name, reason_of(failed.error, failed.name))


def why_nothing(
    name: str, failed: Sequence[Failed], passed_over: Sequence[LeftOut]
) -> PracticeError:
    """Return the one error of a file of which nothing could be imported."""
    logs = [x for x in failed if not is_no_log(x)]
    unknown = [x for x in failed if isinstance(x.error, UnrecognisedExportError)]
    # What looks most like sessions says best what to do.
    likely = logs or unknown
    if len(failed) == 1 or len({str(x.error) for x in likely}) == 1:
        return (likely or failed)[0].error
    all_left_out = [*map(left_out, failed), *passed_over]
    return NothingUsableError(name, [x.told(name) for x in all_left_out])
