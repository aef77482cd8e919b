"""Attendance, where and when: the hours of the weekdays, and one way to group."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from pages.shared.attendance_where import CHOICES
from tests.pages.conftest import NOW, weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

QUESTIONS = {
    "service": "Are some services attended more than others?",
    "length": "Does the length of a session matter?",
    "weekday": "Does the weekday matter?",
    "hour": "Does the hour matter?",
    "lead": "Does it matter how long before a session was booked?",
    "nth": "Are first sessions attended as much as later ones?",
    "notice": "How much notice do clients give?",
    "who": "Who calls sessions off?",
}


def counted(page: Screen) -> int:
    """Return how many sessions the hours rest on."""
    found = re.search(r"n = ([\d,]+) sessions of", page.text)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.usefixtures("demo")
def test_every_way_to_group_answers_its_question(screen: Open) -> None:
    attendance = screen("attendance")
    assert "When are sessions attended, and when not?" in attendance.text
    assert set(QUESTIONS) == set(CHOICES)

    for choice, question in QUESTIONS.items():
        attendance.at.button_group(key="where-by").set_value(choice).run()

        text = attendance.checked().text
        assert question in text
        assert sum(other in text for other in QUESTIONS.values()) == 1


@pytest.mark.usefixtures("demo")
def test_one_coach_is_looked_at_alone_and_none_beside_another(screen: Open) -> None:
    attendance = screen("attendance")
    of_all = counted(attendance)

    attendance.at.selectbox(key="coach").set_value("Davi Quintanar").run()

    assert 0 < counted(attendance.checked()) < of_all
    assert not any("oach" in name for name in CHOICES.values())


@pytest.mark.usefixtures("one_client")
def test_one_client_is_too_few_to_tell(screen: Open) -> None:
    text = screen("attendance").text

    assert "Too little is known yet to tell one hour from another: 100% of 5" in text
    assert "n = 5 sessions of 1 client." in text
    assert "All sessions are of one service" in text


def test_nothing_has_counted(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    ahead = (NOW + dt.timedelta(days=3)).isoformat()
    import_rows(f"s1,c1,Rosa,r@example.org,,,{ahead}Z,60,2026-11-01T09:00:00Z,")

    text = screen("attendance").text

    assert text.count("No session has counted here.") == 2


def test_what_no_file_tells_is_said(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(*(row.replace(",60,", ",,") for row in weekly("Rosa")))
    attendance = screen("attendance")

    attendance.at.button_group(key="where-by").set_value("length").run()

    text = attendance.checked().text
    assert "The files do not say how long sessions were." in text
    assert "who booked it, stands in no column" in text
