"""What all figures share: colours for light and dark, fonts, axes, safe text."""

from __future__ import annotations

import html
from dataclasses import dataclass

import plotly.graph_objects as go

FONT = "Inter, system-ui, 'Segoe UI', sans-serif"


@dataclass(frozen=True)
class Palette:
    """The colours of one scheme; a figure reads without them too."""

    text: str
    quiet: str
    """Axes, notes and what is not known."""
    grid: str
    ground: str
    blue: str
    pale_blue: str
    orange: str
    pale_orange: str
    brown: str


LIGHT = Palette(
    text="#0d151d",
    quiet="#5b6168",
    grid="#e4e0d9",
    ground="#fcfbf9",
    blue="#1c5a80",
    pale_blue="#5296c2",
    orange="#c97a2b",
    pale_orange="#e6b27c",
    brown="#8f3a16",
)
DARK = Palette(
    text="#f0eee9",
    quiet="#a9afb6",
    grid="#2d353e",
    ground="#14181d",
    blue="#78b4da",
    pale_blue="#4a8dba",
    orange="#c2702a",
    pale_orange="#8a5a2e",
    brown="#f3bd85",
)


def palette(*, dark: bool) -> Palette:
    """Return the colours of a scheme."""
    return DARK if dark else LIGHT


def safe(text: str) -> str:
    """Return a name as plotly shows it letter by letter, tags and all."""
    return html.escape(text, quote=False)


def see_through(colour: str, opacity: float) -> str:
    """Return a colour ``#rrggbb`` with an opacity from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def figure(*, dark: bool, height: int = 340) -> go.Figure:
    """Return an empty figure in the colours of a scheme."""
    colours = palette(dark=dark)
    axis = {
        "gridcolor": colours.grid,
        "linecolor": colours.quiet,
        "tickcolor": colours.quiet,
        "zeroline": False,
        "title": {"standoff": 8},
    }
    return go.Figure(
        layout=go.Layout(
            height=height,
            margin={"l": 8, "r": 8, "t": 28, "b": 8},
            font={"family": FONT, "size": 13, "color": colours.text},
            # The page's own ground: a saved picture is read on any paper.
            paper_bgcolor=colours.ground,
            plot_bgcolor=colours.ground,
            # A finger that moves over it scrolls the page.
            dragmode=False,
            hoverlabel={"font": {"family": FONT}, "align": "left"},
            legend={"orientation": "h", "y": -0.18, "traceorder": "normal"},
            xaxis=axis | {"showgrid": False},
            yaxis=axis | {"automargin": True},
        )
    )


def say(shown: go.Figure, text: str, colour: str) -> go.Figure:
    """Write one sentence where there is nothing to draw."""
    shown.add_annotation(
        text=safe(text),
        showarrow=False,
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        font={"color": colour},
    )
    shown.update_xaxes(visible=False)
    shown.update_yaxes(visible=False)
    return shown
