"""Fit in a process of its own and store what it found in one write.

Whatever becomes of it is one sentence kept with the run; what was stored before still
stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import apart
from analytics.errors import FitStoppedError, PracticeError
from analytics.facts import default_as_of
from analytics.risk import knew, passing
from analytics.risk.progress import STEPS, step
from analytics.store import log, runs, scores

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from analytics.apart import Progress
    from analytics.store import Database
    from analytics.store.scores import Run


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

    def command(copy: Path, out: Path) -> list[str]:
        return ["risk", "work", str(copy), str(out), now.isoformat()]

    return apart.done(database, command, passing.read, progress, "the list")
