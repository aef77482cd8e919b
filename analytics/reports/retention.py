"""How long clients stay, as cards: the curve, its endings, and how long silence is.

Every answer is one sentence made from the numbers. Whatever depends on an ending that
nobody has confirmed is a range. Groups stand in `retention_groups`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.charts import retention as charts
from analytics.charts.card import Card, Column
from analytics.reports import retention_words as words
from analytics.retention.lives import ENOUGH, days_of, watched_until
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analytics.retention.endings import Way
    from analytics.retention.horizon import Under
    from analytics.retention.lives import Days, Mask
    from analytics.retention.look import Look

MONTHS: Final = (1, 2, 3, 4, 5, 6, 9, 12, 18, 24, 36, 48, 60, 84, 120, 180, 240, 360)
"""Months of the tables."""

HEADLINE_MONTHS: Final = (3, 12)
"""Both, where enough clients were watched; else the first one alone, else one month."""

ENDINGS_MONTHS: Final = (12, 6, 3, 1)

HOW_LONG: Final = """
Time runs from a client's **first session attended**. They are still a client until they
are **not kept**: they ended it themselves, or were away longer than the horizon with
nothing booked (*went quiet*). The day of that is the day on which it could be known:
somebody's own word, or the day the silence had outlasted the horizon. So the curve lies
about a horizon to the right of the last sessions.

- Who **finished, was handed over or ended by agreement** leaves the count that day: the
  curve says how clients are kept while nothing else ends their time.
- **Nobody confirmed it**: the solid line counts all such endings as not kept, the
  dashed one none. The truth lies between; *Clients* is where you can say how it ended.
- **Who came back** after a long silence never left.
- **A pause** is no ending; the clock runs on.
- Clients who were **there when the file begins** enter late if a client list says since
  when. The others have no place on the curve once 20 began later; until then they
  count from their first session in the file.
- The **shade** is the 95 % interval (Kaplan and Meier's estimate).

More in docs/definitions.md, *Do clients stay?*
"""

HOW_IT_ENDS: Final = """
Of all who began, the share that has ended in each way by then; a client ends in one
way only (Aalen and Johansen's estimate). *Went quiet without a word why* is a band of
its own: it is no loss until somebody says so. Who is paused is still a client. More in
docs/definitions.md, *Do clients stay?*
"""

HOW_LONG_IS_SILENCE: Final = """
A **usual gap** is the days between two of a client's sessions, as a rule. With few gaps
a client goes quiet early in the figures and may be back next week; with many, somebody
who is long gone still counts as a client. The list on *Today* always uses 3. More in
docs/definitions.md, *Who goes quiet*.
"""

_SHARES = (
    Column("month", "Months", "count"),
    Column("watched", "Watched", "count"),
    Column("lower", "If quiet is not kept", "share"),
    Column("lower_low", "from", "share"),
    Column("lower_high", "to", "share"),
    Column("upper", "If quiet is kept", "share"),
    Column("upper_low", "from", "share"),
    Column("upper_high", "to", "share"),
)


def stay(look: Look, *, dark: bool = False) -> Card:
    """Return how many are still clients, month by month."""
    return Card(
        key="retention",
        question="How long do clients stay?",
        answer=stay_answer(look),
        basis=stay_basis(look),
        definition=HOW_LONG,
        alt=(
            "A curve that steps down from 100 % as clients leave, by months since the "
            "first session, with its 95 % interval and how many were watched."
        ),
        figure=charts.stay(look, dark=dark),
        table=month_by_month(look),
        columns=_SHARES,
    )


def stay_answer(look: Look) -> str:
    """Return how many of a hundred are still clients, as a sentence."""
    days = told_days(look)
    if not days:
        few = counted(len(look.known), "client")
        return (
            "It is too early to say: no five clients were watched for a whole month "
            f"from their first session on (n = {few})."
        )
    # Where everybody who was watched left at once, nothing is told beyond.
    if not (told := list(_told(look, days))):
        return "The few who were watched so long tell nothing."
    return words.still_there(look, told)


def stay_basis(look: Look) -> str:
    """Return what the first sentence rests on, and how sure it is."""
    said = [_n(look)]
    if look.known.begins_day:
        said.append(
            f"The curve begins on day {look.known.begins_day}, where {ENOUGH} were "
            "watched, and tells of those who were still clients then."
        )
    if look.is_of_a_period:
        said.append("Only the chosen days count: who began before enters late.")
    if look.start_unknown:
        said.append(_of_unknown_start(look))
    said.append(words.horizon(look.gaps))
    return " ".join(said)


def told_month(look: Look, months: Sequence[int]) -> int | None:
    """Return the first of some months for which at least five were watched."""
    last = watched_until(look.known)
    first = look.known.begins_day
    fitting = (
        month
        for month in months
        if last is not None and first <= days_of(month) <= last
    )
    return next(fitting, None)


def told_days(look: Look) -> list[int]:
    """Return the days of which the first sentence tells; none if it is too early.

    Three months and a year. Where nobody had gone by then and some went later, the
    last day on which enough were watched as well: *100 in 100* alone would please more
    than it tells.
    """
    months = [m for m in HEADLINE_MONTHS if told_month(look, [m]) is not None]
    if not months and told_month(look, [1]) is None:
        return []
    return _moved(look, [days_of(month) for month in months or [1]], look.lower.days)


def _moved(look: Look, days: list[int], steps: Days) -> list[int]:
    """Return days of which the last lies behind a step, if enough were watched."""
    last = watched_until(look.known) or 0
    has_moved = bool((steps <= days[-1]).any())
    moves_later = bool(((steps > days[-1]) & (steps <= last)).any())
    return [*days, last] if moves_later and not has_moved else days


def month_by_month(look: Look) -> pd.DataFrame:
    """Return the curve at whole months.

    Returns
    -------
    pandas.DataFrame
        One row a month on which anybody was watched: ``month``, ``watched``, and the
        share still there with its 95 % interval if every ending that nobody confirmed
        counts as not kept (``lower``, ``lower_low``, ``lower_high``) and if none does
        (``upper``, …).
    """
    rows = []
    for month in MONTHS:
        lower, upper = look.lower.at(days_of(month)), look.upper.at(days_of(month))
        if lower is None or upper is None or not lower.at_risk:
            continue
        shares = (*lower[:3], *upper[:3])
        rows.append((month, lower.at_risk, *shares))
    columns = [column.key for column in _SHARES]
    return pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(columns[2:], "float64")
    )


def how_it_ends(look: Look, *, dark: bool = False) -> Card:
    """Return how clients' time ends."""
    found = look.endings
    layers = _layers(look)
    return Card(
        key="endings",
        question="How does their time with you end?",
        answer=ends_answer(look),
        basis=(
            f"n = {counted(len(look.known), 'client')}, "
            f"{counted(sum(found.count), 'ending')}; "
            f"{words.endings_not_confirmed(look)}{_among_all(look)}."
        ),
        definition=HOW_IT_ENDS,
        alt=(
            "Areas stacked to 100 %, by months since the first session: still clients "
            "at the bottom, then each way to end, on top those that nobody confirmed."
        ),
        figure=charts.how_it_ends(
            found.days, found.here, layers, look.known, dark=dark
        ),
        table=endings_table(look),
        columns=(
            Column("ending", "How"),
            Column("month", "Months", "count"),
            Column("clients", "Clients so far", "count"),
            Column("share", "Share", "share"),
            Column("low", "from", "share"),
            Column("high", "to", "share"),
        ),
    )


def ends_answer(look: Look) -> str:
    """Return how the time of a hundred clients ends, as a sentence."""
    month = told_month(look, ENDINGS_MONTHS)
    if not look.all_endings:
        return "Nobody’s time with you has ended so far."
    if month is None:
        said = words.endings_not_confirmed(look)
        return f"It is too early for shares: {said}."
    day = _moved(look, [days_of(month)], look.endings.days)[-1]
    layers = [
        (words.in_100(_at(look.endings.days, layer.share, day)), layer.name)
        for layer in _layers(look)
    ]
    here = words.in_100(_at(look.endings.days, look.endings.here, day, before=1.0))
    after = words.span(day).capitalize()
    gone = [f"{share} {name}" for share, name in layers if share != "0"]
    rest = f"; {', '.join(gone)}" if gone else ""
    return f"{after} after the start, of 100 clients {here} are still with you{rest}."


def endings_table(look: Look) -> pd.DataFrame:
    """Return the share that has ended in each way, at whole months."""
    found = look.endings
    last = int(look.known.until.max()) if len(look.known) else -1
    rows = []
    for place, way in enumerate(found.ways):
        until = look.known.until[_ended_so(look, way)]
        for month in MONTHS:
            day = days_of(month)
            if not look.known.begins_day <= day <= last:
                continue
            ended = int((until <= day).sum())
            values = (found.share[place], found.low[place], found.high[place])
            share, low, high = (_at(found.days, one, day) for one in values)
            rows.append((words.way(way), month, ended, share, low, high))
    columns = ["ending", "month", "clients", "share", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def horizon(
    look: Look, rows: Sequence[Under], month: int, *, dark: bool = False
) -> Card:
    """Return how the answer depends on when a silent client counts as gone."""
    table = pd.DataFrame(
        [
            (
                row.gaps,
                row.lower.value,
                row.upper.value,
                row.unconfirmed_endings,
                row.all_endings,
            )
            for row in rows
            if row.lower and row.upper
        ],
        columns=["gaps", "lower", "upper", "unconfirmed", "endings"],
    )
    return Card(
        key="horizon",
        question="When is a silent client gone?",
        answer=horizon_answer(table, month),
        basis=(f"n = {counted(len(look.known), 'client')}. {words.horizon(look.gaps)}"),
        definition=HOW_LONG_IS_SILENCE,
        alt=(
            "The share still there after "
            f"{words.SPANS[month]}, by how many usual gaps a silence may last."
        ),
        figure=charts.by_horizon(rows, look.gaps, dark=dark),
        table=table,
        columns=(
            Column("gaps", "Usual gaps", "number"),
            Column("lower", "If quiet is not kept", "share"),
            Column("upper", "If quiet is kept", "share"),
            Column("unconfirmed", "Endings not confirmed", "count"),
            Column("endings", "All endings", "count"),
        ),
    )


def horizon_answer(table: pd.DataFrame, month: int) -> str:
    """Return how much hangs on the horizon, as a sentence."""
    if table.empty:
        return "It is too early to say how much hangs on it."
    least, most = (words.in_100(table["lower"].iloc[place]) for place in (0, -1))
    first, last = (f"{table['gaps'].iloc[place]:g}" for place in (0, -1))
    after = words.SPANS[month]
    if least == most:
        return f"For {after} it makes no difference: {least} in 100 either way."
    return (
        f"If {first} usual gaps are enough, {least} in 100 are still with you after "
        f"{after}; if it takes {last}, {most} in 100."
    )


def _n(look: Look) -> str:
    """Return how many were watched, for how long, and what chance leaves open."""
    said = [f"n = {counted(len(look.known), 'client')}"]
    for day, lower, upper in _told(look, told_days(look)):
        span = words.between(lower.low, upper.high)
        chance = f" (with chance, anything from {span})" if span else ""
        said.append(f"{lower.at_risk:,} watched for {words.span(day)}{chance}")
    return f"{', '.join(said)}."


def _told(look: Look, days: Iterable[int]) -> Iterator[words.Told]:
    for day in days:
        lower, upper = look.lower.at(day), look.upper.at(day)
        if lower is not None and upper is not None:
            yield words.Told(day, lower, upper)


def _of_unknown_start(look: Look) -> str:
    count = look.start_unknown
    if look.is_from_file:
        clients = counted(count, "client")
        return (
            f"{clients} may have been there before the file begins: counted from the "
            "first session in it, so the line may lie too high."
        )
    more = counted(count, "more was", "more were")
    return (
        f"{more} there when the file begins, nobody says since when: they have no "
        "place here."
    )


def _among_all(look: Look) -> str:
    """Return that more endings are meant than those of clients with a place."""
    is_more = look.start_unknown > 0 and not look.is_from_file
    return " (among all, also those whose start is not known)" if is_more else ""


def _layers(look: Look) -> list[charts.Layer]:
    """Return the endings from the bottom up; what nobody confirmed lies on top."""
    return [
        charts.Layer(words.way(way), look.endings.share[place], way.is_confirmed)
        for place, way in enumerate(look.endings.ways)
    ]


def _ended_so(look: Look, way: Way) -> Mask:
    if not way.is_confirmed:
        return look.known.is_unconfirmed
    found: Mask = (look.known.ending == way.ending) & look.known.is_confirmed
    return found


def _at(steps: Days, values: Days, day: int, before: float = 0.0) -> float:
    place = int(np.searchsorted(steps, day, side="right")) - 1
    return before if place < 0 else float(values[place])
