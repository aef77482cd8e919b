"""Fit in a process of its own, on a copy, and store what it found in one write.

The process that has the practice open stays free for pages, and loads nothing that
fits. The copy lies in a private folder beside the practice and goes with the work; the
other process is of low priority and ends with this one. Whatever becomes of it is one
sentence kept with the run; what was stored before still stands.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.errors import (
    FitFailedError,
    FitStoppedError,
    FitTooLongError,
    PracticeError,
)
from analytics.facts import default_as_of
from analytics.risk import knew, passing
from analytics.risk.progress import STEPS, Step, step
from analytics.store import files, log, place, runs, scores
from analytics.store.database import errors_said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from analytics.risk.progress import Progress
    from analytics.store import Database
    from analytics.store.scores import Run

_ROOT: Final = Path(__file__).resolve().parents[2]

MOST_MINUTES: Final = 30
"""A practice of 100,000 clients takes less than a sixth of this."""

# One thread for linear algebra: the machine has better things to do.
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def fit(
    database: Database, *, clock: Callable[[], dt.datetime], progress: Progress
) -> bool:
    """Work out the scores of the practice's default moment and store them.

    Parameters
    ----------
    clock
        Gives the time, UTC without a zone.

    Returns
    -------
    bool
        Whether it worked. If not, the newest of `analytics.store.runs` says why.
    """
    now = clock()
    with errors_said(database.path):
        files.clear_work(database.path)
    summary = knew.summed_up(database, default_as_of(database, now))
    run_id = runs.start(database, summary, now=now)
    try:
        made = _made(database, now, progress)
        progress(step(len(STEPS)))
        with database.write() as cursor:
            for one in made:
                scores.add(cursor, one)
            runs.finish(cursor, run_id, now=clock())
    except PracticeError as error:
        log.event("fit", error=error)
        now = clock()
        # Whoever forgets a client takes the copy away; then it is simply done again.
        is_same = summary == knew.summed_up(database, default_as_of(database, now))
        runs.fail(database, run_id, str(error) if is_same else None, now=now)
        return False
    except Exception:
        # A bug is for the log. The page is told, and the next page tries it no more.
        runs.fail(database, run_id, str(FitStoppedError()), now=clock())
        raise
    log.event("fit", scores=sum(len(one.scores) for one in made))
    return True


def _made(database: Database, now: dt.datetime, progress: Progress) -> Sequence[Run]:
    progress(step(1))
    with errors_said(database.path), files.private_folder(database.path) as folder:
        copy, out = folder / "practice.duckdb", folder / "runs.json"
        with database.read() as cursor:
            files.copy_database(cursor, copy)
        _work(copy, out, now, progress)
        return passing.read(out)


def _work(copy: Path, out: Path, now: dt.datetime, progress: Progress) -> None:
    """Run the command ``risk work`` on a copy and listen to it.

    Raises
    ------
    FitStoppedError, FitTooLongError, FitFailedError
        It wrote no runs.
    """
    words = ["risk", "work", str(copy), str(out), now.isoformat(), "--json"]
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
        raise FitTooLongError(MOST_MINUTES)
    if said is not None:
        log.pass_on(copy)
        raise FitFailedError(said)
    if child.returncode != 0 or not out.exists():
        raise FitStoppedError


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
