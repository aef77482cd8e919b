"""Which form a whole column of dates has, and what it leaves open."""

from __future__ import annotations

import datetime as dt

import pytest

from analytics.exports.dates import find, has_zone_inside, is_day_first, parse


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["2026-11-02 10:00"], "%Y-%m-%d %H:%M"),
        (["2026-11-02T10:00:00"], "%Y-%m-%dT%H:%M:%S"),
        (["2026-11-02 10:00 am", "2026-11-03 01:00 pm"], "%Y-%m-%d %I:%M %p"),
        (["02.11.2026 10:00", "13.11.2026 10:00"], "%d.%m.%Y %H:%M"),
        (["11/02/2026", "11/13/2026"], "%m/%d/%Y"),
        (["November 2, 2026 9:00 am"], "%B %d, %Y %I:%M %p"),
        (["2 Nov 2026, 09:00"], "%d %b %Y, %H:%M"),
        (["13/11/26 09:00"], "%d/%m/%y %H:%M"),
        (["02 Feb 2026, 1:46pm"], "%d %b %Y, %I:%M%p"),
        (["2026-11-02 10:00\u202fAM"], "%Y-%m-%d %I:%M %p"),
        (["2024-02-01T10:00:00.000Z"], "iso"),
        (["2026-02-03 10:00:00 +1100", "2026-07-03 10:00:00 +1000"], "iso"),
        (["46358", "46359.5"], "excel"),
        (["2. März 2026 10:00 Uhr"], "words"),
        (["Feb 22, 2026, 9:37 AM PST"], "%b %d, %Y, %I:%M %p %Z"),
        (
            ["Thu Feb 01 2024 10:00:00 GMT+0000 (Coordinated Universal Time)"],
            "%a %b %d %Y %H:%M:%S GMT%z",
        ),
    ],
)
def test_the_form_of_a_column(cells: list[str], form: str) -> None:
    found = find(cells)

    assert found.forms == (form,)
    assert not found.is_undecided


def test_an_empty_column_and_one_without_dates_have_no_form() -> None:
    assert find([]).forms == ()
    assert find(["", "  "]).forms == ()
    assert find(["soon", "later", "2026-11-02"]).forms == ()


def test_a_line_of_totals_does_not_spoil_the_column() -> None:
    assert find(["2026-11-02", "2026-11-03", "Total"]).forms == ("%Y-%m-%d",)


def test_one_column_may_write_two_forms() -> None:
    found = find(
        ["November 3, 2:30 pm", "Dec 2, 2025, 11:00 am", "November 4, 9:00 am"]
    )

    assert found.forms == ("words",)
    assert find(["2026-11-02 10:00", "2026-11-03 10:00", "04.11.2026"]).forms[0] == (
        "%Y-%m-%d %H:%M"
    )


def test_what_nothing_settles_is_undecided() -> None:
    found = find(["03/04/2026 10:00", "05/06/2026 11:00"])

    assert found.is_undecided
    assert found.forms == ("%d/%m/%Y %H:%M",)
    assert found.month_first == ("%m/%d/%Y %H:%M",)
    assert find(["13/02/2026", "02/14/2026"]).is_undecided  # they contradict each other


@pytest.mark.parametrize(
    ("cells", "decided"),
    [
        (["01/02/2026", "13/02/2026"], True),
        (["01/02/2026", "02/13/2026"], False),
        (["01/02/2026"], None),
        (["13/02/2026", "02/13/2026"], None),  # they contradict each other
        (["2026-02-13", ""], None),
    ],
)
def test_day_or_month_first(cells: list[str], *, decided: bool | None) -> None:
    assert is_day_first(cells) is decided


def test_a_date_and_a_time_in_two_columns() -> None:
    assert find(["13.11.2026"], ["10:00", "09:30"]).forms == ("%d.%m.%Y %H:%M",)
    assert find(["13.11.2026"], []).forms == ()
    assert find(["46358"], ["0.5", "0.25"]).forms == ("excel",)
    assert find(["2 mars 2026"], ["14h30"]).forms == ("words",)
    assert find(["2 mars 2026"], ["soon"]).forms == ()
    assert find(["2 mars 2026"], ["14:30"]).forms == ("words",)


@pytest.mark.parametrize(
    ("cells", "is_open"),
    [
        (["2026-11-02 9:00", "2026-11-02 11:30", "2026-11-02 2:00"], True),
        (["2026-11-02 9:00", "2026-11-02 14:00", "2026-11-03 2:00"], False),
        (["2026-11-02 7:00", "2026-11-02 11:30"], False),
        (["2026-11-02 2:00 pm"], False),
        (["2026-11-02"], False),
    ],
)
def test_a_clock_of_twelve_hours_without_am_and_pm_is_open(
    cells: list[str], *, is_open: bool
) -> None:
    assert find(cells).is_half_day_open is is_open


def test_a_time_alone_has_a_half_day_too() -> None:
    assert find(["13.11.2026"], ["9:00", "2:15"]).is_half_day_open
    assert not find(["13.11.2026"], ["9:00", "14:15"]).is_half_day_open


def test_a_date_without_a_year_is_read_as_of_a_leap_year() -> None:
    assert parse("February 29, 9:00 am", "%B %d, %I:%M %p") == dt.datetime(  # noqa: DTZ001 - wall clock
        2000, 2, 29, 9
    )


def test_what_names_its_zone_is_seen() -> None:
    assert has_zone_inside("2026-02-03 10:00:00 +1100")
    assert has_zone_inside("2026-02-03T10:00Z")
    assert has_zone_inside("Feb 22, 2026, 9:37 AM PST")
    assert not has_zone_inside("2026-02-03 10:00")
    assert not has_zone_inside("Feb 22, 2026, 9:37 AM")
