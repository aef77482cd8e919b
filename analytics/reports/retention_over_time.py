"""One number over time: month 3 and session 4, by the period of the first session."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analytics.charts import retention_cohorts as charts
from analytics.charts.card import Card, Column
from analytics.intervals import wilson_interval
from analytics.reports.retention_behind import (
    COMPLETE,
    COMPLETE_OR_NOT,
    KEPT,
    LEFT_OUT,
    cohorts_of,
    of_clients,
    on_board,
    period_label,
    rows,
    unconfirmed,
)
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    from analytics.reports.retention_behind import Told


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
            definition=KEPT + COMPLETE.format(period=by) + LEFT_OUT,
            alt="Share of clients kept for three months",
        ),
        periods,
        unconfirmed(behind),
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
    left_out = (
        f"Left out: {counted(short, 'client')} of shorter programmes." if short else ""
    )
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
            definition=f"{definition}\n{COMPLETE.format(period=by)}{LEFT_OUT}",
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
    labelled["said"] = [_said_of_period(row, line.was) for row in rows(labelled)]
    return Card(
        key=line.key,
        question=line.question,
        answer=line_answer(labelled, line.was),
        basis=_line_basis(labelled, line.by, more, behind),
        definition=line.definition,
        alt=f"{line.alt}, by {line.by} of the first session, with 95 % intervals",
        figure=charts.line(labelled, dark=dark) if periods["n"].any() else None,
        table=periods.drop(columns=["starts_on"]).assign(
            complete=periods["complete"].map(COMPLETE_OR_NOT)
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
    who = f"{of_clients(kept, n)} whose first session was in {last['label']}"
    said = f"{who} {happened}"
    past = complete.iloc[:-1]
    kept_before, n_before = int(past["kept"].sum()), int(past["n"].sum())
    if n_before == 0:
        return f"{said}; there is nothing before it to compare with."
    before = f"{said}; before, it was {of_clients(kept_before, n_before)}"
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


def _line_basis(periods: pd.DataFrame, by: str, more: str, behind: Told) -> str:
    if periods.empty:
        return on_board(behind)
    complete = periods[periods["complete"] & (periods["n"] > 0)]
    n = int(complete["n"].sum())
    said = [
        f"n = {counted(n, 'client')} in {cohorts_of(len(complete), by, 'complete ')}."
    ]
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
            f"{cohorts_of(still_open, by)} {verb} not complete: hollow, not counted."
        )
    said += [more, on_board(behind)]
    return " ".join(part for part in said if part)


def _compared(now: tuple[int, int], before: tuple[int, int]) -> str:
    interval = difference(now, before)
    if interval is None or interval[0] <= 0 <= interval[1]:
        return "The difference may well be chance."
    low, high = (abs(100 * end) for end in sorted(interval, key=abs))
    word = "more" if interval[0] > 0 else "fewer"
    return f"That is {low:.0f} to {high:.0f} points {word}: hardly chance alone."


def _said_of_period(row: Mapping[Hashable, Any], was: str) -> str:
    if not row["n"]:
        return ""
    still = "" if row["complete"] else ", not complete yet"
    return (
        f"{row['label']}: {row['kept']:,} of {row['n']:,} {was} "
        f"({row['low']:.0%} to {row['high']:.0%}){still}"
    )
