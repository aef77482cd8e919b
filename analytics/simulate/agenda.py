"""Which days a client and their coach can both keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from analytics.simulate.diary import Diary

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Absence:
    """Days a client is away, the last excluded, and when they said so."""

    first_on: dt.date
    until_on: dt.date
    told_on: dt.date

    def holds(self, day: dt.date) -> bool:
        """Say whether the client is away that day."""
        return self.first_on <= day < self.until_on


@dataclass(frozen=True)
class Agenda:
    """A client's absences laid over their coach's diary."""

    diary: Diary
    absences: tuple[Absence, ...]

    def absence_on(self, day: dt.date) -> Absence | None:
        """Return the absence that holds the day, known by then or not."""
        return next((away for away in self.absences if away.holds(day)), None)

    def is_open(self, day: dt.date, known_on: dt.date) -> bool:
        """Say whether both can keep the day, as far as was known on a day."""
        away = self.absence_on(day)
        is_away = away is not None and away.told_on <= known_on
        return self.diary.is_open(day) and not is_away

    def open_day(self, wish: dt.date, known_on: dt.date) -> dt.date:
        """Return the wished day or the first later one both can keep.

        Holidays are stepped over by whole weeks, so that the client keeps
        their weekday.
        """
        day = wish
        while not self.is_open(day, known_on):
            day += (7 if day.weekday() < 5 else 1) * _DAY
        return day


def draw_absences(
    first_on: dt.date, until_on: dt.date, rng: np.random.Generator
) -> tuple[Absence, ...]:
    """Return about two absences a year of one to three weeks.

    Half of them fall into July and August, where the drawn day allows it.
    """
    years = (until_on - first_on).days / 365
    absences = []
    for _ in range(int(rng.poisson(2 * years))):
        first = first_on + _DAY * int(rng.integers(0, (until_on - first_on).days))
        if rng.random() < 0.5:
            first = dt.date(first.year, 7, 1) + _DAY * int(rng.integers(0, 50))
        told = first - _DAY * int(rng.integers(3, 45))
        absences.append(Absence(first, first + _DAY * int(rng.integers(7, 22)), told))
    return tuple(absences)
