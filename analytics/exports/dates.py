"""Find the form in which a whole column writes its dates.

A form is a ``strptime`` text (with ``%z`` an offset, with ``%Z`` an abbreviation of a
zone at its end), or ``words`` (a month's name, in whichever language), ``iso`` (with
or without an offset) or ``excel`` (a spreadsheet's count of days). Day-first or
month-first is decided by the whole column (a part above 12) and never guessed when no
row settles it; nor is the half of the day where a 12-hour clock says no am and pm.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.exports.mapped import month_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_TIMES = (
    *("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%I:%M%p", "%I:%M:%S%p"),
    *("%I %p", "%I%p"),
)
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
_WHOLE = ("%a %b %d %Y %H:%M:%S GMT%z",)
_NUMERIC = re.compile(r"^\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$")
_SPACES = re.compile(r"[\s\xa0\u202f\u2009]+")
_REMARK = re.compile(r" ?\([^()]*\)$")
_ISO = re.compile(
    r"^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?"
    r"([Zz]|[+-]\d{2}:?\d{2})?$"
)
_DAY_COUNT = re.compile(r"^\d{5}(\.\d+)?( 0?\.\d+| 0| 1)?$")
_ABBREVIATED = re.compile(r"^(.*\S) ?\b([A-Z]{2,5})$")

_FIRST_DAY_COUNT = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day 0

_MOST_FORMS = 4
_SEEDS = 25
_MEASURED = 2_000
"""Cells by which forms are compared; which order day and month have, all decide."""

NO_FORM = "-"
"""A date form that fits no date: DuckDB refuses an empty one."""

ABBREVIATIONS: Mapping[str, float] = {
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "WEST": 1,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "AKST": -9,
    "AKDT": -8,
    "HST": -10,
    "AEST": 10,
    "AEDT": 11,
    "ACST": 9.5,
    "ACDT": 10.5,
    "AWST": 8,
    "NZST": 12,
    "NZDT": 13,
}
"""Hours east of UTC. Those that differ from country to country (IST) and those that
leave the season open (PT) are left to the file's own zone."""


@dataclass(frozen=True)
class Found:
    """How a column writes its dates, and what only the owner can say of it."""

    forms: tuple[str, ...]
    """The most usual first; none where hardly a cell is a date."""
    month_first: tuple[str, ...] = ()
    """Filled where `forms`, day-first, fit as well as these: the owner is asked."""
    is_half_day_open: bool = False
    """Times run to 12 and never say am or pm, and some lie before six."""

    @property
    def is_undecided(self) -> bool:
        """Whether day and month may stand in either order."""
        return bool(self.month_first)


def find(cells: Sequence[str], times: Sequence[str] | None = None) -> Found:
    """Return how a column writes its dates.

    Parameters
    ----------
    cells
        The column's different cells; those that are no dates (a line of totals) are
        passed over as long as half of them are.
    times
        The cells of the column with the time, where that stands apart.
    """
    filled = list(dict.fromkeys(t for c in cells if (t := tidy(c))))
    order = is_day_first(filled)
    first = _settled(filled, day_first=order is not False)
    second = _settled(filled, day_first=False) if order is None else first
    clocks = _clocks(times) if times is not None else None
    day, month = (_joined(f, clocks, times or ()) for f in (first, second))
    return Found(
        forms=day,
        month_first=() if month == day else month,
        is_half_day_open=_is_half_day_open(filled if times is None else times, day),
    )


def _settled(filled: list[str], *, day_first: bool) -> tuple[str, ...]:
    """Return few forms that together fit most cells."""
    step = max(1, len(filled) // _MEASURED)
    measured = left = filled[::step]
    chosen: list[str] = []
    while left and len(chosen) < _MOST_FORMS:
        candidates: list[str] = []
        for seed in left[:_SEEDS]:
            if candidates := _ordered(_possible(seed), day_first=day_first):
                break
        if not candidates:
            break
        fits = {form: sum(_fits(cell, form) for cell in left) for form in candidates}
        best = max(candidates, key=fits.__getitem__)
        chosen.append(best)
        left = [cell for cell in left if not _fits(cell, best)]
    return tuple(chosen) if len(left) * 2 <= len(measured) else ()


def _ordered(forms: list[str], *, day_first: bool) -> list[str]:
    return [
        f
        for f in forms
        if f[:2] not in {"%d", "%m"}
        or "%m" not in f
        or (f.index("%d") < f.index("%m")) == day_first
    ]


def _clocks(times: Sequence[str]) -> tuple[str, ...]:
    filled = [t for cell in times if (t := tidy(cell))]
    fits = {c: sum(_fits(t, c) for t in filled) for c in (*_TIMES, "fraction")}
    best = max(fits, key=fits.__getitem__, default=None)
    if best is None or fits[best] * 2 < len(filled) or not filled:
        return ()
    others = [c for c in fits if c != best and fits[c] and _adds(filled, best, c)]
    return (best, *others[:1])


def _adds(filled: list[str], best: str, other: str) -> bool:
    return any(_fits(t, other) and not _fits(t, best) for t in filled)


def _joined(
    forms: tuple[str, ...], clocks: tuple[str, ...] | None, times: Sequence[str]
) -> tuple[str, ...]:
    if clocks is None:
        return forms
    if clocks == ("fraction",):
        return tuple(form for form in forms if form == "excel")
    joined = [f"{form} {clock}" for form in forms if "%" in form for clock in clocks]
    # A date in words is read together with its time, such as 14h30.
    spoken = sum(_fits(f"1 may 2000 {tidy(time)}", "words") for time in times)
    has_words = "words" in forms and spoken * 2 > len(times)
    return (*joined, *(["words"] if has_words else []))


def _is_half_day_open(cells: Sequence[str], forms: tuple[str, ...]) -> bool:
    if not forms or any("%p" in f or f in {"iso", "excel"} for f in forms):
        return False
    return lacks_half_day(cells)


def lacks_half_day(cells: Iterable[str]) -> bool:
    """Return whether a 12-hour clock leaves out which half of the day is meant.

    Its hours run to 12, some lie before six, and hardly a practice is open then only.
    """
    found = [re.search(r"(?<![\d.:/-])(\d{1,2})[:h.]\d{2}\b(.*)$", c) for c in cells]
    hours = [int(f[1]) for f in found if f and "m" not in f[2].lower()]
    return bool(hours) and max(hours) <= 12 and any(1 <= h <= 5 for h in hours)


def tidy(cell: str) -> str:
    """Return a cell's date with plain spaces and without a remark in brackets."""
    return _REMARK.sub("", _SPACES.sub(" ", cell).strip())


def parse(cell: str, form: str) -> dt.datetime | None:
    """Return the wall-clock time that a tidy cell writes in a form, or nothing."""
    if special := _SPECIAL.get(form):
        return special(cell)
    if form.endswith("%Z"):
        found = _ABBREVIATED.match(cell)
        if found is None or found[2] in {"AM", "PM"}:
            return None
        return parse(found[1], form.removesuffix("%Z").rstrip())
    with suppress(ValueError):
        if not has_year(form):
            cell, form = f"{month_names.LEAP_YEAR} {cell}", f"%Y {form}"
        read = dt.datetime.strptime(cell, form)  # noqa: DTZ007 - local, zone unknown
        return read.replace(tzinfo=None)
    return None


def has_year(form: str) -> bool:
    """Return whether a form names the year."""
    return "%Y" in form or "%y" in form or "%" not in form


def _iso(cell: str) -> dt.datetime | None:
    found = _ISO.match(cell)
    if found is None:
        return None
    with suppress(ValueError):
        return dt.datetime.fromisoformat(found[1].replace(",", "."))
    return None


def _day_count(cell: str) -> dt.datetime | None:
    if not _DAY_COUNT.match(cell):
        return None
    days = sum(float(part) for part in cell.split())
    if not 20_000 <= days <= 80_000:
        return None
    return _FIRST_DAY_COUNT + dt.timedelta(seconds=round(days * 86_400))


def _fraction(cell: str) -> dt.datetime | None:
    is_one = bool(re.fullmatch(r"0?\.\d+|0|1", cell))
    return _FIRST_DAY_COUNT + dt.timedelta(days=float(cell)) if is_one else None


_SPECIAL: Mapping[str, Callable[[str], dt.datetime | None]] = {
    "words": month_names.parse,
    "iso": _iso,
    "excel": _day_count,
    "fraction": _fraction,
}


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


def _possible(cell: str) -> list[str]:
    dates = [*_CERTAIN_DATES, *_numeric_dates(cell)]
    forms = [f"{d}{j}{t}" for d in dates for j in _JOINTS for t in _TIMES]
    zoned = [f"{form} %Z" for form in forms] if _ABBREVIATED.match(cell) else []
    everything = [*forms, *dates, "iso", "words", "excel", *_WHOLE, *zoned]
    return [form for form in everything if _fits(cell, form)]


def _numeric_dates(cell: str) -> list[str]:
    found = _NUMERIC.match(cell)
    if found is None:
        return []
    mark, year = found[2], "%Y" if len(found[4]) == 4 else "%y"
    return [f"%d{mark}%m{mark}{year}", f"%m{mark}%d{mark}{year}"]


def _fits(cell: str, form: str) -> bool:
    return parse(cell, form) is not None


def has_zone_inside(cell: str) -> bool:
    """Return whether a cell's time says where it is: by offset or abbreviation."""
    if (found := _ISO.match(tidy(cell))) and found[2]:
        return True
    if re.search(r"\d:\d{2}.* ?(GMT|UTC)?[+-]\d{2}:?\d{2}$", tidy(cell)):
        return True
    abbreviated = _ABBREVIATED.match(tidy(cell))
    return bool(abbreviated and abbreviated[2] in ABBREVIATIONS)
