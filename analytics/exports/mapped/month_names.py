"""Dates with the name of the month in them, in the languages tools write.

``2. März 2026 10:00 Uhr``, ``2 mars 2026 à 14h30``, ``3 de marzo de 2026``.
No name of a month means two months in two of these languages, so none has to be
chosen. One pattern serves Python, which settles a column's form, and DuckDB, which
reads its rows.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

LEAP_YEAR = 2000
"""Stands for the year where a date names none: it has a 29th of February."""

_NAMES: tuple[str, ...] = (
    # English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish.
    "january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari",
    "february feb februar feber février févr fév febrero fevereiro fev febbraio",
    "march mar märz mär mrz mars marzo março maart mrt marts",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mag mei maj",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho luglio lug",
    "august aug août aout agosto ago augustus augusti",
    "september sep sept septembre septiembre set setembro settembre setiembre",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre",
)

MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_NAMES, 1) for name in names.split()
} | {"februari": 2, "fevrier": 2}
"""The number of each name of a month, in small letters."""

_MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_TIME = (
    r"(?:[^0-9]*?(\d{1,2})(?: ?[:h.] ?(\d{2})(?::(\d{2}))?| ?h| ?uhr|)"
    r" ?(am|pm|a\.m\.|p\.m\.)?)?"
)
_END = r"(?: ?uhr| ?h)?[.]?$"

# Day, month, year, hour, minute, second, am or pm.
DAY_FIRST = (
    r"^(?:\pL+[.]?,? )?(\d{1,2})(?:[.]|er|st|nd|rd|th|º|°|ª)? ?(?:de |di |of )?"
    rf"{_MONTH}[.]?,?(?: ?(?:de |del |di )?(\d{{4}}))?{_TIME}{_END}"
)
# Month, day, year, and the same again.
MONTH_FIRST = (
    rf"^(?:\pL+[.]?,? )?{_MONTH}[.]? (\d{{1,2}})(?:st|nd|rd|th)?,?"
    rf"(?: (\d{{4}}))?{_TIME}{_END}"
)

# Python's `re` knows no \pL.
_PYTHON_DAY_FIRST = re.compile(DAY_FIRST.replace(r"\pL", r"[^\W\d_]"))
_PYTHON_MONTH_FIRST = re.compile(MONTH_FIRST.replace(r"\pL", r"[^\W\d_]"))
_NAMED = re.compile(r"[^\W\d_]{3}")


def parse(cell: str) -> dt.datetime | None:
    """Return the local time that a cell writes with the name of a month.

    The year is `LEAP_YEAR` where the cell has none.
    """
    text = " ".join(cell.lower().split())
    if not _NAMED.search(text):
        return None
    if found := _PYTHON_DAY_FIRST.match(text):
        day, month, *rest = found.groups()
    elif found := _PYTHON_MONTH_FIRST.match(text):
        month, day, *rest = found.groups()
    else:
        return None
    year, hour, minute, second, half = rest
    with suppress(ValueError):
        return dt.datetime(  # noqa: DTZ001 - local, its zone is said elsewhere
            int(year or LEAP_YEAR),
            MONTHS[month],
            int(day),
            _hour(int(hour or 0), half),
            int(minute or 0),
            int(second or 0),
        )
    return None


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half.startswith("p") else 0)


def sql(text: str) -> str:
    """Return SQL for a timestamp from a text expression, as `parse` reads it.

    `text` is SQL of ours, never a file's.
    """
    folded = rf"regexp_replace(lower(trim({text})), '\s+', ' ', 'g')"
    months = " ".join(f"when '{name}' then {n}" for name, n in MONTHS.items())
    names = "['d', 'm', 'y', 'h', 'i', 's', 'p']"
    other = "['m', 'd', 'y', 'h', 'i', 's', 'p']"
    parts = (
        f"case when regexp_matches({folded}, '{DAY_FIRST}') "  # noqa: S608 - our own patterns
        f"then regexp_extract({folded}, '{DAY_FIRST}', {names}) "
        f"when regexp_matches({folded}, '{MONTH_FIRST}') then "
        f"(select {{'d': o.d, 'm': o.m, 'y': o.y, 'h': o.h, 'i': o.i, 's': o.s, "
        f"'p': o.p}} from (select regexp_extract({folded}, '{MONTH_FIRST}', {other}) "
        "as o)) end"
    )
    # A list of one, so that the parts are taken once.
    written = (
        "concat(coalesce(nullif(p.y, ''), '2000'), '-', case p.m "
        f"{months} end, '-', p.d, ' ', coalesce(nullif(p.h, ''), "
        "case when p.p = '' then '0' else '12' end), ':', "
        "coalesce(nullif(p.i, ''), '0'), ':', coalesce(nullif(p.s, ''), '0'), "
        "case when p.p <> '' then ' ' || left(p.p, 1) || 'm' else '' end)"
    )
    return (
        "list_transform([" + parts + "], lambda p: case when p.p = '' "
        f"then try_strptime({written}, '%Y-%m-%d %H:%M:%S') "
        f"else try_strptime({written}, '%Y-%m-%d %I:%M:%S %p') end)[1]"
    )


def sql_has_no_year(text: str) -> str:
    """Return SQL for whether a text that `sql` can read names no year."""
    return rf"not regexp_matches({text}, '\d{{4}}')"
