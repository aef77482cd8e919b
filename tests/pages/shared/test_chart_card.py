"""The table behind a chart, as a person reads it."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pandas as pd
import pytest

from analytics.charts.card import Card, Column
from pages.shared import chart_card, view
from pages.shared.view import View

TODAY: Final = dt.date(2026, 11, 16)
SEEN: Final = View(today=TODAY, zone="UTC", currency="EUR", is_initials=False)

COLUMNS: Final = (
    Column("service", "Service"),
    Column("n", "Counted", "count"),
    Column("rate", "Rate", "share"),
)


def card(table: pd.DataFrame) -> Card:
    return Card(
        key="by-service",
        question="Where?",
        answer="Everywhere.",
        basis="n = 3.",
        definition="Counted.",
        alt="A chart",
        figure=None,
        table=table,
        columns=COLUMNS,
    )


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("<b>Yoga</b>", "text", "&lt;b&gt;Yoga&lt;/b&gt;"),
        (dt.date(2026, 11, 2), "day", "2 Nov"),
        (dt.date(2026, 11, 1), "month", "November 2026"),
        (1234, "count", "1,234"),
        (6.96, "days", "7.0"),
        (0.857, "share", "86%"),
        (123456, "cents", "1,235"),
        (None, "text", "–"),
        (float("nan"), "share", "–"),
    ],
)
def test_a_cell_is_written_by_its_kind(value: object, kind: str, expected: str) -> None:
    assert chart_card.cell(value, kind, SEEN) == expected


def test_a_long_table_says_how_many_rows_it_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(view, "current", lambda: SEEN)
    rows = chart_card.ROWS + 1_200
    table = pd.DataFrame({"service": ["A"] * rows, "n": 1, "rate": 0.5})

    drawn = chart_card.table(card(table))

    assert drawn.count("<tr>") == chart_card.ROWS + 1
    assert "1,200 more in the CSV file." in drawn
