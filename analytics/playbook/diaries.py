"""Each coach's working days: holidays, absences, and how full the weeks are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Final

from analytics.facts import public_holidays
from analytics.periods import week_start
from analytics.playbook.due import Diary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.facts.contacts import Planned
    from analytics.facts.entered import Entered, Entry
    from analytics.settings import Settings

AHEAD: Final = dt.timedelta(days=60)
"""No step is due later."""


class Diaries:
    """The diary of each coach, made when it is asked for."""

    def __init__(
        self,
        absences: Sequence[Entry],
        holidays: frozenset[dt.date],
        planned: Mapping[dt.date, int],
        settings: Settings,
        today: dt.date,
    ) -> None:
        self._absences = [one for one in absences if one.what in ("coach", "practice")]
        self._holidays = holidays
        self._planned = planned
        self._settings = settings
        self._today = today
        self._of: dict[str | None, Diary] = {}

    @property
    def first_weekday(self) -> str:
        """The practice's first day of the week."""
        return self._settings.week_start

    def of(self, coach: str | None) -> Diary:
        """Return a coach's days."""
        found = self._of.get(coach)
        if found is None:
            found = self._of[coach] = Diary(
                closed=self._holidays | self._away(coach),
                planned=self._planned,
                capacity=self._settings.capacity,
                is_sunday_first=self.first_weekday == "sunday",
            )
        return found

    def _away(self, coach: str | None) -> frozenset[dt.date]:
        until = self._today + AHEAD
        return frozenset(
            day
            for one in self._absences
            if one.what == "practice" or one.coach == coach
            for day in _days(
                max(one.from_date, self._today), min(one.until_date or until, until)
            )
        )


def gather(
    known: Entered,
    planned: Mapping[str, Sequence[Planned]],
    settings: Settings,
    today: dt.date,
) -> Diaries:
    """Return the diaries of all coaches as known on a day."""
    found = public_holidays.on_working_days(settings, today, today + AHEAD)
    weeks = Counter(
        week_start(one.due_date, settings.week_start)
        for of_client in planned.values()
        for one in of_client
        if not one.is_done
    )
    holidays = frozenset(day for day, _ in found)
    return Diaries(known.absences, holidays, weeks, settings, today)


def _days(first: dt.date, until: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(days=n) for n in range((until - first).days))
