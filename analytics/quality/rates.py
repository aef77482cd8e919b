"""What one answer, or all answers of a month, would make of the attendance rate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.attendance import attendance
from analytics.facts import facts
from analytics.periods import day_of_number
from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from analytics.periods import AsOf
    from analytics.quality.questions import Unvouched
    from analytics.store import Database

_UNKNOWN = Path(__file__).with_name("unknown_months.sql")


@dataclass(frozen=True)
class RateChange:
    """The rate of a month, from 0 to 1, under each answer to one session."""

    month: dt.date
    """Its first day."""
    now: float | None
    """``None`` where no session of the month counts yet."""
    if_came: float
    if_not: float

    @property
    def width(self) -> float:
        """How far the answer moves the rate."""
        return self.if_came - self.if_not


class Month(NamedTuple):
    """What is counted and what is open in one month."""

    month: dt.date
    """Its first day."""
    attended: int
    n: int
    """Sessions that count."""
    unknown: int
    """That have begun, and that somebody may still answer for."""

    @property
    def now(self) -> float | None:
        """The rate as shown."""
        return self.attended / self.n if self.n else None

    @property
    def lowest(self) -> float:
        """The rate if nobody of the unknown ones came."""
        return self.attended / (self.n + self.unknown)

    @property
    def highest(self) -> float:
        """The rate if all of the unknown ones came."""
        return (self.attended + self.unknown) / (self.n + self.unknown)


@dataclass(frozen=True)
class Months:
    """The months of a practice by their first day."""

    by_day: Mapping[dt.date, Month]

    def change(self, session: Unvouched) -> RateChange | None:
        """Return what the answer to a session makes of its month's rate."""
        month = self.by_day.get(month_of(session.start_day))
        if month is None:
            return None
        attended, n = month.attended, month.n
        if session.taken_for == "attended":
            # It is inside already, as attended.
            attended, n = attended - 1, n - 1
        return RateChange(
            month=month.month,
            now=month.now,
            if_came=(attended + 1) / (n + 1),
            if_not=attended / (n + 1),
        )

    def with_unknown(self) -> list[Month]:
        """Return the months with unknown sessions, the widest range first."""
        open_ = [month for month in self.by_day.values() if month.unknown]
        return sorted(
            open_, key=lambda m: (round(m.lowest - m.highest, 9), -m.month.toordinal())
        )


def months(database: Database, as_of: AsOf) -> Months:
    """Return what is counted and what is open in each month."""
    counted = attendance(database, as_of, "month")
    unknown = dict(facts.rows(database, as_of, queries.text_of(_UNKNOWN)))
    return Months(
        {
            row["group"]: Month(
                row["group"],
                int(row["attended"]),
                int(row["n"]),
                int(unknown.get(row["group"], 0)),
            )
            for row in counted.to_dict("records")
        }
    )


def month_of(day: int) -> dt.date:
    """Return the first day of the month in which a local day number lies."""
    return day_of_number(day).replace(day=1)
