"""One chart with all that makes it honest: question, answer, n, definition, table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

Kind = Literal["text", "day", "month", "count", "number", "share", "days", "cents"]
"""How a cell is written: ``number`` and ``days`` with one decimal, ``share`` (0 to 1)
in per cent, ``cents`` as whole units of its currency. An absent value is a dash."""


@dataclass(frozen=True)
class Column:
    """A column of the table behind a chart."""

    key: str
    """Its name in the table, and in the CSV file."""
    head: str
    """Its name on the page."""
    kind: Kind = "text"


@dataclass(frozen=True, eq=False)
class Card:
    """A chart, its question and its answer; nothing in it names a client.

    Texts are plain but for `definition`: a page makes them safe.
    """

    key: str
    """Lower-case letters and hyphens: names the saved files, and the chart on its
    page."""
    question: str
    """The title: what an owner would ask."""
    answer: str
    """One sentence made from the numbers."""
    basis: str
    """What it rests on: n, the interval, what is presumed, open or not known."""
    definition: str
    """How it is counted, in a few lines of Markdown; our own words only."""
    alt: str
    """What the chart shows, for whoever does not see it."""
    figure: go.Figure | None
    """Drawn for light or dark; ``None`` where there is nothing to draw."""
    table: pd.DataFrame
    """The numbers behind it, one row a mark; what the CSV file holds."""
    columns: tuple[Column, ...]
    """The columns that the page shows, in order."""
