"""One client's sessions in words: one line each, and what was agreed.

Facts that one would say to the client's face: no likelihood and no judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.contracts import Standing
from analytics.periods import day_of_number
from analytics.words import counted

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from analytics.attendance.story import Gap, Story
    from analytics.facts.entered import Entry

FEWEST_VISITS: Final = 3
"""With fewer a usual gap is not said."""

CHANGED: Final = 1.25
"""Lately is said where the last two gaps are so many times the usual one, or the
usual one so many times these."""

FEWEST_GAPS: Final = 4
"""With fewer the last two gaps are most of the usual one."""

LISTED: Final = 5
"""Absences and other entries that are listed, the newest."""

_STANDINGS: Final = {
    Standing.ACTIVE: "with you",
    Standing.PAUSED: "paused",
    Standing.COMPLETED: "finished",
    Standing.HANDED_OVER: "handed over",
    Standing.ENDED_BY_AGREEMENT: "ended by agreement",
    Standing.ENDED_BY_CLIENT: "ended by the client",
    Standing.ENDED_BY_COACH: "ended by the coach",
    Standing.DRIFTED: "went quiet",
    Standing.UNKNOWN: "not known",
}

WHO: Final = {
    "client": "the client was away",
    "coach": "the coach was away",
    "practice": "the practice was closed",
    "paused": "paused",
}


def line(story: Story) -> str:
    """Return the client's sessions in one line of words."""
    slots = story.slots
    if slots.empty:
        return "No session is known."
    count = counting(slots)
    if count.empty:
        ahead = int((slots["outcome"] == "scheduled").sum())
        booked = f": {counted(ahead, 'is', 'are')} booked" if ahead else ""
        return f"No session has counted yet{booked}."
    came = int(count["is_attended"].sum())
    since = day_of_number(int(count["start_day"].min()))
    times = counted(len(count), "time")
    said = [f"Came {came:,} of {times} since {since:%B %Y}{_rhythm(story)}."]
    if moved := _moves_said(story):
        said.append(moved)
    return " ".join(said)


def gaps_line(story: Story) -> str:
    """Return the gaps in one line of words."""
    closed = [gap for gap in story.gaps if not gap.is_open]
    visits = len(closed) + 1 if story.gaps or _came(story) else 0
    if not visits:
        return "Has not come so far, so there is no gap."
    said = []
    if visits < FEWEST_VISITS:
        said += [f"One gap so far: {counted(gap.days, 'day')}." for gap in closed]
        said = said or ["Came on one day so far, so there is no gap."]
    else:
        last = [str(gap.days) for gap in closed[-2:]]
        usual = _days(story.usual_days or 0)
        said.append(f"Usually every {usual}; the last two gaps: {' and '.join(last)}.")
    said += [_since(gap, story) for gap in story.gaps if gap.is_open]
    return " ".join(said)


def notice_line(rows: pd.DataFrame, notice_hours: int) -> str:
    """Return what was called off or moved in one line of words."""
    if rows.empty:
        return "Nothing was called off or moved."
    moved = int(rows["is_move"].sum())
    parts = [("called off", len(rows) - moved), ("moved", moved)]
    what = " and ".join(f"{count:,} {word}" for word, count in parts if count)
    late = int(rows["is_late"].sum())
    untold = int((rows["notice_hours"].isna() & ~rows["is_late"]).sum())
    tail = f"; of {untold:,} nobody can tell" if untold else ""
    none = "none" if late == 0 else f"{late:,}"
    return f"{what}; {none} of these within {notice_hours} hours{tail}."


def agreed(story: Story) -> list[tuple[str, str]]:
    """Return what was agreed and what is known beside the sessions: term and text.

    Texts may hold what people typed: a page makes them safe.
    """
    found = []
    if done := story.programme:
        of = f" of {done.service}" if done.service else ""
        sessions_said = counted(done.planned, "session")
        found.append(("Programme", f"{done.attended:,} of {sessions_said}{of}"))
    away = [one for one in story.away if one.kind == "absence"]
    found += [("Away", _span(one, story.today)) for one in away[-LISTED:]]
    found += [("Noted", _ending(one, story.today)) for one in story.endings[-LISTED:]]
    if story.promises_due:
        done_said = f"{story.promises_done:,} of {story.promises_due:,} done"
        found.append(("Homework", done_said))
    if story.views:
        last = story.views[-1]
        on = _day(last.day, story.today)
        found.append(("The coach’s view", f"{last.value:g} of 5, {on}"))
    return found


def counting(slots: pd.DataFrame) -> pd.DataFrame:
    """Return the sessions that count for the rate."""
    counts = slots["outcome"].isin(["attended", "no_show", "late_cancelled"])
    return slots[counts & ~slots["is_excused"]]


def _came(story: Story) -> bool:
    return bool(story.slots["is_attended"].any())


def _rhythm(story: Story) -> str:
    closed = [gap.days for gap in story.gaps if not gap.is_open]
    usual = story.usual_days
    if usual is None or len(closed) + 1 < FEWEST_VISITS:
        return ""
    said = f"; usually every {_days(usual)}"
    lately = (closed[-1] * closed[-2]) ** 0.5
    is_changed = max(lately / usual, usual / lately) >= CHANGED
    if len(closed) < FEWEST_GAPS or not is_changed:
        return said
    return f"{said}, lately every {_days(lately)}"


def _moves_said(story: Story) -> str:
    moved = story.slots[story.slots["outcome"] == "rescheduled"]
    if moved.empty:
        return ""
    late = int((moved["notice_hours"] < story.notice_hours).sum())
    within = f", {_times(late)} within {story.notice_hours} hours" if late else ""
    return f"Moved {len(moved):,}{within}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _days(days: float) -> str:
    return counted(max(round(days), 1), "day")


def _since(gap: Gap, story: Story) -> str:
    ahead = story.slots.loc[story.slots["outcome"] == "scheduled", "start_day"]
    away = f", {gap.days_away:,} of them away" if gap.days_away else ""
    said = f"{counted(gap.days, 'day')} since the last session{away}"
    if ahead.empty:
        return f"{said}; nothing is booked."
    on = _day(day_of_number(int(ahead.min())), story.today)
    return f"{said}; the next one is booked for {on}."


def _span(entry: Entry, today: dt.date) -> str:
    back = entry.until_date or today
    why = f" ({entry.reason})" if entry.reason else ""
    who = WHO[str(entry.what)]
    return f"{_day(entry.from_date, today)} to {_day(back, today)}: {who}{why}"


def _ending(entry: Entry, today: dt.date) -> str:
    until = f" until {_day(entry.until_date, today)}" if entry.until_date else ""
    why = f" ({entry.reason})" if entry.reason else ""
    words = _STANDINGS[Standing(str(entry.what))]
    return f"{_day(entry.from_date, today)}: {words}{until}{why}"


def _day(day: dt.date, today: dt.date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"
