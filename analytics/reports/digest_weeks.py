"""Attendance of the last twelve weeks that are over, and of the one that is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.facts import facts
from analytics.intervals import wilson_interval
from analytics.periods import day_number, week_start
from analytics.store import queries
from analytics.store import settings as stored_settings
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database

_WEEKS = Path(__file__).with_name("digest_weeks.sql")

CLOSED: Final = 12
_WEEK: Final = dt.timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """A week's sessions that count: docs/definitions.md says which those are."""

    first_day: dt.date
    is_open: bool
    """Not over at the moment looked at."""
    attended: int
    presumed: int
    """How many of `attended`."""
    missed: int
    """Missed or cancelled late, and not excused."""
    unknown: int

    @property
    def n(self) -> int:
        """Sessions that count."""
        return self.attended + self.missed

    @property
    def rate(self) -> float | None:
        """Share attended, 0 to 1; ``None`` where nothing counts."""
        return self.attended / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of `rate`."""
        return wilson_interval(self.attended, self.n)


def weeks(database: Database, as_of: AsOf, selection: Selection) -> tuple[Week, ...]:
    """Return the weeks, oldest first, the open one last; of one coach or of all.

    A week in which nothing was booked is there with zeros.
    """
    settings = stored_settings.read(database)
    now = week_start(as_of.day, settings.week_start)
    firsts = [now - back * _WEEK for back in range(CLOSED, -1, -1)]
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_WEEKS),
        week_shift_days=4 if settings.week_start == "sunday" else 3,
        from_day=day_number(firsts[0]),
        until_day=day_number(now + _WEEK),
        selected_coach=selection.coach,
    )
    counts = {int(row[0]): row[1:] for row in rows}
    return tuple(
        Week(first, first == now, *counts.get(day_number(first), (0, 0, 0, 0)))
        for first in firsts
    )


def answer(shown: Sequence[Week]) -> str:
    """Return what the weeks that are over say, in one sentence."""
    n, attended, weeks_said = _closed(shown)
    if not n:
        return f"In the last {weeks_said} no session counts yet."
    low, high = wilson_interval(attended, n) or (0.0, 1.0)
    return (
        f"{attended / n:.0%} of {counted(n, 'session')} of the last {weeks_said} "
        f"were attended; the true rate may be anything from {low:.0%} to {high:.0%}."
    )


def basis(shown: Sequence[Week]) -> str:
    """Return what that rests on: what is presumed, not known and not over."""
    closed = [week for week in shown if not week.is_open]
    attended = sum(week.attended for week in closed)
    said = []
    if presumed := sum(week.presumed for week in closed):
        share = "All" if presumed == attended else f"{presumed:,} of {attended:,}"
        said.append(f"{share} attended are presumed.")
    if unknown := sum(week.unknown for week in closed):
        said.append(f"{counted(unknown, 'more is', 'more are')} not known.")
    said.append("The hatched week is not over and not counted.")
    return " ".join(said)


def _closed(shown: Sequence[Week]) -> tuple[int, int, str]:
    closed = [week for week in shown if not week.is_open]
    n = sum(week.n for week in closed)
    attended = sum(week.attended for week in closed)
    return n, attended, counted(len(closed), "full week")
