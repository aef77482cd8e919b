"""*How right were we?* as figures: how early, and what was said beside what happened.

Each takes a table of `analytics.reports.scoreboard` and reads without colour: marks
differ in shape, and the numbers stand beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from analytics.charts import theme

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

NOBODY_CAUGHT = "Nobody who went quiet was named in that time."
TOO_FEW = "There are too few past weeks to compare."


def leads(weeks: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return how many were named how many weeks before or after the rule's day.

    Those before it are filled, those after it hatched; a dotted line is the rule's day.

    Parameters
    ----------
    weeks
        ``weeks``, ``label`` and ``clients``: `analytics.reports.scoreboard.leads`.
    """
    shown = theme.figure(dark=dark, height=280)
    colours = theme.palette(dark=dark)
    if weeks.empty:
        return theme.say(shown, NOBODY_CAUGHT, colours.quiet)
    is_before = weeks["weeks"] > 0
    for name, which, colour, pattern in (
        ("weeks before a rule of thumb", is_before, colours.blue, ""),
        ("weeks after it", ~is_before, colours.pale_orange, "/"),
    ):
        part = weeks[which]
        if part.empty:
            continue
        shown.add_trace(
            go.Bar(
                name=name,
                # Early stands left, as time runs.
                x=(-part["weeks"]).tolist(),
                y=part["clients"].tolist(),
                text=[str(count) if count else "" for count in part["clients"]],
                textposition="outside",
                cliponaxis=False,
                marker={
                    "color": colour,
                    "line": {"color": colours.quiet, "width": 0.5},
                    "pattern": {
                        "shape": pattern,
                        "bgcolor": colour,
                        "fgcolor": colours.text,
                        "fgopacity": 0.4,
                        "size": 6,
                    },
                },
                customdata=part["label"].tolist(),
                hovertemplate="%{y} named in the week %{customdata}<extra></extra>",
            )
        )
    shown.add_vline(x=-0.5, line={"color": colours.quiet, "dash": "dot", "width": 1})
    shown.update_xaxes(
        tickvals=(-weeks["weeks"]).tolist(),
        ticktext=[theme.safe(label.split()[0]) for label in weeks["label"]],
        title_text="weeks",
    )
    shown.update_yaxes(title_text="clients", rangemode="tozero", tickformat="d")
    return _legend_above(shown)


def thirds(table: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return what was said (a diamond) beside what happened (a dot with interval).

    Parameters
    ----------
    table
        `analytics.reports.scoreboard.thirds`.
    """
    shown = theme.figure(dark=dark, height=260)
    colours = theme.palette(dark=dark)
    if table.empty:
        return theme.say(shown, TOO_FEW, colours.quiet)
    places = list(range(len(table)))
    shown.add_trace(
        go.Scatter(
            name="happened, 95 % interval",
            x=table["happened"].tolist(),
            y=places,
            mode="markers",
            marker={"size": 11, "color": colours.blue},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": (table["high"] - table["happened"]).tolist(),
                "arrayminus": (table["happened"] - table["low"]).tolist(),
                "color": colours.pale_blue,
                "thickness": 3,
            },
            text=[_said(row) for row in table.to_dict("records")],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    shown.add_trace(
        go.Scatter(
            name="expected",
            x=table["said"].tolist(),
            y=places,
            mode="markers",
            marker={
                "size": 14,
                "symbol": "diamond-open",
                "color": colours.orange,
                "line": {"width": 2},
            },
            hovertemplate="expected %{x:.0%}<extra></extra>",
        )
    )
    shown.update_yaxes(
        tickvals=places,
        ticktext=[
            f"{theme.safe(row['third'])}<br>n = {row['looks']:,}"
            for row in table.to_dict("records")
        ],
        range=[-0.6, len(places) - 0.4],
        showgrid=False,
    )
    most = max(table["high"].max(), table["said"].max())
    shown.update_xaxes(
        range=[-0.01, min(1.0, most + 0.08)],
        tickformat=".0%",
        title_text="went quiet",
        showgrid=True,
    )
    return _legend_above(shown)


def _legend_above(shown: go.Figure) -> go.Figure:
    # Below, it would stand on the axis' title.
    shown.update_layout(legend={"y": 1.02, "yanchor": "bottom"}, margin={"t": 56})
    shown.update_xaxes(automargin=True)
    return shown


def _said(row: Mapping[Hashable, Any]) -> str:
    return (
        f"{row['happened']:.0%} went quiet (95 % interval {row['low']:.0%} to "
        f"{row['high']:.0%})<br>{row['looks']:,} looks at {row['clients']:,} clients"
    )
