"""Attendance of a few groups as a table."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from pages.shared import attendance_table

COUNTS = {
    "attended": 9,
    "n": 12,
    "rate": 0.75,
    "low": 0.468,
    "high": 0.911,
    "presumed": 8,
    "no_show": 2,
    "late_cancelled": 1,
    "late_not_known": 0,
    "unknown": 3,
    "is_open": False,
}


@pytest.mark.parametrize(
    ("by", "group", "said"),
    [
        ("week", dt.date(2026, 11, 16), "16 Nov 2026"),
        ("month", dt.date(2026, 11, 1), "November 2026"),
        ("weekday", 7, "Sunday"),
        ("hour", 9, "09:00"),
        ("coach", "<b>Ana</b>", "&lt;b&gt;Ana&lt;/b&gt;"),
        ("service", None, "not given"),
    ],
)
def test_a_row_says_its_group_and_numbers(by: str, group: object, said: str) -> None:
    drawn = attendance_table.html(pd.DataFrame([{"group": group, **COUNTS}]), by)

    assert f'<th scope="row">{said}</th>' in drawn
    for cell in ("9", "12", "75%", "47% to 91%", "8", "2", "1", "3"):
        assert f'<td class="num">{cell}</td>' in drawn


def test_nothing_counted_is_a_dash_and_an_open_week_is_marked() -> None:
    row = {"group": dt.date(2026, 11, 16), **COUNTS, "n": 0, "is_open": True}

    drawn = attendance_table.html(pd.DataFrame([row]), "week")

    assert drawn.count('<td class="num">–</td>') == 2
    assert "not over yet" in drawn


def test_no_rows() -> None:
    assert "Nothing yet." in attendance_table.html(pd.DataFrame(), "coach")


def test_how_many_late_ones_nobody_can_tell_stands_beside() -> None:
    row = {"group": "Ana", **COUNTS, "late_not_known": 4}

    drawn = attendance_table.html(pd.DataFrame([row]), "coach")

    assert '1 <span class="dl-soft">+ 4?</span>' in drawn
