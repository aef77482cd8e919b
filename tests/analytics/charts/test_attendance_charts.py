"""Figures of attendance: read with and without colour, light and dark."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from analytics.attendance import attendance
from analytics.attendance.marks import Mark
from analytics.charts import attendance as charts
from analytics.charts import theme
from analytics.periods import AsOf
from tests.support.log import Slot, ahead, write

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import plotly.graph_objects as go

    from analytics.store import Database

# Sunday 1 March 2026, before it is over.
AS_OF = AsOf(dt.datetime(2026, 3, 1, 12), dt.date(2026, 3, 1))  # noqa: DTZ001 - UTC, as in the store


NONE = float("nan")


@pytest.fixture
def weeks(database: Database) -> pd.DataFrame:
    write(
        database,
        [
            Slot("a", "2026-02-02 10:00"),
            Slot("a", "2026-02-03 10:00", "attended", "presumed"),
            Slot("a", "2026-02-04 10:00", "no_show"),
            Slot("a", "2026-02-05 10:00", "late_cancelled"),
            Slot("a", "2026-02-05 11:00", "cancelled"),
            Slot("a", "2026-02-05 12:00", "cancelled_by_coach"),
            Slot("a", "2026-02-05 13:00", "rescheduled"),
            Slot("a", "2026-02-05 14:00", "unknown"),
            Slot("a", "2026-02-16 10:00"),
            Slot("a", "2026-02-23 10:00"),
            ahead("a", "2026-03-01 18:00", "2026-02-10 10:00"),
        ],
    )
    return read(database)


def read(database: Database) -> pd.DataFrame:
    """The weeks as the report hands them to the figures, before anything is usual."""
    weeks = attendance(database, AS_OF, "week")
    return weeks.assign(
        until=[first + dt.timedelta(days=7) for first in weeks["group"]],
        year_earlier=None,
        usual_low=None,
        usual_high=None,
        is_unusual=False,
    ).astype(dict.fromkeys(("year_earlier", "usual_low", "usual_high"), "float64"))


def trace(figure: dict[str, Any], name: str) -> dict[str, Any]:
    """The one trace of that name."""
    (found,) = [one for one in figure["data"] if one["name"] == name]
    return dict(found)


def drawn(figure: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly has no types
    """The figure as the browser gets it."""
    return dict(json.loads(figure.to_json()))


class TestOutcomes:
    def test_stacks_every_outcome_in_a_fixed_order(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.outcomes(weeks))

        assert [one["name"] for one in figure["data"]] == [
            "came",
            "presumed to have come",
            "missed",
            "cancelled late",
            "cancelled in time",
            "cancelled by coach",
            "moved",
            "not known",
            "booked",
            "not over yet",
        ]
        assert figure["layout"]["barmode"] == "stack"
        assert sum(sum(bar["y"]) for bar in figure["data"][:-1]) == 11

    def test_reads_without_colour(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.outcomes(weeks))

        looks = [
            (bar["marker"]["color"], bar["marker"]["pattern"]["shape"])
            for bar in figure["data"][:-1]
        ]
        assert len(set(looks)) == len(looks)
        # What is not sure is never a plain fill.
        plain = {
            bar["name"]
            for bar in figure["data"][:-1]
            if not bar["marker"]["pattern"]["shape"]
        }
        assert plain == {"came", "missed", "cancelled in time"}

    def test_hatches_the_open_week(self, weeks: pd.DataFrame) -> None:
        found = trace(drawn(charts.outcomes(weeks)), "not over yet")

        assert sorted(set(found["x"])) == ["2026-02-23", "2026-03-02"]
        assert found["fillpattern"]["shape"] == "/"
        # As high as the highest stack.
        assert max(found["y"]) == 8

    def test_leaves_closed_weeks_unmarked(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.outcomes(weeks[~weeks["is_open"]]))

        assert "not over yet" not in {one["name"] for one in figure["data"]}

    def test_a_bar_is_as_wide_as_its_period(self, weeks: pd.DataFrame) -> None:
        months = weeks.head(1).assign(
            group=[dt.date(2026, 2, 1)], until=[dt.date(2026, 3, 1)]
        )

        assert drawn(charts.outcomes(weeks))["data"][0]["width"][0] == 6 * 86_400_000
        assert drawn(charts.outcomes(months))["data"][0]["width"] == [27 * 86_400_000]


class TestRate:
    def test_breaks_where_nothing_counted(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.rate(weeks))

        bands = [one for one in figure["data"] if one["name"] == "95 % interval"]
        line = trace(figure, "attendance rate")
        assert line["y"] == [0.5, None, 1.0, None]
        assert line["connectgaps"] is False
        # One band before the empty week, one after it, one entry in the legend.
        assert [len(band["x"]) for band in bands] == [2, 2]
        assert [band["showlegend"] for band in bands] == [True, False]

    def test_says_what_a_rate_rests_on(self, weeks: pd.DataFrame) -> None:
        line = trace(drawn(charts.rate(weeks)), "attendance rate")

        assert line["text"][0] == (
            "Week of 2 Feb 2026: 50% of 4 attended (95 % interval 15% to 85%)"
            "<br>1 of these presumed<br>1 not known"
        )
        assert line["text"][1] == ""

    def test_an_open_week_is_hollow_hatched_and_on_no_line(
        self, weeks: pd.DataFrame
    ) -> None:
        figure = drawn(charts.rate(weeks))

        so_far = trace(figure, "so far")
        assert so_far["mode"] == "markers"
        assert so_far["marker"]["symbol"] == "circle-open"
        assert so_far["y"] == [1.0]
        assert trace(figure, "not over yet")["fillpattern"]["shape"] == "/"

    def test_shows_what_is_usual_and_what_is_not(self, weeks: pd.DataFrame) -> None:
        judged = weeks.assign(
            usual_low=[0.6, NONE, 0.7, NONE],
            usual_high=[1.0, NONE, 1.0, NONE],
            is_unusual=[True, False, False, False],
            year_earlier=[NONE, 0.9, 0.8, NONE],
        )

        figure = drawn(charts.rate(judged))

        low, high = [one for one in figure["data"] if one["name"] == "usual for you"]
        assert (low["y"], high["y"]) == (
            [0.6, None, 0.7, None],
            [1.0, None, 1.0, None],
        )
        assert trace(figure, "unusual")["y"] == [0.5]
        assert "outside what is usual" in trace(figure, "attendance rate")["text"][0]
        assert trace(figure, "a year earlier")["y"] == [None, 0.9, 0.8, None]
        # No two lines look alike without colour.
        dashes = {
            one["name"]: one["line"].get("dash", "solid")
            for one in figure["data"]
            if one["name"] in {"attendance rate", "usual for you", "a year earlier"}
        }
        assert len(set(dashes.values())) == 3

    def test_marks_what_happened_by_shape(self, weeks: pd.DataFrame) -> None:
        marks = [
            Mark(dt.date(2026, 2, 4), dt.date(2026, 2, 5), "holiday", "Carnival"),
            Mark(
                dt.date(2026, 1, 1), dt.date(2026, 2, 10), "absence", "<b>Bo</b> away"
            ),
            Mark(dt.date(2026, 2, 20), None, "source", "first session from Acuity"),
            Mark(dt.date(2025, 2, 20), None, "reminder", "long ago"),
        ]

        figure = drawn(charts.rate(weeks, marks))

        shapes = {
            one["name"]: one["marker"]["symbol"]
            for one in figure["data"]
            if one["name"] in {"public holiday", "away or closed", "another tool"}
        }
        assert len(set(shapes.values())) == 3
        away = trace(figure, "away or closed")
        # A span is cut where the weeks begin, and a name is shown letter by letter.
        assert away["x"] == ["2026-02-02", "2026-02-10", None]
        assert away["text"][0] == "1 Jan 2026: &lt;b&gt;Bo&lt;/b&gt; away"
        assert "another reminder" not in {one["name"] for one in figure["data"]}

    def test_the_axis_begins_below_everything(self, weeks: pd.DataFrame) -> None:
        high = weeks.assign(low=0.65, usual_low=0.7)

        # The lowest interval ends at 15 %.
        assert drawn(charts.rate(weeks))["layout"]["yaxis"]["range"][0] == 0
        found = drawn(charts.rate(high))["layout"]["yaxis"]["range"]
        assert found[0] == pytest.approx(0.6)
        assert found[1] > 1

    def test_of_bookings_alone_says_so(self, database: Database) -> None:
        write(database, [ahead("a", "2026-03-09 10:00", "2026-02-10 10:00")])

        figure = drawn(charts.rate(read(database)))

        assert figure["layout"]["annotations"][0]["text"] == charts.EMPTY


@pytest.mark.parametrize("draw", [charts.outcomes, charts.rate])
@pytest.mark.parametrize("dark", [False, True])
def test_an_empty_practice_gets_a_sentence(
    database: Database,
    draw: Callable[..., go.Figure],
    dark: bool,
) -> None:
    figure = drawn(draw(read(database), dark=dark))

    assert figure["layout"]["annotations"][0]["text"] == charts.EMPTY


@pytest.mark.parametrize("dark", [False, True])
def test_a_scheme_sets_the_text_and_has_the_ground_of_the_page(
    weeks: pd.DataFrame, dark: bool
) -> None:
    layout = drawn(charts.outcomes(weeks, dark=dark))["layout"]

    assert layout["font"]["color"] == theme.palette(dark=dark).text
    assert layout["paper_bgcolor"] == theme.palette(dark=dark).ground


def test_the_slow_half_of_plotly_stays_unloaded() -> None:
    script = "import sys, analytics.charts.attendance; print(*sys.modules)"

    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "plotly.express" not in said.stdout.split()
