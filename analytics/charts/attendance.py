"""Attendance as figures: the weeks' outcomes stacked, and the rate with its interval.

Each takes the table of `analytics.attendance.attendance` and reads it without
colour too: the order is fixed, fills differ, and what is not over is marked.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import plotly.graph_objects as go

from analytics.charts import theme

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    import pandas as pd

    from analytics.charts.theme import Palette

EMPTY = "No sessions yet. They appear here after the first import."
OPEN = "not over yet"

_HALF_WEEK = dt.timedelta(days=3, hours=12)
_BAR_MS = 6 * 86_400_000


class _Series(NamedTuple):
    """One outcome in the stack."""

    column: str
    label: str
    colour: str
    pattern: str
    """Plotly's fill shape: nothing, lines, crosses or dots."""


def weekly(weeks: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return the outcomes of each week as stacked bars, attended at the bottom.

    Parameters
    ----------
    weeks
        `attendance` by week.
    """
    shown = theme.figure(dark=dark)
    colours = theme.palette(dark=dark)
    if weeks.empty:
        return theme.say(shown, EMPTY, colours.quiet)
    split = weeks.assign(known=weeks["attended"] - weeks["presumed"])
    for series in _stack(colours):
        if split[series.column].any():
            shown.add_trace(_bar(split, series, colours))
    shown.update_layout(barmode="stack")
    shown.update_yaxes(title_text="sessions", rangemode="tozero")
    _mark_open(shown, weeks, colours)
    return shown


def rate(weeks: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return the attendance rate of each week with its 95 % interval as a band.

    A week in which nothing counted is a gap in the line, not a zero. A hollow mark
    is a week that is not over.
    """
    shown = theme.figure(dark=dark)
    colours = theme.palette(dark=dark)
    if weeks.empty or not weeks["n"].any():
        return theme.say(shown, EMPTY, colours.quiet)
    for first, run in enumerate(_runs(weeks)):
        shown.add_trace(_band(run, colours, is_first=first == 0))
    shown.add_trace(_line(weeks, colours))
    shown.update_yaxes(title_text="attended", range=[0, 1.02], tickformat=".0%")
    _mark_open(shown, weeks, colours)
    return shown


def by_group(groups: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return the rate of each coach or service with its interval, one line each."""
    counted = groups[groups["n"] > 0].iloc[::-1]
    shown = theme.figure(dark=dark, height=110 + 34 * len(counted))
    colours = theme.palette(dark=dark)
    if counted.empty:
        return theme.say(shown, EMPTY, colours.quiet)
    names = [theme.safe(name or "not given") for name in counted["group"]]
    shown.add_trace(
        go.Scatter(
            x=counted["rate"].tolist(),
            y=list(range(len(names))),
            mode="markers",
            marker={"size": 10, "color": colours.blue},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": (counted["high"] - counted["rate"]).tolist(),
                "arrayminus": (counted["rate"] - counted["low"]).tolist(),
                "color": colours.pale_blue,
                "thickness": 3,
            },
            text=[
                f"{name}: {_said(row)}"
                for name, row in zip(names, _rows(counted), strict=True)
            ],
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
        )
    )
    # Names stand on the axis as labels of places, so that two alike stay apart.
    shown.update_yaxes(tickvals=list(range(len(names))), ticktext=names)
    shown.update_xaxes(range=[0, 1.02], tickformat=".0%", title_text="attended")
    return shown


def _stack(colours: Palette) -> tuple[_Series, ...]:
    return (
        _Series("known", "came", colours.blue, ""),
        _Series("presumed", "presumed to have come", colours.pale_blue, "/"),
        _Series("no_show", "missed", colours.brown, ""),
        _Series("late_cancelled", "cancelled late", colours.orange, "x"),
        _Series("cancelled", "cancelled in time", colours.pale_orange, ""),
        _Series("cancelled_by_coach", "cancelled by coach", colours.pale_orange, "\\"),
        _Series("rescheduled", "moved", colours.quiet, "|"),
        _Series("unknown", "not known", colours.quiet, "."),
        _Series("scheduled", "booked", colours.ground, "-"),
    )


def _bar(weeks: pd.DataFrame, series: _Series, colours: Palette) -> go.Bar:
    return go.Bar(
        name=series.label,
        x=_middles(weeks),
        y=weeks[series.column].tolist(),
        width=_BAR_MS,
        marker={
            "color": series.colour,
            "line": {"color": colours.quiet, "width": 0.5},
            "pattern": {
                "shape": series.pattern,
                # Without it the lines replace the colour.
                "bgcolor": series.colour,
                # Dark marks would not show on grey.
                "fgcolor": colours.ground
                if series.colour == colours.quiet
                else colours.text,
                "fgopacity": 0.4,
                "size": 6,
            },
        },
        text=[_week(first) for first in weeks["group"]],
        textposition="none",
        hovertemplate=f"%{{text}}: %{{y}} {series.label}<extra></extra>",
    )


def _line(weeks: pd.DataFrame, colours: Palette) -> go.Scatter:
    symbols = ["circle-open" if is_open else "circle" for is_open in weeks["is_open"]]
    return go.Scatter(
        name="attendance rate",
        x=_middles(weeks),
        y=[
            None if n == 0 else r
            for r, n in zip(weeks["rate"], weeks["n"], strict=True)
        ],
        mode="lines+markers",
        connectgaps=False,
        line={"color": colours.blue, "width": 2},
        marker={"symbol": symbols, "size": 8, "color": colours.blue},
        text=[
            f"{_week(row['group'])}: {_said(row)}" if row["n"] else ""
            for row in _rows(weeks)
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _band(run: pd.DataFrame, colours: Palette, *, is_first: bool) -> go.Scatter:
    middles = _middles(run)
    return go.Scatter(
        name="95 % interval",
        x=[*middles, *reversed(middles)],
        y=[*run["high"].tolist(), *reversed(run["low"].tolist())],
        fill="toself",
        fillcolor=theme.see_through(colours.pale_blue, 0.3),
        # A week alone has no area: its outline still shows the interval.
        line={"color": theme.see_through(colours.pale_blue, 0.6), "width": 1},
        mode="lines",
        hoverinfo="skip",
        legendgroup="interval",
        showlegend=is_first,
    )


def _runs(weeks: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Give the stretches of weeks in which something counted."""
    counts = weeks["n"] > 0
    stretch = (counts != counts.shift()).cumsum()
    for _, run in weeks[counts].groupby(stretch[counts], sort=True):
        yield run


def _mark_open(shown: go.Figure, weeks: pd.DataFrame, colours: Palette) -> None:
    still_open = weeks[weeks["is_open"]]
    if still_open.empty:
        return
    shown.add_vrect(
        x0=still_open["group"].iloc[0],
        x1=still_open["group"].iloc[-1] + 2 * _HALF_WEEK,
        fillcolor=theme.see_through(colours.quiet, 0.12),
        line={"color": colours.quiet, "width": 1, "dash": "dot"},
        layer="below",
        annotation={
            "text": OPEN,
            "font": {"color": colours.quiet, "size": 12},
            "yshift": 18,
            "yanchor": "top",
        },
        annotation_position="top left",
    )


def _rows(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")


def _said(row: Mapping[Hashable, Any]) -> str:
    """Return a rate in words: what it rests on and how sure it is."""
    said = (
        f"{row['rate']:.0%} of {row['n']} attended "
        f"(95 % interval {row['low']:.0%} to {row['high']:.0%})"
    )
    beside = [
        f"{row[column]} {word}"
        for column, word in (
            ("presumed", "of these presumed"),
            ("unknown", "not known"),
        )
        if row[column]
    ]
    return "<br>".join([said, *beside])


def _week(first: dt.date) -> str:
    return f"Week of {first.day} {first:%b %Y}"


def _middles(weeks: pd.DataFrame) -> Sequence[dt.datetime]:
    midnight = dt.time()
    return [dt.datetime.combine(day, midnight) + _HALF_WEEK for day in weeks["group"]]
