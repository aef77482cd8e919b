"""A client's report in words: kind, and nothing but what happened.

Nothing here speaks of a score, of a reason or of money, and the program that made it
is not named: it is the client's and the coach's page.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from analytics.contracts import Outcome
from analytics.names import initials, plain
from analytics.reports.client_report import Promise
from analytics.reports.digest_words import Line, Section
from analytics.words import counted, day, joined, short_day, short_moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.facts.promises import Promise as Known
    from analytics.reports.client_report import ClientReport, Held, Slot

MONTHS: Final = 12
"""Months of which each day is named; of earlier ones the year's count is."""

_DAY: Final = dt.timedelta(days=1)

BECAME: Final[Mapping[str, str]] = {
    Outcome.ATTENDED: "we met",
    Outcome.NO_SHOW: "did not take place",
    Outcome.LATE_CANCELLED: "called off",
    Outcome.CANCELLED: "called off",
    Outcome.CANCELLED_BY_COACH: "called off by the coach",
    Outcome.RESCHEDULED: "moved to another time",
}
"""What became of a session, as both can read it."""

YEARS: Final = 8
MOVES: Final = 6
A_PROMISE: Final = 200
A_NEED: Final = 60
A_PROMISE_UNNAMED: Final = "A promise"
PROMISES: Final = 6
"""So many lines fit on the sheet."""


def title(found: ClientReport, *, is_initials: bool = False) -> str:
    """Return what the sheet is called."""
    return f"Our sessions: {_name(found, is_initials=is_initials)}"


def subtitle(found: ClientReport) -> str:
    """Return the period, the coach and the day of the sheet, as a sentence."""
    last = found.until_day - _DAY
    if found.sessions:
        count = len(found.sessions)
        which = "The last session" if count == 1 else f"The last {count} sessions"
        return f"{which}{_with(found)}. As known on {day(found.as_of.day)}."
    return (
        f"From {short_day(found.from_day)} to {short_day(last)}{_with(found)}. "
        f"As known on {day(found.as_of.day)}."
    )


def _with(found: ClientReport) -> str:
    return f", with {plain(found.coach)}" if found.coach else ""


def sections(found: ClientReport, *, is_initials: bool = False) -> tuple[Section, ...]:
    """Return the sheet, section by section; what nothing is known of is left out.

    With initials what somebody typed is left out, as it may hold a name.
    """
    held = (_held(found),) if found.sessions else (_kept(found), _moved(found))
    every = (
        *held,
        _ahead(found),
        _agreed(found),
        _promised(found, is_done=False, is_initials=is_initials),
        _promised(found, is_done=True, is_initials=is_initials),
    )
    return tuple(one for one in every if one is not None)


def _name(found: ClientReport, *, is_initials: bool) -> str:
    return initials(found.name) if is_initials else plain(found.name)


def _held(found: ClientReport) -> Section:
    """Return the last sessions one by one: what was, and when it was to be before."""
    return Section(
        key="kept",
        title="Our last sessions",
        lines=tuple(
            Line(_when(one, found), _became(one, found)) for one in found.sessions
        ),
    )


def _when(one: Held, found: ClientReport) -> str:
    return short_moment(one.slot.starts_at, found.zone_name, today=found.as_of.day)


def _became(one: Held, found: ClientReport) -> str:
    said = BECAME.get(one.slot.outcome, "not noted yet")
    if one.slot.outcome == Outcome.ATTENDED and one.slot.is_presumed:
        said += ", as booked"
    if one.slot.is_excused:
        said += ", excused"
    if not one.moved_from:
        return said
    times = [
        short_moment(at, found.zone_name, today=found.as_of.day)
        for at in one.moved_from
    ]
    return f"{said}; moved {_times(len(times))}, first planned for {times[0]}"


def _kept(found: ClientReport) -> Section:
    kept = found.kept
    lines = [*_months(kept), *_years(kept)]
    notes = []
    if presumed := sum(slot.is_presumed for slot in kept):
        notes.append(_presumed(presumed, len(kept)))
    if found.not_known:
        more = counted(len(found.not_known), "more session", "more sessions")
        notes.append(f"Of {more} nobody has noted yet what became of it.")
    notes += _not_held(found)
    return Section(
        key="kept",
        title=f"We met {_times(len(kept))}" if kept else "Sessions",
        lines=tuple(lines),
        note=" ".join(notes) or ("" if kept else "None in this time."),
    )


def _presumed(presumed: int, kept: int) -> str:
    if presumed == 1:
        return "1 of these is as booked; nobody has noted it by hand."
    those = "All" if presumed == kept else f"{presumed}"
    return f"{those} of these are as booked; nobody has noted them by hand."


def _not_held(found: ClientReport) -> list[str]:
    said = []
    if count := len(found.not_held):
        sessions = counted(count, "booked session")
        said.append(f"{sessions} did not take place.")
    if count := len(found.called_off_by_coach):
        sessions = counted(count, "session was", "sessions were")
        said.append(f"{sessions} called off by the coach.")
    return said


def _months(kept: Sequence[Slot]) -> list[Line]:
    """Return the days of the newest months, newest month first."""
    found = []
    months = [
        (month, list(slots))
        for month, slots in groupby(kept, key=lambda slot: slot.day.replace(day=1))
    ]
    for month, slots in reversed(months[-MONTHS:]):
        days = joined([str(slot.day.day) for slot in slots])
        found.append(Line(f"{month:%B %Y}", days))
    return found


def _years(kept: Sequence[Slot]) -> list[Line]:
    """Return the counts of the years before those months."""
    months = sorted({slot.day.replace(day=1) for slot in kept})
    if len(months) <= MONTHS:
        return []
    earlier = Counter(slot.day.year for slot in kept if slot.day < months[-MONTHS])
    years = sorted(earlier, reverse=True)
    found = [Line(f"Earlier in {year}", _times(earlier[year])) for year in years]
    if len(found) <= YEARS:
        return found
    rest = sum(earlier[year] for year in years[YEARS:])
    return [*found[:YEARS], Line("Before that", _times(rest))]


def _moved(found: ClientReport) -> Section | None:
    if not found.moved:
        return None
    newest = found.moved[::-1]
    more = len(newest) - MOVES
    return Section(
        key="moved",
        title=f"Moved {_times(len(newest))}",
        lines=tuple(Line(text=_move(slot, found)) for slot in newest[:MOVES]),
        note=f"And {counted(more, 'earlier move')}." if more > 0 else "",
    )


def _move(slot: Slot, found: ClientReport) -> str:
    before = short_moment(slot.starts_at, found.zone_name, today=found.as_of.day)
    if slot.moved_to is None:
        return f"{before}, to another time"
    then = short_moment(slot.moved_to, found.zone_name, today=found.as_of.day)
    return f"{before} → {then}"


def _ahead(found: ClientReport) -> Section:
    lines = tuple(
        Line(text=short_moment(slot.starts_at, found.zone_name, today=found.as_of.day))
        for slot in found.ahead
    )
    note = "" if lines else "Nothing is booked at the moment."
    return Section("ahead", "Next", lines, note)


def _agreed(found: ClientReport) -> Section | None:
    lines = []
    if found.programme is not None:
        kept, planned = found.programme
        lines.append(Line(text=f"Programme: {kept} of {planned} sessions so far."))
    if found.rhythm_days is not None:
        days = counted(round(found.rhythm_days), "day")
        lines.append(Line(text=f"We have been meeting about every {days}."))
    return Section("agreed", "Our rhythm", tuple(lines)) if lines else None


def _promised(
    found: ClientReport, *, is_done: bool, is_initials: bool
) -> Section | None:
    those = [one for one in found.promises if one.is_done == is_done]
    if not those:
        return None
    if is_done:
        those.reverse()
    more = len(those) - PROMISES
    return Section(
        key="done" if is_done else "open",
        title="Done" if is_done else "Homework and what else is open",
        lines=tuple(
            _promise(one, found, is_initials=is_initials) for one in those[:PROMISES]
        ),
        note=f"And {more:,} more." if more > 0 else "",
    )


def _promise(one: Promise, found: ClientReport, *, is_initials: bool) -> Line:
    today = found.as_of.day
    when = ""
    if one.is_done and one.done_day is not None:
        when = short_day(one.done_day, today=today)
    elif not one.is_done and one.due_date is not None:
        when = f"for {short_day(one.due_date, today=today)}"
    text = promised(one, is_initials=is_initials)
    return Line("Coach" if one.is_by_coach else "", text, next=when)


def promised(one: Promise | Known, *, is_initials: bool = False) -> str:
    """Return a promise with how long it takes and what is needed, on one line."""
    text = one.text if isinstance(one, Promise) else one.action
    beside = [f"about {one.minutes_needed:,} min"] if one.minutes_needed else []
    if one.needs and not is_initials:
        beside.append(f"with {plain(one.needs, A_NEED)}")
    more = f" ({', '.join(beside)})" if beside else ""
    return f"{A_PROMISE_UNNAMED if is_initials else plain(text, A_PROMISE)}{more}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")
