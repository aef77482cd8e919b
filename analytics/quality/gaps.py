"""What the data cannot say: what is missing, a source at a time, and overall."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from analytics.exports import recognition
from analytics.facts import entered, facts
from analytics.periods import day_number, day_of_number
from analytics.quality import advice
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from analytics.periods import AsOf
    from analytics.store import Database

_HERE = Path(__file__).parent
_GAPS = _HERE / "gaps.sql"
_WEEKS = _HERE / "weeks.sql"

FEWEST_A_WEEK = 4
"""With a middle of four sessions a week, a week without any comes about by chance
once a year at most (Poisson: e to the minus four is 1 in 55)."""

FEWEST_WEEKS = 8

SOURCES_WORTH_A_SUM = 2
"""Rows of one source and of their sum say the same."""


class Gap(StrEnum):
    """Something that the data do not say."""

    WEEKS = "weeks_without_rows"
    UNKNOWN = "unknown"
    PRESUMED = "presumed"
    BOOKED_AT = "no_booked_at"
    CANCELLED_AT = "no_cancelled_at"
    PRICE = "no_price"
    CONTACT = "no_contact"
    REMINDER = "no_reminder"


@dataclass(frozen=True)
class Finding:
    """One thing that is missing, and what to do about it."""

    gap: Gap
    count: int
    """How many sessions, clients or weeks it concerns."""
    of: int
    """Of how many."""
    not_known: int
    """Of cancellations without a time: how many may have been late."""
    weeks: tuple[dt.date, ...]
    """The first days of the weeks without rows."""
    costs: str
    """What Driftline cannot do because of it, in words."""
    advice: str
    """What to do in that very tool, in words."""


@dataclass(frozen=True)
class SourceGaps:
    """What one source does not say."""

    source: str | None
    """``None`` for all sources together."""
    name: str
    """What the tool is called."""
    sessions: int
    clients: int
    sessions_over: int
    """That have begun by now."""
    sessions_confirmed: int
    """Of these, those a person has vouched for."""
    findings: tuple[Finding, ...]


class _Counts(NamedTuple):
    """The columns of ``gaps.sql``."""

    source: str | None
    sessions: int
    over: int
    unknown: int
    presumed: int
    confirmed: int
    without_booked_at: int
    called_off: int
    without_cancelled_at: int
    late_not_known: int
    without_reminder: int
    attended: int
    without_price: int
    clients: int
    without_contact: int


def gaps(database: Database, as_of: AsOf) -> list[SourceGaps]:
    """Return what each source does not say, by source; one that lacks nothing too.

    Where there are several, what all of them together lack comes first.
    """
    counts = [
        _Counts(*row)
        for row in facts.rows(
            database,
            as_of,
            queries.text_of(_GAPS),
            seen_at=as_of.instant,
        )
    ]
    weeks = _empty_weeks(database, as_of)
    # A week that one source skips may be filled by another.
    found = [_of_source(one, weeks.get(one.source or "", ([], 0))) for one in counts]
    return found if len(found) > SOURCES_WORTH_A_SUM else found[1:]


def _of_source(counts: _Counts, weeks: tuple[list[dt.date], int]) -> SourceGaps:
    name = _name(counts.source)
    return SourceGaps(
        source=counts.source,
        name=name,
        sessions=counts.sessions,
        clients=counts.clients,
        sessions_over=counts.over,
        sessions_confirmed=counts.confirmed,
        findings=tuple(_findings(counts, weeks, name)),
    )


def _name(source: str | None) -> str:
    if source is None:
        return "All sources together"
    return recognition.tool_name(source) or source.removeprefix("mapped-")


def _findings(
    counts: _Counts, weeks: tuple[list[dt.date], int], name: str
) -> Iterator[Finding]:
    empty, all_weeks = weeks
    shares = (
        (Gap.WEEKS, len(empty), all_weeks),
        (Gap.UNKNOWN, counts.unknown, counts.over),
        (Gap.PRESUMED, counts.presumed, counts.over),
        (Gap.BOOKED_AT, counts.without_booked_at, counts.sessions),
        (Gap.CANCELLED_AT, counts.without_cancelled_at, counts.called_off),
        (Gap.PRICE, counts.without_price, counts.attended),
        (Gap.CONTACT, counts.without_contact, counts.clients),
        (Gap.REMINDER, counts.without_reminder, counts.sessions),
    )
    for gap, count, of in shares:
        if count:
            yield Finding(
                gap=gap,
                count=count,
                of=of,
                not_known=counts.late_not_known if gap is Gap.CANCELLED_AT else 0,
                weeks=tuple(empty) if gap is Gap.WEEKS else (),
                costs=advice.COSTS[gap.value],
                advice=advice.what_to_do(counts.source, name, gap.value),
            )


def _empty_weeks(
    database: Database, as_of: AsOf
) -> Mapping[str, tuple[list[dt.date], int]]:
    """Return the weeks without a row by source, and how many weeks there are."""
    settings = stored_settings.read(database)
    rows = queries.rows(
        database,
        queries.text_of(_WEEKS),
        seen_at=as_of.instant,
        week_shift_days=4 if settings.week_start == "sunday" else 3,
    )
    by_source: dict[str, dict[int, int]] = defaultdict(dict)
    for source, week, sessions in rows:
        by_source[str(source)][int(str(week))] = int(str(sessions))
    closed = _closed_days(database, as_of)
    return {
        source: (
            [
                day_of_number(week)
                for week in suspicious_weeks(held)
                # The practice was closed for all of it, or for its working days.
                if sum(day in closed for day in range(week, week + 7)) < 5
            ],
            (max(held) - min(held)) // 7 + 1,
        )
        for source, held in by_source.items()
    }


def suspicious_weeks(held: Mapping[int, int]) -> list[int]:
    """Return the weeks between the first and the last that hold no session at all.

    Only where sessions are so frequent that such a week hardly comes about by chance.

    Parameters
    ----------
    held
        Sessions a week, by the day number of its first day; none is 0.
    """
    if len(held) < FEWEST_WEEKS or median(held.values()) < FEWEST_A_WEEK:
        return []
    return [week for week in range(min(held), max(held), 7) if week not in held]


def _closed_days(database: Database, as_of: AsOf) -> frozenset[int]:
    """Return the day numbers on which the practice was closed."""
    absences: Iterable[entered.Entry] = entered.known(database, as_of).absences
    return frozenset(
        day
        for absence in absences
        if absence.what == "practice" and absence.until_date is not None
        for day in range(day_number(absence.from_date), day_number(absence.until_date))
    )
