"""What happened on which day, as small marks above whatever runs over time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analytics.charts import theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.attendance.marks import Mark
    from analytics.charts.theme import Palette

KINDS = {
    "holiday": ("public holiday", "line-ns-open"),
    "absence": ("away or closed", "square"),
    "source": ("another tool", "star"),
    "reminder": ("another reminder", "hexagram"),
}
"""What a kind of mark is called, and its shape: no colour tells them apart."""


def on_axis(
    marks: Sequence[Mark],
    days: tuple[dt.date, dt.date],
    height: float,
    colours: Palette,
) -> Iterator[go.Scatter]:
    """Give the marks of each kind; a span is a line with two ends.

    Parameters
    ----------
    days
        The first day drawn and the first after; marks outside are left out.
    height
        Where they stand on the other axis.
    """
    first, until = days
    inside = [mark for mark in marks if is_in(mark, first, until)]
    for kind, (label, symbol) in KINDS.items():
        of_kind = [mark for mark in inside if mark.kind == kind]
        if of_kind:
            yield _drawn(of_kind, days, height, colours).update(
                name=label, marker_symbol=symbol
            )


def is_in(mark: Mark, first: dt.date, until: dt.date) -> bool:
    """Return whether a mark touches the days from the first until before the last."""
    return mark.day < until and (mark.until or mark.day + dt.timedelta(days=1)) > first


def _drawn(
    marks: Sequence[Mark],
    days: tuple[dt.date, dt.date],
    height: float,
    colours: Palette,
) -> go.Scatter:
    first, until = days
    x: list[dt.date | None] = []
    text: list[str] = []
    for mark in marks:
        begins, ends = max(mark.day, first), min(mark.until or mark.day, until)
        is_span = mark.kind == "absence" and ends > begins
        # A gap after each, so that two are not joined.
        x += [begins, ends, None] if is_span else [begins, None]
        said = f"{mark.day.day} {mark.day:%b %Y}: {theme.safe(mark.words)}"
        text += [said] * (3 if is_span else 2)
    has_spans = len(x) > 2 * len(marks)
    return go.Scatter(
        x=x,
        y=[None if day is None else height for day in x],
        mode="lines+markers" if has_spans else "markers",
        connectgaps=False,
        line={"color": colours.text, "width": 2},
        marker={
            "size": 8,
            "color": colours.text,
            "line": {"width": 2, "color": colours.text},
        },
        text=text,
        hovertemplate="%{text}<extra></extra>",
    )
