"""Cohorts as figures: a table of shares with its colours, and one number over time.

Each reads without colour: every cell holds its number, with a star where few are
behind it, and what is not complete is hatched and holds none.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import plotly.graph_objects as go

from analytics.charts import theme

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

    from analytics.charts.theme import Palette

FEW: Final = 10
"""With fewer clients behind it a cell is pale and its number has a star."""

NOBODY: Final = "Nobody has been here long enough for this yet."
OPEN: Final = "not complete yet"

_FULL: Final = 0.7
"""From this share on a cell is so strong that its number has the ground's colour."""

_ROW_PX: Final = 26
_NUMBER_PX: Final = 10
_AROUND_PX: Final = 110
_MOST_TICKS: Final = 6


def heatmap(cells: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return the share kept of each cohort, one column a month since the start.

    Parameters
    ----------
    cells
        `analytics.retention.cohorts.table`, with ``label`` (of the row, with its n)
        and ``said`` (for whoever points at the cell). What is not complete is hatched
        and shows no number: leave it out to show only what is complete.
    """
    rows = list(dict.fromkeys(cells["label"]))
    height = _AROUND_PX + _ROW_PX * max(len(rows), 2)
    shown = theme.figure(dark=dark, height=height)
    colours = theme.palette(dark=dark)
    if cells.empty:
        return theme.say(shown, NOBODY, colours.quiet)
    months = sorted(set(cells["month"]))
    whole = cells[cells["complete"]]
    is_few, is_full = whole["base"] < FEW, whole["retained"] >= _FULL
    for part, most, written in (
        (whole[~is_few & is_full], 1.0, colours.ground),
        (whole[~is_few & ~is_full], 1.0, colours.text),
        (whole[is_few], 0.35, colours.text),
    ):
        if not part.empty:
            squares = _squares(part, rows, months, _scale(colours, most))
            # A star has to fit in on a phone.
            size = _NUMBER_PX - (part["base"].max() < FEW)
            squares.textfont = {"color": written, "size": int(size)}
            shown.add_trace(squares)
    still_open = cells[~cells["complete"]]
    if not still_open.empty:
        shown.add_trace(_hatched(still_open, rows, months, colours))
    shown.update_layout(barmode="overlay", showlegend=False)
    shown.update_xaxes(
        tickvals=list(range(len(months))),
        ticktext=[str(month) for month in months],
        title_text="months since the first session",
        range=[-0.5, len(months) - 0.5],
        side="top",
        ticks="",
        showline=False,
    )
    shown.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[theme.safe(row) for row in rows],
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        ticks="",
    )
    shown.update_layout(margin={"t": 64})
    return shown


def line(periods: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return one share over time with its interval; what is open stands apart.

    Complete periods are joined by a line. An open one is a hollow mark, joined to
    nothing; one in which nobody started is a gap.

    Parameters
    ----------
    periods
        `analytics.retention.cohorts.by_period`, with ``label`` and ``said``.
    """
    shown = theme.figure(dark=dark, height=300)
    colours = theme.palette(dark=dark)
    if periods.empty or not periods["n"].any():
        return theme.say(shown, NOBODY, colours.quiet)
    places = periods.reset_index(drop=True)
    counted = places[places["n"] > 0]
    complete, still_open = counted[counted["complete"]], counted[~counted["complete"]]
    if not complete.empty:
        # Gaps stay gaps: empty periods are drawn as nothing.
        joined = places[places["complete"]]
        shown.add_trace(_path(joined, colours))
        shown.add_trace(_marks(complete, colours, "complete", "circle"))
    if not still_open.empty:
        shown.add_trace(_marks(still_open, colours, OPEN, "circle-open"))
    _shade(shown, places[~places["complete"]], colours)
    step = math.ceil(len(places) / _MOST_TICKS)
    ticks = list(range(0, len(places), step))
    shown.update_xaxes(
        tickvals=ticks,
        # On two lines, so that they need not be turned.
        ticktext=[theme.safe(places["label"][i]).replace(" ", "<br>") for i in ticks],
        range=[-0.6, len(places) - 0.4],
        title_text="first session in",
        automargin=True,
    )
    shown.update_yaxes(range=[0, 1.04], tickformat=".0%")
    shown.update_layout(legend={"y": 1.02, "yanchor": "bottom"}, margin={"t": 44})
    return shown


def _squares(
    cells: pd.DataFrame, rows: Sequence[str], months: Sequence[int], scale: list[Any]
) -> go.Heatmap:
    shares = _grid(rows, months)
    texts, hovers = _grid(rows, months, ""), _grid(rows, months, "")
    for cell in _rows(cells):
        row, column = rows.index(cell["label"]), months.index(cell["month"])
        number = f"{100 * cell['retained']:.0f}"
        few = f"{number}*"
        shares[row][column] = cell["retained"]
        texts[row][column] = number if cell["base"] >= FEW else few
        hovers[row][column] = theme.safe(cell["said"])
    return go.Heatmap(
        z=shares,
        zmin=0,
        zmax=1,
        text=texts,
        texttemplate="%{text}",
        customdata=hovers,
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        colorscale=scale,
        showscale=False,
        xgap=2,
        ygap=2,
    )


def _hatched(
    cells: pd.DataFrame,
    rows: Sequence[str],
    months: Sequence[int],
    colours: Palette,
) -> go.Bar:
    found = _rows(cells)
    return go.Bar(
        orientation="h",
        base=[months.index(cell["month"]) - 0.46 for cell in found],
        x=[0.92] * len(found),
        y=[rows.index(cell["label"]) for cell in found],
        width=0.9,
        marker={
            "color": colours.ground,
            "line": {"width": 0},
            "pattern": {
                "shape": "/",
                "bgcolor": colours.ground,
                "fgcolor": colours.quiet,
                "fgopacity": 0.6,
                "size": 6,
            },
        },
        customdata=[theme.safe(cell["said"]) for cell in found],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _path(periods: pd.DataFrame, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=periods.index.tolist(),
        y=[None if n == 0 else v for v, n in _pairs(periods)],
        mode="lines",
        connectgaps=False,
        line={"color": colours.blue, "width": 2},
        hoverinfo="skip",
        showlegend=False,
    )


def _marks(
    periods: pd.DataFrame, colours: Palette, name: str, symbol: str
) -> go.Scatter:
    return go.Scatter(
        name=f"{name}, 95 % interval",
        x=periods.index.tolist(),
        y=periods["value"].tolist(),
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 9,
            "color": colours.blue,
            "line": {"width": 2, "color": colours.blue},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (periods["high"] - periods["value"]).tolist(),
            "arrayminus": (periods["value"] - periods["low"]).tolist(),
            "color": colours.pale_blue,
            "thickness": 2,
            "width": 3,
        },
        customdata=[theme.safe(said) for said in periods["said"]],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _shade(shown: go.Figure, still_open: pd.DataFrame, colours: Palette) -> None:
    if still_open.empty:
        return
    shown.add_vrect(
        x0=still_open.index[0] - 0.5,
        x1=still_open.index[-1] + 0.5,
        fillcolor=theme.see_through(colours.quiet, 0.12),
        line={"color": colours.quiet, "width": 1, "dash": "dot"},
        layer="below",
        annotation={
            "text": OPEN,
            "font": {"color": colours.quiet, "size": 12},
            "yanchor": "bottom",
        },
        annotation_position="bottom right",
    )


def _scale(colours: Palette, most: float) -> list[Any]:
    """Return a scale from the ground to blue, or a part of the way there."""
    return [
        [0, _mixed(colours.ground, colours.blue, 0.06 * most)],
        [1, _mixed(colours.ground, colours.blue, most)],
    ]


def _mixed(first: str, second: str, share: float) -> str:
    parts = (
        round(
            (1 - share) * int(first[i : i + 2], 16) + share * int(second[i : i + 2], 16)
        )
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def _grid(
    rows: Sequence[str], months: Sequence[int], empty: str | None = None
) -> list[list[Any]]:
    return [[empty] * len(months) for _ in rows]


def _pairs(periods: pd.DataFrame) -> list[tuple[float, int]]:
    return list(zip(periods["value"].tolist(), periods["n"].tolist(), strict=True))


def _rows(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")
