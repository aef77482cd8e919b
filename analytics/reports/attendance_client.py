"""One client's sessions: the cards, with their answers in words, and what was agreed.

Facts in the words one would use to the client's face: no likelihood and no judgement,
and nothing here holds a name.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from analytics.charts import attendance_client as charts
from analytics.charts.card import Card, Column
from analytics.periods import day_of_number, from_epoch_seconds, zone
from analytics.reports import attendance_client_words as words
from analytics.reports.attendance_client_words import WHO, counting
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from analytics.attendance.story import Gap, Story
    from analytics.facts.entered import Entry

YEARS_IN_HALVES: Final = 3
"""A story of so many calendar years has two lines a year, a longer one has one."""

_KINDS: Final = {
    "no_show": "missed",
    "late_cancelled": "late",
    "cancelled": "cancelled",
    "cancelled_by_coach": "by_coach",
    "rescheduled": "moved",
    "scheduled": "booked",
    "unknown": "unknown",
}

_SESSIONS_HOW: Final = """
- One mark a session, on its local day; one line a calendar year, the newest on top. A
  curve leads from a session that was moved to the one that took its place.
- **Came … of …**: sessions attended, of those attended, missed or cancelled late.
  Excused ones, moves and sessions called off in time are left out.
- **Usually** is the client's own gap: the median of the last eight (on a logarithmic
  scale). **Lately** is the mean of the last two, where it differs by a quarter.
- **Hatched** are absences of the client, the coach or the practice, and pauses.

More in *One client’s sessions* of docs/definitions.md.
"""

_GAPS_HOW: Final = """
- A gap is the days between two days on which the client came; two sessions on one day
  are none, and a change of the clocks makes none longer.
- **Usual until then** is what the eight gaps before had as their median: a change stays
  to be seen even where it has become usual since.
- **Hollow** is the time since the last session: it is not over yet. A **square** holds
  days of known absences.
- How often to meet, as it was agreed, stands in the client’s file: this is what
  happened.

More in *One client’s sessions* of docs/definitions.md.
"""

_NOTICE_HOW: Final = """
- Sessions that the client called off or moved, by the time before the start at which
  they did. Those that the coach called off are left out.
- Shaded is less than the notice that the practice asks for.
- Where the file does not say when, nobody can tell; a move seen only between two
  exports is such a one.

More in *One client’s sessions* of docs/definitions.md.
"""


def sessions(story: Story, *, dark: bool = False) -> Card:
    """Return the card of every session since the start."""
    folded = _folded(story)
    marks = _marks(story, folded)
    answer = words.line(story)
    return Card(
        key="client-sessions",
        question="What became of each session?",
        answer=answer,
        basis=_basis(story),
        definition=_SESSIONS_HOW,
        alt=f"One mark a session, one line a year. {answer}",
        figure=charts.strip(
            marks, story.moves, _spans(story, folded), _lines(marks, folded), dark=dark
        )
        if len(marks)
        else None,
        table=marks[["date", "time", "became", "service", "notice_hours", "moved_to"]],
        columns=(
            Column("date", "Day", "day"),
            Column("time", "Time"),
            Column("became", "What became of it"),
            Column("service", "Service"),
            Column("notice_hours", "Hours of notice", "number"),
            Column("moved_to", "Moved to", "day"),
        ),
    )


def gaps(story: Story, *, dark: bool = False) -> Card:
    """Return the card of the gaps between sessions, against the usual one."""
    rows = pd.DataFrame(
        [gap._asdict() for gap in story.gaps],
        columns=["from_day", "to_day", "days", "usual_days", "days_away", "is_open"],
    ).astype({"is_open": bool})
    rows["said"] = [_gap_said(gap) for gap in story.gaps]
    answer = words.gaps_line(story)
    closed = [gap for gap in story.gaps if not gap.is_open]
    return Card(
        key="client-gaps",
        question="How long between two sessions?",
        answer=answer,
        basis=f"n = {counted(len(closed), 'gap')}." if story.gaps else "",
        definition=_GAPS_HOW,
        alt=f"Dots: days between two sessions; a dashed line: what was usual. {answer}",
        figure=charts.gaps(rows, story.usual_days, dark=dark) if closed else None,
        table=rows.drop(columns=["said"]),
        columns=(
            Column("from_day", "From", "day"),
            Column("to_day", "To", "day"),
            Column("days", "Days", "count"),
            Column("usual_days", "Usual until then", "days"),
            Column("days_away", "Days away in it", "count"),
        ),
    )


def notice(story: Story, *, dark: bool = False) -> Card:
    """Return the card of how sessions were called off and moved."""
    rows = _called_off(story)
    answer = words.notice_line(rows, story.notice_hours)
    is_any_told = bool(rows["notice_hours"].notna().any())
    return Card(
        key="client-notice",
        question="What was called off or moved, and how long before?",
        answer=answer,
        basis=f"n = {counted(len(rows), 'session')}. Shaded: less than "
        f"{story.notice_hours} hours."
        if is_any_told
        else "",
        definition=_NOTICE_HOW,
        alt=f"Marks: sessions called off or moved, by the time before. {answer}",
        figure=charts.notice(rows, story.notice_hours, dark=dark)
        if is_any_told
        else None,
        table=rows[["day", "what", "notice_hours"]],
        columns=(
            Column("day", "Session of", "day"),
            Column("what", "What became of it"),
            Column("notice_hours", "Hours of notice", "number"),
        ),
    )


def _basis(story: Story) -> str:
    slots = story.slots
    if slots.empty:
        return ""
    count = counting(slots)
    said = [f"n = {counted(len(count), 'session')} that {_count_verb(len(count))}."]
    is_presumed = count["is_attended"] & (count["outcome_basis"] == "presumed")
    if presumed := int(is_presumed.sum()):
        said.append(
            f"{presumed:,} of {int(count['is_attended'].sum()):,} are presumed."
        )
    if unknown := int((slots["outcome"] == "unknown").sum()):
        said.append(f"{counted(unknown, 'more is', 'more are')} not known.")
    if excused := int(slots["is_excused"].sum()):
        said.append(f"{excused:,} excused.")
    return " ".join(said)


def _count_verb(count: int) -> str:
    return "counts" if count == 1 else "count"


def _gap_said(gap: Gap) -> str:
    away = f", {gap.days_away:,} of them away" if gap.days_away else ""
    start, end = (f"{day.day} {day:%b %Y}" for day in (gap.from_day, gap.to_day))
    if gap.is_open:
        return f"{counted(gap.days, 'day')} since {start}{away}, not over yet"
    return f"{counted(gap.days, 'day')}, {start} to {end}{away}"


def _folded(story: Story) -> int:
    """Return how many months a line holds: 6, of a long story 12."""
    if story.slots.empty:
        return 6
    days = story.slots["start_day"]
    first, last = day_of_number(int(days.min())), day_of_number(int(days.max()))
    return 6 if last.year - first.year < YEARS_IN_HALVES else 12


def _line_and_place(day: dt.date, months: int) -> tuple[int, int]:
    """Return the line of a day, counted on, and its place on it."""
    month = day.year * 12 + day.month - 1
    return month // months, charts.MONTH_DAYS * (month % months) + day.day - 1


def _lines(marks: pd.DataFrame, months: int) -> charts.Lines:
    lines = range(int(marks["line"].min()), int(marks["line"].max()) + 1)
    if months == 12:
        return charts.Lines({line: str(line) for line in lines}, months)
    halves = ("Jan", "Jul")
    labels = {line: f"{halves[line % 2]} {line // 2}" for line in lines}
    return charts.Lines(labels, months)


def _marks(story: Story, months: int) -> pd.DataFrame:
    """Return one row a slot: where it stands in the picture, and what is said of it."""
    rows = story.slots.to_dict("records")
    moved_to = {move.old: rows[move.new]["start_day"] for move in story.moves}
    lifts = story.slots.groupby("start_day").cumcount()
    marks = [
        _mark(row, story.zone_name, moved_to.get(place), months)
        for place, row in enumerate(rows)
    ]
    columns = ["line", "place", "kind", "said", "date", "time", "became", "service"]
    table = pd.DataFrame(marks, columns=[*columns, "notice_hours", "moved_to"])
    return table.assign(lift=lifts.tolist())


def _mark(
    row: Mapping[Hashable, Any], zone_name: str, moved_to: int | None, months: int
) -> dict[str, object]:
    day = day_of_number(int(row["start_day"]))
    start = from_epoch_seconds(int(row["start_s"])).replace(tzinfo=dt.UTC)
    local = start.astimezone(zone(zone_name))
    kind = kind_of(row)
    hours = row["notice_hours"]
    line, place = _line_and_place(day, months)
    return {
        "line": line,
        "place": place,
        "kind": kind,
        "said": f"{day.day} {day:%b %Y}, {local:%H:%M}",
        "date": day,
        "time": f"{local:%H:%M}",
        "became": charts.MARKS[kind].label,
        "service": None if pd.isna(row["service"]) else row["service"],
        "notice_hours": None if pd.isna(hours) else float(hours),
        "moved_to": None if moved_to is None else day_of_number(int(moved_to)),
    }


def kind_of(row: Mapping[Hashable, Any]) -> str:
    """Return the kind of a slot, a key of `MARKS` in `charts.attendance_client`."""
    if row["is_attended"]:
        return "presumed" if row["outcome_basis"] == "presumed" else "came"
    return "excused" if row["is_excused"] else _KINDS[row["outcome"]]


def _spans(story: Story, months: int) -> pd.DataFrame:
    """Return the absences, cut at the ends of lines and of what is shown."""
    days = [day_of_number(int(day)) for day in story.slots["start_day"]]
    first, _ = _line_and_place(min(days), months)
    last, _ = _line_and_place(max(days), months)
    found = [
        (line, *part, WHO[str(one.what)])
        for one in story.away
        for line, *part in _parts(one, months)
        if first <= line <= last
    ]
    return pd.DataFrame(found, columns=["line", "place", "days", "said"])


def _parts(entry: Entry, months: int) -> list[tuple[int, int, int]]:
    """Return an absence as one part a line: line, first place on it, places."""
    if entry.until_date is None or entry.until_date <= entry.from_date:
        return []
    first, begins = _line_and_place(entry.from_date, months)
    last_day = entry.until_date - dt.timedelta(days=1)
    last, ends = _line_and_place(last_day, months)
    parts = []
    for line in range(first, last + 1):
        begin = begins if line == first else 0
        end = ends + 1 if line == last else charts.MONTH_DAYS * months
        parts.append((line, begin, end - begin))
    return parts


def _called_off(story: Story) -> pd.DataFrame:
    """Return what the client called off or moved, one row a slot."""
    slots = story.slots
    theirs = slots["outcome"].isin(["cancelled", "late_cancelled", "rescheduled"])
    rows = []
    for row in slots[theirs].to_dict("records"):
        hours = None if pd.isna(row["notice_hours"]) else float(row["notice_hours"])
        is_move = row["outcome"] == "rescheduled"
        is_short = hours is not None and hours < story.notice_hours
        day = day_of_number(int(row["start_day"]))
        what = charts.MARKS[kind_of(row)].label
        rows.append(
            {
                "day": day,
                "what": what,
                "notice_hours": hours,
                "is_move": is_move,
                "is_late": is_short or row["outcome"] == "late_cancelled",
                "said": f"{day.day} {day:%b %Y}: {what}, {hours_said(hours)}",
            }
        )
    columns = ["day", "what", "notice_hours", "is_move", "is_late", "said"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"notice_hours": "float64", "is_move": bool, "is_late": bool})


def hours_said(hours: float | None) -> str:
    """Return how long before its start a session was called off or moved."""
    if hours is None:
        return "nobody can tell when"
    if hours < 0:
        return "after the start"
    if hours < 48:
        return f"{counted(round(hours), 'hour')} before"
    return f"{counted(round(hours / 24), 'day')} before"
