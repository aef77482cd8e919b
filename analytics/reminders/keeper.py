"""Have questions about reminders answered in a process apart, and keep the answers.

An answer is kept while the stored data and the day stay the same. One question at a
time: who asks another one waits for the first.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics import apart
from analytics.apart import Step
from analytics.errors import FitStoppedError, PracticeError
from analytics.facts import default_as_of
from analytics.reminders import worked
from analytics.store import log

if TYPE_CHECKING:
    import datetime as dt

    from analytics.reminders.worked import Question, Worked
    from analytics.store import Database

MOST_KEPT: Final = 8
"""Answers."""

WHAT: Final = "the comparison of reminders"

_WAITING: Final = Step(1, 2, "making a copy to work on")


class _Asked(NamedTuple):
    """A question at a state of the data."""

    version: int
    days: tuple[dt.date, dt.date]
    """Up to which the files and the entries speak."""
    question: Question


class Keeper:
    """Answers questions about one open practice."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._answers: dict[_Asked, Worked | PracticeError] = {}
        self._step: Step | None = None

    @property
    def step(self) -> Step | None:
        """The step of the work that is going on; ``None`` while none is."""
        return self._step

    def answer(self, question: Question, *, now: dt.datetime) -> Worked | None:
        """Return what is found; ``None`` while it is being worked out.

        Parameters
        ----------
        now
            UTC without a zone.

        Raises
        ------
        PracticeError
            It could not be worked out; asked again only by `again`.
        """
        as_of = default_as_of(self._database, now)
        days = as_of.day, as_of.entry_day
        asked = _Asked(self._database.data_version, days, question)
        found = self._answers.get(asked)
        if isinstance(found, PracticeError):
            raise found
        if found is None:
            self._begin(asked, now)
        return found

    def again(self) -> None:
        """Let what failed be tried again."""
        self._answers = {
            asked: found
            for asked, found in self._answers.items()
            if not isinstance(found, PracticeError)
        }

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is going on; return whether that came true."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return thread is None or not thread.is_alive()

    def _begin(self, asked: _Asked, now: dt.datetime) -> None:
        with self._guard:
            if self._thread is not None and self._thread.is_alive():
                return
            self._step = _WAITING
            self._thread = threading.Thread(
                target=self._work, args=[asked, now], name="reminders", daemon=True
            )
            self._thread.start()

    def _work(self, asked: _Asked, now: dt.datetime) -> None:
        try:
            found = self._found(asked.question, now)
        except PracticeError as error:
            log.event("reminders", error=error)
            # Whoever forgets a client takes the copy away; then it is simply done anew.
            if self._database.data_version == asked.version:
                self._keep(asked, error)
        except Exception as error:  # noqa: BLE001 - the thread's outermost door
            log.bug(error)
            self._keep(asked, FitStoppedError(WHAT))
        else:
            self._keep(asked, found)
        finally:
            self._step = None

    def _found(self, question: Question, now: dt.datetime) -> Worked:
        words = ["reminders", "work", f"--now={now.isoformat()}"]
        if question.since is not None:
            words.append(f"--since={question.since.isoformat()}")
        if question.baseline is not None:
            words.append(f"--baseline={question.baseline}")
        return apart.done(
            self._database,
            lambda copy, out: [*words, str(copy), str(out)],
            worked.read,
            self._tell,
            WHAT,
        )

    def _tell(self, step: Step) -> None:
        self._step = step

    def _keep(self, asked: _Asked, found: Worked | PracticeError) -> None:
        kept = dict(list(self._answers.items())[1 - MOST_KEPT :])
        self._answers = {**kept, asked: found}
