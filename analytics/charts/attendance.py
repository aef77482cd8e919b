"""Attendance over time as figures: outcomes stacked, and the rate with what is usual.

Each takes a table of weeks or months (`analytics.reports.attendance`) and reads
without colour too: the order is fixed, fills and shapes differ, what is not over is
hatched.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, NamedTuple

import plotly.graph_objects as go

from analytics.charts import attendance_marks, theme

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    import pandas as pd

    from analytics.attendance.marks import Mark
    from analytics.charts.theme import Palette

EMPTY = "No session to show."
OPEN = "not over yet"

_DAY_MS = 86_400_000
_GAP_DAYS = 1
_FLOOR_STEP = 0.2
_FEW = 8

_TICKS = [
    {"dtickrange": [None, 28 * _DAY_MS], "value": "%-d %b\n%Y"},
    # The year on a line of its own: months stay apart on a phone.
    {"dtickrange": [28 * _DAY_MS, "M6"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
"""How a date on the axis is written, by how far two of them are apart."""


class Series(NamedTuple):
    """One outcome in the stack."""

    column: str
    label: str
    colour: str
    pattern: str
    """Plotly's fill shape: nothing, lines, crosses or dots."""


def outcomes(table: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return what became of the sessions as stacked bars, attended at the bottom.

    Parameters
    ----------
    table
        Of weeks or months: ``group``, ``until`` (the first day after it), the counts of
        `attendance`, ``is_open``.
    """
    shown = theme.figure(dark=dark)
    colours = theme.palette(dark=dark)
    if table.empty:
        return theme.say(shown, EMPTY, colours.quiet)
    split = table.assign(known=table["attended"] - table["presumed"])
    drawn = [s for s in stack(colours) if split[s.column].any()]
    for series in drawn:
        shown.add_trace(_bar(split, series, colours))
    shown.update_layout(barmode="stack")
    shown.update_yaxes(title_text="sessions", rangemode="tozero")
    top = float(split[[series.column for series in drawn]].sum(axis="columns").max())
    if top <= _FEW:
        shown.update_yaxes(dtick=1)
    _mark_open(shown, table, colours, (0, top or 1))
    return spread_out(shown)


def rate(
    table: pd.DataFrame, marks: Sequence[Mark] = (), *, dark: bool = False
) -> go.Figure:
    """Return the attendance rate with its interval, what is usual, and last year's.

    A week or month in which nothing counted is a gap in the line, not a zero. One that
    is not over is hollow, hatched, and on no line. One that is unusual is in a large
    diamond.

    Parameters
    ----------
    table
        As for `outcomes`, with ``rate``, ``low``, ``high``, ``year_earlier``,
        ``usual_low``, ``usual_high``, ``is_unusual``.
    marks
        What stands on the axis; those outside the table's days are left out.
    """
    shown = theme.figure(dark=dark)
    colours = theme.palette(dark=dark)
    if table.empty or not table["n"].any():
        return theme.say(shown, EMPTY, colours.quiet)
    over = table.assign(n=table["n"].where(~table["is_open"], 0))
    for first, run in enumerate(_runs(over)):
        shown.add_trace(_band(run, colours, is_first=first == 0))
    shown.add_traces([*_usual(table, colours), *_year(table, colours)])
    shown.add_trace(_line(table, colours))
    shown.add_traces(list(_so_far(table, colours)))
    floor = _floor(table)
    room = (1 - floor) / 12
    days = table["group"].iloc[0], table["until"].iloc[-1]
    shown.add_traces(
        [
            *_unusual(table, colours),
            *attendance_marks.on_axis(marks, days, 1 + 0.6 * room, colours),
        ]
    )
    shown.update_yaxes(title_text="attended", range=[floor, 1 + room], tickformat=".0%")
    _mark_open(shown, table, colours, (floor, 1.0))
    return spread_out(shown)


def spread_out(shown: go.Figure) -> go.Figure:
    """Give dates room to stand, and the legend all its lines on a phone."""
    shown.update_xaxes(tickformatstops=_TICKS, nticks=7, automargin=True)
    return shown.update_layout(
        height=420,
        showlegend=True,
        legend={"maxheight": 0.9, "y": 1.02, "yanchor": "bottom"},
    )


def stack(colours: Palette) -> tuple[Series, ...]:
    """Return the outcomes from the bottom up."""
    return (
        Series("known", "came", colours.blue, ""),
        Series("presumed", "presumed to have come", colours.pale_blue, "/"),
        Series("no_show", "missed", colours.brown, ""),
        Series("late_cancelled", "cancelled late", colours.orange, "x"),
        Series("cancelled", "cancelled in time", colours.pale_orange, ""),
        Series("cancelled_by_coach", "cancelled by coach", colours.pale_orange, "\\"),
        Series("rescheduled", "moved", colours.quiet, "|"),
        Series("unknown", "not known", colours.quiet, "."),
        Series("scheduled", "booked", colours.ground, "-"),
    )


def filled(series: Series, colours: Palette) -> dict[str, Any]:
    """Return how a bar of a series is filled."""
    return {
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
    }


def hatched(
    shown: go.Figure,
    days: tuple[dt.date, dt.date],
    heights: tuple[float, float],
    colours: Palette,
) -> None:
    """Hatch what is not over, from its first day on, between two heights."""
    first, until = days
    bottom, top = heights
    shown.add_trace(
        go.Scatter(
            x=[first, until, until, first, first],
            y=[bottom, bottom, top, top, bottom],
            mode="lines",
            fill="toself",
            fillcolor=theme.see_through(colours.quiet, 0.04),
            fillpattern={
                "shape": "/",
                "fgcolor": theme.see_through(colours.quiet, 0.35),
                "size": 9,
                "solidity": 0.12,
            },
            line={"color": colours.quiet, "width": 1, "dash": "dot"},
            hoverinfo="skip",
            name=OPEN,
        )
    )


def width_ms(first: dt.date, until: dt.date) -> int:
    """Return how wide a bar is: its period less a gap."""
    return ((until - first).days - _GAP_DAYS) * _DAY_MS


def _bar(table: pd.DataFrame, series: Series, colours: Palette) -> go.Bar:
    return go.Bar(
        name=series.label,
        x=table["group"].tolist(),
        y=table[series.column].tolist(),
        offset=0,
        width=[
            width_ms(first, until)
            for first, until in zip(table["group"], table["until"], strict=True)
        ],
        marker=filled(series, colours),
        hovertemplate=(
            f"%{{y}} {series.label}<br>from %{{x|%d %b %Y}} on<extra></extra>"
        ),
    )


def _line(table: pd.DataFrame, colours: Palette) -> go.Scatter:
    return go.Scatter(
        name="attendance rate",
        x=_middles(table),
        y=_or_none(table["rate"].where(~table["is_open"])),
        mode="lines+markers",
        connectgaps=False,
        line={"color": colours.blue, "width": 2},
        marker={"size": 7, "color": colours.blue},
        text=[_said(row) if row["n"] else "" for row in _rows(table)],
        hovertemplate="%{text}<extra></extra>",
    )


def _so_far(table: pd.DataFrame, colours: Palette) -> Iterator[go.Scatter]:
    """Give the rate so far of what is not over: hollow, and on no line."""
    found = table[table["is_open"] & (table["n"] > 0)]
    if not found.empty:
        yield go.Scatter(
            name="so far",
            x=_middles(found),
            y=_or_none(found["rate"]),
            mode="markers",
            marker={"symbol": "circle-open", "size": 9, "color": colours.blue},
            text=[_said(row) for row in _rows(found)],
            hovertemplate="%{text}<br>not over yet<extra></extra>",
        )


def _band(run: pd.DataFrame, colours: Palette, *, is_first: bool) -> go.Scatter:
    middles = _middles(run)
    return go.Scatter(
        name="95 % interval",
        x=[*middles, *reversed(middles)],
        y=[*run["high"].tolist(), *reversed(run["low"].tolist())],
        fill="toself",
        fillcolor=theme.see_through(colours.pale_blue, 0.25),
        # A week alone has no area: its outline still shows the interval.
        line={"color": theme.see_through(colours.pale_blue, 0.5), "width": 1},
        mode="lines",
        hoverinfo="skip",
        legendgroup="interval",
        showlegend=is_first,
    )


def _usual(table: pd.DataFrame, colours: Palette) -> Iterator[go.Scatter]:
    """Give the two edges of what is usual; they hang on how many count."""
    if not table["usual_low"].notna().any():
        return
    for edge in ("usual_low", "usual_high"):
        yield go.Scatter(
            name="usual for you",
            x=_middles(table),
            y=_or_none(table[edge]),
            mode="lines",
            connectgaps=False,
            line={"color": colours.quiet, "width": 1.2, "dash": "dash"},
            hoverinfo="skip",
            legendgroup="usual",
            showlegend=edge == "usual_low",
        )


def _year(table: pd.DataFrame, colours: Palette) -> Iterator[go.Scatter]:
    if table["year_earlier"].notna().any():
        yield go.Scatter(
            name="a year earlier",
            x=_middles(table),
            y=_or_none(table["year_earlier"]),
            mode="lines",
            connectgaps=False,
            line={"color": colours.orange, "width": 1.2, "dash": "dot"},
            opacity=0.75,
            hovertemplate="%{y:.0%} a year earlier<extra></extra>",
        )


def _unusual(table: pd.DataFrame, colours: Palette) -> Iterator[go.Scatter]:
    found = table[table["is_unusual"]]
    if not found.empty:
        yield go.Scatter(
            name="unusual",
            x=_middles(found),
            y=found["rate"].tolist(),
            mode="markers",
            marker={
                "symbol": "diamond-open",
                "size": 15,
                "color": colours.brown,
                "line": {"width": 2.5},
            },
            hoverinfo="skip",
        )


def _floor(table: pd.DataFrame) -> float:
    """Return where the axis begins: a round rate below all that is drawn."""
    lowest = table[["low", "usual_low", "year_earlier"]].min().min()
    return math.floor(float(lowest) / _FLOOR_STEP) * _FLOOR_STEP


def _runs(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Give the stretches in which something counted."""
    counts = table["n"] > 0
    stretch = (counts != counts.shift()).cumsum()
    for _, run in table[counts].groupby(stretch[counts], sort=True):
        yield run


def _mark_open(
    shown: go.Figure,
    table: pd.DataFrame,
    colours: Palette,
    heights: tuple[float, float],
) -> None:
    still_open = table[table["is_open"]]
    if not still_open.empty:
        days = still_open["group"].iloc[0], still_open["until"].iloc[-1]
        hatched(shown, days, heights, colours)


def _rows(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")


def _said(row: Mapping[Hashable, Any]) -> str:
    """Return a rate in words: what it rests on and how sure it is."""
    said = (
        f"{_period(row)}: {row['rate']:.0%} of {row['n']} attended "
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
    if row["is_unusual"]:
        beside.append("outside what is usual for you")
    return "<br>".join([said, *beside])


def _period(row: Mapping[Hashable, Any]) -> str:
    first, until = row["group"], row["until"]
    is_week = (until - first).days == 7
    return f"Week of {_day(first)}" if is_week else f"{first:%B %Y}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"


def _middles(table: pd.DataFrame) -> list[dt.datetime]:
    midnight = dt.time()
    return [
        dt.datetime.combine(first, midnight) + (until - first) / 2
        for first, until in zip(table["group"], table["until"], strict=True)
    ]


def _or_none(values: pd.Series[Any]) -> list[float | None]:
    """Return the values for plotly: four digits, ``None`` where one is absent."""
    return [None if value != value else round(value, 4) for value in values]  # noqa: PLR0124 - absent
