"""*Do clients stay?* by cohorts: the table of shares, and one number over time.

Everything is made from tables of `analytics.retention`; nothing is queried here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from analytics.charts import retention_cohorts as charts
from analytics.charts.card import Card, Column
from analytics.intervals import wilson_interval
from analytics.retention.cohorts import is_lost, newcomers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Mapping

    import pandas as pd

MOST_ROWS: Final = 24
"""Cohorts that are drawn, the latest; the table holds all of them."""

_SAID_MONTHS: Final = (3, 6, 12)

_KEPT: Final = """
**Kept** is who has neither gone quiet nor ended it themselves by then. Who finished,
was handed over or stopped by agreement is kept: nothing was lost. The day on which
somebody stops being kept is that of the curve above. A month is 30.44 days, counted
from the first session.
"""

_COMPLETE: Final = """
**Complete** is a share once the {period} is over and every client who started in it has
had that much time. What is not complete is never counted.
"""

_LEFT_OUT: Final = """
Clients already on board when a file begins are left out: nobody saw those who started
with them and had left before. See *Cohorts* in docs/definitions.md.
"""


@dataclass(frozen=True)
class Told:
    """What the sentences under a chart say of the clients behind it."""

    on_board: int
    """Clients left out: on board before the log began."""
    lost: int
    """Clients who count as not kept."""
    not_confirmed: int
    """Of these, whose ending nobody has confirmed."""


def told(spells: pd.DataFrame) -> Told:
    """Return what is said of the clients behind the charts.

    Parameters
    ----------
    spells
        `analytics.retention.spells.spells`.
    """
    known = newcomers(spells)
    lost = known[is_lost(known)]
    return Told(
        on_board=len(spells) - len(known),
        lost=len(lost),
        not_confirmed=int((~lost["is_confirmed"]).sum()),
    )


def cohorts(
    cells: pd.DataFrame, by: str, behind: Told, *, is_open_shown: bool, dark: bool
) -> Card:
    """Return the share kept of each cohort as a chart with its answer.

    Parameters
    ----------
    cells
        `analytics.retention.cohorts.table`.
    is_open_shown
        Whether what is not complete stands there too, hatched.
    """
    told_cells = cells.assign(
        label=[row_label(cell, by) for cell in _rows(cells)],
        said=[_said(cell) for cell in _rows(cells)],
    )
    shown = told_cells if is_open_shown else told_cells[told_cells["complete"]]
    latest = list(dict.fromkeys(shown["label"]))[-MOST_ROWS:]
    drawn = shown[shown["label"].isin(latest)]
    return Card(
        key=f"cohorts-by-{by}",
        question="Of those who started together, how many stayed?",
        answer=cohort_answer(cells),
        basis=_cohort_basis(
            cells, by, behind, left=len(set(shown["label"])) - len(latest)
        ),
        definition=_KEPT + _cohort_definition(by) + _LEFT_OUT,
        alt="Share of clients kept, a row for each cohort and a column for each month "
        "since the first session",
        figure=charts.heatmap(drawn, dark=dark),
        table=shown.drop(columns=["starts_on", "said", "label"]).assign(
            complete=shown["complete"].map(_COMPLETE_OR_NOT)
        ),
        columns=(
            Column("cohort", _HEADS[by]),
            Column("n", "Clients", "count"),
            Column("month", "Months on", "count"),
            Column("base", "Had the time", "count"),
            Column("kept", "Kept", "count"),
            Column("retained", "Share", "share"),
            Column("low", "From", "share"),
            Column("high", "To", "share"),
            Column("complete", "Complete"),
        ),
    )


def cohort_answer(cells: pd.DataFrame) -> str:
    """Return the shares of all complete cohorts together, after 3, 6 and 12 months."""
    complete = cells[cells["complete"]]
    said = []
    for month in _SAID_MONTHS:
        of_month = complete[complete["month"] == month]
        base, kept = int(of_month["base"].sum()), int(of_month["kept"].sum())
        if base:
            share = share_of(kept, base)
            said.append(f"{share} after {months(month)}")
    if not said:
        return "No cohort has been here for three months yet."
    return f"Kept: {_joined(said)}."


def month3(periods: pd.DataFrame, by: str, behind: Told, *, dark: bool) -> Card:
    """Return the share kept for three months, by start period, with its answer.

    Parameters
    ----------
    periods
        `analytics.retention.cohorts.month3`.
    """
    return _over_time(
        _Line(
            key="month-3",
            question="Do more or fewer stay for three months than before?",
            was="were kept for three months",
            by=by,
            definition=_KEPT + _COMPLETE.format(period=by) + _LEFT_OUT,
            alt="Share of clients kept for three months",
        ),
        periods,
        _unconfirmed(behind),
        behind,
        dark=dark,
    )


def session4(
    periods: pd.DataFrame, by: str, behind: Told, *, weeks: int, short: int, dark: bool
) -> Card:
    """Return the share who came a fourth time, by start period, with its answer.

    Parameters
    ----------
    periods
        `analytics.retention.first_sessions.session4`.
    weeks
        The time that a fourth session may take.
    short
        Clients left out because their programme has fewer than four sessions.
    """
    left_out = f"Left out: {clients(short)} of shorter programmes." if short else ""
    definition = (
        f"Of those who came at least once and have had {weeks} weeks since: who "
        f"attended a fourth session in these {weeks} weeks. That is the time of three "
        "gaps, none longer than the practice's usual horizon: who takes longer has "
        "gone quiet in between. Why there was no fourth session is not asked. "
        "Programmes of fewer than four sessions are left out."
    )
    return _over_time(
        _Line(
            key="session-4",
            question="Do more or fewer come a fourth time than before?",
            was=f"came a fourth time within {weeks} weeks",
            by=by,
            definition=f"{definition}\n{_COMPLETE.format(period=by)}{_LEFT_OUT}",
            alt=f"Share of clients who came a fourth time within {weeks} weeks",
        ),
        periods,
        left_out,
        behind,
        dark=dark,
    )


@dataclass(frozen=True)
class _Line:
    """What is said of one number over time."""

    key: str
    question: str
    was: str
    by: str
    definition: str
    alt: str


def _over_time(
    line: _Line, periods: pd.DataFrame, more: str, behind: Told, *, dark: bool
) -> Card:
    labelled = periods.assign(
        label=[period_label(day, line.by) for day in periods["starts_on"]],
    )
    labelled["said"] = [_said_of_period(row, line.was) for row in _rows(labelled)]
    return Card(
        key=line.key,
        question=line.question,
        answer=line_answer(labelled, line.was),
        basis=_line_basis(labelled, line.by, more, behind),
        definition=line.definition,
        alt=f"{line.alt}, by {line.by} of the first session, with 95 % intervals",
        figure=charts.line(labelled, dark=dark),
        table=periods.drop(columns=["starts_on"]).assign(
            complete=periods["complete"].map(_COMPLETE_OR_NOT)
        ),
        columns=(
            Column("period", "First session in"),
            Column("started", "Started", "count"),
            Column("n", "Had the time", "count"),
            Column("kept", "Of these so", "count"),
            Column("value", "Share", "share"),
            Column("low", "From", "share"),
            Column("high", "To", "share"),
            Column("complete", "Complete"),
        ),
    )


def line_answer(periods: pd.DataFrame, was: str) -> str:
    """Return the latest complete period beside all complete ones before it.

    Parameters
    ----------
    periods
        `analytics.retention.cohorts.by_period` with ``label``.
    was
        What holds of those counted, such as ``were kept for three months``.
    """
    complete = periods[periods["complete"] & (periods["n"] > 0)]
    if complete.empty:
        return "No period is complete yet: nobody can say."
    last = complete.iloc[-1]
    kept, n = int(last["kept"]), int(last["n"])
    # Of a single client nobody says "were".
    happened = was.replace("were ", "was ", 1) if n == 1 else was
    who = f"{_of_clients(kept, n)} whose first session was in {last['label']}"
    said = f"{who} {happened}"
    past = complete.iloc[:-1]
    kept_before, n_before = int(past["kept"].sum()), int(past["n"].sum())
    if n_before == 0:
        return f"{said}; there is nothing before it to compare with."
    before = f"{said}; before, it was {_of_clients(kept_before, n_before)}"
    return f"{before}. {_compared((kept, n), (kept_before, n_before))}"


def difference(
    now: tuple[int, int], before: tuple[int, int]
) -> tuple[float, float] | None:
    """Return the 95 % interval of a difference of two shares; `now` less `before`.

    Newcombe's hybrid score interval (R. G. Newcombe 1998, Stat. Med. 17:873, method
    10), from Wilson's intervals of both; ``None`` where one has nobody.
    """
    first, second = wilson_interval(*now), wilson_interval(*before)
    if first is None or second is None:
        return None
    share, other = now[0] / now[1], before[0] / before[1]
    middle = share - other
    low = middle - math.hypot(share - first[0], second[1] - other)
    high = middle + math.hypot(first[1] - share, other - second[0])
    return low, high


def share_of(count: int, total: int) -> str:
    """Return ``73% of 41``; of fewer than ten ``7 of 9``."""
    share = f"{count:,}" if total < charts.FEW else f"{count / total:.0%}"
    return f"{share} of {total:,}"


def period_label(first: dt.date, by: str) -> str:
    """Return ``Mar 2026`` or ``Q1 2026``."""
    if by == "quarter":
        return f"Q{(first.month + 2) // 3} {first.year}"
    return f"{first:%b %Y}"


def row_label(cell: Mapping[Hashable, Any], by: str) -> str:
    """Return how a cohort is called, with how many it holds."""
    if cell["starts_on"] is not None:
        name = period_label(cell["starts_on"], by)
    else:
        name = cell["cohort"] or "not given"
    return f"{name} · {cell['n']:,}"


def clients(count: int) -> str:
    """Return ``1 client`` or ``12 clients``."""
    return f"{count:,} client" + ("" if count == 1 else "s")


def _of_clients(count: int, total: int) -> str:
    return f"{share_of(count, total)} client" + ("" if total == 1 else "s")


def months(count: int) -> str:
    """Return ``three months``, ``six`` … in words as far as they are short."""
    words = {1: "one month", 3: "three months", 6: "six months", 12: "a year"}
    return words.get(count) or f"{count} months"


_COMPLETE_OR_NOT: Final = {True: "yes", False: "not yet"}

_HEADS: Final = {
    "month": "Started in",
    "quarter": "Started in",
    "service": "First service",
    "source": "From",
}


def _cohort_definition(by: str) -> str:
    if by in {"month", "quarter"}:
        return _COMPLETE.format(period=by)
    return (
        "\nA service or a tool takes in new clients all the time, so each cell counts "
        "those alone who started that long ago. The service is that of the first "
        "session.\n"
    )


def _cohort_basis(cells: pd.DataFrame, by: str, behind: Told, *, left: int) -> str:
    said = []
    first = cells.drop_duplicates("cohort")
    said.append(
        f"n = {clients(int(first['n'].sum()))} in {_cohorts_of(len(first), by)}."
    )
    complete = cells[cells["complete"] & (cells["month"] == 3)]
    base, kept = int(complete["base"].sum()), int(complete["kept"].sum())
    if interval := wilson_interval(kept, base):
        low, high = interval
        said.append(
            f"After three months, of {base:,}: {low:.0%} to {high:.0%} (95 % interval)."
        )
    said.append(f"Pale, with a star: fewer than {charts.FEW}.")
    if left > 0:
        said.append(f"{left:,} older ones stand in the table only.")
    said += [_unconfirmed(behind), _on_board(behind)]
    return " ".join(part for part in said if part)


def _cohorts_of(count: int, by: str, kind: str = "") -> str:
    noun = {"month": "start month", "quarter": "start quarter", "source": "tool"}
    word = noun.get(by, by)
    return f"{count:,} {kind}{word}" + ("" if count == 1 else "s")


def _line_basis(periods: pd.DataFrame, by: str, more: str, behind: Told) -> str:
    complete = periods[periods["complete"] & (periods["n"] > 0)]
    n = int(complete["n"].sum())
    said = [f"n = {clients(n)} in {_cohorts_of(len(complete), by, 'complete ')}."]
    if len(complete):
        last = complete.iloc[-1]
        said.append(
            f"{last['label']} may be anything from {last['low']:.0%} to "
            f"{last['high']:.0%} (95 % interval)."
        )
    still_open = int((~periods["complete"]).sum())
    if still_open:
        verb = "is" if still_open == 1 else "are"
        said.append(
            f"{_cohorts_of(still_open, by)} {verb} not complete: hollow, not counted."
        )
    said += [more, _on_board(behind)]
    return " ".join(part for part in said if part)


def _unconfirmed(behind: Told) -> str:
    if not behind.not_confirmed:
        return ""
    return (
        f"Of {behind.lost:,} endings that count as not kept, {behind.not_confirmed:,} "
        "are not confirmed."
    )


def _on_board(behind: Told) -> str:
    if not behind.on_board:
        return ""
    return f"Left out: {clients(behind.on_board)} on board before the data begin."


def _compared(now: tuple[int, int], before: tuple[int, int]) -> str:
    interval = difference(now, before)
    if interval is None or interval[0] <= 0 <= interval[1]:
        return "The difference may well be chance."
    low, high = (abs(100 * end) for end in sorted(interval, key=abs))
    word = "more" if interval[0] > 0 else "fewer"
    return f"That is {low:.0f} to {high:.0f} points {word}: hardly chance alone."


def _said(cell: Mapping[Hashable, Any]) -> str:
    called = cell["cohort"] or "not given"
    if not cell["complete"]:
        return f"{called}, {cell['month']} months on: not complete yet"
    return (
        f"{called}, {cell['month']} months on: {cell['kept']:,} of {cell['base']:,} "
        f"kept ({cell['low']:.0%} to {cell['high']:.0%})"
    )


def _said_of_period(row: Mapping[Hashable, Any], was: str) -> str:
    if not row["n"]:
        return ""
    still = "" if row["complete"] else ", not complete yet"
    return (
        f"{row['label']}: {row['kept']:,} of {row['n']:,} {was} "
        f"({row['low']:.0%} to {row['high']:.0%}){still}"
    )


def _joined(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)


def _rows(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")
