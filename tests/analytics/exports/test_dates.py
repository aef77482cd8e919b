"""Which form a whole column of dates has."""

from __future__ import annotations

import pytest

from analytics.exports.dates import (
    day_first_form,
    forms_of,
    is_day_first,
    is_undecided,
    joined_forms_of,
)


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
    ],
)
def test_the_form_of_a_column(cells: list[str], form: str) -> None:
    forms = forms_of(cells)

    assert forms[0] == form
    assert not is_undecided(forms)


def test_an_empty_column_and_one_without_dates_have_no_form() -> None:
    assert forms_of([]) == []
    assert forms_of(["", "  "]) == []
    assert forms_of(["soon", "2026-11-02"]) == []
    assert forms_of(["2026-11-02", "soon"]) == []


def test_what_nothing_settles_is_undecided() -> None:
    forms = forms_of(["03/04/2026 10:00", "05/06/2026 11:00"])

    assert is_undecided(forms)
    assert day_first_form(forms, day_first=True) == "%d/%m/%Y %H:%M"
    assert day_first_form(forms, day_first=False) == "%m/%d/%Y %H:%M"
    assert day_first_form([], day_first=True) is None


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
    assert joined_forms_of(["13.11.2026"], ["10:00", "09:30"]) == ["%d.%m.%Y %H:%M"]
    assert joined_forms_of(["13.11.2026"], []) == []
