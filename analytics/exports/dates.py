"""Find the form in which a whole column writes its dates.

A form is a ``strptime`` text. Day-first or month-first is decided by the whole
column (a part above 12) and never guessed when no row settles it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TIMES = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%I:%M%p")
_CERTAIN_DATES = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d-%b-%Y",
    "%A, %B %d, %Y",
    "%a, %d %b %Y",
)
_JOINTS = (" ", "T", ", ", " at ")
_NUMERIC = re.compile(r"^\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$")


NO_FORM = "-"
"""A date form that fits no date: DuckDB refuses an empty one."""


def is_day_first(cells: Iterable[str]) -> bool | None:
    """Return whether dates such as 03/04/2026 start with the day.

    ``None`` if no cell has a part above 12, or if cells contradict each other.
    """
    first = second = False
    for cell in cells:
        found = _NUMERIC.match(cell)
        if found:
            first = first or int(found[1]) > 12
            second = second or int(found[3]) > 12
    return first if first != second else None


def forms_of(cells: Sequence[str]) -> list[str]:
    """Return the forms that fit every cell, likeliest first.

    Two forms that differ only in the order of day and month mean that the
    column cannot tell: ask. An empty list means that no form fits.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return []
    return [
        form for form in _possible(filled[0]) if all(_fits(c, form) for c in filled)
    ]


def joined_forms_of(dates: Sequence[str], times: Sequence[str]) -> list[str]:
    """Return the forms of a start whose date and time stand in two columns."""
    clocks = [
        clock
        for clock in _TIMES
        if times and all(_fits(t.strip(), clock) for t in times)
    ]
    return [f"{form} {clock}" for form in forms_of(dates) for clock in clocks[:1]]


def is_undecided(forms: Sequence[str]) -> bool:
    """Return whether the forms differ in the order of day and month."""
    orders = {form.index("%d") < form.index("%m") for form in forms if "%m" in form}
    return len(orders) > 1


def day_first_form(forms: Sequence[str], *, day_first: bool) -> str | None:
    """Return the form with that order of day and month."""
    for form in forms:
        if "%m" not in form or (form.index("%d") < form.index("%m")) == day_first:
            return form
    return None


def _possible(cell: str) -> list[str]:
    dates = [*_CERTAIN_DATES, *_numeric_dates(cell)]
    forms = [f"{d}{j}{t}" for d in dates for j in _JOINTS for t in _TIMES]
    return [form for form in [*forms, *dates] if _fits(cell, form)]


def _numeric_dates(cell: str) -> list[str]:
    found = _NUMERIC.match(cell)
    if found is None:
        return []
    mark, year = found[2], "%Y" if len(found[4]) == 4 else "%y"
    return [f"%d{mark}%m{mark}{year}", f"%m{mark}%d{mark}{year}"]


def _fits(cell: str, form: str) -> bool:
    try:
        dt.datetime.strptime(cell, form)  # noqa: DTZ007 - local times, zone unknown
    except ValueError:
        return False
    return True
