"""A mapping as text: a small readable JSON, to keep, to ship and to share.

Form 3 says everything that `MappedExport` holds. Form 2 is the same without columns to
look at where another is empty (``first_of``). Form 1, which said no form, is what
practices kept before rules were known. Both load as they did.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, replace
from typing import TYPE_CHECKING, Any

from analytics.errors import BadMappingError
from analytics.exports.mapped.mapping import Column, DateForm, MappedExport
from analytics.exports.mapped.rules import Condition, LeaveOut, Rule, When

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FORM = 3

LONGEST_MAPPING = 256_000
"""Characters: a tool's file needs a hundredth of it."""

_NOT_OURS = "the file is not a mapping that Driftline wrote."

_PLAIN_LISTS = ("header", "nulls", "fill_down", "needed", "also_writes", "cannot")
_PLAIN_TEXTS = ("name", "kind", "people_between", "money", "variant", "how_to_export")
_TEXTS_OR_NOTHING = ("otherwise", "tool", "shared_source")
_SWITCHES = (
    *("is_last_name_first", "is_key_shared", "are_cancellers_named"),
    *("is_quoted", "is_start_in_slot"),
)
_TABLES = ("statuses", "constants", "zone_words")


def to_json(mapping: MappedExport) -> str:
    """Return the mapping as text; what is as usual is left out."""
    said: dict[str, object] = {"form": FORM, "name": mapping.name}
    for known in fields(MappedExport):
        value = getattr(mapping, known.name)
        usual = known.default if known.default is not MISSING else None
        if value in (usual, (), {}) or known.name == "name":
            continue
        said[known.name] = _WRITERS.get(known.name, _as_it_is)(value)
    return json.dumps(said, ensure_ascii=False, indent=1)


def from_json(text: str) -> MappedExport:
    """Return the mapping that a text holds.

    Raises
    ------
    BadMappingError
        If the text is no mapping, of a later form, or cannot be used.
    """
    if len(text) > LONGEST_MAPPING:
        reason = "it is larger than any tool's file needs."
        raise BadMappingError(reason)
    try:
        given = json.loads(text)
        form = given.pop("form", 1)
        if form == 1:
            return _from_form_1(given)
        if form in {2, FORM}:
            return _from_named(given)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadMappingError(_NOT_OURS) from error
    reason = (
        f"it was written by a newer Driftline (its form is {form!r}, this one knows "
        f"{FORM}). Update Driftline first."
    )
    raise BadMappingError(reason)


def _from_form_1(given: dict[str, Any]) -> MappedExport:
    forms = _table(given.get("forms", {}))
    return MappedExport(
        name=_text(given["name"]),
        header=_texts(given["header"]),
        columns=_columns(given["columns"]),
        dates={key: DateForm((form,)) for key, form in forms.items() if form},
        statuses=_table(given.get("statuses", {})),
    )


def _from_named(given: dict[str, Any]) -> MappedExport:
    known = {field.name for field in fields(MappedExport)}
    if odd := sorted(given.keys() - known):
        reason = f"it says {odd[0]!r}, which this Driftline does not know."
        raise BadMappingError(reason)
    read = {name: _READERS[name](value) for name, value in given.items()}
    read.setdefault("header", ())
    return MappedExport(**read)


# -- to text -----------------------------------------------------------------


def _as_it_is(value: object) -> object:
    return value


def _written_columns(columns: Mapping[str, Column]) -> dict[str, object]:
    return {key: _written_column(column) for key, column in columns.items()}


def _written_column(column: Column) -> object:
    if column.otherwise:
        own = replace(column, otherwise=())
        return {"first_of": [_written_column(c) for c in (own, *column.otherwise)]}
    if column.occurrence:
        names = [column.name, *column.aliases]
        return {"names": names, "occurrence": column.occurrence}
    return [column.name, *column.aliases] if column.aliases else column.name


def _written_dates(dates: Mapping[str, DateForm]) -> dict[str, object]:
    return {
        key: {
            "forms": list(date.forms),
            **({"zone": date.zone} if date.zone else {}),
            **({"is_afternoon": True} if date.is_afternoon else {}),
        }
        for key, date in dates.items()
    }


def _written_when(when: When) -> dict[str, object]:
    parts = [
        _written_when(part) if isinstance(part, When) else _written_condition(part)
        for part in when.parts
    ]
    return {when.join: parts}


def _written_condition(condition: Condition) -> dict[str, object]:
    words: object = list(condition.words) or True
    return {"column": condition.column, condition.test: words}


_WRITERS: Mapping[str, Callable[[Any], object]] = {
    "columns": _written_columns,
    "others": _written_columns,
    "dates": _written_dates,
    "rules": lambda rules: [
        {"when": _written_when(rule.when), "outcome": rule.outcome} for rule in rules
    ],
    "leave_out": lambda rules: [
        {"when": _written_when(rule.when), "because": rule.because} for rule in rules
    ],
    **dict.fromkeys(_PLAIN_LISTS, list),
    **dict.fromkeys(_TABLES, dict),
}


# -- from text ---------------------------------------------------------------


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text_or_nothing(value: object) -> str | None:
    return None if value is None else _text(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_text(one) for one in value)


def _table(value: Mapping[str, object]) -> dict[str, str]:
    return {_text(key): _text(one) for key, one in value.items()}


def _columns(value: Mapping[str, object]) -> dict[str, Column]:
    return {_text(key): _column(one) for key, one in value.items()}


def _column(value: object) -> Column:
    if isinstance(value, dict) and "first_of" in value:
        first, *further = map(_one_column, value["first_of"])
        return replace(first, otherwise=tuple(further))
    return _one_column(value)


def _one_column(value: object) -> Column:
    if isinstance(value, dict):
        names = _texts(value["names"]) if "names" in value else (_text(value["name"]),)
        occurrence = value.get("occurrence", 0)
        if not isinstance(occurrence, int) or not 0 <= occurrence < 1_000:
            raise TypeError(occurrence)
        return Column(names[0], occurrence, names[1:])
    names = (value,) if isinstance(value, str) else _texts(value)
    if not names:
        raise ValueError(value)
    return Column(names[0], 0, names[1:])


def _dates(value: Mapping[str, Mapping[str, Any]]) -> dict[str, DateForm]:
    return {
        _text(key): DateForm(
            _texts(date.get("forms", [])),
            _text_or_nothing(date.get("zone")),
            _switch(date.get("is_afternoon", False)),
        )
        for key, date in value.items()
    }


def _when(value: Mapping[str, Any], depth: int = 0) -> When:
    if depth > 10:
        raise ValueError(depth)
    if "column" in value:
        return When("all", (_condition(value),))
    ((join, parts),) = value.items()
    return When(
        join,  # type: ignore[arg-type]  # When refuses another
        tuple(
            _condition(part) if "column" in part else _when(part, depth + 1)
            for part in parts
        ),
    )


def _condition(value: Mapping[str, Any]) -> Condition:
    asked = {test: words for test, words in value.items() if test != "column"}
    ((test, words),) = asked.items()
    listed = (words,) if isinstance(words, str) else words
    said = () if listed is True else _texts(list(listed))
    return Condition(_text(value["column"]), test, said)  # type: ignore[arg-type]  # refused there


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "columns": _columns,
    "others": _columns,
    "dates": _dates,
    "rules": lambda rules: tuple(
        Rule(_when(rule["when"]), _text(rule["outcome"])) for rule in rules
    ),
    "leave_out": lambda rules: tuple(
        LeaveOut(_when(rule["when"]), _text(rule["because"])) for rule in rules
    ),
    **dict.fromkeys(_PLAIN_LISTS, _texts),
    **dict.fromkeys(_PLAIN_TEXTS, _text),
    **dict.fromkeys(_TEXTS_OR_NOTHING, _text_or_nothing),
    **dict.fromkeys(_SWITCHES, _switch),
    **dict.fromkeys(_TABLES, _table),
}
