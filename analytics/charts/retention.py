"""How long clients stay, as figures: the curve, its endings, its horizon, its groups.

Time runs in days since the first session and is marked in months, with how many
clients are watched beneath each month. Lines differ in their dashes, areas in their
hatching, so that none needs its colour. A curve is drawn as far as five are watched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.retention.lives import at_risk, days_of, watched_until

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.charts.theme import Palette
    from analytics.retention.curve import Curve
    from analytics.retention.groups import Comparison, Group
    from analytics.retention.horizon import Under
    from analytics.retention.lives import Days, Lives
    from analytics.retention.look import Look

MOST_POINTS: Final = 160
"""Of one line: a step a day for thirty years would show nothing more."""

MOST_TICKS: Final = 7

_STEPS: Final = (1, 2, 3, 6, 12, 24, 36, 60, 120)
_DASHES: Final = ("solid", "dash", "dot", "dashdot")


def stay(look: Look, *, dark: bool = False) -> go.Figure | None:
    """Return the share still there by the time since the start.

    The solid line counts every ending that nobody confirmed as not kept, the dashed
    one none of them; between them, hatched, lies what nobody knows. Around both the
    95 % intervals. ``None`` where fewer than five were ever watched at a time.
    """
    last = _last_day(look.known, look.lower)
    if last is None:
        return None
    shown = theme.figure(dark=dark, height=380)
    colours = theme.palette(dark=dark)
    days = _days(look.lower, look.upper, last)
    low, high = _ends(look.lower, days)[0], _ends(look.upper, days)[1]
    shown.add_trace(_edge(days, low))
    shown.add_trace(
        _edge(days, high)
        | {
            "fill": "tonexty",
            "fillcolor": theme.see_through(colours.pale_blue, 0.22),
            "name": "95 % interval",
            "showlegend": True,
        }
    )
    has_doubt = look.unconfirmed_endings > 0
    name = "if whoever went quiet was not kept" if has_doubt else "still clients"
    shown.add_trace(_line(days, look.lower, name, colours.blue, "solid"))
    if has_doubt:
        shown.add_trace(
            _line(days, look.upper, "if they were", colours.orange, "dash")
            | {
                "fill": "tonexty",
                "fillpattern": _hatched("/", colours.orange, "rgba(0,0,0,0)"),
                "fillcolor": "rgba(0,0,0,0)",
            }
        )
    _share_axis(shown, "still clients")
    _time_axis(shown, look.known, last)
    return shown


class Layer(NamedTuple):
    """One area of a stack."""

    name: str
    share: Days
    """After each step."""
    is_confirmed: bool = True


def how_it_ends(
    steps: Days,
    here: Days,
    layers: Sequence[Layer],
    known: Lives,
    *,
    dark: bool = False,
) -> go.Figure | None:
    """Return the share that has ended in each way, stacked on those still there.

    Parameters
    ----------
    steps
        Days on which somebody's time ended.
    here
        The share still there after each.
    layers
        The endings, from the bottom up.
    """
    last = watched_until(known)
    if last is None or not layers:
        return None
    shown = theme.figure(dark=dark, height=380)
    colours = theme.palette(dark=dark)
    days = _thinned(steps[steps <= last], known.begins_day, last)
    fills = _fills(colours, [layer.is_confirmed for layer in layers])
    everything = [Layer("still clients", here), *layers]
    for layer, (colour, pattern) in zip(everything, fills, strict=True):
        before = 1.0 if layer is everything[0] else 0.0
        shown.add_trace(
            go.Scatter(
                x=days.tolist(),
                y=_stepped(steps, layer.share, days, before),
                name=theme.safe(layer.name),
                mode="lines",
                stackgroup="all",
                line={"shape": "hv", "width": 1, "color": colours.quiet},
                fillcolor=colour,
                fillpattern=_hatched(pattern, colours.text, colour),
                hovertemplate=f"{theme.safe(layer.name)}: %{{y:.0%}}<extra></extra>",
            )
        )
    _share_axis(shown, "share of clients")
    _time_axis(shown, known, last)
    return shown


def by_horizon(
    rows: Sequence[Under], gaps: float, *, dark: bool = False
) -> go.Figure | None:
    """Return the share on one day under each horizon; the chosen one is marked."""
    known = [row for row in rows if row.lower and row.upper]
    if not known:
        return None
    shown = theme.figure(dark=dark, height=280)
    colours = theme.palette(dark=dark)
    for name, values, colour, dash in (
        ("if whoever went quiet was not kept", _lower(known), colours.blue, "solid"),
        ("if they were", _upper(known), colours.orange, "dash"),
    ):
        shown.add_trace(
            go.Scatter(
                x=[row.gaps for row in known],
                y=values,
                name=name,
                mode="lines+markers",
                line={"color": colour, "dash": dash, "width": 2},
                marker={
                    "size": [13 if row.gaps == gaps else 7 for row in known],
                    "color": colour,
                    "symbol": "circle" if dash == "solid" else "diamond",
                },
                hovertemplate="%{x:g} gaps: %{y:.0%}<extra></extra>",
            )
        )
    _share_axis(shown, "still clients")
    shown.update_xaxes(
        title_text="usual gaps without a session",
        automargin=True,
        tickvals=[row.gaps for row in known if row.gaps == int(row.gaps)],
    )
    _legend_above(shown)
    return shown


def side_by_side(
    found: Comparison, names: Mapping[str, str], *, dark: bool = False
) -> go.Figure | None:
    """Return the curves of groups over each other.

    Parameters
    ----------
    names
        What each group is called.
    """
    drawn = [
        (group, last)
        for group in found.groups
        if (last := _last_day(group.curve.lives, group.curve)) is not None
    ]
    if not drawn:
        return None
    shown = theme.figure(dark=dark, height=380)
    colours = theme.palette(dark=dark)
    palette = (colours.blue, colours.orange, colours.brown, colours.quiet)
    longest = max(last for _, last in drawn)
    for place, (group, last) in enumerate(drawn):
        days = _days(group.curve, group.curve, last)
        if len(drawn) <= 2:
            for trace in _band(group, days, palette[place]):
                shown.add_trace(trace)
        name = theme.safe(f"{names[group.name]} ({group.clients:,})")
        shown.add_trace(_line(days, group.curve, name, palette[place], _DASHES[place]))
    shown.add_vline(x=found.day, line={"color": colours.quiet, "dash": "dot"})
    _share_axis(shown, "still clients")
    first = min(group.curve.begins_day for group, _ in drawn)
    _months(shown, first, longest, [])
    return shown


# -- parts ----------------------------------------------------------------------


def _last_day(known: Lives, line: Curve) -> int | None:
    last = watched_until(known)
    return None if last is None else min(last, line.ends_day)


def _days(one: Curve, other: Curve, last: int) -> Days:
    steps = np.union1d(one.days, other.days)
    return _thinned(steps[steps <= last], one.begins_day, last)


def _thinned(steps: Days, first: int, last: int) -> Days:
    """Return the days on which a line is drawn."""
    if len(steps) > MOST_POINTS:
        return np.unique(np.linspace(first, last, MOST_POINTS).round())
    return np.unique(np.concatenate([[first], steps, [last]]))


def _stepped(steps: Days, values: Days, days: Days, before: float) -> list[float]:
    """Return a step function's values on days."""
    place = np.searchsorted(steps, days, side="right")
    found: list[float] = np.concatenate([[before], values])[place].round(4).tolist()
    return found


def _ends(line: Curve, days: Days) -> tuple[list[float], list[float]]:
    """Return the interval on each day; where nothing tells, the value itself."""
    low, high = [], []
    for day in days:
        point = line.at(int(day))
        value = 0.0 if point is None else point.value
        low.append(value if point is None or point.low is None else point.low)
        high.append(value if point is None or point.high is None else point.high)
    return [round(one, 4) for one in low], [round(one, 4) for one in high]


def _edge(days: Days, values: list[float]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": days.tolist(),
        "y": values,
        "mode": "lines",
        "line": {"width": 0, "shape": "hv"},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _line(days: Days, line: Curve, name: str, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": days.tolist(),
        "y": _stepped(line.days, line.value, days, 1.0),
        "name": name,
        "mode": "lines",
        "line": {"color": colour, "width": 2.5, "dash": dash, "shape": "hv"},
        "hovertemplate": "day %{x}: %{y:.0%}<extra></extra>",
    }


def _band(group: Group, days: Days, colour: str) -> list[dict[str, Any]]:
    low, high = _ends(group.curve, days)
    fill = {"fill": "tonexty", "fillcolor": theme.see_through(colour, 0.14)}
    return [_edge(days, low), _edge(days, high) | fill]


def _hatched(shape: str, line: str, ground: str) -> dict[str, Any]:
    return {
        "shape": shape,
        "fgcolor": line,
        "bgcolor": ground,
        "fgopacity": 0.45,
        "size": 7,
        "solidity": 0.25,
    }


def _fills(colours: Palette, confirmed: Sequence[bool]) -> list[tuple[str, str]]:
    """Return a colour and a hatching for those still there and each ending."""
    known = [
        (colours.pale_blue, ""),
        (colours.pale_orange, "."),
        (colours.grid, "x"),
        (colours.orange, "|"),
        (colours.grid, "-"),
        (colours.brown, ""),
        (colours.quiet, "+"),
    ]
    sure = [known[place % len(known)] for place in range(sum(confirmed))]
    doubtful = len(confirmed) - len(sure)
    return [(colours.blue, ""), *sure, *[(colours.ground, "/")] * doubtful]


def _share_axis(shown: go.Figure, title: str) -> None:
    shown.update_yaxes(range=[0, 1.02], tickformat=".0%", title_text=title)


def _time_axis(shown: go.Figure, known: Lives, last: int) -> None:
    months = _ticks(known.begins_day, last)
    days = np.array([days_of(month) for month in months], float)
    watched = at_risk(known, days).tolist()
    _months(shown, known.begins_day, last, watched)


def _months(shown: go.Figure, first: int, last: int, watched: Sequence[int]) -> None:
    """Mark months beneath a figure, with how many are watched if that is given."""
    months = _ticks(first, last)
    texts = [f"{month}" for month in months]
    if watched:
        texts = [f"{text}<br>n {n:,}" for text, n in zip(texts, watched, strict=True)]
    shown.update_xaxes(
        range=[first, last],
        tickvals=[days_of(month) for month in months],
        ticktext=texts,
        title_text="months since the first session",
        automargin=True,
    )
    _legend_above(shown)


def _legend_above(shown: go.Figure) -> None:
    shown.update_layout(legend={"y": 1.02, "yanchor": "bottom", "x": 0})


def _ticks(first: int, last: int) -> list[int]:
    """Return the months that are marked between two days."""
    most = int(last / days_of(1))
    step = next((one for one in _STEPS if most / one < MOST_TICKS), 120)
    return [month for month in range(0, most + 1, step) if days_of(month) >= first]


def _lower(rows: Sequence[Under]) -> list[float]:
    return [round(row.lower.value, 4) for row in rows if row.lower]


def _upper(rows: Sequence[Under]) -> list[float]:
    return [round(row.upper.value, 4) for row in rows if row.upper]
