"""A mapping as SQL: views that lay its columns, dates and rules over ``raw``.

`mapped.sql` and its siblings read the last of them, ``mapped_rows``: every field of
the mapping's kind as text, each date as ``X_local``, ``X_utc`` and ``X_yearless``,
``said`` (what the row stands for), ``ignored`` (why it is no row), ``record``.
Everything a mapping says enters as a quoted literal; names of columns are ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.exports.mapped import date_sql
from analytics.exports.mapped.date_sql import quoted
from analytics.exports.mapped.mapping import DATES_OF, STATUSES, DateForm
from analytics.exports.mapped.rules import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.exports.export import Kind
    from analytics.exports.mapped.mapping import MappedExport
    from analytics.exports.mapped.rules import Condition

_HERE = Path(__file__).parent

_MACROS = _HERE / "mapped_macros.sql"

SQL_OF: dict[Kind, Path] = {
    "sessions": _HERE / "mapped.sql",
    "prices": _HERE / "mapped_prices.sql",
    "visits": _HERE / "mapped_visits.sql",
    "reminders": _HERE / "mapped_reminders.sql",
    "actions": _HERE / "mapped_actions.sql",
    "clients": _HERE / "mapped_clients.sql",
}


_AMOUNTS = {
    "auto": "signed_amount(price)",
    "point": "replace(signed_amount(price), ',', '')",
    "comma": "replace(replace(signed_amount(price), '.', ''), ',', '.')",
}


def raw_fields(mapping: MappedExport) -> tuple[str, ...]:
    """Return the columns that ``raw`` has to have."""
    further = (key for keys in mapping.further_keys().values() for key in keys)
    return (*_read_fields(mapping), *(sql_name(mapping, key) for key in further))


def _read_fields(mapping: MappedExport) -> tuple[str, ...]:
    return (*mapping.fields, *(sql_name(mapping, key) for key in mapping.others))


def sql_name(mapping: MappedExport, key: str) -> str:
    """Return the name in SQL of a column that the mapping calls `key`.

    A stranger's key may be a word of SQL; it is told from ours by its beginning.
    """
    if key.startswith("_"):
        # One to look at where another is empty; see `mapping.further_key`.
        _, number, first = key.split("_", 2)
        return f"_{number}_{sql_name(mapping, first)}"
    return f"x_{key}" if key in mapping.others else key


def is_numbered(mapping: MappedExport) -> bool:
    """Return whether rows have to be told apart by their place in the file."""
    return bool(mapping.fill_down) or "people" in mapping.columns


def views(mapping: MappedExport, present: Iterable[str]) -> tuple[str, ...]:
    """Return the statements that make ``mapped_rows``.

    Parameters
    ----------
    mapping
        With the forms of its dates settled.
    present
        The fields that the file has.
    """
    has = set(present)
    return (
        _MACROS.read_text("utf-8"),
        _view("mapped_cells", _cells(mapping), "raw"),
        _view("mapped_people", _people(mapping, has), "mapped_cells"),
        _view("mapped_texts", _texts(mapping, has), "mapped_people"),
        _view("mapped_rows", _rows(mapping), "mapped_texts"),
    )


def _view(name: str, columns: Sequence[str], source: str) -> str:
    chosen = ", ".join(columns)
    return f"create or replace temp view {name} as select {chosen} from {source}"  # noqa: S608 - our names, quoted literals


def _cells(mapping: MappedExport) -> list[str]:
    """Return every column without null words, filled down where that is said."""
    number = "record" if is_numbered(mapping) else "null::bigint as record"
    further = {
        sql_name(mapping, key): [sql_name(mapping, one) for one in keys]
        for key, keys in mapping.further_keys().items()
    }
    return [
        number,
        *(
            f"{_cell(mapping, f, further.get(f, ()))} as {f}"
            for f in _read_fields(mapping)
        ),
    ]


def _cell(mapping: MappedExport, field: str, further: Iterable[str]) -> str:
    if (constant := mapping.constants.get(field)) is not None:
        return quoted(constant)
    said = [_said_in(mapping, column) for column in (field, *further)]
    text = f"coalesce({', '.join(said)})" if len(said) > 1 else said[0]
    if field in mapping.fill_down:
        text = (
            f"last_value({text} ignore nulls) over "
            "(order by record rows between unbounded preceding and current row)"
        )
    return text


def _said_in(mapping: MappedExport, column: str) -> str:
    """Return a cell, nothing where its word says nothing."""
    if not mapping.nulls:
        return column
    words = _list(word.lower() for word in mapping.nulls)
    return f"case when lower({column}) not in {words} then {column} end"


def _people(mapping: MappedExport, has: set[str]) -> list[str]:
    """Return all columns, one row a person where a cell holds several."""
    if "people" not in has:
        return ["*", "false as is_one_of_several"]
    between = quoted(mapping.people_between)
    people = f"string_split(coalesce(people, ''), {between})"
    return [
        f"* exclude (people), trim(unnest({people})) as people",
        f"len({people}) > 1 as is_one_of_several",
    ]


def _texts(mapping: MappedExport, has: set[str]) -> list[str]:
    """Return the client's name, tidy dates and an amount with its sign."""
    name = (
        "coalesce(client_name, nullif(trim(concat_ws(' ', first_name, last_name)), ''))"
    )
    if mapping.is_last_name_first:
        name = f"first_name_first({name})"
    email, phone = "client_email", "client_phone"
    if "people" in has:
        name = f"coalesce(name_in(people), {name})"
        email = f"coalesce(email_in(people), {email})"
        phone = f"coalesce(phone_in(people), {phone})"
    columns = ["*", f"{name} as person", f"{email} as email", f"{phone} as phone"]
    columns += [
        f"tidy_date({_said(mapping, field, has)}) as {field}_said"
        for field in DATES_OF[mapping.kind]
    ]
    return columns


def _said(mapping: MappedExport, field: str, has: set[str]) -> str:
    """Return the text of a date, joined with its time where that stands apart."""
    if field != "starts":
        return field
    if "start_time" in has:
        return "concat_ws(' ', starts, start_time)"
    if "slot" in has and mapping.is_start_in_slot:
        return "concat_ws(' ', starts, slot_part(slot, 1))"
    return field


def _rows(mapping: MappedExport) -> list[str]:
    columns = ["*", f"{_ignored(mapping)} as ignored", f"{_status(mapping)} as said"]
    for field in DATES_OF[mapping.kind]:
        date = mapping.dates.get(field, DateForm())
        made = date_sql.of_column(f"{field}_said", date)
        columns += [
            f"{made.local} as {field}_local",
            f"{made.utc} as {field}_utc",
            f"{made.yearless} as {field}_yearless",
        ]
    zone = "zone"
    if mapping.zone_words:
        whens = _whens(mapping.zone_words.items())
        zone = f"case lower(zone) {whens} else zone end"
    others = "'coach'" if mapping.are_cancellers_named else "null::varchar"
    columns += [
        f"{zone} as row_zone",
        f"{str(mapping.is_key_shared).lower()} as is_key_shared",
        f"{others} as anybody_else",
    ]
    if "price" in mapping.fields:
        columns.append(f"{_AMOUNTS[mapping.money]} as amount")
    return columns


def _ignored(mapping: MappedExport) -> str:
    whens = " ".join(
        f"when {_when(mapping, leave.when)} then {quoted(leave.because)}"
        for leave in mapping.leave_out
    )
    return f"case {whens} end" if whens else "null::varchar"


def _status(mapping: MappedExport) -> str:
    """Return what the row stands for: by rule, by its status word, else as usual."""
    if not STATUSES[mapping.kind]:
        return "null::varchar"
    usual = quoted(mapping.otherwise or STATUSES[mapping.kind][0])
    whens = [
        f"when {_when(mapping, rule.when)} then {quoted(rule.outcome)}"
        for rule in mapping.rules
    ]
    if "status" in mapping.columns and (mapping.statuses or not mapping.rules):
        odd = quoted("unknown" if "unknown" in STATUSES[mapping.kind] else "")
        words = _whens(mapping.statuses.items())
        # A word that nobody has explained says nothing about who came.
        known = f"case lower(status) {words} else {odd} end" if words else odd
        whens.append(f"when status is not null then {known}")
    return f"case {' '.join(whens)} else {usual} end" if whens else usual


def _whens(pairs: Iterable[tuple[str, str]]) -> str:
    return " ".join(
        f"when {quoted(word.lower())} then {quoted(said)}" for word, said in pairs
    )


def _when(mapping: MappedExport, when: When) -> str:
    parts = [
        _when(mapping, part) if isinstance(part, When) else _condition(mapping, part)
        for part in when.parts
    ]
    joint = " and " if when.join == "all" else " or "
    return f"({joint.join(parts)})"


def _condition(mapping: MappedExport, condition: Condition) -> str:
    column = sql_name(mapping, condition.column)
    words = [word.lower() for word in condition.words]
    if condition.test == "filled":
        return f"{column} is not null"
    if condition.test == "empty":
        return f"{column} is null"
    if condition.test == "same_as":
        others = [sql_name(mapping, key) for key in condition.words]
        alike = " or ".join(f"lower({column}) = lower({name})" for name in others)
        return f"coalesce({alike}, false)"
    if condition.test in {"is", "is_not"}:
        negated = "not " if condition.test == "is_not" else ""
        return f"coalesce(lower({column}) {negated}in {_list(words)}, false)"
    function = "contains" if condition.test == "contains" else "starts_with"
    found = " or ".join(f"{function}(lower({column}), {quoted(w)})" for w in words)
    return f"coalesce({found}, false)"


def _list(words: Iterable[str]) -> str:
    return f"({', '.join(quoted(word) for word in words)})"
