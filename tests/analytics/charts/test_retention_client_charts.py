"""Figures of one client beside others and of returns: they hold the numbers."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts import retention_client as charts
from analytics.charts import theme

CURVE = pd.DataFrame(
    {
        "day": [61, 100, 152, 300],
        "at_risk": [20, 20, 15, 6],
        "here": [1.0, 0.8, 0.7, 0.7],
        "low": [0.9, 0.6, 0.5, 0.5],
        "high": [1.0, 0.9, 0.85, 0.85],
    }
)


@pytest.mark.parametrize("dark", [False, True])
def test_the_curve_begins_at_the_clients_place(dark: bool) -> None:
    found = charts.likes(CURVE, 61, 152, dark=dark)

    _, others, client, then = found.data
    assert others.y == (1.0, 0.8, 0.7, 0.7)
    assert others.line.shape == "hv"
    assert others.x[0] == pytest.approx(2.0, abs=0.01)
    assert (client.x[0], client.y[0]) == (others.x[0], 1.0)
    assert then.y[0] == 0.7
    assert client.marker.symbol != then.marker.symbol
    assert [mark.text[0] for mark in (client, then)] == [
        "this client today",
        "three months on",
    ]


def lengths(**counts: list[int]) -> pd.DataFrame:
    keys = ("contact", "both", "absence", "not_known")
    table = pd.DataFrame({key: counts.get(key, [0, 0]) for key in keys})
    return table.assign(label=["short", "long"], returns=table.sum(axis="columns"))


def test_what_went_before_is_told_by_fills_and_names() -> None:
    found = charts.times_away(lengths(contact=[2, 0], absence=[0, 1], not_known=[1, 3]))

    contact, absence, unknown = found.data
    assert (contact.name, contact.y) == ("after a contact", (2, 0))
    assert (unknown.name, unknown.y) == ("not known", (1, 3))
    assert unknown.marker.color == theme.LIGHT.ground
    assert contact.marker.color == theme.LIGHT.blue
    assert absence.marker.pattern.shape == "/"
    assert found.layout.showlegend is True


def test_nobody_came_back() -> None:
    found = charts.times_away(lengths())

    assert [note.text for note in found.layout.annotations] == [charts.NOBODY_BACK]
    assert not found.data
