"""Where and when, and one client, as figures: read without colour, in both schemes."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts import attendance_client, theme
from analytics.charts import attendance_where as charts

MONDAY_FIRST = [(1, "Monday"), (2, "Tuesday"), (3, "Wednesday"), (7, "Sunday")]


def cells(*rows: tuple[int, int, int, float]) -> pd.DataFrame:
    """Return cells: weekday, hour, n, rate."""
    table = pd.DataFrame(rows, columns=["weekday", "hour", "n", "rate"])
    return table.assign(
        is_few=table["n"] < 10,
        percent=[f"{rate:.0%}" for rate in table["rate"]],
        said="<b>said</b>",
    )


class TestHeat:
    def test_a_cell_carries_its_rate_and_n(self) -> None:
        (told,) = charts.heat(cells((2, 9, 41, 0.85)), MONDAY_FIRST).data

        assert told.text == ('85%<br><span style="font-size:10px">41</span>',)
        assert (told.x, told.base) == ((1,), (-0.47,))

    def test_few_are_hatched_on_the_bare_ground(self) -> None:
        figure = charts.heat(cells((1, 9, 41, 0.85), (1, 10, 9, 0.1)), MONDAY_FIRST)

        told, few = figure.data
        assert (told.marker.pattern.shape, few.marker.pattern.shape) == ("", "/")
        assert few.marker.color == theme.LIGHT.ground

    def test_the_higher_the_rate_the_stronger_the_colour(self) -> None:
        rates = (0.5, 0.7, 0.9, 1.0)
        rows = [(1, 9 + nth, 50, rate) for nth, rate in enumerate(rates)]

        (told,) = charts.heat(cells(*rows), MONDAY_FIRST).data

        light = [charts._luminance(fill) for fill in told.marker.color]
        assert light == sorted(light, reverse=True)
        assert told.marker.color[-1] == theme.LIGHT.blue

    def test_small_differences_stay_pale_ones(self) -> None:
        (told,) = charts.heat(
            cells((1, 9, 50, 0.97), (1, 10, 50, 1.0)), MONDAY_FIRST
        ).data

        near, full = (charts._luminance(fill) for fill in told.marker.color)
        assert near - full < 0.05

    @pytest.mark.parametrize("dark", [False, True])
    def test_letters_are_read_on_every_colour(self, dark: bool) -> None:
        rows = [(1, hour, 50, hour / 20) for hour in range(8, 21)]

        (told,) = charts.heat(cells(*rows), MONDAY_FIRST, dark=dark).data

        pairs = zip(told.marker.color, told.insidetextfont.color, strict=True)
        assert min(contrast(*pair) for pair in pairs) > 4.5

    def test_hours_between_are_there_unless_they_are_too_many(self) -> None:
        day = charts.heat(cells((1, 8, 50, 1), (1, 11, 50, 1)), MONDAY_FIRST)
        night = charts.heat(cells((1, 0, 50, 1), (1, 23, 50, 1)), MONDAY_FIRST)

        assert day.layout.yaxis.ticktext == ("08:00", "09:00", "10:00", "11:00")
        assert night.layout.yaxis.ticktext == ("00:00", "23:00")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2)."""
    lights = sorted(map(charts._luminance, (one, other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


class TestGroups:
    ROWS = pd.DataFrame(
        {
            "label": ["<b>Talk</b>", "A service with a very long name"],
            "n": [40, 9],
            "rate": [0.9, 0.5],
            "low": [0.77, 0.25],
            "high": [0.96, 0.75],
            "is_few": [False, True],
            "said": ["<b>Talk</b>: 36 of 40", "few"],
        }
    )

    def test_a_dot_has_its_interval_and_few_are_hollow(self) -> None:
        (dots,) = charts.groups(self.ROWS, 0.8).data

        assert dots.marker.symbol == ("circle", "circle-open")
        assert dots.error_x.array == pytest.approx((0.06, 0.25))
        assert dots.error_x.arrayminus == pytest.approx((0.13, 0.25))

    def test_names_are_text_and_stand_in_their_order(self) -> None:
        figure = charts.groups(self.ROWS, None)

        first, second = figure.layout.yaxis.ticktext
        assert first.startswith("&lt;b&gt;Talk")
        assert second.startswith("A service with a very…")
        assert figure.layout.yaxis.range == (1.5, -0.5)

    def test_the_axis_never_makes_a_picture_of_a_few_points(self) -> None:
        near = self.ROWS.assign(rate=0.99, low=0.97, high=1.0)

        assert charts.groups(near, None).layout.xaxis.range[0] == 0.7
        assert charts.groups(self.ROWS, None).layout.xaxis.range[0] == 0.2


def test_counts_stand_beside_their_bars() -> None:
    rows = pd.DataFrame({"label": ["a", "b"], "n": [1200, 3], "pattern": ["", "/"]})

    (bars,) = charts.counts(rows).data

    assert bars.text == ("1,200", "3")
    assert bars.marker.pattern.shape == ("", "/")


def test_every_kind_of_session_has_a_shape_of_its_own() -> None:
    marks = attendance_client.MARKS.values()

    assert len({mark.symbol for mark in marks}) == len(marks)
    assert len({mark.label for mark in marks}) == len(marks)


class TestGaps:
    def rows(self, *days: int) -> pd.DataFrame:
        ends = pd.date_range("2026-01-05", periods=len(days), freq="30D").date
        return pd.DataFrame(
            {
                "to_day": ends,
                "days": days,
                "usual_days": [None, *[7.0] * (len(days) - 1)],
                "is_open": [False] * len(days),
                "days_away": [0] * len(days),
                "said": ["said"] * len(days),
            }
        )

    def test_one_far_out_stands_at_the_edge_and_says_how_far(self) -> None:
        figure = attendance_client.gaps(self.rows(7, 7, 7, 7, 300), 7.0)

        dots = figure.data[-1]
        assert dots.y == (7, 7, 7, 7, 42)
        assert dots.text == ("", "", "", "", "300")

    def test_too_many_far_out_say_nothing(self) -> None:
        figure = attendance_client.gaps(self.rows(*[7] * 12, *[300] * 9), 7.0)

        assert set(figure.data[-1].text) == {""}

    def test_open_ones_and_those_with_days_away_differ_in_shape(self) -> None:
        rows = self.rows(7, 14, 3).assign(
            days_away=[0, 5, 0], is_open=[False, False, True]
        )

        symbols = [
            trace.marker.symbol for trace in attendance_client.gaps(rows, 7.0).data[1:]
        ]

        assert symbols == ["circle", "square-open", "circle-open"]


def test_of_what_nobody_can_tell_the_mark_stands_apart() -> None:
    rows = pd.DataFrame(
        {
            "day": pd.to_datetime(["2026-01-05", "2026-01-12", "2026-01-19"]).date,
            "notice_hours": [2.0, float("nan"), -1.0],
            "is_move": [False, False, True],
            "said": ["a", "b", "c"],
        }
    )

    off, moved = attendance_client.notice(rows, 24).data

    assert off.y == (2.0, attendance_client.UNTOLD_HOURS)
    assert moved.y == (attendance_client.LEAST_HOURS,)
    assert off.marker.symbol != moved.marker.symbol
