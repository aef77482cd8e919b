"""A chart with its question, answer, n, date, definition, table and files."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from pages.shared import bar, safe, save_picture, view, words

if TYPE_CHECKING:
    from analytics.charts.card import Card, Column
    from pages.shared.view import View

LONGEST: Final = 600
"""Characters of a sentence: an answer is one, not a page."""

ROWS: Final = 60
"""Rows of a table that are drawn; the file has all."""

NUMBERS: Final = frozenset({"count", "number", "share", "days", "cents"})


def show(card: Card, *, level: int = 2) -> None:
    """Draw a card.

    Parameters
    ----------
    level
        Of its heading: 2 on a page, 3 below another heading.
    """
    key = f"card-{card.key}"
    basis = f"{card.basis} {bar.freshness()}".strip()
    with st.container(key=key):
        st.html(
            f'<div class="dl-card"><h{level}>{safe.html(card.question, LONGEST)}'
            f'</h{level}><p class="dl-answer">{safe.html(card.answer, LONGEST)}</p>'
            "</div>"
        )
        if card.figure is not None:
            st.plotly_chart(
                card.figure,
                theme=None,
                config={"displayModeBar": False},
                alt=card.alt,
                key=f"chart-{card.key}",
            )
        st.html(f'<p class="dl-basis dl-soft">{safe.html(basis, LONGEST)}</p>')
        _tools(card, key, basis)


def _tools(card: Card, key: str, basis: str) -> None:
    with st.container(horizontal=True, gap="small", key=f"tools-{card.key}"):
        with st.popover("How this is counted", type="tertiary"):
            st.markdown(card.definition)
        if card.table.empty:
            return
        with st.popover("Save", type="tertiary"):
            if card.figure is not None:
                save_picture.show(card, key, basis)
            st.download_button(
                "Numbers (CSV)",
                data=lambda: safe.csv(card.table),
                file_name=f"{card.key}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"csv-{card.key}",
                width="stretch",
            )
        is_open = st.toggle("The numbers", key=f"numbers-{card.key}")
    if is_open:
        st.html(table(card))


def table(card: Card) -> str:
    """Return the numbers behind a chart as HTML, the first `ROWS` of them."""
    seen = view.current()
    heads = "".join(
        f'<th scope="col"{_class(column)}>{safe.html(column.head)}</th>'
        for column in card.columns
    )
    rows = "".join(
        _row(row, card.columns, seen)
        for row in card.table.head(ROWS).to_dict("records")
    )
    more = len(card.table) - ROWS
    rest = f'<p class="dl-soft">{more:,} more in the CSV file.</p>' if more > 0 else ""
    return (
        f'<div class="dl-scroll" tabindex="0" role="region" '
        f'aria-label="{safe.html(card.question, LONGEST)}">'
        f'<table class="dl-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{rest}"
    )


def cell(value: Any, kind: str, seen: View) -> str:  # noqa: ANN401 - any cell
    """Return a cell as HTML; a dash where the value is absent."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    return _written(value, kind, seen)


def _row(row: dict[Any, Any], columns: tuple[Column, ...], seen: View) -> str:
    first, *others = columns
    cells = "".join(
        f"<td{_class(column)}>{cell(row[column.key], column.kind, seen)}</td>"
        for column in others
    )
    return (
        f'<tr><th scope="row">{cell(row[first.key], first.kind, seen)}</th>{cells}</tr>'
    )


def _class(column: Column) -> str:
    return ' class="num"' if column.kind in NUMBERS else ""


def _written(value: Any, kind: str, seen: View) -> str:  # noqa: ANN401 - as above
    if kind == "text":
        return safe.html(value)
    if kind == "day":
        return words.short_day(value, today=seen.today)
    return _FORMATS[kind].format(value / 100 if kind == "cents" else value)


_FORMATS: Final = {
    "month": "{:%B %Y}",
    "count": "{:,.0f}",
    "number": "{:,.1f}",
    "share": "{:.0%}",
    "days": "{:,.1f}",
    "cents": "{:,.0f}",
}
