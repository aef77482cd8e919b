"""Attendance of the last twelve weeks that are over, and of the one that is not.

The numbers and the words are those of the page Attendance, so that the two never say
different things of one week.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from analytics.attendance import attendance, spans
from analytics.reports import attendance as over_time
from analytics.reports import attendance_words as words
from analytics.selection import Selection

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.attendance.spans import Counted, Span
    from analytics.periods import AsOf
    from analytics.store import Database

CLOSED: Final = over_time.HEADLINE_WEEKS


@dataclass(frozen=True)
class Week:
    """A week's sessions that count: docs/definitions.md says which those are."""

    first_day: dt.date
    is_open: bool
    """Not over at the moment looked at."""
    attended: int
    presumed: int
    """How many of `attended`."""
    n: int
    """Attended, or missed or cancelled late and not excused."""
    unknown: int
    interval: tuple[float, float] | None
    """The 95 % interval of `rate`, clustered by client."""

    @property
    def missed(self) -> int:
        """Missed or cancelled late, and not excused."""
        return self.n - self.attended

    @property
    def rate(self) -> float | None:
        """Share attended, 0 to 1; ``None`` where nothing counts."""
        return self.attended / self.n if self.n else None


@dataclass(frozen=True)
class Weeks:
    """What the sheet shows week by week, and says of those that are over."""

    shown: tuple[Week, ...]
    """Oldest first, the open one last; empty without any session."""
    span: Span | None
    """The weeks that are over, at most `CLOSED`."""
    counted: Counted

    @property
    def answer(self) -> str:
        """What the weeks that are over say, in one sentence."""
        return words.headline(self.counted)

    @property
    def basis(self) -> str:
        """What that rests on: the interval, and what is presumed or not known."""
        weeks = self.span.weeks if self.span else 0
        said = words.basis(self.counted, words.full(weeks, "week", is_chosen=False))
        if not weeks:
            return said
        return f"{said} The hatched week is not over and not counted."


NOTHING: Final = Weeks((), None, spans.NOTHING)


def weeks(database: Database, as_of: AsOf, selection: Selection) -> Weeks:
    """Return the weeks; of one coach or of all.

    Parameters
    ----------
    selection
        Only its coach counts. A week in which nothing was booked is there with zeros.
    """
    own = Selection(coach=selection.coach)
    table = attendance(database, as_of, "week", own)
    if table.empty:
        return NOTHING
    span = over_time.newest_weeks(database, as_of, own, table["group"].iloc[0])
    (counted,) = spans.count(database, as_of, own, [span])
    rows = {row["group"]: row for row in table.to_dict("records")}
    firsts = [span.until + place * spans.WEEK for place in range(-CLOSED, 1)]
    shown = tuple(
        _week(first, rows.get(first), is_open=first >= span.until) for first in firsts
    )
    return Weeks(shown, span, counted)


def _week(first: dt.date, row: Mapping[Any, Any] | None, *, is_open: bool) -> Week:
    if row is None:
        return Week(first, is_open, 0, 0, 0, 0, None)
    return Week(
        first,
        is_open,
        attended=int(row["attended"]),
        presumed=int(row["presumed"]),
        n=int(row["n"]),
        unknown=int(row["unknown"]),
        interval=(row["low"], row["high"]) if row["n"] else None,
    )
