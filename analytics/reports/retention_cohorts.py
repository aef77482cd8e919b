"""Of those who started together, how many stayed: cohorts as a card.

Everything is made from tables of `analytics.retention`; nothing is queried here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from analytics.charts import retention_cohorts as charts
from analytics.charts.card import Card, Column
from analytics.intervals import wilson_interval
from analytics.reports.retention_behind import (
    COMPLETE,
    COMPLETE_OR_NOT,
    KEPT,
    LEFT_OUT,
    cohorts_of,
    on_board,
    period_label,
    rows,
    share_of,
    unconfirmed,
)
from analytics.reports.retention_words import NOT_GIVEN, SPANS
from analytics.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    from analytics.reports.retention_behind import Told

MOST_ROWS: Final = 24
"""Cohorts that are drawn, the latest; the table holds all of them."""

_SAID_MONTHS: Final = (3, 6, 12)


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
        label=[row_label(cell, by) for cell in rows(cells)],
        said=[_said(cell) for cell in rows(cells)],
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
        definition=KEPT + _cohort_definition(by) + LEFT_OUT,
        alt="Share of clients kept, a row for each cohort and a column for each month "
        "since the first session",
        figure=None if drawn.empty else charts.heatmap(drawn, dark=dark),
        table=shown.drop(columns=["starts_on", "said", "label"]).assign(
            complete=shown["complete"].map(COMPLETE_OR_NOT)
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
            said.append(f"{share} after {SPANS[month]}")
    if not said:
        return "No cohort has been here for three months yet."
    return f"Kept: {joined(said)}."


def row_label(cell: Mapping[Hashable, Any], by: str) -> str:
    """Return how a cohort is called, with how many it holds."""
    if cell["starts_on"] is not None:
        name = period_label(cell["starts_on"], by)
    else:
        name = cell["cohort"] or NOT_GIVEN
    return f"{name} · {cell['n']:,}"


_HEADS: Final = {
    "month": "Started in",
    "quarter": "Started in",
    "service": "First service",
    "source": "From",
}


def _cohort_definition(by: str) -> str:
    if by in {"month", "quarter"}:
        return COMPLETE.format(period=by)
    return (
        "\nA service or a tool takes in new clients all the time, so each cell counts "
        "those alone who started that long ago. The service is that of the first "
        "session.\n"
    )


def _cohort_basis(cells: pd.DataFrame, by: str, behind: Told, *, left: int) -> str:
    if cells.empty:
        return on_board(behind)
    first = cells.drop_duplicates("cohort")
    n = counted(int(first["n"].sum()), "client")
    said = [f"n = {n} in {cohorts_of(len(first), by)}."]
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
    said += [unconfirmed(behind), on_board(behind)]
    return " ".join(part for part in said if part)


def _said(cell: Mapping[Hashable, Any]) -> str:
    called = cell["cohort"] or NOT_GIVEN
    if not cell["complete"]:
        return f"{called}, {cell['month']} months on: not complete yet"
    return (
        f"{called}, {cell['month']} months on: {cell['kept']:,} of {cell['base']:,} "
        f"kept ({cell['low']:.0%} to {cell['high']:.0%})"
    )
