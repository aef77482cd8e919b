"""One client's sessions as figures: the years as strips, the gaps, the notice.

Every kind of outcome has a shape of its own, so that it reads without colour. No
figure holds a name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import plotly.graph_objects as go

from analytics.charts import theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from analytics.charts.theme import Palette

MONTH_DAYS: Final = 31
"""The room of a month on a line: every month has as much."""

MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

STUB_DAYS: Final = 6
"""What is seen of a move from one line to another, at each end."""

ROOMY_ROWS: Final = 8
"""Lines that are drawn with room between them; more stand closer, smaller."""

SHOWN_TIMES: Final = 6
"""A gap more than so many times the middle one is drawn at the edge, with its days."""

MOST_TOLD: Final = 8
"""Gaps at the edge that say their days; more would stand on each other."""

NOTICE_TICKS: Final[dict[float, str]] = {
    1: "1 hour",
    6: "6 hours",
    24: "1 day",
    72: "3 days",
    168: "1 week",
    672: "4 weeks",
}
"""By hours before the start."""

LEAST_HOURS: Final = 0.5
UNTOLD_HOURS: Final = 0.18
"""Where those stand of which nobody can tell: below all others."""


class Mark(NamedTuple):
    """How one kind of session is drawn."""

    label: str
    symbol: str
    colour: str
    """A field of `Palette`."""


MARKS: Final = {
    "came": Mark("came", "circle", "blue"),
    "presumed": Mark("presumed", "circle-open", "blue"),
    "missed": Mark("missed", "x", "brown"),
    "late": Mark("cancelled late", "triangle-down", "orange"),
    "excused": Mark("excused", "triangle-down-open", "orange"),
    "cancelled": Mark("cancelled in time", "square-open", "quiet"),
    "by_coach": Mark("cancelled by coach", "diamond-open", "quiet"),
    "moved": Mark("moved", "triangle-right-open", "pale_blue"),
    "unknown": Mark("not known", "asterisk-open", "quiet"),
    "booked": Mark("booked", "circle-open-dot", "quiet"),
}
"""By kind of session, in the order of the legend."""


@dataclass(frozen=True)
class Lines:
    """The lines of a strip: a year, or half a year, each."""

    labels: Mapping[int, str]
    """By line; a higher line stands above."""
    months: int
    """Months on a line: 12 or 6."""


def strip(
    marks: pd.DataFrame,
    moves: Sequence[tuple[int, int]],
    spans: pd.DataFrame,
    lines: Lines,
    *,
    dark: bool = False,
) -> go.Figure:
    """Return every session as a mark on the day of its line.

    Parameters
    ----------
    marks
        One row a session: ``line``, ``place`` (days on it, `MONTH_DAYS` a month),
        ``lift`` (of several on one day the how manieth), ``kind`` (a key of `MARKS`)
        and ``said``; at least one.
    moves
        Pairs of rows of `marks`: the old one, and the one that took its place.
    spans
        Known absences: ``line``, ``place``, ``days`` and ``said``.
    """
    is_roomy = len(lines.labels) <= ROOMY_ROWS
    kinds = marks["kind"].nunique() + (len(spans) > 0)
    legend_px = 14 + 20 * math.ceil(kinds / 2)
    height = 46 + legend_px + (44 if is_roomy else 24) * len(lines.labels)
    shown = theme.figure(dark=dark, height=height)
    colours = theme.palette(dark=dark)
    if len(spans):
        shown.add_trace(_away(spans, colours))
    if moves:
        shown.add_trace(_links(marks, moves, colours))
    for kind, mark in MARKS.items():
        found = marks[marks["kind"] == kind]
        if len(found):
            shown.add_trace(_marks(found, mark, 9 if is_roomy else 7, colours))
    _lay_out(shown, lines, colours)
    shown.update_layout(
        barmode="overlay",
        # A single kind, too, is named.
        showlegend=True,
        # Two columns, so that on a phone, too, its height is known beforehand.
        legend={
            "x": -0.1,
            "y": 0,
            "yref": "paper",
            "yanchor": "top",
            "itemclick": False,
            "entrywidth": 0.5,
            "entrywidthmode": "fraction",
            "font": {"size": 11},
        },
        margin={"b": legend_px, "t": 38},
    )
    return shown


def _lay_out(shown: go.Figure, lines: Lines, colours: Palette) -> None:
    """Name the months and the lines."""
    starts = [MONTH_DAYS * month for month in range(lines.months)]
    names = [
        "<br>".join(MONTHS[month :: lines.months]) for month in range(lines.months)
    ]
    shown.update_xaxes(
        tickvals=[start + MONTH_DAYS // 2 for start in starts],
        ticktext=names,
        tickfont={"size": 10},
        tickangle=0,
        ticklen=0,
        minor={"tickvals": starts, "showgrid": True, "gridcolor": colours.grid},
        range=[-4, MONTH_DAYS * lines.months + 3],
        side="top",
        fixedrange=True,
    )
    shown.update_yaxes(
        tickvals=list(lines.labels),
        ticktext=list(lines.labels.values()),
        range=[min(lines.labels) - 0.6, max(lines.labels) + 0.8],
        showgrid=False,
        fixedrange=True,
    )


def gaps(
    rows: pd.DataFrame, usual_days: float | None, *, dark: bool = False
) -> go.Figure:
    """Return each gap as a dot on the day it ended, with what was usual as a line.

    Parameters
    ----------
    rows
        ``to_day``, ``days``, ``usual_days`` (before it), ``is_open`` (drawn hollow),
        ``days_away`` (drawn as a square) and ``said``; at least one row.
    usual_days
        What is usual now.
    """
    shown = theme.figure(dark=dark, height=300)
    colours = theme.palette(dark=dark)
    edge = _edge(rows)
    is_few = int((rows["days"] > edge).sum()) <= MOST_TOLD
    if usual_days is not None:
        shown.add_trace(_usual(rows, usual_days, edge, colours))
    for label, symbol, which in _gap_kinds(rows):
        if which.any():
            found = rows[which]
            beyond = [
                f"{days}" if is_few and days > edge else "" for days in found["days"]
            ]
            found = found.assign(y=found["days"].clip(upper=edge), beyond=beyond)
            shown.add_trace(_gap_dots(found, label, symbol, colours))
    shown.update_yaxes(
        title={"text": "days", "font": {"size": 13}},
        range=[0, edge * 1.12],
        tickformat="d",
        fixedrange=True,
    )
    shown.update_xaxes(fixedrange=True, type="date", automargin=True)
    shown.update_layout(legend={"y": 1.02, "yanchor": "bottom", "itemclick": False})
    return shown


def notice(rows: pd.DataFrame, notice_hours: int, *, dark: bool = False) -> go.Figure:
    """Return how long before its start each session was called off or moved.

    Parameters
    ----------
    rows
        ``day`` (of the session), ``notice_hours`` (absent where nothing tells),
        ``is_move`` and ``said``; at least one row.
    notice_hours
        What is shorter lies in the hatched part.
    """
    shown = theme.figure(dark=dark, height=290)
    colours = theme.palette(dark=dark)
    shown.add_hrect(
        y0=LEAST_HOURS * 0.75,
        y1=notice_hours,
        fillcolor=theme.see_through(colours.orange, 0.16),
        line_width=0,
        layer="below",
    )
    shown.add_hline(y=notice_hours, line={"color": colours.orange, "dash": "dash"})
    hours = rows["notice_hours"].astype("float64")
    placed = rows.assign(y=hours.clip(lower=LEAST_HOURS).fillna(UNTOLD_HOURS))
    for label, is_move, symbol, colour in (
        ("called off", False, "square", colours.brown),
        ("moved", True, "triangle-right", colours.blue),
    ):
        found = placed[placed["is_move"] == is_move]
        if len(found):
            shown.add_trace(_notices(found, label, symbol, colour))
    ticks = {
        UNTOLD_HOURS: "time not known",
        LEAST_HOURS: "at the start",
        **NOTICE_TICKS,
    }
    if placed["notice_hours"].notna().all():
        del ticks[UNTOLD_HOURS]
    top = max(1000.0, float(placed["y"].max()) * 1.5)
    shown.update_yaxes(
        type="log",
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        range=[math.log10(min(ticks) * 0.6), math.log10(top)],
        fixedrange=True,
    )
    shown.update_xaxes(fixedrange=True, type="date", automargin=True)
    shown.update_layout(legend={"y": 1.02, "yanchor": "bottom", "itemclick": False})
    return shown


def _marks(found: pd.DataFrame, mark: Mark, size: int, colours: Palette) -> go.Scatter:
    return go.Scatter(
        name=mark.label,
        x=found["place"].tolist(),
        y=_heights(found),
        mode="markers",
        marker={
            "symbol": mark.symbol,
            "size": size,
            "color": getattr(colours, mark.colour),
            "line": {"width": 1.5},
        },
        text=[theme.safe(said) for said in found["said"]],
        hovertemplate=f"%{{text}}: {mark.label}<extra></extra>",
    )


def _heights(found: pd.DataFrame) -> list[float]:
    heights = found["line"] + 0.28 * found["lift"].clip(upper=2)
    return [round(float(height), 2) for height in heights]


def _links(
    marks: pd.DataFrame, moves: Sequence[tuple[int, int]], colours: Palette
) -> go.Scatter:
    days, lines = marks["place"].tolist(), marks["line"].tolist()
    heights = _heights(marks)
    x: list[float | None] = []
    y: list[float | None] = []
    for old, new in moves:
        # Bent upwards, so that it is seen above the marks between.
        top = max(heights[old], heights[new]) + 0.36
        if lines[old] == lines[new]:
            x += [days[old], (days[old] + days[new]) / 2, days[new], None]
            y += [heights[old], top, heights[new], None]
        else:
            # From line to line it would cross half the picture: its ends show.
            x += [days[old], days[old] + STUB_DAYS, None]
            x += [days[new] - STUB_DAYS, days[new], None]
            y += [heights[old], heights[old] + 0.36, None]
            y += [heights[new] + 0.36, heights[new], None]
    return go.Scatter(
        name="moved to",
        x=x,
        y=y,
        mode="lines",
        line={"color": colours.pale_blue, "width": 1.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _away(spans: pd.DataFrame, colours: Palette) -> go.Bar:
    return go.Bar(
        name="away",
        orientation="h",
        x=spans["days"].tolist(),
        base=spans["place"].tolist(),
        y=spans["line"].tolist(),
        width=0.72,
        marker={
            "color": colours.ground,
            "line": {"color": colours.grid, "width": 1},
            "pattern": {
                "shape": "/",
                "bgcolor": colours.ground,
                "fgcolor": colours.quiet,
                "fgopacity": 0.5,
                "solidity": 0.15,
                "size": 7,
            },
        },
        text=[theme.safe(said) for said in spans["said"]],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


def _edge(rows: pd.DataFrame) -> float:
    """Return the most days that are drawn to scale."""
    most = float(rows["days"].max())
    return max(min(most, SHOWN_TIMES * float(rows["days"].median())), 7.0)


def _usual(
    rows: pd.DataFrame, usual_days: float, edge: float, colours: Palette
) -> go.Scatter:
    told = rows[rows["usual_days"].notna()]
    closed = told[~told["is_open"]]
    last = rows["to_day"].iloc[-1]
    return go.Scatter(
        name="usual until then",
        x=[*closed["to_day"], last],
        y=[min(days, edge) for days in (*closed["usual_days"], usual_days)],
        mode="lines",
        line={"color": colours.quiet, "width": 1.5, "dash": "dash", "shape": "hv"},
        hoverinfo="skip",
    )


def _gap_kinds(rows: pd.DataFrame) -> list[tuple[str, str, pd.Series[bool]]]:
    is_open, is_away = rows["is_open"], rows["days_away"] > 0
    return [
        ("days between two sessions", "circle", ~is_open & ~is_away),
        ("the same, with days away", "square-open", ~is_open & is_away),
        ("since the last session", "circle-open", is_open),
    ]


def _gap_dots(
    found: pd.DataFrame, label: str, symbol: str, colours: Palette
) -> go.Scatter:
    return go.Scatter(
        name=label,
        x=found["to_day"].tolist(),
        y=found["y"].tolist(),
        mode="markers+text",
        marker={"symbol": symbol, "size": 9, "color": colours.blue},
        # What lies beyond the edge says how far.
        text=found["beyond"].tolist(),
        textposition="top center",
        cliponaxis=False,
        customdata=[theme.safe(said) for said in found["said"]],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _notices(found: pd.DataFrame, label: str, symbol: str, colour: str) -> go.Scatter:
    return go.Scatter(
        name=label,
        x=found["day"].tolist(),
        y=found["y"].tolist(),
        mode="markers",
        marker={"symbol": symbol, "size": 10, "color": colour},
        text=[theme.safe(said) for said in found["said"]],
        hovertemplate="%{text}<extra></extra>",
    )
