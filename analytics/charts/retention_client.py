"""One client beside others like them, and who came back: as figures.

Nobody's name stands in a figure. Fills differ as well as colours, and lines are told
apart by their dashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import plotly.graph_objects as go

from analytics.charts import theme
from analytics.retention.lives import DAYS_PER_MONTH

if TYPE_CHECKING:
    import pandas as pd

    from analytics.charts.theme import Palette

NOBODY_BACK: Final = "Nobody has come back after a long silence, a pause or an ending."

_TICKS: Final = [0, 0.25, 0.5, 0.75, 1]

_BACK: Final = (
    ("contact", "after a contact"),
    ("both", "after a contact and a known absence"),
    ("absence", "after a known absence or pause"),
    ("not_known", "not known"),
)


def likes(
    curve: pd.DataFrame, days_with_us: int, marked_day: int, *, dark: bool = False
) -> go.Figure:
    """Return how others went on who had been here as long, from that point on.

    Parameters
    ----------
    curve
        `analytics.retention.alike.Alike.curve`: ``day`` since the client's own first
        session, ``here``, ``low`` and ``high``.
    days_with_us
        The client's place: where the curve begins.
    marked_day
        The day on which the sentence above it looks.
    """
    shown = theme.figure(dark=dark, height=300)
    colours = theme.palette(dark=dark)
    months = (curve["day"] / DAYS_PER_MONTH).tolist()
    shown.add_trace(
        go.Scatter(
            name="95 % interval",
            x=[*months, *reversed(months)],
            y=[*curve["high"].tolist(), *reversed(curve["low"].tolist())],
            fill="toself",
            fillcolor=theme.see_through(colours.pale_blue, 0.3),
            line={"color": theme.see_through(colours.pale_blue, 0.6), "width": 1},
            mode="lines",
            hoverinfo="skip",
        )
    )
    shown.add_trace(
        go.Scatter(
            name="others like this, still here",
            x=months,
            y=curve["here"].tolist(),
            mode="lines",
            line={"color": colours.blue, "width": 2, "shape": "hv"},
            hovertemplate="%{x:.1f} months after the first session: "
            "%{y:.0%} still here<extra></extra>",
        )
    )
    _place(shown, curve, days_with_us, marked_day, colours)
    shown.update_xaxes(title_text="months since the first session", automargin=True)
    shown.update_yaxes(range=[0, 1.18], tickformat=".0%", tickvals=_TICKS)
    shown.update_layout(showlegend=False, margin={"r": 16})
    return shown


def times_away(lengths: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Return how many came back after how long, by what went before the return.

    Parameters
    ----------
    lengths
        `analytics.retention.returners.by_length`, with ``label``.
    """
    shown = theme.figure(dark=dark, height=300)
    colours = theme.palette(dark=dark)
    if not lengths["returns"].any():
        return theme.say(shown, NOBODY_BACK, colours.quiet)
    looks = {
        "contact": (colours.blue, ""),
        "both": (colours.pale_blue, "x"),
        "absence": (colours.pale_orange, "/"),
        # Hollow: its number has to be read, too.
        "not_known": (colours.ground, ""),
    }
    for key, name in _BACK:
        if lengths[key].any():
            shown.add_trace(_bar(lengths, key, name, looks[key], colours))
    shown.update_layout(
        barmode="stack",
        showlegend=True,
        legend={"y": 1.02, "yanchor": "bottom"},
        margin={"t": 60},
    )
    shown.update_yaxes(title_text="returns", rangemode="tozero", tickformat="d")
    shown.update_xaxes(title_text="away for", type="category", automargin=True)
    return shown


def _place(
    shown: go.Figure,
    curve: pd.DataFrame,
    days_with_us: int,
    marked_day: int,
    colours: Palette,
) -> None:
    then = curve[curve["day"] <= marked_day].iloc[-1]
    for name, day, share, symbol in (
        ("this client today", days_with_us, 1.0, "diamond"),
        ("three months on", marked_day, float(then["here"]), "circle-open"),
    ):
        shown.add_trace(
            go.Scatter(
                name=name,
                x=[day / DAYS_PER_MONTH],
                y=[share],
                mode="markers+text",
                text=[name],
                textposition="top right",
                cliponaxis=False,
                marker={
                    "size": 13,
                    "symbol": symbol,
                    "color": colours.orange,
                    "line": {"width": 2, "color": colours.orange},
                },
                hovertemplate=f"{name}<extra></extra>",
            )
        )


def _bar(
    lengths: pd.DataFrame,
    key: str,
    name: str,
    look: tuple[str, str],
    colours: Palette,
) -> go.Bar:
    colour, pattern = look
    texts: list[Any] = [str(count) if count else "" for count in lengths[key]]
    return go.Bar(
        name=name,
        # On two lines, so that they need not be turned on a phone.
        x=["<br>".join(label.rsplit(" ", 1)) for label in lengths["label"]],
        y=lengths[key].tolist(),
        text=texts,
        textposition="inside",
        marker={
            "color": colour,
            "line": {"color": colours.quiet, "width": 1},
            "pattern": {
                "shape": pattern,
                "bgcolor": colour,
                "fgcolor": colours.text,
                "fgopacity": 0.4,
                "size": 6,
            },
        },
        hovertext=lengths["label"].tolist(),
        hovertemplate=f"away for %{{hovertext}}: %{{y}} came back, {name}"
        "<extra></extra>",
    )
