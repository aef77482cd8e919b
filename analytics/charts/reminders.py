"""What reminders did, the four outcomes in one line, and how alike both sides were.

Each mark has a shape of its own, so that it reads without colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import plotly.graph_objects as go

from analytics.charts import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.charts.theme import Palette

ROW_PX: Final = 76
COVARIATE_PX: Final = 46
LEAST_REACH: Final = 5.0
"""Sessions in 100 that the axis shows each way at least, lest chance look large."""

ALIKE: Final = 0.1

_APART: Final = 0.24
"""Between the marks of one outcome, in rows."""


def outcomes(
    rows: pd.DataFrame, way: str = "like with like", *, dark: bool = False
) -> go.Figure:
    """Return the outcomes of one strategy, a row each, about a common line at none.

    Parameters
    ----------
    rows
        ``label``; in sessions of 100, absent where not shown, ``difference`` with
        ``low`` and ``high``, ``raw``, and with a published trial ``both`` with
        ``both_low`` and ``both_high``; ``said`` for whoever points at it.
    way
        How the differences were worked out, for the legend.
    """
    colours = theme.palette(dark=dark)
    shown = theme.figure(dark=dark, height=120 + ROW_PX * len(rows))
    shown.add_vline(x=0, line={"color": colours.quiet, "width": 1.5})
    shown.add_trace(_raw(rows, colours))
    if rows["both"].notna().any():
        shown.add_trace(_both(rows, colours))
    shown.add_trace(_own(rows, way, colours))
    for place, value in enumerate(rows["difference"].tolist()):
        if value != value:  # noqa: PLR0124 - not a number
            _not_shown(shown, place, colours)
    reach = _reach(rows)
    shown.update_xaxes(
        range=[-reach, reach],
        showgrid=True,
        fixedrange=True,
        automargin=True,
        tickformat="~r",
        title={
            "text": "fewer ← in 100 sessions → more",
            "font": {"size": 13},
        },
    )
    _name_rows(shown, rows["label"].tolist())
    shown.update_layout(legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"})
    shown.update_layout(margin={"t": 48})
    return shown


def balance(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return how each thing that is known differed between the sides, before and after.

    Parameters
    ----------
    rows
        ``label``, ``before`` and ``after`` in parts of its spread; at least one row.
    """
    colours = theme.palette(dark=dark)
    shown = theme.figure(dark=dark, height=130 + COVARIATE_PX * len(rows))
    shown.add_vrect(
        x0=-ALIKE, x1=ALIKE, fillcolor=colours.grid, line_width=0, layer="below"
    )
    shown.add_vline(x=0, line={"color": colours.quiet, "width": 1})
    places = list(range(len(rows)))
    for column, name, symbol, colour in (
        ("before", "as they were", "circle-open", colours.quiet),
        ("after", "as they count", "circle", colours.blue),
    ):
        shown.add_trace(
            go.Scatter(
                x=rows[column].tolist(),
                y=places,
                mode="markers",
                name=name,
                marker={"symbol": symbol, "size": 10, "color": colour},
                hovertemplate="%{x:.2f}<extra></extra>",
            )
        )
    reach = 1.15 * max(rows[["before", "after"]].abs().to_numpy().max(), 3 * ALIKE)
    shown.update_xaxes(
        range=[-reach, reach],
        showgrid=True,
        fixedrange=True,
        automargin=True,
        title={
            "text": "smaller ← in parts of its spread → larger",
            "font": {"size": 13},
        },
    )
    _name_rows(shown, [_broken(label) for label in rows["label"]])
    shown.update_layout(legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"})
    shown.update_layout(margin={"t": 48})
    return shown


def _own(rows: pd.DataFrame, way: str, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=rows["difference"].tolist(),
        y=list(range(len(rows))),
        mode="markers",
        name=way,
        marker={"size": 12, "color": colours.blue},
        error_x=_interval(rows, "difference", "low", "high", colours.pale_blue),
        text=[theme.safe(said) for said in rows["said"]],
        hovertemplate="%{text}<extra></extra>",
    )


def _both(rows: pd.DataFrame, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=rows["both"].tolist(),
        y=[place - _APART for place in range(len(rows))],
        mode="markers",
        name="with the published trial",
        marker={"size": 11, "color": colours.orange, "symbol": "diamond"},
        error_x=_interval(rows, "both", "both_low", "both_high", colours.pale_orange),
        hovertemplate="%{x:+.1f}<extra></extra>",
    )


def _raw(rows: pd.DataFrame, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=rows["raw"].tolist(),
        y=[place + _APART for place in range(len(rows))],
        mode="markers",
        name="plain difference",
        marker={"size": 9, "color": colours.quiet, "symbol": "x-thin-open"},
        hovertemplate="%{x:+.1f}, nothing corrected<extra></extra>",
    )


def _interval(
    rows: pd.DataFrame, middle: str, low: str, high: str, colour: str
) -> dict[str, object]:
    return {
        "type": "data",
        "symmetric": False,
        "array": (rows[high] - rows[middle]).tolist(),
        "arrayminus": (rows[middle] - rows[low]).tolist(),
        "color": colour,
        "thickness": 3,
    }


def _not_shown(shown: go.Figure, place: int, colours: Palette) -> None:
    shown.add_annotation(
        x=0,
        y=place,
        text="not shown: why stands below",
        showarrow=False,
        bgcolor=colours.ground,
        font={"color": colours.quiet},
    )


def _reach(rows: pd.DataFrame) -> float:
    ends = rows[["low", "high", "raw", "both_low", "both_high"]].abs().to_numpy()
    known = ends[ends == ends]  # noqa: PLR0124 - those that are numbers
    return max(LEAST_REACH, 1.1 * float(known.max())) if known.size else LEAST_REACH


def _name_rows(shown: go.Figure, labels: Sequence[str]) -> None:
    shown.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        fixedrange=True,
    )


def _broken(label: str) -> str:
    """Return a label in two lines where it is too long for a phone."""
    words, lines = label.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 26:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(theme.safe(line) for line in lines)
