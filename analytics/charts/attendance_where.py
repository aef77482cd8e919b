"""Where and when sessions are attended, as figures.

A weekday and hour is a cell that carries its own number; a group is a dot with its
interval. What rests on few sessions is hatched or hollow, so that it reads without
colour.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import plotly.graph_objects as go

from analytics.charts import theme

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import pandas as pd

    from analytics.charts.theme import Palette

LEAST_SPAN: Final = 0.7
"""Colours and axes reach down to this rate at least: a narrower scale would make a
picture out of chance."""

MOST_HOURS: Final = 14
"""Hours from the first to the last that are all drawn; of more those without a session
are left out."""

CELL_PX: Final = 38
ROW_PX: Final = 44
LONGEST_LABEL: Final = 22


def heat(
    cells: pd.DataFrame, days: Sequence[tuple[int, str]], *, dark: bool = False
) -> go.Figure:
    """Return the rate of each weekday and hour as a cell with rate and n written in it.

    Parameters
    ----------
    cells
        ``weekday``, ``hour``, ``n``, ``rate``, ``is_few`` (drawn pale and hatched) and
        ``said`` (for whoever points at it); at least one row.
    days
        Weekday and its name, in the order of the practice.
    """
    hours = _hours(cells)
    shown = theme.figure(dark=dark, height=60 + CELL_PX * len(hours))
    colours = theme.palette(dark=dark)
    present = set(cells["weekday"])
    places = [day for day, _name in days]
    used = [place for place, day in enumerate(places) if day in present]
    columns = {day: places.index(day) for day in present}
    lines = {hour: line for line, hour in enumerate(hours)}
    least = min(LEAST_SPAN, float(cells["rate"].min()))
    shaded = cells.assign(shade=(cells["rate"] - least) / (1 - least or 1))
    for is_few in (False, True):
        found = shaded[shaded["is_few"] == is_few]
        if len(found):
            shown.add_trace(_cells(found, columns, lines, colours))
    shown.update_layout(barmode="overlay")
    shown.update_xaxes(
        tickvals=list(range(len(days))),
        ticktext=[name[:3] for _day, name in days],
        side="top",
        range=[used[0] - 0.5, used[-1] + 0.5],
        fixedrange=True,
    )
    shown.update_yaxes(
        tickvals=list(lines.values()),
        ticktext=[f"{hour:02}:00" for hour in hours],
        range=[len(hours) - 0.5, -0.5],
        showgrid=False,
        fixedrange=True,
    )
    return shown


def groups(
    rows: pd.DataFrame,
    overall: float | None,
    *,
    axis: str = "attended",
    dark: bool = False,
) -> go.Figure:
    """Return each group's rate as a dot with its interval, the first one on top.

    Parameters
    ----------
    rows
        ``label``, ``n``, ``rate``, ``low``, ``high``, ``is_few`` (drawn hollow) and
        ``said``; at least one row.
    overall
        The rate of all together, a dotted line.
    axis
        What it is a rate of.
    """
    shown = theme.figure(dark=dark, height=70 + ROW_PX * len(rows))
    colours = theme.palette(dark=dark)
    if overall is not None:
        line = {"color": colours.quiet, "dash": "dot", "width": 1}
        shown.add_vline(x=overall, line=line)
    symbols = ["circle-open" if is_few else "circle" for is_few in rows["is_few"]]
    shown.add_trace(
        go.Scatter(
            x=rows["rate"].tolist(),
            y=list(range(len(rows))),
            mode="markers",
            marker={"size": 11, "color": colours.blue, "symbol": symbols},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": (rows["high"] - rows["rate"]).tolist(),
                "arrayminus": (rows["rate"] - rows["low"]).tolist(),
                "color": colours.pale_blue,
                "thickness": 3,
            },
            text=[theme.safe(said) for said in rows["said"]],
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
        )
    )
    _name_rows(shown, _rows(rows), colours)
    least = min(LEAST_SPAN, math.floor(float(rows["low"].min()) * 10) / 10)
    shown.update_xaxes(
        range=[least, 1.04],
        dtick=0.1 if least >= 0.5 else 0.25,
        tick0=0,
        tickformat=".0%",
        title={"text": axis, "font": {"size": 13}},
        showgrid=True,
    )
    return shown


def counts(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return how many sessions are of each kind as bars, the first one on top.

    Parameters
    ----------
    rows
        ``label``, ``n`` and ``pattern`` (Plotly's fill shape, so that kinds differ
        without colour); at least one row.
    """
    shown = theme.figure(dark=dark, height=60 + ROW_PX * len(rows))
    colours = theme.palette(dark=dark)
    shown.add_trace(
        go.Bar(
            orientation="h",
            x=rows["n"].tolist(),
            y=list(range(len(rows))),
            width=0.62,
            text=[f"{n:,}" for n in rows["n"]],
            textposition="outside",
            cliponaxis=False,
            marker={
                "color": colours.pale_blue,
                "line": {"color": colours.quiet, "width": 0.5},
                "pattern": {
                    "shape": rows["pattern"].tolist(),
                    "bgcolor": colours.pale_blue,
                    "fgcolor": colours.text,
                    "fgopacity": 0.4,
                    "size": 6,
                },
            },
            hoverinfo="skip",
            showlegend=False,
        )
    )
    _name_rows(shown, _rows(rows), colours, with_n=False)
    most = max(int(rows["n"].max()), 1)
    shown.update_xaxes(
        range=[0, most * 1.12],
        title={"text": "sessions", "font": {"size": 13}},
        showgrid=True,
        tickformat=",d",
    )
    return shown


def _hours(cells: pd.DataFrame) -> list[int]:
    """Return the hours that have a line: all of a day's work, else the used ones."""
    used = sorted(set(cells["hour"].tolist()))
    every = list(range(used[0], used[-1] + 1))
    return every if len(every) <= MOST_HOURS else used


def _cells(
    cells: pd.DataFrame,
    columns: Mapping[int, int],
    lines: Mapping[int, int],
    colours: Palette,
) -> go.Bar:
    """Return the cells of enough sessions, or those of too few: all alike."""
    is_few = bool(cells["is_few"].any())
    rows = _rows(cells)
    fills = [_between(colours, row["shade"]) for row in rows]
    return go.Bar(
        x=[columns[row["weekday"]] for row in rows],
        y=[0.94] * len(rows),
        base=[lines[row["hour"]] - 0.47 for row in rows],
        width=0.96,
        marker={
            # One colour for all: only such a one is hatched.
            "color": colours.ground if is_few else fills,
            "line": {"color": colours.grid, "width": 1},
            "pattern": {
                "shape": "/" if is_few else "",
                "bgcolor": colours.ground,
                "fgcolor": colours.quiet,
                "fgopacity": 0.3,
                "solidity": 0.15,
                "size": 8,
            },
        },
        text=[_written(row) for row in rows],
        textposition="inside",
        insidetextanchor="middle",
        insidetextfont={
            "size": 12,
            "color": colours.text if is_few else [_ink(fill) for fill in fills],
        },
        textangle=0,
        constraintext="none",
        customdata=[theme.safe(row["said"]) for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _written(row: Mapping[Hashable, Any]) -> str:
    small = f'<span style="font-size:10px">{row["n"]:,}</span>'
    return f"{row['percent']}<br>{small}"


def _name_rows(
    shown: go.Figure,
    rows: Sequence[Mapping[Hashable, Any]],
    colours: Palette,
    *,
    with_n: bool = True,
) -> None:
    labels = [
        f"{theme.safe(_short(row['label']))}"
        + (
            f'<br><span style="font-size:11px;color:{colours.quiet}">'
            f"n = {row['n']:,}</span>"
            if with_n
            else ""
        )
        for row in rows
    ]
    # Names stand on the axis as labels of places, so that two alike stay apart.
    shown.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=labels,
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        fixedrange=True,
    )
    shown.update_xaxes(fixedrange=True, automargin=True)


def _short(label: str) -> str:
    is_long = len(label) > LONGEST_LABEL
    return f"{label[: LONGEST_LABEL - 1].rstrip()}…" if is_long else label


def _between(colours: Palette, share: float) -> str:
    """Return a colour so far on the way from the ground to blue."""
    pairs = zip(_channels(colours.ground), _channels(colours.blue), strict=True)
    # The palest cell is still told from the ground.
    part = 0.12 + 0.88 * min(max(share, 0.0), 1.0)
    mixed = (round(low + (high - low) * part) for low, high in pairs)
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _ink(fill: str) -> str:
    """Return black or white, whichever is read better: one of them always is."""
    light = _luminance(fill)
    return "#ffffff" if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else "#000000"


def _luminance(colour: str) -> float:
    """Return how light a colour is, 0 to 1 (relative luminance of WCAG 2)."""
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def _rows(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")
