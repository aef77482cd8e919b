"""Attendance over time, as cards: the rate and whether it changes, and the outcomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from analytics.attendance import attendance, control, keys, season, spans
from analytics.attendance import marks as dated
from analytics.attendance import trend as trends
from analytics.charts import attendance as charts
from analytics.charts.attendance_marks import is_in
from analytics.charts.card import Card, Column
from analytics.reports import attendance_words as words
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from analytics.attendance.clustered import Difference
    from analytics.attendance.marks import Mark
    from analytics.attendance.spans import Counted, Span
    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database

Unit = Literal["week", "month"]

HEADLINE_WEEKS = 12
"""Weeks of the first sentence: enough sessions to count, and recent ones."""

DRAWN = {"week": 52, "month": 24}
"""Closed weeks or months that are drawn while no period is chosen."""

MOST_DRAWN = {"week": 156, "month": 360}
"""And at most: more would be a blot."""

OPEN_DRAWN = {"week": 5, "month": 2}
"""Ahead: further ones would squeeze the past."""

HOW_RATE = """
**Attendance rate** = attended ÷ (attended + missed + cancelled late), excused sessions
left out. Presumed sessions are inside, those not known outside, and so are moves and
whatever was called off in time or by the coach.

The **band** is the 95 % interval. Sessions of one client are alike, so it goes by how
many sessions of different clients would tell as much.

**Usual for you** is where nearly all weeks lie if nothing but chance is at work, judged
by up to 52 earlier full weeks, at least 12. A week is never judged by itself, nor by
weeks just before it where there are older ones. **The dotted line** is the same week or
month a year earlier. *Worse* and *better* are said only where the interval of the
difference leaves no change out; where nothing changes, that is one look in twenty. More
in docs/definitions.md, *Attendance over time*.
"""

HOW_OUTCOMES = """
Each session is counted once, in the week or month in which it was to begin. **Presumed
to have come**: the tool does not say who came, and nobody marked it otherwise. **Not
known**: its time has passed and nobody said what became of it. A session moved twice is
one session and two moves. More in docs/definitions.md, *Sessions*.
"""

_COUNTS = (
    Column("attended", "Attended", "count"),
    Column("presumed", "Of these presumed", "count"),
    Column("no_show", "Missed", "count"),
    Column("late_cancelled", "Cancelled late", "count"),
)

_STATE = Column("state", "Noted")

_RATE_COLUMNS = (
    Column("n", "Counted", "count"),
    Column("rate", "Rate", "share"),
    Column("low", "May be from", "share"),
    Column("high", "to", "share"),
    Column("usual_low", "Usual from", "share"),
    Column("usual_high", "to", "share"),
    Column("year_earlier", "A year earlier", "share"),
    Column("unknown", "Not known", "count"),
    _STATE,
)

_OUTCOME_COLUMNS = (
    *_COUNTS,
    Column("excused", "Of these excused", "count"),
    Column("cancelled", "Cancelled in time", "count"),
    Column("late_not_known", "Of these perhaps late", "count"),
    Column("cancelled_by_coach", "By the coach", "count"),
    Column("rescheduled", "Moved", "count"),
    Column("unknown", "Not known", "count"),
    Column("scheduled", "Booked", "count"),
    _STATE,
)


@dataclass(frozen=True, eq=False)
class OverTime:
    """What the page says of attendance over time."""

    headline: str
    basis: str
    rate: Card
    outcomes: Card


@dataclass(frozen=True, eq=False)
class _Read:
    """What the sentences and figures are made of."""

    weeks: pd.DataFrame
    """All full weeks of the log and those that are not over, each with its limit."""
    table: pd.DataFrame
    """The weeks or months that are drawn."""
    span: Span
    """The weeks of the first sentence."""
    is_chosen: bool
    counted: Counted
    is_past: bool
    """Whether there are newer weeks than those that are chosen."""
    trend: trends.Trend
    marks: Sequence[Mark]

    @property
    def change(self) -> Difference | None:
        """How much the newest weeks are above those before; only where it is clear."""
        before = self.trend.before
        is_clear = before is not None and before.difference.is_clear
        return before.difference if before and is_clear else None

    @property
    def span_words(self) -> str:
        return words.full(self.span.weeks, "week", is_chosen=self.is_chosen)


def over_time(
    database: Database,
    as_of: AsOf,
    selection: Selection,
    *,
    by: Unit = "week",
    dark: bool = False,
) -> OverTime | None:
    """Return the page's first sentence and its cards; ``None`` without any session.

    Weeks and months that lie only partly in the selection's period are left out.
    What is usual, and what a change is measured against, may lie before it.

    Parameters
    ----------
    by
        What the figures show one mark of; the sentences always go by weeks.
    """
    whole = replace(selection, from_day=None, until_day=None)
    weeks = attendance(database, as_of, "week", whole)
    if weeks.empty:
        return None
    read = _read(database, as_of, selection, _judged_weeks(weeks), by)
    return OverTime(
        headline=words.headline(read.counted, is_chosen=read.is_chosen),
        basis=words.basis(read.counted, read.span_words),
        rate=_rate_card(read, by, dark=dark),
        outcomes=_outcome_card(read, by, dark=dark),
    )


def _read(
    database: Database, as_of: AsOf, selection: Selection, weeks: pd.DataFrame, by: Unit
) -> _Read:
    whole = replace(selection, from_day=None, until_day=None)
    first = weeks["group"].iloc[0]
    is_chosen = bool(selection.from_day or selection.until_day)
    zone_name = stored_settings.read(database).zone_name
    span = newest_weeks(database, as_of, selection, first)
    looked_at = [span, *trends.windows(span.until)]
    counted, *compared = spans.count(database, as_of, whole, looked_at)
    table = weeks if by == "week" else _months(database, as_of, whole)
    return _Read(
        weeks=weeks,
        table=_drawn(table, selection, by),
        span=span,
        is_chosen=is_chosen,
        is_past=not keys.is_week_open(span.until, as_of, zone_name),
        counted=counted,
        trend=trends.trend(compared, span.until, first),
        marks=[
            mark
            for mark in dated.marks(database, as_of, whole)
            # Every month has holidays.
            if by == "week" or mark.kind != "holiday"
        ],
    )


def newest_weeks(
    database: Database, as_of: AsOf, selection: Selection, first: dt.date
) -> Span:
    """Return the weeks of the first sentence; an empty span where none is over.

    Parameters
    ----------
    first
        The first day of the log's first week.
    """
    settings = stored_settings.read(database)
    closed = spans.closed(as_of, settings, selection)
    if closed is None or closed.until <= first:
        day = closed.until if closed else first
        return spans.Span(day, day)
    if not (selection.from_day or selection.until_day):
        closed = spans.newest(closed, HEADLINE_WEEKS)
    return spans.Span(max(closed.first, first), closed.until)


def _judged_weeks(weeks: pd.DataFrame) -> pd.DataFrame:
    """Return the weeks with what is usual, and the year before."""
    over = ~weeks["is_open"]
    pairs = list(
        zip(
            weeks.loc[over, "attended"].tolist(),
            weeks.loc[over, "n"].tolist(),
            strict=True,
        )
    )
    limits = [*control.limits(pairs), *[None] * int((~over).sum())]
    return _with_limits(weeks, limits).assign(
        year_earlier=season.year_earlier(weeks, "week"),
        until=[first + spans.WEEK for first in weeks["group"]],
    )


def _with_limits(
    table: pd.DataFrame, limits: Sequence[control.Limit | None]
) -> pd.DataFrame:
    lows = [None if one is None else one.low for one in limits]
    highs = [None if one is None else one.high for one in limits]
    unusual = [
        one is not None and one.is_unusual(rate)
        for one, rate in zip(limits, table["rate"], strict=True)
    ]
    edges = pd.DataFrame(
        {"usual_low": lows, "usual_high": highs}, index=table.index, dtype="float64"
    )
    return table.assign(
        usual_low=edges["usual_low"], usual_high=edges["usual_high"], is_unusual=unusual
    )


def _months(database: Database, as_of: AsOf, selection: Selection) -> pd.DataFrame:
    months = attendance(database, as_of, "month", selection)
    return _with_limits(months, [None] * len(months)).assign(
        year_earlier=season.year_earlier(months, "month"),
        until=[keys.next_month(first) for first in months["group"]],
    )


def _drawn(table: pd.DataFrame, selection: Selection, by: Unit) -> pd.DataFrame:
    """Return the weeks or months that a period holds whole; of many, the newest."""
    kept = table
    if selection.from_day is not None:
        kept = kept[kept["group"] >= selection.from_day]
    if selection.until_day is not None:
        kept = kept[kept["until"] <= selection.until_day]
    is_chosen = bool(selection.from_day or selection.until_day)
    most = MOST_DRAWN[by] if is_chosen else DRAWN[by]
    over, still_open = kept[~kept["is_open"]], kept[kept["is_open"]]
    return pd.concat([over.tail(most), still_open.head(OPEN_DRAWN[by])])


def _rate_card(read: _Read, by: Unit, *, dark: bool) -> Card:
    over = read.weeks[~read.weeks["is_open"]]
    counted = over[["group", "attended", "n"]].itertuples(index=False, name=None)
    past = [week for week in counted if week[0] < read.span.until]
    which = words.newest(read.trend, is_past=read.is_past)
    said = words.trend(read.trend, _since(read, past), len(past), which)
    judged = _judged(read, sum(n > 0 for _, _, n in past))
    is_change = read.change is not None
    return Card(
        key=f"attendance-rate-by-{by}",
        question="Is attendance getting better or worse?",
        answer=f"{said} {words.noise(judged, which, is_change=is_change)}",
        basis=words.rests_on(read.counted, read.span_words),
        definition=HOW_RATE,
        alt=f"Attendance rate of each {by} with its 95 % interval, what is usual, and "
        "the year before",
        figure=charts.rate(read.table, read.marks, dark=dark),
        table=_newest_first(read, by),
        columns=(_first_column(by), *_RATE_COLUMNS),
    )


def _since(read: _Read, weeks: Sequence[tuple[dt.date, int, int]]) -> dt.date | None:
    """Return since when the change, if one is told, most likely is there."""
    if read.change is None:
        return None
    first = read.trend.span.earlier(trends.WEEKS * spans.WEEK).first
    compared = [week for week in weeks if week[0] >= first]
    return trends.since(compared, is_better=read.change.value > 0)


def _outcome_card(read: _Read, by: Unit, *, dark: bool) -> Card:
    weeks = read.weeks
    inside = weeks[
        (weeks["group"] >= read.span.first) & (weeks["group"] < read.span.until)
    ]
    names = [*words.OUTCOMES, "unknown"]
    totals = {name: int(inside[name].sum()) for name in names}
    # Those not known are among them, and told in the answer.
    said = words.beside(replace(read.counted, unknown=0))
    hatched = f"A {by} that is not over is hatched."
    return Card(
        key=f"attendance-outcomes-by-{by}",
        question="What became of the sessions?",
        answer=words.outcomes(totals, read.span_words),
        basis=" ".join([f"n = {sum(totals.values()):,} sessions.", *said, hatched]),
        definition=HOW_OUTCOMES,
        alt=f"Sessions of each {by} by what became of them",
        figure=charts.outcomes(read.table, dark=dark),
        table=_newest_first(read, by),
        columns=(_first_column(by), *_OUTCOME_COLUMNS),
    )


def _judged(read: _Read, past: int) -> words.Judged:
    span, weeks = read.trend.span, read.weeks
    last = weeks[
        (weeks["group"] >= span.first)
        & (weeks["group"] < span.until)
        & weeks["usual_low"].notna()
    ]
    unusual = last[last["is_unusual"]]
    return words.Judged(
        weeks=span.weeks,
        judged=len(last),
        unusual=tuple(
            unusual[["group", "rate", "n"]].itertuples(index=False, name=None)
        ),
        past=past,
    )


def _newest_first(read: _Read, by: Unit) -> pd.DataFrame:
    """Return the numbers behind the figures, with what is to be said of each row."""
    table = read.table.iloc[::-1].reset_index(drop=True)
    state = [_state(row, read.marks) for row in table.to_dict("records")]
    kept = [column.key for column in (*_RATE_COLUMNS, *_OUTCOME_COLUMNS)]
    table = table.assign(state=state).rename(columns={"group": by})
    return table[list(dict.fromkeys([by, *kept]))]


def _state(row: dict[Any, Any], marks: Sequence[Mark]) -> str:
    said = ["not over yet"] if row["is_open"] else []
    if row["is_unusual"]:
        said.append("unusual")
    first, until = row["group"], row["until"]
    said += [mark.words for mark in marks if is_in(mark, first, until)]
    return "; ".join(said)


def _first_column(by: Unit) -> Column:
    if by == "week":
        return Column("week", "Week of", "day")
    return Column("month", "Month", "month")
