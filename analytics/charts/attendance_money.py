"""What sessions were priced at, month by month, as stacked bars of one currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analytics.attendance import keys
from analytics.charts import attendance, theme

if TYPE_CHECKING:
    import pandas as pd

    from analytics.charts.attendance import Series
    from analytics.charts.theme import Palette

EMPTY = "No session with a price to show."


def months(table: pd.DataFrame, currency: str, *, dark: bool = False) -> go.Figure:
    """Return each month's money as a stack, kept at the bottom.

    Parameters
    ----------
    table
        `Money.months`, as many as are to be drawn.
    currency
        Named on the axis.
    """
    shown = theme.figure(dark=dark)
    colours = theme.palette(dark=dark)
    if table.empty:
        return theme.say(shown, EMPTY, colours.quiet)
    split = table.assign(known_cents=table["kept_cents"] - table["presumed_cents"])
    drawn = [s for s in _stack(colours) if split[s.column].any()]
    for series in drawn:
        shown.add_trace(_bar(split, series, colours))
    shown.update_layout(barmode="stack")
    shown.update_yaxes(
        title_text=theme.safe(currency or "money"),
        rangemode="tozero",
        tickformat=",.0f",
    )
    still_open = table[table["is_open"]]
    if not still_open.empty and drawn:
        top = split[[series.column for series in drawn]].sum(axis="columns").max() / 100
        first, last = still_open["month"].iloc[0], still_open["month"].iloc[-1]
        attendance.hatched(shown, (first, keys.next_month(last)), (0, top), colours)
    return attendance.spread_out(shown)


def _stack(colours: Palette) -> tuple[Series, ...]:
    """Return the parts from the bottom up, filled as in the chart of outcomes."""
    parts = {
        "known": ("known_cents", "kept"),
        "presumed": ("presumed_cents", "kept, presumed"),
        "no_show": ("missed_cents", "not earned: missed"),
        "late_cancelled": ("late_cents", "not earned: cancelled late"),
        "cancelled": ("called_off_cents", "called off in time or by the coach"),
        "cancelled_by_coach": ("excused_cents", "excused"),
        "rescheduled": ("moved_cents", "moved: its new time counts for itself"),
        "unknown": ("unknown_cents", "not known"),
    }
    return tuple(
        series._replace(column=parts[series.column][0], label=parts[series.column][1])
        for series in attendance.stack(colours)
        if series.column in parts
    )


def _bar(table: pd.DataFrame, series: Series, colours: Palette) -> go.Bar:
    return go.Bar(
        name=series.label,
        x=table["month"].tolist(),
        y=(table[series.column] / 100).tolist(),
        offset=0,
        width=[
            attendance.width_ms(first, keys.next_month(first))
            for first in table["month"]
        ],
        marker=attendance.filled(series, colours),
        hovertemplate=f"%{{x|%B %Y}}: %{{y:,.0f}} {series.label}<extra></extra>",
    )
