"""Attendance: rates with what they rest on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pages.shared.state import Key
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
    assert "Too early to say: that takes 24 full weeks" in attendance.text
    assert "No file gives a price" in attendance.text
    assert "What this cannot tell" in attendance.text


@pytest.mark.usefixtures("demo")
def test_demo_says_what_each_chart_answers(screen: Open) -> None:
    attendance = screen("attendance")

    text = attendance.text
    assert "attended are presumed." in text
    assert "Is attendance getting better or worse?" in text
    assert "usual for you" in text
    assert "What became of the sessions?" in text
    assert "What was earned, and what was not?" in text
    assert "Data are from" in text
    # No coach stands above another.
    assert "Compared" not in text

    attendance.at.button_group(key="unit").set_value("month").run()
    attendance.at.toggle(key="numbers-attendance-rate-by-month").set_value(True).run()

    assert "October 2026" in attendance.checked().html
    assert "not over yet" in attendance.html


@pytest.mark.usefixtures("demo")
def test_what_the_bar_has_chosen_is_shown(screen: Open) -> None:
    attendance = screen("attendance")
    everybody = attendance.title

    attendance.at.selectbox(key=Key.COACH).set_value("Marit Sonnwald").run()

    assert attendance.checked().title != everybody


@pytest.mark.usefixtures("one_client")
def test_nothing_in_what_is_chosen_says_so(screen: Open) -> None:
    attendance = screen("attendance")

    attendance.at.selectbox(key=Key.STANDING).set_value("paused").run()

    assert "no session belongs to what is chosen" in attendance.checked().text


def test_nothing_counted_yet(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    ahead = (NOW + dt.timedelta(days=3)).isoformat()
    import_rows(f"s1,c1,Rosa,r@example.org,,,{ahead}Z,60,2026-11-01T09:00:00Z,")

    attendance = screen("attendance")

    assert attendance.title == "No session has counted lately."
    assert "No full week to count yet" in attendance.text


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


@pytest.mark.usefixtures("one_client")
def test_nothing_in_the_selection_leaves_one_client_within_reach(
    screen: Open,
) -> None:
    attendance = screen("attendance")
    attendance.at.selectbox(key="standing").set_value("paused").run()

    assert attendance.title == "Attendance"
    assert "no session belongs to what is chosen above" in attendance.text
    assert attendance.at.selectbox(key="standing").value == "paused"
    attendance.at.selectbox(key="client-chosen").set_value("c1").run()
    assert "Came 5 of 5 times" in attendance.html
