"""Where and when sessions are attended: the cards, with their answers in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from analytics.attendance import where
from analytics.attendance.apart import FEW, FEWEST_CLIENTS, is_told, standing_out
from analytics.charts import attendance_where as charts
from analytics.charts.card import Card, Column
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from analytics.attendance.clustered import Clustered
    from analytics.attendance.where import Groups

WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

MOST_NAMED: Final = 3
"""Groups that the answer names; the picture shows the rest."""

NOTHING: Final = "No session has counted here."

_COUNTED: Final = """
- **Counted** are sessions attended, missed or cancelled late. Excused ones, moves and
  sessions called off in time are left out; what is not known is counted beside.
- **The interval** holds the true rate in 95 of 100 cases. It allows for sessions of one
  client being more alike than those of different clients.
- **Stands out** is a group whose rate differs from that of all others together by more
  than chance makes likely, with all the groups that are looked at reckoned in.
"""

_CELLS: Final = f"""
- Each cell is a weekday and an hour of the local clock, as a session began: the upper
  number is the rate, the lower one how many counted.
- **Pale and hatched** are cells of fewer than {FEW} sessions. No cell of fewer than
  {FEW} sessions or {FEWEST_CLIENTS} clients is named.
{_COUNTED.strip()}
- Other people book other hours: a difference does not say that the hour is why.

More in *Where and when* of docs/definitions.md.
"""

_GROUPS: Final = f"""
{_COUNTED.strip()}
- **Hollow** is a group of fewer than {FEW} sessions. Services and lengths as small as
  that are put together.
- Other people book other services and times: a difference does not say why.

More in *Where and when* of docs/definitions.md.
"""

_RATES: Final = (
    Column("n", "Counted", "count"),
    Column("attended", "Attended", "count"),
    Column("rate", "Rate", "share"),
    Column("low", "May be from", "share"),
    Column("high", "to", "share"),
    Column("presumed", "Presumed", "count"),
    Column("clients", "Clients", "count"),
)

_SHOWN: Final = tuple(column.key for column in _RATES)


@dataclass(frozen=True)
class _Kind:
    """A way to group sessions, in words."""

    choice: str
    question: str
    subject: str
    """How the answer names a group."""
    untold: str
    """What is said where no file tells."""
    not_given: str = "not known"
    one: str = "All sessions are of one kind, so there is nothing to compare."


KINDS: Final = {
    "service": _Kind(
        "Service",
        "Are some services attended more than others?",
        "{}",
        "The files name no services.",
        "no service named",
        "All sessions are of one service, so there is nothing to compare.",
    ),
    "length": _Kind(
        "Length",
        "Does the length of a session matter?",
        "A length of {}",
        "The files do not say how long sessions were.",
        "length not known",
        "All sessions are equally long, so there is nothing to compare.",
    ),
    "weekday": _Kind("Weekday", "Does the weekday matter?", "{}", ""),
    "hour": _Kind("Hour", "Does the hour matter?", "{}", ""),
    "lead": _Kind(
        "Booked ahead",
        "Does it matter how long before a session was booked?",
        "Booking {} before",
        "The files do not say when sessions were booked.",
        "booking time not known",
    ),
    "nth": _Kind(
        "First or later",
        "Are first sessions attended as much as later ones?",
        "The {}",
        "Everybody may have come before the data begin, so no session is known to be "
        "a first one.",
        "perhaps not the first",
    ),
}
"""The groupings of `analytics.attendance.where` that are rates."""

NO_FILE_TELLS: Final = (
    "Whether a session took place in a room or online, and who booked it, stands in "
    "no column that Driftline keeps, so nothing is said of either."
)

_LEADS: Final = {
    -1: "entered afterwards",
    0: "less than a day",
    24: "1 to 3 days",
    72: "3 to 7 days",
    168: "1 to 2 weeks",
    336: "2 to 4 weeks",
    672: "4 weeks or more",
}

_NTHS: Final = {1: "first session", 2: "later sessions"}


def when(cells: Groups, week_start: str, *, dark: bool = False) -> Card:
    """Return the card of weekday and hour.

    Parameters
    ----------
    cells
        `analytics.attendance.where.heat`.
    week_start
        ``monday`` or ``sunday``.
    """
    pairs = zip(cells.table["weekday"], cells.table["hour"], strict=True)
    names = [f"{WEEKDAYS[day - 1]} {hour:02}:00" for day, hour in pairs]
    rows = _dressed(cells.table.assign(label=names))
    answer = _when_answer(cells, rows)
    is_any = len(rows) > 0
    legend = ""
    if not rows["is_few"].all():
        legend += " The stronger the colour, the more were attended."
    if rows["is_few"].any():
        legend += f" Hatched: fewer than {FEW}."
    return Card(
        key="attendance-when",
        question="When are sessions attended, and when not?",
        answer=answer,
        basis=f"{basis(cells)}{legend}".strip(),
        definition=_CELLS,
        alt=f"{len(rows)} cells of weekday and hour, each with its rate. {answer}",
        figure=charts.heat(rows, weekdays(week_start), dark=dark) if is_any else None,
        table=rows[["weekday", "hour", "label", *_SHOWN]],
        columns=(Column("label", "When"), *_RATES),
    )


def by(grouping: str, groups: Groups, week_start: str, *, dark: bool = False) -> Card:
    """Return the card of one grouping.

    Parameters
    ----------
    grouping
        A key of `KINDS`.
    groups
        Its part of `analytics.attendance.where.by_groups`.
    """
    kind = KINDS[grouping]
    table = _in_order(groups.table, grouping, week_start)
    rows = _dressed(table.assign(label=_labels(grouping, table)))
    is_any = bool(rows["key"].notna().any())
    told = rows[["label", *_SHOWN]] if is_any else rows[["label", *_SHOWN]].head(0)
    return Card(
        key=f"attendance-by-{grouping}",
        question=kind.question,
        answer=_by_answer(kind, groups, rows),
        basis=basis(groups),
        definition=_GROUPS,
        alt="Attendance rates with their intervals. "
        + ". ".join(rows["said"].head(12)),
        figure=charts.groups(rows, groups.everything.rate, dark=dark)
        if len(told) > 1
        else None,
        table=told,
        columns=(Column("label", kind.choice), *_RATES),
    )


def basis(groups: Groups) -> str:
    """Return n, what is presumed and what is not known, as sentences."""
    everything = groups.everything
    said = []
    if everything.n:
        clients = counted(everything.clients, "client")
        said.append(f"n = {counted(everything.n, 'session')} of {clients}.")
    if groups.presumed:
        is_all = groups.presumed == everything.attended
        share = "All" if is_all else f"{groups.presumed:,} of {everything.attended:,}"
        said.append(f"{share} attended are presumed.")
    if groups.unknown:
        said.append(f"{counted(groups.unknown, 'more is', 'more are')} not known.")
    return " ".join(said)


def weekdays(week_start: str) -> list[tuple[int, str]]:
    """Return each weekday (1 Monday to 7 Sunday) and its name, as a week begins."""
    numbers = [7, 1, 2, 3, 4, 5, 6] if week_start == "sunday" else [*range(1, 8)]
    return [(number, WEEKDAYS[number - 1]) for number in numbers]


def percent(attended: int, n: int) -> str:
    """Return a rate in per cent; only all of them are 100, only none of them 0."""
    if 0 < attended < n:
        return f"{min(max(attended / n, 0.01), 0.99):.0%}"
    return f"{attended / n:.0%}"


def _when_answer(cells: Groups, rows: pd.DataFrame) -> str:
    if not cells.everything.n:
        return NOTHING
    return _compared(
        rows, cells.everything, "{}", ("No hour stands out", "one hour from another")
    )


def _by_answer(kind: _Kind, groups: Groups, rows: pd.DataFrame) -> str:
    if not groups.everything.n:
        return NOTHING
    if rows["key"].isna().all():
        return kind.untold
    if len(rows) == 1:
        return kind.one
    # Small groups together are no group that somebody could do something about.
    is_group = rows["key"].notna() & (rows["key"] != -1)
    said = ("No difference", "these apart")
    return _compared(rows[is_group], groups.everything, kind.subject, said)


def _compared(
    rows: pd.DataFrame, everything: Clustered, subject: str, said: tuple[str, str]
) -> str:
    """Return which groups stand out, else that none does, else that nothing can tell.

    Parameters
    ----------
    said
        How the last two sentences begin and go on.
    """
    groups = where.counted(rows)
    labels = rows["label"].tolist()
    if apart := standing_out(groups, everything):
        named = [(labels[one.place], groups[one.place], one.rest) for one in apart]
        return _one(subject, *named[0]) if len(named) == 1 else _several(named)
    share = percent(everything.attended, everything.n)
    of_all = f"{share} of {counted(everything.n, 'session')} {_came(everything.n)}."
    if any(is_told(group, everything) for group in groups):
        return f"{said[0]} beyond chance: {of_all}"
    return f"Too little is known yet to tell {said[1]}: {of_all}"


def _one(subject: str, label: str, group: Clustered, rest: float) -> str:
    return (
        f"{subject.format(label)} stands out: {percent(group.attended, group.n)} of "
        f"{counted(group.n, 'session')} {_came(group.n)}, {rest:.0%} of all others."
    )


def _came(n: int) -> str:
    return "was attended" if n == 1 else "were attended"


def _several(named: Sequence[tuple[str, Clustered, float]]) -> str:
    told = [
        f"{label} ({percent(group.attended, group.n)} of {group.n:,})"
        for label, group, _rest in named[:MOST_NAMED]
    ]
    more = f" and {len(named) - len(told)} more" if len(named) > len(told) else ""
    return f"These stand out from all others: {', '.join(told)}{more}."


def _labels(grouping: str, table: pd.DataFrame) -> list[str]:
    return [
        _label(grouping, row["key"], int(row["groups_pooled"]))
        for row in table.to_dict("records")
    ]


def _label(grouping: str, key: Any, groups_pooled: int) -> str:  # noqa: ANN401 - a name or a number
    if groups_pooled:
        return f"other ({counted(groups_pooled, grouping)})"
    return KINDS[grouping].not_given if key is None else _LABEL[grouping](key)


_LABEL: Final[dict[str, Callable[[Any], str]]] = {
    "service": str,
    "length": lambda minutes: counted(minutes, "minute"),
    "weekday": lambda day: WEEKDAYS[day - 1],
    "hour": lambda hour: f"{hour:02}:00",
    "lead": _LEADS.__getitem__,
    "nth": _NTHS.__getitem__,
}


def _in_order(table: pd.DataFrame, grouping: str, week_start: str) -> pd.DataFrame:
    if grouping != "weekday":
        return table
    places = {day: place for place, (day, _name) in enumerate(weekdays(week_start))}
    order = table["key"].map(places).sort_values().index
    return table.loc[order].reset_index(drop=True)


def _dressed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rates with what a figure draws of them."""
    records = rows.to_dict("records")
    percents = [percent(row["attended"], row["n"]) for row in records]
    said = [
        f"{row['label']}: {row['attended']:,} of {row['n']:,} attended, {share} ("
        f"may be {row['low']:.0%} to {row['high']:.0%})"
        for row, share in zip(records, percents, strict=True)
    ]
    return rows.assign(is_few=rows["n"] < FEW, percent=percents, said=said)
