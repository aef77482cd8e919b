"""How one column's dates become timestamps, as SQL made from their forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.exports.dates import ABBREVIATIONS, has_year
from analytics.exports.mapped import month_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.exports.mapped.mapping import DateForm


@dataclass(frozen=True)
class DateSql:
    """Three timestamps of a date, of which one is filled."""

    local: str
    utc: str
    """Where the text or the column names its zone."""
    yearless: str
    """Local, in the year 2000, where the text names no year."""


def quoted(text: str) -> str:
    """Return a text as a literal of SQL, whatever it holds."""
    return "'" + text.replace("'", "''") + "'"


def of_column(text: str, date: DateForm) -> DateSql:
    """Return the SQL for a tidy text expression of ours."""
    plain = [f for f in date.forms if _is_plain(f) and has_year(f)]
    local = (
        [f"try_strptime({text}, [{', '.join(map(quoted, plain))}])"] if plain else []
    )
    read = [_of_form(text, form) for form in date.forms if form not in plain]
    return _placed(
        date,
        [*local, *(one.local for one in read if one.local)],
        [one.utc for one in read if one.utc],
        [one.yearless for one in read if one.yearless],
    )


def _of_form(text: str, form: str) -> DateSql:
    """Return the SQL of a form that more than ``strptime`` reads; ``""`` for none."""
    if form == "iso":
        return DateSql(
            f"case when not has_offset({text}) then iso_clock({text}) end",
            f"iso_clock({text}) - to_seconds(offset_seconds({text}))",
            "",
        )
    if form == "excel":
        return DateSql(f"day_count({text})", "", "")
    if form == "words":
        no_year, read = month_names.sql_has_no_year(text), month_names.sql(text)
        dated = f"case when not ({no_year}) then {read} end"
        return DateSql(dated, "", f"case when {no_year} then {read} end")
    if form.endswith("%z"):
        clock = _clock(f"without_offset({text})", form)
        return DateSql("", f"{clock} - to_seconds(offset_seconds({text}))", "")
    if form.endswith("%Z"):
        clock = _clock(f"trim(regexp_replace({text}, '[A-Za-z]+$', ''))", form)
        offset = _abbreviated(text)
        bare = f"case when {offset} is null then {clock} end"
        return DateSql(bare, f"{clock} - to_seconds({offset})", "")
    return DateSql("", "", f"try_strptime('2000 ' || {text}, {quoted(f'%Y {form}')})")


def _placed(
    date: DateForm, local: list[str], utc: list[str], yearless: list[str]
) -> DateSql:
    wall, instant, undated = map(_first_of, (local, utc, yearless))
    if date.is_afternoon:
        wall, undated = f"in_daytime({wall})", f"in_daytime({undated})"
    if date.zone:
        same = wall if date.zone == "UTC" else f"to_utc({wall}, {quoted(date.zone)})"
        instant, wall = f"coalesce({instant}, {same})", "null::timestamp"
    return DateSql(wall, instant, undated)


def _first_of(values: Sequence[str]) -> str:
    if not values:
        return "null::timestamp"
    return values[0] if len(values) == 1 else f"coalesce({', '.join(values)})"


def _is_plain(form: str) -> bool:
    return "%" in form and not form.endswith(("%z", "%Z"))


def _clock(text: str, form: str) -> str:
    return f"try_strptime({text}, {quoted(form[:-2].rstrip())})"


def _abbreviated(text: str) -> str:
    whens = " ".join(
        f"when '{name}' then {round(hours * 3600)}"
        for name, hours in ABBREVIATIONS.items()
    )
    return f"(case upper(regexp_extract({text}, '[A-Za-z]+$')) {whens} end)"
