"""The day on which a step is due: a working day with room for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SATURDAY: Final = 5
_DAY: Final = dt.timedelta(days=1)
_LOOKED_AHEAD: Final = 366
"""Days; of a coach who is away for longer nothing better can be said."""


@dataclass(frozen=True)
class Diary:
    """A coach's days: which are free of work, and how full the weeks are."""

    closed: frozenset[dt.date] = frozenset()
    """Public holidays, and the days on which the coach or the practice is away."""
    planned: Mapping[dt.date, int] = field(default_factory=dict)
    """Steps that are planned already, by the first day of their week."""
    capacity: int | None = None
    """Steps that a week has room for; ``None``: nobody has said."""
    is_sunday_first: bool = False

    def day(
        self, today: dt.date, days: int, earliest: dt.date | None = None
    ) -> dt.date:
        """Return the working day on which a step is due.

        A day without work is drawn back to the last working day before it, so that
        the step stays within the week, unless that would not be after `today` or not
        before `earliest`; then the next working day it is. Where that week is full,
        it is the first working day of the next week with room.

        Parameters
        ----------
        days
            How many days after `today` the step is due as a rule; never today itself.
        earliest
            The first day that may be chosen, if that is later than tomorrow.
        """
        first = max(earliest or today, today + _DAY)
        wanted = max(today + days * _DAY, first)
        found = self._back(wanted, first) or self._on(wanted)
        return self._on_with_room(found)

    def open_day(self, day: dt.date) -> dt.date:
        """Return a day if it is one of work, else the next one that is."""
        return self._on(day)

    def _back(self, day: dt.date, first: dt.date) -> dt.date | None:
        while day >= first:
            if self._is_open(day):
                return day
            day -= _DAY
        return None

    def _on(self, day: dt.date) -> dt.date:
        ahead = (day + count * _DAY for count in range(_LOOKED_AHEAD))
        return next((one for one in ahead if self._is_open(one)), day)

    def _on_with_room(self, day: dt.date) -> dt.date:
        found = day
        for _ in range(_LOOKED_AHEAD // 7):
            if not self._is_full(self._week(found)):
                return found
            found = self._on(self._week(found) + 7 * _DAY)
        return day

    def _is_open(self, day: dt.date) -> bool:
        return day.weekday() < _SATURDAY and day not in self.closed

    def _is_full(self, week: dt.date) -> bool:
        # A practice with room for nobody still has a next step for whom it looks at.
        return bool(self.capacity) and self.planned.get(week, 0) >= (self.capacity or 0)

    def _week(self, day: dt.date) -> dt.date:
        since = (day.weekday() + self.is_sunday_first) % 7
        return day - since * _DAY


PLAIN: Final = Diary()
"""Monday to Friday, and room for everything."""
