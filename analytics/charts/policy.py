"""The weeks around a change: four things one below the other, and the day between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import plotly.graph_objects as go

from analytics.charts import theme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import pandas as pd

    from analytics.charts.theme import Palette

ROW_PX: Final = 116

_GAP: Final = 0.3
"""Of a row's height, between two rows: the row's name stands in it."""


def around(
    weeks: pd.DataFrame,
    rows: Sequence[tuple[str, str, Sequence[float] | None]],
    day: dt.date,
    *,
    dark: bool = False,
) -> go.Figure:
    """Return weekly shares, a row each, with the day of the change.

    Parameters
    ----------
    weeks
        ``day`` (the week's first), ``week`` (0 begins on the day of the change) and the
        columns that `rows` name, 0 to 1, absent where there is nothing to count.
    rows
        Column, name, and what the model says of the weeks that have a share; ``None``
        where there are too few.
    day
        Of the change.
    """
    colours = theme.palette(dark=dark)
    shown = theme.figure(dark=dark, height=64 + ROW_PX * len(rows))
    height = 1 / len(rows)
    for place, (column, name, fitted) in enumerate(rows):
        axis = "y" if place == 0 else f"y{place + 1}"
        top = 1 - place * height - _GAP * height
        told = weeks[weeks[column].notna()]
        shown.add_trace(_points(told, column, axis, colours))
        for line in _lines(told, fitted, axis, colours):
            shown.add_trace(line)
        _row_axis(shown, place, (top - height * (1 - _GAP), top), told[column].max())
        shown.add_annotation(
            text=theme.safe(name),
            x=0,
            xref="paper",
            xanchor="left",
            y=top,
            yref="paper",
            yanchor="bottom",
            showarrow=False,
            font={"size": 13, "color": colours.text},
        )
    # A line as a shape over all rows: an axis' own would stand in the first only.
    shown.add_shape(
        type="line",
        x0=day.isoformat(),
        x1=day.isoformat(),
        y0=0,
        y1=1,
        yref="paper",
        line={"color": colours.orange, "dash": "dash", "width": 1.5},
    )
    shown.update_xaxes(anchor="free", position=0, fixedrange=True, type="date")
    shown.update_layout(showlegend=False, margin={"l": 8, "r": 8, "t": 8, "b": 28})
    return shown


def _points(told: pd.DataFrame, column: str, axis: str, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[day.isoformat() for day in told["day"]],
        y=told[column].tolist(),
        yaxis=axis,
        mode="markers",
        marker={"size": 6, "color": colours.pale_blue},
        hovertemplate="week of %{x|%-d %b %Y}: %{y:.0%}<extra></extra>",
    )


def _lines(
    told: pd.DataFrame, fitted: Sequence[float] | None, axis: str, colours: Palette
) -> list[go.Scatter]:
    if fitted is None:
        return []
    days = [day.isoformat() for day in told["day"]]
    before = int((told["week"] < 0).sum())
    return [
        go.Scatter(
            x=days[part],
            y=list(fitted)[part],
            yaxis=axis,
            mode="lines",
            line={"color": colours.blue, "width": 2},
            hoverinfo="skip",
        )
        for part in (slice(0, before), slice(before, None))
    ]


def _row_axis(
    shown: go.Figure, place: int, domain: tuple[float, float], highest: float
) -> None:
    name = "yaxis" if place == 0 else f"yaxis{place + 1}"
    base = shown.layout.yaxis.to_plotly_json()
    top = highest if highest and highest > 0 else 0.1
    axis = {
        **base,
        "domain": [max(domain[0], 0), min(domain[1], 1)],
        "range": [0, 1.15 * top],
        "tickformat": ".0%",
        "nticks": 3,
        "fixedrange": True,
        "anchor": "x",
    }
    shown.update_layout({name: axis})
