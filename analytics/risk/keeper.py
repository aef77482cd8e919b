"""Keep the stored scores up with the practice, from a thread of their own.

One run at a time. A page says `keep_up` whenever it is drawn; if what is stored has
changed since the newest run, a run begins, and so it does on the first page after a
restart. Whether one is due is read from the practice's file, so nothing is lost when
the process ends in the middle.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from analytics.errors import PracticeError
from analytics.facts import default_as_of
from analytics.periods import epoch_seconds
from analytics.risk import apart, knew
from analytics.risk.progress import step
from analytics.store import log

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from analytics.apart import Step
    from analytics.store import Database

REST_SECONDS: Final = 30.0
"""Between two runs: while somebody says what became of twenty sessions, one run for
all of them is enough."""

_SAME_SECONDS: Final = 900
"""A day or a week begins at midnight where the practice is: on a quarter of an hour,
wherever that is. Within one nothing but the stored data can make a run due."""


class Keeper:
    """Keeps the scores of one open practice.

    Parameters
    ----------
    clock
        Gives the time, UTC without a zone.
    """

    def __init__(self, database: Database, clock: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._clock = clock
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_asked = threading.Event()
        self._is_new = True
        self._seen: tuple[int, int] | None = None
        self._step: Step | None = None

    @property
    def step(self) -> Step | None:
        """The step of the run that is going on; ``None`` while none is."""
        return self._step

    def keep_up(self) -> None:
        """Begin a run if one is due. Cheap to ask while nothing has changed."""
        # What failed before this process began deserves another try.
        again, self._is_new = self._is_new, False
        if self._is_due(again=again):
            self._begin()

    def ask(self) -> None:
        """Begin a run whether or not one is due, also after a failure."""
        self._is_asked.set()
        self._begin()

    def wait(self, seconds: float) -> bool:
        """Wait until no run is going on; return whether that came true."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return thread is None or not thread.is_alive()

    def _begin(self) -> None:
        with self._guard:
            if self._thread is not None and self._thread.is_alive():
                return
            self._step = step(1)
            self._thread = threading.Thread(
                target=self._keep, name="scores", daemon=True
            )
            self._thread.start()

    def _is_due(self, *, again: bool) -> bool:
        """Return whether a run is due; `again`: also where the last one failed."""
        seen, now = self._now_seen()
        if seen == self._seen and not again:
            return False
        as_of = default_as_of(self._database, now)
        is_due = knew.is_due(self._database, as_of, again=again)
        self._seen = None if is_due else seen
        return is_due

    def _now_seen(self) -> tuple[tuple[int, int], dt.datetime]:
        now = self._clock()
        quarter = epoch_seconds(now) // _SAME_SECONDS
        return (self._database.data_version, quarter), now

    def _keep(self) -> None:
        try:
            while True:
                self._is_asked.clear()
                apart.fit(self._database, clock=self._clock, progress=self._tell)
                self._step = None
                if not self._is_due(again=False):
                    return
                self._is_asked.wait(REST_SECONDS)
                self._step = step(1)
        except PracticeError as error:
            # A disk that is full cannot even keep that the run failed. Nor can the next
            # page's run do better, so that waits until something has changed.
            log.event("fit", error=error)
            self._seen, _ = self._now_seen()
        except Exception as error:  # noqa: BLE001 - the thread's outermost door
            log.bug(error)
            self._seen, _ = self._now_seen()
        finally:
            self._step = None

    def _tell(self, at: Step) -> None:
        self._step = at
