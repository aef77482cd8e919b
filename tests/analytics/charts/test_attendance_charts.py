"""Figures of attendance: read with and without colour, light and dark."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from analytics.attendance import attendance
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
    return attendance(database, AS_OF, "week")


def drawn(figure: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly has no types
    """The figure as the browser gets it."""
    return dict(json.loads(figure.to_json()))


class TestWeekly:
    def test_stacks_every_outcome_in_a_fixed_order(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.weekly(weeks))

        assert [trace["name"] for trace in figure["data"]] == [
            "came",
            "presumed to have come",
            "missed",
            "cancelled late",
            "cancelled in time",
            "cancelled by coach",
            "moved",
            "not known",
            "booked",
        ]
        assert figure["layout"]["barmode"] == "stack"
        assert sum(sum(trace["y"]) for trace in figure["data"]) == 11

    def test_reads_without_colour(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.weekly(weeks))

        looks = [
            (trace["marker"]["color"], trace["marker"]["pattern"]["shape"])
            for trace in figure["data"]
        ]
        assert len(set(looks)) == len(looks)
        # What is not sure is never a plain fill.
        plain = {
            trace["name"]
            for trace in figure["data"]
            if not trace["marker"]["pattern"]["shape"]
        }
        assert plain == {"came", "missed", "cancelled in time"}

    def test_marks_the_open_week(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.weekly(weeks))

        (shape,) = figure["layout"]["shapes"]
        assert (shape["x0"], shape["x1"]) == ("2026-02-23", "2026-03-02")
        (note,) = figure["layout"]["annotations"]
        assert note["text"] == "not over yet"

    def test_leaves_closed_weeks_unmarked(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.weekly(weeks[~weeks["is_open"]]))

        assert "shapes" not in figure["layout"]

    def test_says_the_week_on_hover(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.weekly(weeks))

        assert figure["data"][0]["text"][0] == "Week of 2 Feb 2026"
        assert "came" in figure["data"][0]["hovertemplate"]


class TestRate:
    def test_breaks_where_nothing_counted(self, weeks: pd.DataFrame) -> None:
        figure = drawn(charts.rate(weeks))

        bands = [t for t in figure["data"] if t["name"] == "95 % interval"]
        (line,) = [t for t in figure["data"] if t["name"] == "attendance rate"]
        assert line["y"] == [0.5, None, 1.0, 1.0]
        assert line["connectgaps"] is False
        # One band before the empty week, one after it, one entry in the legend.
        assert [len(band["x"]) for band in bands] == [2, 4]
        assert [band["showlegend"] for band in bands] == [True, False]

    def test_says_what_a_rate_rests_on(self, weeks: pd.DataFrame) -> None:
        line = drawn(charts.rate(weeks))["data"][-1]

        assert line["text"][0] == (
            "Week of 2 Feb 2026: 50% of 4 attended (95 % interval 15% to 85%)"
            "<br>1 of these presumed<br>1 not known"
        )
        assert line["text"][1] == ""

    def test_draws_an_open_week_hollow(self, weeks: pd.DataFrame) -> None:
        line = drawn(charts.rate(weeks))["data"][-1]

        assert line["marker"]["symbol"] == ["circle", "circle", "circle", "circle-open"]

    def test_of_bookings_alone_says_so(self, database: Database) -> None:
        write(database, [ahead("a", "2026-03-09 10:00", "2026-02-10 10:00")])

        figure = drawn(charts.rate(attendance(database, AS_OF, "week")))

        assert figure["layout"]["annotations"][0]["text"] == charts.EMPTY


class TestByGroup:
    def test_shows_names_letter_by_letter(self, database: Database) -> None:
        hostile = '<a href="http://x">Ada</a>'
        write(
            database,
            [
                Slot("a", "2026-02-02 10:00", coach=hostile),
                Slot("a", "2026-02-03 10:00", "no_show", coach=None),
            ],
        )

        figure = drawn(charts.by_group(attendance(database, AS_OF, "coach")))

        assert figure["layout"]["yaxis"]["ticktext"] == [
            "not given",
            '&lt;a href="http://x"&gt;Ada&lt;/a&gt;',
        ]
        assert "<a" not in json.dumps(figure)

    def test_leaves_out_whoever_has_nothing_that_counts(
        self, database: Database
    ) -> None:
        write(database, [ahead("a", "2026-03-09 10:00", "2026-02-10 10:00")])

        figure = drawn(charts.by_group(attendance(database, AS_OF, "coach")))

        assert figure["data"] == []


@pytest.mark.parametrize("draw", [charts.weekly, charts.rate, charts.by_group])
@pytest.mark.parametrize("dark", [False, True])
def test_an_empty_practice_gets_a_sentence(
    database: Database,
    draw: Callable[..., go.Figure],
    dark: bool,
) -> None:
    figure = drawn(draw(attendance(database, AS_OF, "week"), dark=dark))

    assert figure["layout"]["annotations"][0]["text"] == charts.EMPTY


@pytest.mark.parametrize("dark", [False, True])
def test_a_scheme_sets_the_text_and_has_the_ground_of_the_page(
    weeks: pd.DataFrame, dark: bool
) -> None:
    layout = drawn(charts.weekly(weeks, dark=dark))["layout"]

    assert layout["font"]["color"] == theme.palette(dark=dark).text
    assert layout["paper_bgcolor"] == theme.palette(dark=dark).ground


def test_the_slow_half_of_plotly_stays_unloaded() -> None:
    script = "import sys, analytics.charts.attendance; print(*sys.modules)"

    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "plotly.express" not in said.stdout.split()
