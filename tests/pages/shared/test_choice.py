"""What the bar has chosen, and the address that says it without names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import choice
from tests.pages.screens import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

WEDNESDAY = dt.date(2026, 3, 18)
COACH = "Davi Quintanar"


@pytest.mark.parametrize(
    ("period", "week", "expected"),
    [
        pytest.param("12w", "monday", dt.date(2025, 12, 22), id="twelve whole weeks"),
        pytest.param("12w", "sunday", dt.date(2025, 12, 21), id="from a Sunday"),
        pytest.param("6m", "monday", dt.date(2025, 9, 1), id="six whole months"),
        pytest.param("1y", "monday", dt.date(2025, 3, 1), id="a year"),
        pytest.param("2y", "monday", dt.date(2024, 3, 1), id="two years"),
        pytest.param("", "monday", None, id="all time"),
    ],
)
def test_a_period_begins_with_a_whole_week_or_month(
    period: str, week: str, expected: dt.date | None
) -> None:
    assert choice.first_day(period, WEDNESDAY, week) == expected


def linked(**said: str) -> AppTest:
    """Open the attendance page by a link."""
    at = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=60)
    for side, value in said.items():
        at.query_params[side] = value
    return at.switch_page("attendance.py").run()


@pytest.mark.usefixtures("demo")
def test_a_link_chooses_and_holds_no_name() -> None:
    at = linked(period="6m", coach=choice.token(COACH), standing="active")

    assert at.selectbox(key="coach").value == COACH
    assert at.selectbox(key="period").value == "6m"
    assert at.selectbox(key="standing").value == "active"
    assert "Davi" not in str(at.query_params)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"coach": "0123456789"}, id="a coach of another practice"),
        pytest.param({"period": "9y"}, id="a period that is none"),
        pytest.param({"period": "days", "days": "x_y"}, id="days that are none"),
        pytest.param({"period": "days"}, id="chosen days without days"),
        pytest.param(
            {"period": "days", "days": "0001-01-01_9999-12-31"}, id="days without end"
        ),
        pytest.param({"standing": "<b>"}, id="a standing that is none"),
    ],
)
def test_a_link_that_says_nothing_known_chooses_all(said: dict[str, str]) -> None:
    at = linked(**said)

    keys = ("coach", "period", "service", "standing")
    assert [at.selectbox(key=key).value for key in keys] == [""] * 4
    assert dict(at.query_params) == {}


@pytest.mark.usefixtures("demo")
def test_days_of_thirty_years_ago_can_be_chosen() -> None:
    at = linked(period="days", days="1996-09-02_1997-10-31")

    assert not at.exception
    chosen = (dt.date(1996, 9, 2), dt.date(1997, 10, 31))
    assert at.date_input(key="days").value == chosen


@pytest.mark.usefixtures("demo")
def test_days_of_a_link_are_both_inside() -> None:
    at = linked(period="days", days="2026-09-01_2026-10-31")

    chosen = (dt.date(2026, 9, 1), dt.date(2026, 10, 31))
    assert at.date_input(key="days").value == chosen
    assert at.query_params["days"] == "2026-09-01_2026-10-31"


@pytest.mark.usefixtures("demo")
def test_a_choice_stands_in_the_address_of_the_pages_that_go_by_it(
    screen: Open,
) -> None:
    page = screen("attendance")
    page.at.selectbox(key="standing").set_value("active").run()
    assert dict(page.at.query_params) == {"standing": "active"}

    page.go("clients")
    assert dict(page.at.query_params) == {}

    page.go("attendance")
    assert dict(page.at.query_params) == {"standing": "active"}
