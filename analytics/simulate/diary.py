"""A coach's calendar: working days, holidays, days ill, and which hours are taken.

All times here are the practice's wall clock, without a zone. A span of days
includes its first day and excludes its last.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

FIRST_HOUR = 8
LAST_HOUR = 18
"""Hours at which sessions start, both included."""

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Some days, from the first (included) to the last (excluded)."""

    first_on: dt.date
    until_on: dt.date

    def holds(self, day: dt.date) -> bool:
        """Say whether the day is one of them."""
        return self.first_on <= day < self.until_on


@dataclass
class Diary:
    """When one coach works; taking an hour changes it."""

    holidays: tuple[Span, ...]
    """Weeks off, which nobody can book."""

    ill_days: frozenset[dt.date]
    """Days on which every session is called off in the morning."""

    _taken: set[dt.datetime] = field(default_factory=set)

    def is_open(self, day: dt.date) -> bool:
        """Say whether the day can be booked: Monday to Friday, no holiday."""
        return day.weekday() < 5 and not any(off.holds(day) for off in self.holidays)

    def take(self, day: dt.date, hour: int) -> dt.datetime:
        """Book the hour, or the next free one of that day, and return it.

        A day that is full is overbooked: a practice of thousands of clients
        with two coaches has no free hours, and nothing here depends on them.
        """
        wanted = at_hour(day, hour)
        for step in range(LAST_HOUR - FIRST_HOUR + 1):
            later = (hour - FIRST_HOUR + step) % (LAST_HOUR - FIRST_HOUR + 1)
            free = at_hour(day, FIRST_HOUR + later)
            if free not in self._taken:
                wanted = free
                break
        self._taken.add(wanted)
        return wanted


def at_hour(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """Return a time of that day, by the wall clock."""
    return dt.datetime.combine(day, dt.time(hour, minute))


def draw_diary(first_on: dt.date, until_on: dt.date, rng: np.random.Generator) -> Diary:
    """Return a coach's calendar between two days.

    Holidays: Christmas to the second week of January for everybody, two or
    three summer weeks and one week in autumn of the coach's own. About three
    days a year the coach is ill.
    """
    holidays: list[Span] = []
    for year in range(first_on.year - 1, until_on.year + 2):
        summer = dt.date(year, 7, 6) + _DAY * int(rng.integers(0, 36))
        autumn = dt.date(year, 10, 5) + _DAY * int(rng.integers(0, 15))
        holidays += [
            Span(dt.date(year, 12, 23), dt.date(year + 1, 1, 5)),
            Span(summer, summer + _DAY * int(rng.integers(14, 22))),
            Span(autumn, autumn + _DAY * 6),
        ]
    days = (until_on - first_on).days
    ill = rng.integers(0, days, size=max(1, round(days * 3 / 365)))
    return Diary(tuple(holidays), frozenset(first_on + _DAY * int(i) for i in ill))
