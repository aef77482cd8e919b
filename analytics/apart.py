"""Long work in a process of its own, on a copy, one piece at a time.

The process that has the practice open stays free for pages, and loads nothing that
fits. The copy lies in a private folder beside the practice and goes with the work; the
other process is of low priority and ends with this one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from analytics.errors import FitFailedError, FitStoppedError, FitTooLongError
from analytics.store import files, log, place
from analytics.store.database import errors_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.store import Database

_Found = TypeVar("_Found")

_ROOT: Final = Path(__file__).resolve().parents[1]

MOST_MINUTES: Final = 30
"""A practice of 100,000 clients takes less than a sixth of this."""

# One thread for linear algebra: the machine has better things to do.
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

# A second process would only slow the first one down, and each clears away what a
# killed one left behind.
_ONE_AT_A_TIME: Final = threading.Lock()


@dataclass(frozen=True)
class Step:
    """One step of a piece of work that has begun."""

    number: int
    """1 is the first."""
    of: int
    words: str

    @property
    def said(self) -> str:
        """The step in words: ``2 of 7: looking at the past year``."""
        return f"{self.number} of {self.of}: {self.words}"


Progress = Callable[[Step], None]
"""Told of each step as it begins."""


def unheard(_step: Step) -> None:
    """Tell nobody."""


def done(
    database: Database,
    command: Callable[[Path, Path], Sequence[str]],
    read: Callable[[Path], _Found],
    progress: Progress,
    what: str,
) -> _Found:
    """Run a command on a copy of the practice and return what it wrote.

    Parameters
    ----------
    command
        Given the copy and the file to write, what stands after ``analytics``.
    read
        Reads that file.
    what
        What is worked out, as an error's sentence names it: ``the list``.

    Raises
    ------
    FitStoppedError, FitTooLongError, FitFailedError
        It wrote nothing.
    """
    with _ONE_AT_A_TIME, errors_said(database.path):
        files.clear_work(database.path)
        with files.private_folder(database.path) as folder:
            copy, out = folder / "practice.duckdb", folder / "found.json"
            with database.read() as cursor:
                files.copy_database(cursor, copy)
            _work(copy, out, [*command(copy, out), "--json"], progress, what)
            return read(out)


def _work(
    copy: Path, out: Path, words: Sequence[str], progress: Progress, what: str
) -> None:
    """Run a command on a copy and listen to it."""
    child = subprocess.Popen(  # noqa: S603 - this Python, a module and paths of ours
        [sys.executable, "-m", "analytics", *words],
        cwd=_ROOT,
        env={**os.environ, **_ONE_THREAD, place.VARIABLE: str(copy)},
        # It stays open as long as this process lives, and the child watches it.
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )
    has_rung = threading.Event()
    alarm = threading.Timer(MOST_MINUTES * 60, _end, [child, has_rung])
    alarm.daemon = True
    alarm.start()
    try:
        with child:
            said = _listen(child, progress)
            # Leaving closes its standard input, which tells it to end at once.
            child.wait()
    finally:
        alarm.cancel()
        child.kill()
    if has_rung.is_set():
        raise FitTooLongError(MOST_MINUTES, what)
    if said is not None:
        log.pass_on(copy)
        raise FitFailedError(said, what)
    if child.returncode != 0 or not out.exists():
        raise FitStoppedError(what)


def _listen(child: subprocess.Popen[str], progress: Progress) -> str | None:
    """Pass on each step as it begins; return what the process said went wrong."""
    said = None
    for line in child.stdout or ():
        told = json.loads(line)
        if "words" in told:
            progress(Step(told["number"], told["of"], told["words"]))
        said = told.get("error", said)
    return said


def _end(child: subprocess.Popen[str], has_rung: threading.Event) -> None:
    has_rung.set()
    child.kill()
