"""Figures of cohorts: they hold the numbers, hatch what is open, need no colour."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from analytics.charts import retention_cohorts as charts


def cells(*rows: tuple[str, int, int, int, bool]) -> pd.DataFrame:
    """Return cells of: row, month, base, kept, complete."""
    table = pd.DataFrame(rows, columns=["label", "month", "base", "kept", "complete"])
    return table.assign(
        retained=table["kept"] / table["base"],
        said=[f"{row} at {month}" for row, month, *_ in rows],
    )


def periods(*rows: tuple[str, int, int, bool]) -> pd.DataFrame:
    """Return periods of: label, n, kept, complete."""
    table = pd.DataFrame(rows, columns=["label", "n", "kept", "complete"])
    value = table["kept"] / table["n"].where(table["n"] > 0)
    return table.assign(
        starts_on=[dt.date(2026, 1 + i, 1) for i in range(len(rows))],
        value=value,
        low=value - 0.1,
        high=value + 0.1,
        said=table["label"],
    )


@pytest.mark.parametrize("dark", [False, True])
def test_a_cell_holds_its_number_and_one_of_few_has_a_star_and_is_paler(
    dark: bool,
) -> None:
    found = charts.heatmap(
        cells(
            ("Jan · 20", 1, 20, 15, True),
            ("Jan · 20", 3, 20, 10, True),
            ("Feb · 4", 1, 4, 3, True),
        ),
        dark=dark,
    )

    full, half, few = found.data
    assert list(full.z) == [[0.75, None], [None, None]]
    assert list(half.z) == [[None, 0.5], [None, None]]
    assert list(half.text) == [["", "50"], ["", ""]]
    assert list(few.z) == [[None, None], [0.75, None]]
    assert list(few.text) == [["", ""], ["75*", ""]]
    assert full.colorscale[1][1] == half.colorscale[1][1] != few.colorscale[1][1]
    # A number on a strong cell has the ground's colour, on a weak one the text's.
    assert full.textfont.color != half.textfont.color == few.textfont.color
    assert found.layout.yaxis.ticktext == ("Jan · 20", "Feb · 4")
    assert found.layout.xaxis.ticktext == ("1", "3")


def test_what_is_not_complete_is_hatched_and_has_no_number() -> None:
    found = charts.heatmap(
        cells(("Jan · 20", 1, 20, 15, True), ("Jan · 20", 2, 7, 7, False))
    )

    shown, hatched = found.data
    assert list(shown.text) == [["75", ""]]
    assert hatched.marker.pattern.shape == "/"
    assert (hatched.base[0], hatched.y[0]) == (pytest.approx(0.54), 0)
    assert hatched.text is None


def test_a_hostile_service_is_shown_as_written() -> None:
    found = charts.heatmap(cells(("<b>x</b> · 3", 1, 3, 3, True)))

    assert found.layout.yaxis.ticktext == ("&lt;b&gt;x&lt;/b&gt; · 3",)
    assert "<b>" not in str(found.data[0].customdata)


def test_an_open_period_is_hollow_and_joined_to_nothing() -> None:
    found = charts.line(
        periods(
            ("Jan 2026", 20, 15, True),
            ("Feb 2026", 0, 0, True),
            ("Mar 2026", 20, 10, True),
            ("Apr 2026", 5, 5, False),
        )
    )

    path, complete, still_open = found.data
    assert (path.x, path.y) == ((0, 1, 2), (0.75, None, 0.5))
    assert path.connectgaps is False
    assert (complete.x, complete.marker.symbol) == ((0, 2), "circle")
    assert complete.error_y.arrayminus == pytest.approx((0.1, 0.1))
    assert (still_open.x, still_open.marker.symbol) == ((3,), "circle-open")
    (shade,) = found.layout.shapes
    assert (shade.x0, shade.x1) == (2.5, 3.5)
    assert found.layout.annotations[0].text == charts.OPEN


def test_thirty_years_have_few_ticks() -> None:
    many = pd.concat([periods(("Jan 2026", 5, 5, True))] * 120, ignore_index=True)

    found = charts.line(many)

    assert len(found.layout.xaxis.tickvals) <= 6
    assert found.layout.xaxis.ticktext[0] == "Jan<br>2026"


@pytest.mark.parametrize(
    "found",
    [
        charts.heatmap(cells()),
        charts.line(periods()),
        charts.line(periods(("Jan 2026", 0, 0, False))),
    ],
)
def test_nothing_is_said_in_a_sentence(found: object) -> None:
    (note,) = found.layout.annotations  # type: ignore[attr-defined]
    assert note.text == charts.NOBODY
    assert not found.data  # type: ignore[attr-defined]
