"""``import --watch DIR``: import whatever appears in a folder, until told to stop.

The folder is looked at again and again. A file is imported once it looks the same
twice, so that none is read while it is being written. The practice's file is open only
for as long as an import takes, so that the pages can be used in between.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.cli import output
from analytics.cli.bringing import Bringing, options_of
from analytics.errors import MissingFolderError, PracticeFileLockedError

if TYPE_CHECKING:
    from analytics.cli.call import Call
    from analytics.cli.output import Answer

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")
"""How browsers and synchronising programs name what is not all there yet."""

_OWNED = (".", "~$")
"""How systems and spreadsheet programs begin the names of what is theirs."""

Stamp = tuple[int, int]
"""A file's size and the time of its last change."""


@dataclass
class _Folder:
    """What has been seen of the folder, and what is done with."""

    path: Path
    seen: dict[Path, Stamp] = field(default_factory=dict)
    done: dict[Path, Stamp] = field(default_factory=dict)
    is_waiting: bool = False
    """Whether the practice was open elsewhere at the last look."""

    def look(self) -> list[Path]:
        """Return the files that look as they did the last time and are not done."""
        now = dict(self._files())
        ready = [
            path
            for path, stamp in now.items()
            if self.seen.get(path) == stamp != self.done.get(path)
        ]
        self.seen = now
        return sorted(ready)

    def _files(self) -> list[tuple[Path, Stamp]]:
        found = []
        try:
            paths = list(self.path.iterdir())
        except OSError:
            # A disk unplugged, a share gone: it may come back.
            return []
        for path in paths:
            if not path.name.startswith(_OWNED) and path.suffix not in _UNFINISHED:
                stamp = _stamp(path)
                # Browsers begin a download with an empty file.
                if stamp is not None and stamp[0]:
                    found.append((path, stamp))
        return found


def _stamp(path: Path) -> Stamp | None:
    try:
        if not path.is_file():
            return None
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def watch(call: Call) -> Answer:
    """Import what is in a folder and what appears in it.

    Raises
    ------
    MissingFolderError
        There is no such folder.
    PracticeFileLockedError
        The practice is open elsewhere, and ``--once`` was said.
    """
    arguments = call.arguments
    folder = _Folder(Path(arguments.watch).expanduser())
    if not folder.path.is_dir():
        raise MissingFolderError(folder.path)
    bringing = Bringing(
        arguments.json, is_dry_run=arguments.dry_run, are_repeats_told=False
    )
    folder.look()
    try:
        while True:
            pause(1 if arguments.once else arguments.every)
            _bring_ready(call, folder, bringing)
            if arguments.once:
                break
    except KeyboardInterrupt:
        # How a person ends it: no failure.
        pass
    return bringing.answer()


def _bring_ready(call: Call, folder: _Folder, bringing: Bringing) -> None:
    ready = folder.look()
    if not ready:
        return
    try:
        with call.opened() as database:
            options = options_of(database, call.arguments)
            for path in ready:
                bringing.bring(database, path, _now(), options)
                folder.done[path] = folder.seen[path]
        folder.is_waiting = False
    except PracticeFileLockedError as error:
        if call.arguments.once:
            raise
        if not folder.is_waiting:
            output.say(f"{error} Until then Driftline waits.", sys.stderr)
        folder.is_waiting = True


def pause(seconds: float) -> None:
    """Wait until the next look."""
    time.sleep(seconds)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
