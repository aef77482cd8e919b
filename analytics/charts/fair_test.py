"""A fair test over time: what each weekly look saw, inside the band of all looks.

The band holds at all looks together, so that whoever looks every week is not misled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import plotly.graph_objects as go

from analytics.charts import theme

if TYPE_CHECKING:
    import pandas as pd

_ROOM: Final = 1.6
"""The axis reaches so much further than the last band: the first ones are wide."""


def sequence(
    looks: pd.DataFrame, worth: float, *, dark: bool = False
) -> go.Figure | None:
    """Return the difference at each look with its band.

    Parameters
    ----------
    looks
        One row a look: ``until`` (date) and ``difference``, ``low`` and ``high``, in
        sessions of 100, negative is fewer; missing while it is too early.
    worth
        The effect worth having, on the same scale.

    Returns
    -------
    plotly.graph_objects.Figure or None
        ``None`` while it is too early at every look.
    """
    told = looks.dropna(subset=["difference", "low", "high"])
    if told.empty:
        return None
    shown = theme.figure(dark=dark, height=340)
    colours = theme.palette(dark=dark)
    days = told["until"].tolist()
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    shown.add_trace(
        go.Scatter(x=days, y=told["high"].tolist(), showlegend=False, **edge)
    )
    shown.add_trace(
        go.Scatter(
            x=days,
            y=told["low"].tolist(),
            fill="tonexty",
            fillcolor=theme.see_through(colours.pale_blue, 0.22),
            name="range at all looks together",
            **edge,
        )
    )
    shown.add_trace(
        go.Scatter(
            x=days,
            y=told["difference"].tolist(),
            mode="lines+markers",
            line={"color": colours.blue, "width": 2},
            marker={"size": 7, "color": colours.blue},
            name="what was seen",
            customdata=told[["low", "high"]].to_numpy(),
            hovertemplate=(
                "until %{x|%d %b %Y}: %{y:+.1f} in 100<br>"
                "between %{customdata[0]:+.1f} and %{customdata[1]:+.1f}"
                "<extra></extra>"
            ),
        )
    )
    _lines(shown, worth, colours)
    last = told.iloc[-1]
    reach = max(abs(last["low"]), abs(last["high"]), 1.5 * worth) * _ROOM
    shown.update_yaxes(
        range=[-min(reach, 100), min(reach, 100)],
        title_text="more or fewer missed in 100",
        tickformat="d",
    )
    shown.update_xaxes(title_text=None, automargin=True, nticks=6)
    shown.update_layout(legend={"y": 1.02, "yanchor": "bottom", "x": 0})
    return shown


def _lines(shown: go.Figure, worth: float, colours: theme.Palette) -> None:
    shown.add_hline(y=0, line={"color": colours.text, "width": 1})
    for value in (-worth, worth):
        shown.add_hline(
            y=value, line={"color": colours.quiet, "width": 1, "dash": "dot"}
        )
    shown.add_annotation(
        text="dotted: an effect worth having",
        x=1,
        xref="paper",
        xanchor="right",
        y=worth,
        yanchor="bottom",
        showarrow=False,
        font={"size": 11, "color": colours.quiet},
    )
