"""One file through everything that reads files: what must hold for any bytes.

- Nothing but a `PracticeError` is raised.
- What was stored passes `check`, and the log is what its versions say.
- Undone, it leaves an empty practice.

Hangs and memory are bounded by the fuzzer (seconds and megabytes a file). Recognising
is ten times slower than opening, and an import a hundred times slower than that. So one
file in `GUESSED_OF` is recognised as well and one in `IMPORTED_OF` imported, chosen by
its bytes: a finding is found again.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics import importing
from analytics.errors import PracticeError
from analytics.exports.containers import open_text, unpack
from analytics.exports.header import likeliest, with_whole_columns
from analytics.exports.mapped.guess import guess
from analytics.exports.recognition import candidates
from analytics.importing import ImportOptions
from analytics.store import open_practice, queries
from analytics.store.check import check
from fuzz import wrapping

if TYPE_CHECKING:
    from analytics.importing import Brought
    from analytics.store import Database

NOW: Final = dt.datetime(2026, 11, 22, 8)  # noqa: DTZ001 - UTC without a zone, as stored

GUESSED_OF: Final = 16
IMPORTED_OF: Final = 128

_FILLED: Final = "select count(*) from sessions"


class BrokenPromiseError(AssertionError):
    """What must hold for any file does not hold for this one."""


class Target:
    """A practice into which file after file is imported and undone."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="driftline-fuzz-"))
        self.database: Database = open_practice(self.folder / "practice.duckdb")
        self.runs = 0
        self.imported = 0
        """Files of which something was stored, checked and undone again."""

    def close(self) -> None:
        """Remove the practice."""
        self.database.close()
        shutil.rmtree(self.folder)

    def __call__(self, data: bytes) -> None:
        """Read the file that these bytes stand for; import one in many."""
        chance = zlib.crc32(data)
        self.take(
            data,
            is_guessed=chance % GUESSED_OF == 0,
            is_imported=chance % IMPORTED_OF == 0,
        )

    def take(self, data: bytes, *, is_guessed: bool, is_imported: bool) -> None:
        """Read the file that these bytes stand for, and import it if it can be.

        Raises
        ------
        BrokenPromiseError
            Something was stored that must not be there.
        """
        path = self.folder / "file"
        path.write_bytes(wrapping.file_of(data))
        self.runs += 1
        if self._read(path, is_guessed=is_guessed) and is_imported:
            self._import(path)

    def _read(self, path: Path, *, is_guessed: bool) -> bool:
        """Read all parts as the wizard would; return whether one is a table."""
        workplace = self.folder / "work"
        shutil.rmtree(workplace, ignore_errors=True)
        workplace.mkdir()
        found = False
        try:
            parts = unpack(path, "file", workplace).parts
        except PracticeError:
            return False
        for part in parts:
            try:
                text = open_text(part.path, part.name, workplace)
                candidates(text)
                if is_guessed:
                    guess(with_whole_columns(text, likeliest(text)), part.name)
                found = True
            except PracticeError:
                continue
        return found

    def _import(self, path: Path) -> None:
        brought = self._brought(path)
        if brought is None:
            return
        ids = [r.import_id for r in brought.reports if r.import_id and not r.is_repeat]
        for report in brought.reports:
            counted = (
                report.accepted + report.duplicate + report.refused + report.ignored
            )
            if counted != report.rows:
                said = f"{report.rows} rows read, {counted} accounted for"
                raise BrokenPromiseError(said)
        problems = [*check(self.database).problems, *importing.verify(self.database)]
        if problems:
            raise BrokenPromiseError("; ".join(map(str, problems)))
        self.imported += bool(ids)
        for import_id in ids:
            importing.undo(self.database, import_id, now=NOW)
        ((left,),) = queries.rows(self.database, _FILLED)
        if left:
            said = f"{left} sessions are left after all was undone"
            raise BrokenPromiseError(said)

    def _brought(self, path: Path) -> Brought | None:
        options = ImportOptions(timezone="Europe/Zurich", exported_at=NOW)
        try:
            return importing.import_parts(self.database, path, now=NOW, options=options)
        except PracticeError:
            return self._mapped(path)

    def _mapped(self, path: Path) -> Brought | None:
        """Import with the mapping that the wizard would offer, where it has one."""
        try:
            mapping = importing.inspect(self.database, path).guess
            if mapping is None:
                return None
            options = ImportOptions(
                timezone="Europe/Zurich", exported_at=NOW, mapping=mapping
            )
            return importing.import_parts(self.database, path, now=NOW, options=options)
        except PracticeError:
            return None
