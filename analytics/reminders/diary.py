"""What the diary says of each day: one strategy for each coach and service, or none.

An entry for fewer sessions stands over one for more: for a service and a coach, for a
service, for a coach, for all. A session belongs to what was in force from the longest
lead time before it until its day; where that changed in between, nobody can tell which
reminders were sent, and the session is left out.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from analytics.periods import day_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analytics.store.strategies import Span

_FOREVER = 2**31 - 1
_HOURS_PER_DAY = 24


class DiaryDay(NamedTuple):
    """A strategy in force for a coach's sessions of a service, over some days."""

    coach_key: str
    """Empty where a session names no coach, likewise the service."""
    service_key: str
    strategy: str
    from_day: int
    settled_day: int
    """From this day on sessions had all of its reminders, and no other's."""
    until_day: int
    """The first day that it is no longer in force."""


def days(
    spans: Sequence[Span],
    places: Iterable[tuple[str, str]],
    as_of_day: int,
    longest_lead_hours: float,
) -> list[DiaryDay]:
    """Return what was in force where and when, as known on a day.

    Parameters
    ----------
    spans
        Entries of the diary.
    places
        The coaches and services of the log, empty where a session names none.
    as_of_day
        Entries that begin after this day number are not known yet.
    longest_lead_hours
        The longest lead of the strategies in the diary.
    """
    known = [span for span in spans if day_number(span.from_date) <= as_of_day]
    lead_days = math.ceil(longest_lead_hours / _HOURS_PER_DAY)
    found: list[DiaryDay] = []
    for coach, service in sorted(set(places)):
        own = [
            span
            for span in known
            if span.coach in {None, coach} and span.service in {None, service}
        ]
        for strategy, first, until in _merged(_pieces(own)):
            settled = first + lead_days
            found.append(DiaryDay(coach, service, strategy, first, settled, until))
    return found


def _pieces(spans: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
    """Yield the strategy between each two days on which an entry begins or ends."""
    ends = sorted({day for span in spans for day in _ends(span)})
    for first, until in pairwise(ends):
        holding = [span for span in spans if _ends(span)[0] <= first < _ends(span)[1]]
        if holding:
            yield max(holding, key=_how_special).strategy, first, until


def _merged(
    pieces: Iterable[tuple[str, int, int]],
) -> Iterator[tuple[str, int, int]]:
    """Yield neighbouring days of one strategy as one."""
    held: tuple[str, int, int] | None = None
    for piece in pieces:
        if held is not None and held[0] == piece[0] and held[2] == piece[1]:
            held = (held[0], held[1], piece[2])
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _ends(span: Span) -> tuple[int, int]:
    until = _FOREVER if span.until_date is None else day_number(span.until_date)
    return day_number(span.from_date), until


def _how_special(span: Span) -> tuple[bool, bool, str]:
    return span.service is not None, span.coach is not None, span.entry_id
