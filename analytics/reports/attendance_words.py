"""Attendance over time in words: what a coach would want to be told, and how sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.attendance import control
from analytics.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.attendance.clustered import Difference
    from analytics.attendance.spans import Counted
    from analytics.attendance.trend import Compared, Trend

MOST_NAMED = 4
"""Weeks that are named one by one."""

NO_WEEK = "No full week to count yet; what is not over is only drawn."

OUTCOMES = {
    "attended": "attended",
    "no_show": "missed",
    "late_cancelled": "cancelled late",
    "cancelled": "cancelled in time",
    "cancelled_by_coach": "cancelled by the coach",
    "rescheduled": "moved",
}


@dataclass(frozen=True)
class Judged:
    """The newest full weeks, and which of them are unusual."""

    weeks: int
    """How many they are."""
    judged: int
    """For how many it can be said."""
    unusual: tuple[tuple[dt.date, float, int], ...]
    """First day, rate and counted sessions of each that is unusual, oldest first."""
    past: int
    """Full weeks in which something counts, of the whole log."""


def day(date: dt.date) -> str:
    """Return ``14 September 2026``."""
    return f"{date.day} {date:%B %Y}"


def full(count: int, unit: str, *, is_chosen: bool) -> str:
    """Return ``the last 12 full weeks``, or those that the bar has chosen.

    Empty where there is none.
    """
    if not count:
        return ""
    units = counted(count, f"full {unit}")
    if is_chosen:
        return f"the {units} chosen"
    return f"the last full {unit}" if count == 1 else f"the last {units}"


def headline(found: Counted, *, is_chosen: bool = False) -> str:
    """Return the page's first sentence."""
    rate, n = found.clustered.rate, found.clustered.n
    if rate is None:
        when = "in the full weeks chosen" if is_chosen else "lately"
        return f"No session has counted {when}."
    are = "was" if n == 1 else "were"
    return f"{rate:.0%} of {counted(n, 'session')} {are} attended."


def basis(found: Counted, weeks: str) -> str:
    """Return how sure the first sentence is and what it rests on.

    Parameters
    ----------
    weeks
        From `full`.
    """
    if not weeks:
        return NO_WEEK
    said = [f"{weeks[:1].upper()}{weeks[1:]}."]
    if interval := found.clustered.interval:
        said.append(f"The true rate may be anything from {_span(*interval)}.")
    return " ".join([*said, *beside(found)])


def beside(found: Counted) -> list[str]:
    """Return what is presumed, not known, or nobody can tell, a sentence each."""
    attended, said = found.clustered.attended, []
    if found.presumed:
        is_all = found.presumed == attended
        share = "All" if is_all else f"{found.presumed:,} of {attended:,}"
        said.append(f"{share} attended are presumed.")
    if found.unknown:
        said.append(f"{counted(found.unknown, 'more is', 'more are')} not known.")
    if found.late_not_known:
        told = counted(found.late_not_known, "cancellation")
        said.append(f"Of {told} nobody can tell whether it was late.")
    return said


def rests_on(found: Counted, weeks: str) -> str:
    """Return n, clients, the interval, and what is left out, for a chart."""
    those = found.clustered
    if not weeks:
        return NO_WEEK
    if those.interval is None:
        return f"Nothing counts in {weeks}."
    worth = ""
    if those.design_effect > 1:
        worth = (
            f", as sure as {those.effective_n:,.0f} of different clients would make it"
        )
    clients = counted(those.clients, "client")
    n = f"n = {counted(those.n, 'session')} of {clients} in {weeks}{worth}"
    said = [
        f"{n}; 95 % interval {_span(*those.interval)}.",
        *beside(found),
        "What is not over yet is hatched and counts in none of this.",
    ]
    return " ".join(said)


def newest(found: Trend, *, is_past: bool = False) -> str:
    """Return which weeks are compared: the last ones, or those before a day."""
    if is_past:
        last = day(found.span.until - dt.timedelta(days=1))
        return f"the {found.span.weeks} full weeks up to {last}"
    return f"the last {found.span.weeks} full weeks"


def trend(found: Trend, since: dt.date | None, log_weeks: int, which: str) -> str:
    """Return whether it is getting better or worse, and since when.

    Parameters
    ----------
    since
        From which week on the rate most likely is another one; said only of a change
        that is clear.
    log_weeks
        Full weeks from the first session on.
    which
        From `newest`.
    """
    if found.now.clustered.rate is None:
        if not log_weeks:
            return f"Too early to say: that takes {2 * found.span.weeks} full weeks."
        return f"No session has counted in {which}."
    said = (
        _compared(found, found.before, since, which)
        if found.before
        else _nothing_before(found, log_weeks, which)
    )
    return f"{said} {_a_year_ago(found.year)}".strip()


def noise(found: Judged, which: str, *, is_change: bool = False) -> str:
    """Return whether the newest weeks are anything but chance.

    Parameters
    ----------
    which
        From `newest`.
    is_change
        Whether all of them together are told to be better or worse.
    """
    if not found.judged:
        if found.past <= control.FEWEST_WEEKS:
            return (
                "Whether one week is unusual can be said after "
                f"{control.FEWEST_WEEKS} full weeks with sessions; so far there "
                f"{'is' if found.past == 1 else 'are'} {found.past}."
            )
        return "There are too few sessions a week to say whether one week is unusual."
    if not found.unusual:
        one_by_one = "One by one, " if is_change else ""
        chance = "" if is_change else ": ups and downs there are chance"
        said = f"{_judged(found, which)} within what is usual for you{chance}."
        return f"{one_by_one}{said}" if is_change else said[:1].upper() + said[1:]
    of = f"{len(found.unusual)} of {_judgeable(found, which)}"
    named = [
        f"{day(first)}: {rate:.0%} of {n}"
        for first, rate, n in found.unusual[-MOST_NAMED:]
    ]
    is_or_are = "is" if len(found.unusual) == 1 else "are"
    newest = "the newest: " if len(found.unusual) > MOST_NAMED else ""
    which = newest + "; ".join(named)
    return f"{of} {is_or_are} outside what is usual for you ({which})."


def outcomes(totals: Mapping[str, int], weeks: str) -> str:
    """Return what became of the sessions of some weeks."""
    if not weeks:
        return NO_WEEK
    known = {name: totals[name] for name in OUTCOMES if totals[name]}
    unknown = totals["unknown"]
    whole = sum(known.values()) + unknown
    if not whole:
        return f"Nothing was booked in {weeks}."
    of = f"Of {counted(whole, 'session')} in {weeks}"
    if not known:
        return f"{of} nobody knows what became."
    first, *others = known
    are = "was" if known[first] == 1 else "were"
    parts = [
        f"{known[first]:,} {are} {OUTCOMES[first]}",
        *(f"{known[name]:,} {OUTCOMES[name]}" for name in others),
    ]
    rest = f" Of {unknown:,} nobody knows what became." if unknown else ""
    return f"{of}, {joined(parts)}.{rest}"


def _compared(found: Trend, before: Compared, since: dt.date | None, which: str) -> str:
    weeks, change = found.span.weeks, before.difference
    rates = f"{_rate(found.now)} in {which}, {_rate(before.then)} in the {weeks} before"
    if not change.is_clear:
        return f"No clear change: {rates} ({_range(change)})."
    when = f", most likely since the week of {day(since)}" if since else ""
    word = "Better" if change.value > 0 else "Worse"
    return f"{word}: {rates} ({_range(change)}){when}."


def _nothing_before(found: Trend, log_weeks: int, which: str) -> str:
    if log_weeks < found.span.weeks:
        which = full(log_weeks, "week", is_chosen=False)
    now = f"{_rate(found.now)} in {which}"
    needed = 2 * found.span.weeks
    if log_weeks < needed:
        return (
            f"Too early to say: that takes {needed} full weeks, and the log has "
            f"{log_weeks} ({now})."
        )
    return f"{now}; in the {found.span.weeks} before, no session counted."


def _a_year_ago(year: Compared | None) -> str:
    if year is None:
        return ""
    change = year.difference
    if not change.is_clear:
        return f"The same weeks a year ago: {_rate(year.then)}, no clear difference."
    return f"The same weeks a year ago: {_rate(year.then)}; now it is {_range(change)}."


def _span(low: float, high: float) -> str:
    """Return two ends in per cent, exact enough to be two."""
    is_narrow = f"{low:.0%}" == f"{high:.0%}"
    return f"{low:.1%} to {high:.1%}" if is_narrow else f"{low:.0%} to {high:.0%}"


def _rate(found: Counted) -> str:
    return f"{found.clustered.rate or 0:.0%}"


def _range(change: Difference) -> str:
    """Return a difference with its interval in percentage points."""
    low, high = round(100 * change.low), round(100 * change.high)
    if change.high < 0:
        return f"{_points(-high, -low)} less"
    if change.low > 0:
        return f"{_points(low, high)} more"
    return f"anything from {counted(-low, 'point')} less to {high} more"


def _points(least: int, most: int) -> str:
    """Return how many points a clear change has, never none."""
    if most <= 1:
        return "up to 1 point"
    return f"{least} to {most} points" if least else f"up to {most} points"


def _judged(found: Judged, which: str) -> str:
    are = "is" if found.judged == 1 else "are all"
    return f"{_judgeable(found, which)} {are}"


def _judgeable(found: Judged, which: str) -> str:
    """Return the weeks that can be judged, as words; in most practices they all can."""
    if found.judged == found.weeks:
        return which
    return f"the {found.judged} of {which} with sessions enough to be judged"
