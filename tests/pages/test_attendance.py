"""Attendance: rates with what they rest on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.pages.conftest import NOW, weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


def test_empty_practice_offers_import_and_demo(screen: Open) -> None:
    attendance = screen("attendance")

    assert attendance.title == "Attendance"
    assert "Open the demo" in attendance.buttons


@pytest.mark.usefixtures("one_client")
def test_one_client_says_n_and_the_interval(screen: Open) -> None:
    attendance = screen("attendance")

    assert attendance.title == "100% of 5 sessions were attended."
    assert "The true rate may be anything from 57% to 100%." in attendance.text
    assert "What this cannot tell" in attendance.text


@pytest.mark.usefixtures("demo")
def test_demo_says_how_many_are_presumed(screen: Open) -> None:
    attendance = screen("attendance")

    assert "attended are presumed." in attendance.text
    assert len(attendance.at.get("plotly_chart")) == 2
    assert "not over yet" in attendance.text


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("by", "row"),
    [
        ("service", "Discovery call"),
        ("weekday", "Wednesday"),
        ("hour", "10:00"),
        ("month", "October 2026"),
    ],
)
def test_compared_by(screen: Open, by: str, row: str) -> None:
    attendance = screen("attendance")

    attendance.at.button_group(key="by").set_value(by).run()

    assert row in attendance.checked().html


@pytest.mark.usefixtures("demo")
def test_further_back(screen: Open) -> None:
    attendance = screen("attendance")
    before = attendance.html.count("<tr>")

    attendance.at.button_group(key="span").set_value("All").run()

    assert attendance.checked().html.count("<tr>") > before


def test_nothing_counted_yet(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    ahead = (NOW + dt.timedelta(days=3)).isoformat()
    import_rows(f"s1,c1,Rosa,r@example.org,,,{ahead}Z,60,2026-11-01T09:00:00Z,")

    attendance = screen("attendance")

    assert attendance.title == "No session has counted lately."
    assert "not given" in attendance.html


def test_unknown_and_recorded_are_told_apart(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    unknown = weekly("Bo", client="c2")
    import_rows(
        *weekly("Rosa"), *(row.replace("attended", "unknown") for row in unknown)
    )

    attendance = screen("attendance")

    assert "5 more are not known." in attendance.text
    assert "presumed." not in attendance.at.caption[1].value
